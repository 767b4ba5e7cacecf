"""The leak scan: what must not be in a file, and whether it is there.

Real names in all Danish forms, restricted passages and withdrawn words by runs of words,
identifiers, and what files tell about their makers. Nothing found is shown, only where and whose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qda.danish.contact_forms import Contacts
from qda.danish.identifiers import structured
from qda.danish.name_forms import Matcher
from qda.danish.name_occurrences import Name, fold, tokens
from qda.domain.identifiers import BLOCKERS, Kind
from qda.domain.register import EntityKind, Verdict
from qda.domain.text import Span
from qda.formats.opened import Stream, StreamKind, streams
from qda.services import consenting
from qda.services.anonymising import Renderer
from qda.services.names import form_key
from qda.services.seeing import Seeing
from qda.services.voices import voices_of
from qda.storage import entities, informants, interviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.domain.permission import Profile
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

RUN = 6
"""Words that a file may not share with a withheld text; a shorter passage counts as a whole."""
SHORTEST = 3
"""Words of a passage that is looked for at all; fewer are said by chance."""

_WORD = re.compile(r"\w+")
_ID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9a-fA-F]{24,}")
_NO_NUMBER = re.compile(
    r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?![\d.])"
)
"""Days such as 22.11.2026, which are no numbers to ring."""
_SHORT_ELEMENT = re.compile(r"(?<=<)/?a:[a-z]{2}(?=[ />])")
"""Elements such as `a:ea` of a workbook's looks, which are no short names."""
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|\+00:00)?)?")
_BAD_PARTS = re.compile(
    r"docProps/custom\.xml|customXml/|/comments\w*\.xml|people\.xml|thumbnail|vbaProject",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|Manager|Company|meta:initial-creator)>\s*[^<\s]"
    r"|\bw:author=\"[^\"]|<w:(?:ins|del|moveFrom|moveTo|vanish|attachedTemplate)\b"
    r"|state=\"(?:veryH|h)idden\"|/Author\s+\S"
)


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that may not leave, and where it stands."""

    place: str
    """The part of the file; empty is the file itself."""
    what: str
    """`name`, `passage`, `identifier`, `maker`, `folder`, `part`; stable."""
    whose: str
    """Id of the entry, informant or interview; the kind of an identifier. Never a name."""


class Scanner:
    """Looks through files for what a profile may not see; made once for an export."""

    def __init__(self, project: Project, profile: Profile, *, to: str = "") -> None:
        """A scanner for a profile.

        Args:
            project: An open project.
            profile: For whose eyes.
            to: Short id of the informant who gets it: her own name and words may stand in it,
                nothing that others have said.
        """
        self._renderer = Renderer(project, profile)
        register = self._renderer.register
        self._ids: dict[str, str] = {}
        names = []
        free: set[tuple[str, ...]] = set()
        for entity in register.entities:
            self._ids[entity.uid] = entity.short_id
            if entity.shown(profile) is None:
                free |= {tokens(alias.surface) for alias in entity.aliases}
                continue
            names += [
                Name(alias.surface, entity.uid, alias.kind, entity.kind, alias.ask)
                for alias in entity.aliases
            ]
        known = {tokens(name.surface) for name in names}
        recorded = [*self._recorded(project)]
        mine = {tokens(one.surface) for one in recorded if to and self._ids[one.owner] == to}
        names += [one for one in recorded if self._counts(one, known | free)]
        names = [one for one in names if tokens(one.surface) not in mine]
        self._matcher = _matcher(names)
        self._contacts = Contacts((name.surface, name.owner) for name in names)
        self._long = tuple(
            (name.owner, spelt)
            for name in names
            if len(name.surface) >= 6
            for spelt in dict.fromkeys(
                name.surface.encode(encoding, "ignore").decode("latin-1")
                for encoding in ("utf-8", "latin-1", "utf-16-le")
            )
        )
        self._kept = self._kept_places(project)
        self._runs = _Runs(project, self._renderer, to)
        self._home = str(Path.home())

    def _recorded(self, project: Project) -> Iterator[Name]:
        """The names of the informants' records, entered in the register or not."""
        for row in informants.informants(project.db):
            self._ids[row["uid"]] = row["short_id"]
            whole = [row["name"], *(word for word in row["name"].split() if len(word) > 2)]
            yield from (Name(surface, row["uid"]) for surface in whole if surface)
            for column, kind in (
                ("organisation", EntityKind.ORGANISATION), ("area", EntityKind.PLACE),
                ("municipality", EntityKind.PLACE),
            ):  # fmt: skip
                if row[column]:
                    yield Name(row[column], row["uid"], entity=kind)

    def _counts(self, name: Name, settled: set[tuple[str, ...]]) -> bool:
        if tokens(name.surface) in settled:
            return False
        verdict = self._renderer.register.verdicts.get(form_key(name.surface))
        return verdict is None or verdict.verdict is Verdict.ASK

    def _kept_places(self, project: Project) -> set[tuple[str, str, str]]:
        """The words beside places of which a person decided that they may stand."""
        kept: set[tuple[str, str, str]] = set()
        for row in project.interviews():
            mentions = entities.stored(project.db, "mention", transcript_id=row.transcript_id)
            free = [one for one in mentions if one["entity_uid"] is None]
            if free:
                text = interviews.transcript_text(project.db, row.transcript_id)
                shown = self._renderer.rendered(text)
                for one in free:
                    span = shown.of(Span(one["start"], one["stop"]))
                    kept.add(_beside(shown.text, span))
        return kept

    def scan(self, name: str, data: bytes, ids: frozenset[str] = frozenset()) -> list[Leak]:
        """What of a file may not leave; empty where it is clean.

        Args:
            name: The file's name.
            data: Its bytes.
            ids: Ids of the program's own that stand in it, which are no numbers to ring.
        """
        found: dict[Leak, None] = {}
        for stream in streams(name, data):
            found |= dict.fromkeys(self._of(stream, ids))
        return list(found)

    def scan_text(self, text: str, place: str = "") -> list[Leak]:
        """What of a text may not leave."""
        return list(dict.fromkeys(self._of(Stream(place, StreamKind.TEXT, text))))

    def _of(self, stream: Stream, ids: frozenset[str] = frozenset()) -> Iterator[Leak]:
        text = stream.text
        place = "" if self._matcher.find(stream.place) else stream.place
        if stream.kind is StreamKind.BINARY:
            for owner, spelt in self._long:
                if spelt in text:
                    yield Leak(place, "name", self._ids[owner])
            return
        if stream.kind is StreamKind.RAW:
            text = _SHORT_ELEMENT.sub("", text)
        for occurrence in self._matcher.find(text):
            if not self._passes(text, occurrence.span):
                yield Leak(place, "name", "/".join(self._ids[uid] for uid in occurrence.owners))
        for owner in self._contacts.owners(_TIME.sub(" ", _ID.sub(" ", text))):
            yield Leak(place, "name", self._ids[owner])
        if self._home != "/" and self._home in text:
            yield Leak(place, "folder", "")
        if stream.kind is StreamKind.NAME:
            if _BAD_PARTS.search(f"/{stream.place}") or _BAD_PARTS.search(f"/{text}"):
                yield Leak(place, "part", "")
            return
        if stream.kind is StreamKind.RAW:
            if _AUTHORS.search(text):
                yield Leak(place, "maker", "")
        else:
            yield from (Leak(place, "identifier", kind) for kind in self._identifiers(text, ids))
        yield from (Leak(place, "passage", appendix) for appendix in self._runs.within(text))

    def _passes(self, text: str, span: Span) -> bool:
        """Whether a person decided that this form may stand, everywhere or beside these words."""
        verdict = self._renderer.register.verdicts.get(form_key(span.of(text)))
        if verdict is not None and verdict.verdict in (Verdict.KEEP, Verdict.NOT_A_NAME):
            return True
        before, form, after = _beside(text, span)
        return any(
            form == kept and (before == left or after == right) for left, kept, right in self._kept
        )

    def _identifiers(self, text: str, ids: frozenset[str]) -> Iterator[str]:
        text = _TIME.sub(" ", _ID.sub(" ", text))
        for own in ids:
            text = text.replace(own, " ")
        text = _NO_NUMBER.sub(" ", text)
        for one in structured(text):
            if one.kind not in BLOCKERS:
                continue
            verdict = self._renderer.register.verdicts.get(form_key(one.span.of(text)))
            allowed = verdict is not None and verdict.verdict is not Verdict.ASK
            if one.kind is Kind.CPR or not (allowed or self._passes(text, one.span)):
                yield str(one.kind)


def _matcher(names: Iterable[Name]) -> Matcher:
    from qda.danish.words import word_list

    return Matcher(names, word_list())


def _beside(text: str, span: Span) -> tuple[str, str, str]:
    before = _WORD.findall(text[max(0, span.start - 40) : span.start])
    after = _WORD.findall(text[span.stop : span.stop + 40])
    return fold(before[-1]) if before else "", fold(span.of(text)), fold(after[0]) if after else ""


class _Runs:
    """Runs of words that stand in withheld text and nowhere in what may be seen."""

    def __init__(self, project: Project, renderer: Renderer, to: str = "") -> None:
        self._whose: dict[int, dict[tuple[str, ...], str]] = defaultdict(dict)
        seeing = Seeing(project, consenting.gate(project, renderer.profile))
        shown: list[str] = []
        for row in project.interviews():
            text = interviews.transcript_text(project.db, row.transcript_id)
            left = seeing.of(row)
            hidden = seeing.gate.hidden(row.transcript_id)
            others = to and to not in _who_speaks(project, row)
            if others or row.transcript_id in seeing.gate.withdrawn | seeing.gate.doubtful:
                hidden = (Span(0, len(text)),) if text else ()
            else:
                shown += [left.of(text), left.of(text) if not hidden else ""]
            for span in hidden:
                self._take(span.of(text), row.appendix)
                self._take(renderer.rendered(text, span).text, row.appendix)
        if self._whose:
            for text in dict.fromkeys(shown):
                self._leave(text)
                self._leave(renderer(text))

    def _take(self, text: str, appendix: str) -> None:
        words = _words(text)
        size = min(RUN, len(words))
        if size >= SHORTEST:
            for start in range(len(words) - size + 1):
                self._whose[size][tuple(words[start : start + size])] = appendix

    def _leave(self, text: str) -> None:
        words = _words(text)
        for size, runs in self._whose.items():
            for start in range(len(words) - size + 1):
                runs.pop(tuple(words[start : start + size]), None)

    def within(self, text: str) -> set[str]:
        """The interviews whose withheld words stand in a text."""
        if not any(self._whose.values()):
            return set()
        words = _words(text)
        return {
            runs[run]
            for size, runs in self._whose.items()
            for start in range(len(words) - size + 1)
            if (run := tuple(words[start : start + size])) in runs
        }


def _who_speaks(project: Project, row: InterviewRow) -> set[str]:
    ids = {one["id"]: one["short_id"] for one in informants.informants(project.db)}
    return {ids[one.informant_id] for one in voices_of(project, row).people}


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]
