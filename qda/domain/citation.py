"""References to an appendix as they are printed, and informants' places in a thesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qda.domain.interviews import PageMap
    from qda.domain.text import Span


def reference(appendix: str, pages: tuple[int, ...], *, with_page: bool = True) -> str:
    """`(Bilag 6:13)`, `(Bilag 6:5-6)`, or `(Bilag 6)` where no page is known or allowed.

    Args:
        appendix: The stored appendix number.
        pages: First and, if it differs, last page; empty means unknown.
        with_page: False for an appendix that is cited but not shown.
    """
    if not pages or not with_page:
        return f"({appendix})"
    return f"({appendix}:{'-'.join(str(page) for page in pages)})"


def reference_of(appendix: str, span: Span, pages: PageMap, *, with_page: bool = True) -> str:
    """The reference of a span in its transcript."""
    return reference(appendix, pages.pages_of(span), with_page=with_page)
