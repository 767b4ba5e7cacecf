"""Quotes, a row each, as csv, json and markdown: for pivot tables, programs, and a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.formats.matrix_text import (
    attribute_name,
    escaped,
    json_bytes,
    notice,
    quote_values,
    quoted,
    table_csv,
)
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.domain.matrix import Head, Matrix
    from qda.domain.permission import Permitted
    from qda.domain.quotes import Quote

COLUMNS = ("appendix", "informant", "pages", "lines", "theme", "sub_code", "coders", "quote",
           "reference", "printed", "before", "after", "memo", "speaker", "segment",
           "theme_key")  # fmt: skip
"""Columns of the csv, before the attributes of the informants."""


def by_theme(matrix: Matrix) -> Iterator[tuple[Head, Quote]]:
    """All quotes by theme, then appendix and place."""
    for theme in matrix.themes:
        for quote in matrix.of_theme(theme):
            yield theme, quote


def values_of(matrix: Matrix, theme: Head, quote: Quote) -> list[str]:
    """What a person wants to know of a quote, in the order of `COLUMNS` up to the memo."""
    return [
        quote.appendix,
        quote.source.label,
        "-".join(map(str, quote.pages)),
        "-".join(map(str, quote.lines)),
        theme.title,
        matrix.sub_code(theme, quote),
        ", ".join(quote.coders),
        quote.text,
        quote.reference,
        quote.printed,
        quote.before,
        quote.after,
        quote.memo,
    ]


def as_csv(permitted: Permitted[Matrix], *, raw: bool = False) -> bytes:
    """A row per quote; for Excel with heads in the user's language, guarded, with the notice."""
    matrix = permitted.value
    rows = list(by_theme(matrix))
    attributes = list(dict.fromkeys(name for _t, q in rows for name in q.source.attributes))
    lines: list[list[Any]] = [] if raw else [[notice(permitted)]]
    lines.append([*COLUMNS, *attributes] if raw else [*_heads(), *map(attribute_name, attributes)])
    for theme, quote in rows:
        lines.append(
            [
                *values_of(matrix, theme, quote),
                str(quote.speaker),
                quote.segment,
                theme.key,
                *(quote.source.attributes.get(name, "") for name in attributes),
            ]
        )
    return table_csv(lines, raw=raw)


def _heads() -> list[str]:
    """The names of `COLUMNS` in the user's language."""
    return [_("Appendix"), _("Informant"), _("Page"), _("Line"), _("Theme"), _("Sub-code"),
            _("Coder"), _("Quote"), _("Reference"), _("Printed form"), _("Context before"),
            _("Context after"), _("Memo"), _("Speaker"), _("Segment"),
            _("Key of the theme")]  # fmt: skip


def as_json(permitted: Permitted[Matrix]) -> bytes:
    """A list of quotes, each with its theme, informant and context."""
    matrix = permitted.value
    return json_bytes(
        {
            "notice": notice(permitted),
            "profile": permitted.profile,
            "title": matrix.title,
            "quotes": [
                {
                    "theme": theme.title,
                    "theme_key": theme.key,
                    "sub_code": matrix.sub_code(theme, quote),
                    "informant": quote.source.label,
                    **quote_values(quote),
                    "printed": quote.printed,
                    "before": quote.before,
                    "after": quote.after,
                    "memo": quote.memo,
                    "attributes": dict(quote.source.attributes),
                }
                for theme, quote in by_theme(matrix)
            ],
        }
    )


def as_markdown(permitted: Permitted[Matrix]) -> bytes:
    """A section per theme: its quotes, each introduced by its informant."""
    matrix = permitted.value
    lines = [f"# {escaped(matrix.title)}", "", f"**{notice(permitted)}**"]
    for theme in matrix.themes:
        quotes = matrix.of_theme(theme)
        lines += ["", f"## {escaped(theme.title)}", ""]
        if not quotes:
            lines.append(_("No quotes."))
        for quote in quotes:
            sub = matrix.sub_code(theme, quote)
            said = f"**{escaped(quote.source.label)}**{f' ({escaped(sub)})' if sub else ''}:"
            lines += [said, "", f"> {escaped(quoted(quote))}", ""]
    return ("\n".join(lines).rstrip() + "\n").encode()
