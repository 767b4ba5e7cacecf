"""The quote matrix of a project in every direction: what has passed the gate, in cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qda.domain.interviews import appendix_order
from qda.domain.matrix import Cell, Head, Matrix, Side, build_cells, head_of, themes_of, transposed
from qda.domain.permission import Profile
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import consenting, summaries
from qda.services.choosing import Choice, attributes_of, unknown_attribute
from qda.services.looks import Looks
from qda.services.quoting import Quotes, quotes, uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.domain.codebook import Codebook
    from qda.domain.memos import Summary
    from qda.domain.permission import Permitted
    from qda.domain.quotes import Quote, Source
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Layout:
    """What crosses what, and which quotes stand where they cross."""

    choice: Choice = field(default_factory=Choice)
    rows: str = Side.INFORMANTS
    """`informants`, `themes`, or an attribute whose values make groups."""
    columns: str = ""
    """The other side; by default themes, or informants where the rows are themes. `sub-codes`
    goes with themes in the rows."""
    apart: bool = False
    """Sub-codes with heads of their own."""


@uncollected()
def matrix(project: Project, layout: Layout | None = None) -> Permitted[Matrix]:
    """Build the matrix of a project.

    Raises:
        NotFound: A theme, coder, informant or attribute that the project does not hold.
        Refused: Two sides that do not cross.
    """
    layout = layout or Layout()
    columns = layout.columns or (Side.INFORMANTS if layout.rows == Side.THEMES else Side.THEMES)
    sides = {layout.rows, columns}
    permitted = quotes(project, layout.choice)
    looks = Looks(project, layout.choice.profile)
    if sides == {Side.THEMES, Side.SUB_CODES}:
        built = _themes_by_sub_codes(project, permitted.value.quotes, layout.choice)
        turn = layout.rows == Side.SUB_CODES
    elif Side.THEMES in sides and Side.SUB_CODES not in sides and len(sides) == 2:
        (across,) = sides - {Side.THEMES}
        built = _across_themes(project, permitted.value, across, layout)
        turn = layout.rows == Side.THEMES
    else:
        raise Refused(
            _('A matrix of "{rows}" and "{columns}" is not known.').format(
                rows=layout.rows, columns=columns
            ),
            _("One side must be themes; the other informants, sub-codes or an attribute."),
        )
    built = replace(built, title=looks.words(built.title))
    return consenting.made_from(transposed(built) if turn else built, permitted)


def _across_themes(project: Project, found: Quotes, across: str, layout: Layout) -> Matrix:
    """Informants or groups of them × themes."""
    book = project.codebook
    columns = themes_of(book, apart=layout.apart, only=layout.choice.themes)
    column = {theme.key: head_of(book, columns, theme.key) for theme in book.themes}
    if across == Side.INFORMANTS:
        side = Side.INFORMANTS
        rows = tuple(Head(one.appendix, one.appendix, one.label) for one in found.sources)
    else:
        side = Side.GROUPS
        rows = groups_of(found.sources, across)

    def placed() -> Iterator[tuple[str, str, Quote]]:
        for quote in found.quotes:
            key = (
                quote.appendix
                if side is Side.INFORMANTS
                else quote.source.attributes.get(across, "")
            )
            yield key, column[quote.themes[0]] or "", quote

    cells = build_cells(rows, columns, placed())
    summed = _summaries(project, rows, layout) if side is Side.INFORMANTS else {}
    return Matrix(
        project.title,
        rows,
        heads_in_use(book, columns, {key for _row, key in (*cells, *summed)}),
        cells,
        _titles(project),
        summed,
        sides=(side, Side.THEMES),
        attribute="" if side is Side.INFORMANTS else across,
    )


def _summaries(project: Project, rows: Sequence[Head], layout: Layout) -> dict[Cell, str]:
    """The coders' summaries by cell; they tell of what was said, so no other profile has them."""
    if layout.choice.profile is not Profile.INTERNAL:
        return {}
    shown = {row.key for row in rows}
    found: dict[Cell, list[Summary]] = {}
    for one in summaries.listed(project):
        chosen = not layout.choice.coders or one.summary.coder in layout.choice.coders
        if one.appendix in shown and chosen and not one.restricted:
            found.setdefault((one.appendix, one.summary.theme), []).append(one.summary)
    return {
        cell: mine[0].text
        if len(mine) == 1
        else "\n\n".join(f"{one.coder}: {one.text}" for one in mine)
        for cell, mine in found.items()
    }


def heads_in_use(book: Codebook, heads: Sequence[Head], used: set[str]) -> tuple[Head, ...]:
    """The heads of themes without those that are retired and stand over nothing."""
    return tuple(head for head in heads if head.key in used or not book.is_retired(head.key))


def groups_of(sources: Sequence[Source], attribute: str) -> tuple[Head, ...]:
    """Heads for the values of an attribute.

    Raises:
        NotFound: No informant has the attribute.
    """
    known = attributes_of(sources)
    if attribute not in known:
        raise unknown_attribute(attribute, known)
    values = {source.attributes.get(attribute, "") for source in sources}
    # What nobody recorded comes last, and says so.
    return tuple(
        Head(value, value or _("not recorded"))
        for value in sorted(values, key=lambda value: (not value, appendix_order(value)))
    )


def _themes_by_sub_codes(project: Project, found: Sequence[Quote], choice: Choice) -> Matrix:
    """Themes × their sub-codes, with a column for what is coded with the theme itself."""
    book = project.codebook
    rows = themes_of(book, apart=False, only=choice.themes)
    row = {theme.key: head_of(book, rows, theme.key) for theme in book.themes}
    beneath = [
        head
        for head in themes_of(book, apart=True, only=choice.themes)
        if row[head.key] not in (None, head.key)
    ]
    columns = (Head("", _("the theme itself")), *beneath)

    def placed() -> Iterator[tuple[str, str, Quote]]:
        for quote in found:
            theme = quote.themes[0]
            yield row[theme] or "", "" if row[theme] == theme else theme, quote

    return Matrix(
        project.title,
        rows,
        columns,
        build_cells(rows, columns, placed()),
        _titles(project),
        sides=(Side.THEMES, Side.SUB_CODES),
    )


def _titles(project: Project) -> dict[str, str]:
    return {theme.key: theme.title for theme in project.codebook.themes}
