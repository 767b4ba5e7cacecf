"""Pages that somebody typed in: with which words, or with which segment, each begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.documents import PageSource
from qda.domain.interviews import NOWHERE, PageMap
from qda.domain.page_typing import Why, problem_of, starts_of
from qda.errors import NotFound, QdaError, Refused
from qda.language import gettext as _
from qda.services.citing import find_quote
from qda.services.paging import settle, unprinted
from qda.storage import interviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qda.services.paging import Paging
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def type_in(
    project: Project,
    interview: InterviewRow,
    given: Mapping[int, str],
    *,
    unknown: Iterable[str] = (),
    first: int | None = None,
    last: bool = False,
) -> Paging:
    """Say with which words, or with which segment, pages begin.

    Pages that were typed in before stay: only those that are new or wrong need be given.

    Args:
        project: An open project.
        interview: The interview.
        given: By page number: its first words, or `#41` for segment 41.
        unknown: First words, or segments, from which on the page is not known until the next
            page that is given.
        first: The number of the page on which the text begins.
        last: No page follows the last one that is given.

    Raises:
        Refused: Words stand in several places, pages are missing, or their order is wrong.
        NotFound: Words stand nowhere.
    """
    transcript = interview.transcript_id
    text = interviews.transcript_text(project.db, transcript)
    known = interviews.page_map(project.db, transcript)
    places = (
        {start.number: start.offset for start in known.known}
        if known.source is PageSource.TYPED
        else {}
    )
    gaps = {
        start.offset
        for start in known.starts
        if start.number == NOWHERE and known.source is PageSource.TYPED
    }
    segments = [segment.span.start for segment in interviews.segments(project.db, transcript)]
    for number, words in given.items():
        places[number] = _place_of(text, segments, number, words)
    gaps.update(_place_of(text, segments, NOWHERE, words) for words in unknown)
    starts = starts_of(places, first, gaps)
    wrong = problem_of(starts, len(text), last=last)
    if wrong is not None:
        raise _refused(wrong.why, wrong.before, wrong.page)
    return settle(
        project, interview, PageMap(PageSource.TYPED, starts), unprinted(project, interview)
    )


def _place_of(text: str, segments: list[int], number: int, words: str) -> int:
    """The offset of a page's first words, or of a segment."""
    named = words.strip()
    shown = "?" if number == NOWHERE else number
    if named.startswith("#") and named[1:].isdecimal() and len(named) < 9:
        segment = int(named[1:])
        if not 1 <= segment <= len(segments):
            raise NotFound(
                _("There is no segment {segment} for page {page}.").format(
                    segment=segment, page=shown
                ),
                _("The segments are numbered 1–{last}.").format(last=len(segments)),
            )
        return segments[segment - 1]
    found = find_quote(text, words).spans
    if not found:
        raise NotFound(
            _("The words with which page {page} begins do not stand in the text.").format(
                page=shown
            ),
            _("Copy the first words of the page as they stand; nothing was changed."),
        )
    if len(found) > 1:
        raise Refused(
            _("The words with which page {page} begins stand in {count} places.").format(
                page=shown, count=len(found)
            ),
            _("Give some more of them; nothing was changed."),
        )
    return found[0].start


def _refused(why: Why, before: int, page: int) -> QdaError:
    nothing = _("Nothing was changed.")
    if why is Why.ORDER:
        return Refused(
            _("Page {page} begins before page {before}, or with it.").format(
                page=page, before=before
            ),
            nothing + " " + _("Look at the words of both."),
        )
    if why is Why.GAP:
        return Refused(
            _("Pages are missing between {before} and {page}.").format(before=before, page=page),
            nothing + " " + _("Give all of them in one go; what lies between would be wrong."),
        )
    return Refused(
        _("So much text follows the beginning of page {before} that there must be a page {page}.")
        .format(before=before, page=page),
        nothing + " " + _("Give the pages that follow too, or say `--last` if there are none."),
    )  # fmt: skip
