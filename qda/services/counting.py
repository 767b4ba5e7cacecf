"""The counts of the quote matrix alone, quick enough for every key press.

They are those of `matrices.matrix` in the internal profile; a property test compares them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qda.domain.matrix import Head, Side, head_of, themes_of
from qda.errors import NotPermitted
from qda.services import consent_chains, consenting, summaries
from qda.services.choosing import Choice, attributes_of, chosen_interviews, sources_of
from qda.services.matrices import Layout, groups_of, heads_in_use
from qda.services.quoting import quotes
from qda.storage import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qda.domain.codebook import Codebook
    from qda.domain.matrix import Cell
    from qda.domain.quotes import Quote
    from qda.services.project import Project


@dataclass(frozen=True)
class Counted:
    """Rows × columns with counts."""

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    counts: Mapping[Cell, int]
    """By row and column; empty cells are absent."""
    attribute: str
    """The attribute whose values are rows; empty where rows are interviews."""
    turned: bool
    """Whether the themes stand in the rows."""
    attributes: tuple[str, ...]
    """What interviews can be grouped by."""
    withdrawn: frozenset[str]
    """Appendices whose informants have withdrawn; their rows are empty."""

    def count(self, row: Head, column: Head) -> int:
        """The number of quotes in a cell."""
        return self.counts.get((row.key, column.key), 0)

    @cached_property
    def row_totals(self) -> Mapping[str, int]:
        """Quotes by row."""
        return self._totals(0)

    @cached_property
    def column_totals(self) -> Mapping[str, int]:
        """Quotes by column."""
        return self._totals(1)

    @cached_property
    def total(self) -> int:
        """All quotes; words under two themes count under both."""
        return sum(self.counts.values())

    @cached_property
    def most(self) -> int:
        """The greatest number in a cell."""
        return max(self.counts.values(), default=0)

    def _totals(self, side: int) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for cell, count in self.counts.items():
            found[cell[side]] += count
        return found


def counted(project: Project, layout: Layout | None = None) -> Counted:
    """The counts of a matrix of informants, or groups of them, × themes.

    Themes that are retired have a head only where something is coded with them.

    Raises:
        NotFound: A theme, coder, informant or attribute that the project does not hold.
        NotPermitted: The record of consent was changed from outside.
    """
    with project.reading():
        return _counted(project, layout or Layout())


def _counted(project: Project, layout: Layout) -> Counted:
    book, choice = project.codebook, layout.choice
    gate = _open_gate(project)
    interviews = project.interviews()
    sources = sources_of(project, interviews)
    chosen = chosen_interviews(interviews, sources, choice)
    shown = {
        row.transcript_id: sources[row.id]
        for row in chosen
        if row.transcript_id not in gate.withdrawn | gate.doubtful
    }
    columns = themes_of(book, apart=layout.apart, only=choice.themes)
    heads = _heads(book, columns)
    found = cells.cells(project.db, heads, shown, _hidden(gate, shown), choice.coders)
    turned = layout.rows == Side.THEMES
    across = layout.columns if turned else layout.rows
    grouped = across not in ("", Side.INFORMANTS)
    everyone = tuple(sources[row.id] for row in chosen)
    counts: Counter[Cell] = Counter()
    for (transcript, head), count in found.items():
        source = shown[transcript]
        row = source.attributes.get(across, "") if grouped else source.appendix
        counts[row, head] += count
    used = {cell[1] for cell in counts}
    if not grouped:
        used |= _summarised(project, {one.appendix for one in everyone}, choice)
    columns = heads_in_use(book, columns, used)
    rows = (
        groups_of(everyone, across)
        if grouped
        else tuple(Head(one.appendix, one.appendix, one.label) for one in everyone)
    )
    counted = Counted(
        rows,
        columns,
        counts,
        across if grouped else "",
        turned=False,
        attributes=attributes_of(sources.values()),
        withdrawn=frozenset(row.appendix for row in chosen if row.transcript_id in gate.withdrawn),
    )
    return _turned(counted) if turned else counted


def uncounted(project: Project, layout: Layout, total: int) -> tuple[int, Mapping[str, int]]:
    """Why the matrix of all themes holds fewer quotes than there are codings.

    Args:
        project: An open project.
        layout: The matrix.
        total: The quotes in it.

    Returns:
        All codings, and how many do not count by reason: `restricted`, `interviewer`, `withdrawn`,
        `review` (its restrictions wait for one), `no theme`, `together` with another one on the
        same words.
    """
    with project.reading():
        book, choice = project.codebook, layout.choice
        gate = _open_gate(project)
        interviews = project.interviews()
        chosen = chosen_interviews(interviews, sources_of(project, interviews), choice)
        known = {theme.key for theme in book.themes}
        asked = [row.transcript_id for row in chosen]
        shown = [one for one in asked if one not in gate.withdrawn | gate.doubtful]
        out: Counter[str] = Counter()
        everything = cells.numbers(project.db, asked, choice.coders)
        for (transcript, theme), count in everything.items():
            if transcript in gate.withdrawn:
                out["withdrawn"] += count
            elif transcript in gate.doubtful:
                out["review"] += count
            elif theme not in known:
                out["no theme"] += count
        if sum(everything.values()) - out.total() != total:
            heads = _heads(book, themes_of(book, apart=layout.apart))
            sorts = cells.sorts(project.db, heads, shown, _hidden(gate, shown), choice.coders)
            out["together"] = sorts.pop("quoted", 0) - total
            out.update(sorts)
        return sum(everything.values()), +out


def _open_gate(project: Project) -> consenting.Gate:
    gate = consenting.gate(project)
    if gate.broken:
        raise NotPermitted(*consent_chains.broken_in_words(gate.broken))
    return gate


def _heads(book: Codebook, columns: Sequence[Head]) -> dict[str, str]:
    """By key of a theme the key of the head that holds it."""
    heads = {theme.key: head_of(book, columns, theme.key) for theme in book.themes}
    return {theme: head for theme, head in heads.items() if head is not None}


def _hidden(gate: consenting.Gate, transcripts: Iterable[int]) -> list[tuple[int, int, int]]:
    return [(one, span.start, span.stop) for one in transcripts for span in gate.hidden(one)]


def _summarised(project: Project, rows_shown: set[str], choice: Choice) -> set[str]:
    """Themes of which the chosen coders have written summaries for rows that are shown."""
    return {
        one.summary.theme
        for one in summaries.listed(project)
        if one.appendix in rows_shown
        and not one.restricted
        and (not choice.coders or one.summary.coder in choice.coders)
    }


def _turned(one: Counted) -> Counted:
    return replace(
        one,
        rows=one.columns,
        columns=one.rows,
        counts={(column, row): count for (row, column), count in one.counts.items()},
        turned=True,
    )


def quotes_of(project: Project, layout: Layout, across: str, theme: str) -> tuple[Quote, ...]:
    """The quotes of a cell, as many as are counted there, by appendix and place.

    Args:
        project: An open project.
        layout: The matrix.
        across: Key of the informant or group.
        theme: Key of the theme.
    """
    from qda.domain.matrix import build_cells

    other = layout.columns if layout.rows == Side.THEMES else layout.rows
    choice = replace(layout.choice, themes=(theme,))
    if other in ("", Side.INFORMANTS):
        choice = replace(choice, informants=(across,))
    else:
        choice = replace(choice, where=(*choice.where, (other, across)))
    book = project.codebook
    columns = themes_of(book, apart=layout.apart)
    found = quotes(project, choice).value.quotes
    head = Head(theme, theme)
    mine = [one for one in found if head_of(book, columns, one.themes[0]) == theme]
    cell = build_cells([Head("", "")], [head], (("", theme, quote) for quote in mine))
    return cell.get(("", theme), ())


def coders(project: Project) -> list[str]:
    """Who has codings, by name."""
    return cells.coders(project.db)


__all__ = ["Choice", "Counted", "Layout", "coders", "counted", "quotes_of", "uncounted"]
