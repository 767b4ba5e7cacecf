"""What the verbs of results say and show: matrices, quotes and papers in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.cli import output
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.matrix import Cells, Matrix
    from qda.domain.permission import Permitted
    from qda.formats.papers import Paper

LABEL_WIDTH = 40
"""Columns for the heads of rows; where the titles leave less, the columns get numbers."""


def print_paper(permitted: Permitted[Paper]) -> None:
    """Show a paper in the terminal."""
    from qda.formats.matrix_text import notice
    from qda.formats.papers import Heading, Table, printed_rows

    output.data(f"{permitted.value.title} – {notice(permitted)}")
    for part in permitted.value.parts:
        if isinstance(part, Table):
            output.table(list(part.columns), printed_rows(part))
        else:
            output.data(f"\n{part.text}" if isinstance(part, Heading) else part.text)


def say_written(count: int, out: Path, split: int) -> None:
    """Say what was written, and what did not fit into one cell."""
    output.talk(
        ngettext("Wrote {count} quote to {name}.", "Wrote {count} quotes to {name}.", count).format(
            count=count, name=out
        )
    )
    if split:
        output.talk(
            ngettext(
                "{count} cell was longer than Excel's 32,767 characters and continues below.",
                "{count} cells were longer than Excel's 32,767 characters and continue below.",
                split,
            ).format(count=split)
        )


def print_quotes(permitted: Permitted[Matrix]) -> None:
    """Show quotes in the terminal, by theme."""
    from qda.formats.matrix_text import notice, quoted

    shown = permitted.value
    output.data(notice(permitted))
    for theme in shown.themes:
        found = shown.of_theme(theme)
        if found:
            output.data(f"\n{theme.title}")
        for quote in found:
            sub = shown.sub_code(theme, quote)
            output.data(f"  {quoted(quote)} {quote.source.label}{f' · {sub}' if sub else ''}")
    if not shown.total:
        output.talk(_("No quotes."))


def print_matrix(permitted: Permitted[Matrix], cells: Cells) -> None:
    """Show a matrix in the terminal."""
    from qda.domain.matrix import Cells
    from qda.formats.matrix_text import cell_text, corner, head_text, notice

    shown = permitted.value
    if cells not in (Cells.COUNTS, Cells.SHARES):
        output.data(notice(permitted))
        empty = True
        for row in shown.rows:
            for column in shown.columns:
                words = str(cell_text(shown, row, column, cells))
                if words:
                    empty = False
                    output.data(f"\n{head_text(row)} · {column.title}")
                    for text in words.split("\n\n"):
                        output.data(f"  {text}")
        if empty:
            output.talk(_no_words(cells is Cells.SUMMARIES))
        return
    titles = [head_text(column) for column in shown.columns]
    widest = sum(max(map(len, title.split() or [""])) + 2 for title in titles)
    too_wide = widest + LABEL_WIDTH > output.width()
    heads = [str(number) for number in range(1, len(titles) + 1)] if too_wide else titles
    counts = cells is Cells.COUNTS
    output.table(
        [corner(shown), *((head, "right") for head in heads), (_("Total"), "right")],
        [
            (
                head_text(row),
                *(cell_text(shown, row, column, cells) or "·" for column in shown.columns),
                shown.row_total(row),
            )
            for row in shown.rows
        ],
        title=f"{shown.title} – {notice(permitted)}",
        footer=[
            _("Total"),
            *(shown.column_total(column) if counts else "" for column in shown.columns),
            shown.total,
        ],
    )
    if too_wide:
        for head, title in zip(heads, titles, strict=True):
            output.data(f"{head}  {title}")


def _no_words(summaries: bool) -> str:
    if not summaries:
        return _("No quotes.")
    return _(
        "No summaries yet. Write one with `qda summary set`, or in the matrix of `qda code` with e."
    )


def say_together(shown: Matrix) -> None:
    """Say on stderr how many codings stand in a cell as one quote with another one."""
    count = sum(len(quote.codings) - 1 for _row, _column, quote in shown.in_order())
    if count > 0:
        output.talk(
            ngettext(
                "{count} coding is one quote with another coding of the same words.",
                "{count} codings are one quote with another coding of the same words.",
                count,
            ).format(count=count)
        )


def say_withheld(permitted: Permitted[Any]) -> None:
    """Say on stderr how many codings stand in no cell, and why."""
    for reason, count in permitted.withheld.items():
        word = {
            "restricted": _("overlap with a restricted passage"),
            "withdrawn": _("the informant has withdrawn"),
            "interviewer": _("only the interviewer speaks"),
            "no theme": _("the theme is no longer in codes.yml"),
            "earlier version": _("it stands in an earlier version of the text"),
            "no consent": _("consent does not allow it"),
            "no informant": _("nobody is registered for the interview"),
            "before consent": _("the interview is older than the consent"),
            "kept too long": _("the time for keeping the material has passed"),
            "not for the library": _("consent does not allow it in the library"),
            "not approved": _("not approved in this form"),
            "review": _("a restricted passage was changed, see `qda review`"),
        }.get(reason, reason)
        output.talk(
            ngettext(
                "{count} coding is left out: {reason}.",
                "{count} codings are left out: {reason}.",
                count,
            ).format(count=count, reason=word)
        )
