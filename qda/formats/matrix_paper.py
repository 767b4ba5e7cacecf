"""The matrix as a landscape table, and its quotes as a chapter: introduce, quote, comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.matrix import Cells
from qda.formats.matrix_text import cell_text, corner, head_text, notice, quoted
from qda.formats.papers import Heading, Paper, Table, Text
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.domain.matrix import Matrix
    from qda.domain.permission import Permitted


def matrix_paper(permitted: Permitted[Matrix], cells: Cells) -> Paper:
    """The matrix as one table; its head is repeated on every page."""
    matrix = permitted.value
    numbers = cells in (Cells.COUNTS, Cells.SHARES)
    heads = (corner(matrix), *map(head_text, matrix.columns), *((_("Total"),) if numbers else ()))
    rows = [
        (
            head_text(row),
            *(str(cell_text(matrix, row, column, cells) or "–") for column in matrix.columns),
            *((str(matrix.row_total(row)),) if numbers else ()),
        )
        for row in matrix.rows
    ]
    if numbers:
        totals = (str(matrix.column_total(column)) for column in matrix.columns)
        rows.append((_("Total"), *totals, str(matrix.total)))
    widths = (3, *(2 if numbers else 4 for _column in matrix.columns), *((1,) if numbers else ()))
    return Paper(
        matrix.title,
        (
            Text(notice(permitted), small=True),
            Table(heads, tuple(rows), widths, tuple(range(1, len(heads))) if numbers else ()),
        ),
        landscape=True,
    )


def chapter_paper(permitted: Permitted[Matrix]) -> Paper:
    """A section per theme: each quote introduced by its informant, with room for a comment."""
    matrix = permitted.value
    parts: list[Heading | Text | Table] = [Text(notice(permitted), small=True)]
    for theme in matrix.themes:
        parts.append(Heading(head_text(theme)))
        found = matrix.of_theme(theme)
        if not found:
            parts.append(Text(_("No quotes."), small=True))
        for quote in found:
            sub = matrix.sub_code(theme, quote)
            parts.append(Text(_("{informant} says{about}:").format(
                informant=quote.source.label or quote.appendix, about=f" ({sub})" if sub else "",
            )))  # fmt: skip
            parts.append(Text(quoted(quote), quote=True))
            parts.append(Text(_("[Comment]"), small=True))
    return Paper(matrix.title, tuple(parts))
