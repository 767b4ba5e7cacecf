"""The tables that a thesis holds besides the matrix, each as a paper of one table or a few.

Restricted passages and withdrawn informants are in none of them, counts included; names neither.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qda.domain.consent import Scope
from qda.domain.report import typical
from qda.errors import Refused
from qda.formats.matrix_text import quoted
from qda.formats.papers import Heading, Paper, Table, Text
from qda.language import gettext as _
from qda.services import consenting, consents, matrices, memo_views, progress, publishing, quoting
from qda.services.consent_words import answer_word
from qda.services.matrices import Layout
from qda.storage import informants, participants

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from qda.domain.matrix import Head
    from qda.domain.permission import Permitted
    from qda.domain.quotes import Quote
    from qda.services.choosing import Choice
    from qda.services.project import Project
    from qda.services.publishing import Publisher

EMPTY = "–"


def informant_table(project: Project, choice: Choice) -> Permitted[Paper]:
    """Who was interviewed, when, at what length, and whether they may be quoted."""
    with project.reading() as db:
        found = quoting.quotes(project, choice)
        shown = {source.appendix for source in found.value.sources}
        numbers = {
            one.appendix: one for one in progress.progress_of(project, restricted=False).interviews
        }
        people = {row["id"]: row for row in informants.informants(db)}
        joined = participants.participants(db)
        rows = []
        for interview in project.interviews():
            if interview.appendix not in shown:
                continue
            one = numbers[interview.appendix]
            measure = (
                interview.date or EMPTY,
                str(one.pages) if one.pages else EMPTY,
                str(one.words),
                interview.appendix,
            )
            for joint in joined.get(interview.id, ()):
                person = people[joint.informant_id]
                state = consents.state_of(project, joint.informant_id, appendix=interview.appendix)
                who = (person["role"] or person["label"], person["organisation"],
                       person["municipality"], person["area"])  # fmt: skip
                answer = answer_word(str(state.answer(Scope.QUOTE)))
                rows.append((person["short_id"], *who, *measure, answer))
            if interview.id not in joined:
                rows.append((EMPTY, one.informant, "", "", "", *measure, EMPTY))
    heads = (
        _("Informant"), _("Role"), _("Organisation"), _("Municipality"), _("Area"), _("Date"),
        _("Pages"), _("Words"), _("Appendix"), _("May be quoted"),
    )  # fmt: skip
    table = Table(heads, tuple(rows) or ((EMPTY,) * len(heads),), (4, 7, 5, 5, 6, 3, 3, 3, 3, 3),
                  numbers=(6, 7))  # fmt: skip
    paper = Paper(_("Informants"), (table,), landscape=True)
    return consenting.made_from(paper, found)


def code_list(project: Project, choice: Choice) -> Permitted[Paper]:
    """Themes and sub-codes with their definitions, criteria, counts and an example."""
    found = matrices.matrix(project, Layout(choice))
    by_theme = quotes_by_theme(found.value.in_order())
    rows = []
    for theme in project.codebook.themes:
        quotes = by_theme.get(theme.key, [])
        criteria = [theme.definition]
        if theme.include:
            criteria.append(_("Use it when: {words}").format(words=theme.include))
        if theme.exclude:
            criteria.append(_("Not when: {words}").format(words=theme.exclude))
        example = [
            f"”{' '.join((one.printed or one.text).split())}” {one.reference}"
            for one in typical(quotes)[:1]
        ]
        rows.append(
            (
                f"– {theme.title}" if theme.parent else theme.title,
                "\n".join(filter(None, criteria)) or EMPTY,
                str(len(quotes)),
                str(len({quote.appendix for quote in quotes})),
                *(example or [EMPTY]),
            )
        )
    heads = (_("Theme"), _("Definition"), _("Quotes"), _("Interviews"), _("Example"))
    paper = Paper(_("Codes"), (Table(heads, tuple(rows), (4, 7, 2, 2, 7), (2, 3)),), True)
    return consenting.made_from(paper, found)


def coding_statistics(project: Project, choice: Choice) -> Permitted[Paper]:
    """Numbers for the method chapter: material, codings by coder and theme, length, overlap."""
    found = quoting.quotes(project, choice)
    quotes = found.value.quotes
    paper = Paper(
        _("Coding in numbers"),
        (
            _material(project, quotes, {source.appendix for source in found.value.sources}),
            Heading(_("Coders")),
            _by_coder(quotes),
            Heading(_("Themes")),
            _by_theme(project, quotes),
            Text(
                _("Sub-codes are counted apart from the theme above. What may not be used counts "
                  "nowhere."),
                small=True,
            ),
        ),
    )  # fmt: skip
    return consenting.made_from(paper, found)


def _material(project: Project, quotes: Sequence[Quote], shown: Collection[str]) -> Table:
    numbers = [
        one
        for one in progress.progress_of(project, restricted=False).interviews
        if one.appendix in shown
    ]
    words = [len(quote.text.split()) for quote in quotes]
    places: dict[tuple[str, int, int], set[str]] = {}
    for quote in quotes:
        places.setdefault(quote.place, set()).update(quote.themes)
    several = sum(len(themes) > 1 for themes in places.values())
    segments, coded = sum(one.segments for one in numbers), sum(one.coded for one in numbers)
    rows = (
        (_("Interviews"), str(len(numbers))),
        (_("Words"), str(sum(one.words for one in numbers))),
        (_("Segments, all speakers"), str(segments)),
        (_("Segments with a coding"), _of(coded, segments)),
        (_("Codings"), str(len(quotes))),
        (_("Passages with several themes"), _of(several, len(places))),
        (_("Words of a coding, median"), str(sorted(words)[len(words) // 2]) if words else EMPTY),
    )
    return Table((_("Material"), _("Number")), rows, (4, 2), (1,))


def _by_coder(quotes: Sequence[Quote]) -> Table:
    coders = Counter(coder for quote in quotes for coder in quote.coders)
    rows = tuple((name, str(count)) for name, count in sorted(coders.items()))
    return Table((_("Coder"), _("Codings")), rows or ((EMPTY, "0"),), (4, 2), (1,))


def _by_theme(project: Project, quotes: Sequence[Quote]) -> Table:
    counts = Counter(key for quote in quotes for key in quote.themes)
    voices = {key: {q.appendix for q in quotes if key in q.themes} for key in counts}
    rows = tuple(
        (
            f"– {theme.title}" if theme.parent else theme.title,
            str(counts[theme.key]),
            str(len(voices.get(theme.key, ()))),
        )
        for theme in project.codebook.themes
    )
    return Table((_("Theme"), _("Codings"), _("Interviews")), rows, (6, 2, 2), (1, 2))


def condensation_table(project: Project, choice: Choice) -> Permitted[Paper]:
    """Quote, condensed wording and theme: the natural units and central themes after Kvale.

    The condensed wording is the coder's summary of the informant's cell; it stands with the first
    of the cell's quotes.
    """
    found = matrices.matrix(project, Layout(choice))
    matrix = found.value
    rows = []
    for row in matrix.rows:
        for column in matrix.columns:
            condensed = matrix.summary(row, column)
            quotes = matrix.quotes(row, column)
            for place, quote in enumerate(quotes):
                rows.append((quoted(quote), condensed if place == 0 else "", column.title))
            if condensed and not quotes:
                rows.append((EMPTY, condensed, column.title))
    heads = (_("Quote"), _("Condensation"), _("Theme"))
    table = Table(heads, tuple(rows) or ((EMPTY,) * 3,), (6, 5, 3))
    return consenting.made_from(Paper(_("Condensation"), (table,), landscape=True), found)


def memo_table(project: Project, choice: Choice) -> Permitted[Paper]:
    """All memos with what they are about; those on restricted passages and theirs are not here."""
    found = quoting.quotes(project, choice)
    shown = {source.appendix for source in found.value.sources}
    book = project.codebook
    themes = {
        theme.key
        for theme in book.themes
        if any(above.key in choice.themes for above in book.path(theme.key))
    }
    rows = [
        (
            memo_views.place_in_words(one),
            one.title if one.title else EMPTY,
            one.memo.text,
            one.memo.coder,
            one.memo.changed[:10],
        )
        for one in memo_views.listed(project)
        if not one.restricted
        and (not one.appendix or one.appendix in shown)
        and (not choice.coders or one.memo.coder in choice.coders)
        and (not themes or one.theme in themes)
        and choice.memo.casefold() in one.memo.text.casefold()
    ]
    heads = (_("About"), _("Theme"), _("Memo"), _("Coder"), _("Date"))
    table = Table(heads, tuple(rows) or ((EMPTY,) * 5,), (4, 3, 8, 2, 2))
    return consenting.made_from(Paper(_("Memos"), (table,), landscape=True), found)


def _of(part: int, whole: int) -> str:
    from qda.formats.matrix_text import percent

    return f"{part} ({percent(part / whole)})" if whole else EMPTY


def quotes_by_theme(quotes: Iterable[tuple[Head, Head, Quote]]) -> dict[str, list[Quote]]:
    """Quotes by theme key: those of a sub-code, and those of a theme with all below it."""
    found: dict[str, list[Quote]] = {}
    for _row, column, quote in quotes:
        for key in {column.key, *quote.themes}:
            found.setdefault(key, []).append(quote)
    return found


KINDS: dict[str, Callable[[Project, Choice], Permitted[Paper]]] = {
    "informants": informant_table,
    "codes": code_list,
    "statistics": coding_statistics,
    "condensation": condensation_table,
    "memos": memo_table,
}
"""What can be asked for, by the word that a user types."""


def values_of(permitted: Permitted[Paper]) -> dict[str, Any]:
    """A paper's tables for programs: a list of rows for each, by heading."""
    paper, name = permitted.value, permitted.value.title
    tables: dict[str, list[dict[str, str]]] = {}
    for part in paper.parts:
        if isinstance(part, Heading):
            name = part.text
        elif isinstance(part, Table):
            tables[name] = [dict(zip(part.columns, row, strict=True)) for row in part.rows]
    return {"profile": permitted.profile, "title": paper.title, "tables": tables}


def write(permitted: Permitted[Paper], path: Path, writer: Publisher | None = None) -> None:
    """Write a paper in the form that the ending names.

    Raises:
        Refused: The ending is not known.
        NotPermitted: For other eyes and without a writer, or something may not leave.
    """
    from qda.formats import paper_tables, papers
    from qda.formats.matrix_text import notice

    writers: dict[str, Callable[[Permitted[Paper]], bytes]] = {
        ".docx": papers.as_docx,
        ".html": papers.as_html,
        ".md": papers.as_markdown,
        ".csv": paper_tables.as_csv,
        ".xlsx": paper_tables.as_xlsx,
    }
    ending = path.suffix.casefold()
    if ending not in writers:
        raise Refused(
            _('"{name}" has an ending that is not known.').format(name=path.name),
            _("Use one of: {endings}.").format(endings=", ".join(writers)),
        )
    if ending in (".docx", ".html", ".md"):  # csv and xlsx head themselves
        headed = replace(
            permitted.value, parts=(Text(notice(permitted), small=True), *permitted.value.parts)
        )
        permitted = consenting.made_from(headed, permitted)
    publishing.put(permitted.profile, {path: writers[ending](permitted)}, writer)
