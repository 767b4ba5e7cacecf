"""What waits for a decision: candidates by form with their places, blockers first.

Made anew from texts and register each time; only decisions are stored. One decision per form
covers all its places, but a form that may be a word or several people is decided place by place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Levenshtein

from qda.danish.identifiers import Finder, casing
from qda.danish.name_occurrences import Occurrence, tokens
from qda.domain.identifiers import Candidate, Kind, Standing
from qda.domain.register import EntityKind, Register, Verdict
from qda.domain.text import Span
from qda.services.names import form_key, matcher_of
from qda.services.naming import register_of
from qda.services.waiting import Document, Form, Place, Queue
from qda.storage import entities, informants, interviews

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.danish.name_forms import Matcher
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

AROUND = 60
"""Characters of context on both sides of a place."""

_KIND_OF = {
    EntityKind.PERSON: Kind.PERSON,
    EntityKind.PLACE: Kind.PLACE,
    EntityKind.ORGANISATION: Kind.ORGANISATION,
    EntityKind.OTHER: Kind.NAME,
}


@dataclass(frozen=True, slots=True)
class _Hit:
    """A candidate that waits, at its place."""

    candidate: Candidate
    place: Place
    options: tuple[str, ...] = ()
    asked: bool = False


def queue(
    project: Project, interview: InterviewRow | None = None, *, model: bool | None = None
) -> Queue:
    """What waits for a decision, in one interview or in all.

    Args:
        project: An open project.
        interview: Only this one.
        model: Whether a trained model adds candidates; None lets it where one is installed.
    """
    finder = Finder(model=model)
    with project.reading():
        search = _Search(project, finder)
        rows = [interview] if interview else project.interviews()
        read = [search.interview(row) for row in rows]
    hits = [hit for _document, found in read for hit in found]
    return Queue(
        tuple(_forms(hits, search.register)),
        tuple(document for document, _found in read),
        finder.model,
    )


class _Search:
    """One pass over the texts of a project with one register."""

    def __init__(self, project: Project, finder: Finder) -> None:
        self.project = project
        self.finder = finder
        self.register = register_of(project)
        self.matcher: Matcher = matcher_of(self.register)
        self.people = _informant_names(project)
        self.ids = {entity.uid: entity.short_id for entity in self.register.entities}

    def interview(self, row: InterviewRow) -> tuple[Document, list[_Hit]]:
        """What waits in one interview."""
        db = self.project.db
        text = interviews.transcript_text(db, row.transcript_id)
        how = casing(text)
        labels = _labels(text, interviews.turns(db, row.transcript_id))
        candidates = [*self.finder.find(text, labels), *self._registered(text)]
        names = self.matcher.find(text, lower_case=how.lower_case)
        mentions = entities.stored(db, "mention", transcript_id=row.transcript_id)
        decided = [Span(m["start"], m["stop"]) for m in mentions if m["state"] == "decided"]
        again = [Span(m["start"], m["stop"]) for m in mentions if m["state"] != "decided"]
        starts = [s.span.start for s in interviews.segments(db, row.transcript_id)]
        at = _At(row, text, starts)
        hits = [self._asked(at, one) for one in names if not one.sure]
        hits += [
            _Hit(Candidate(span, Kind.PERSON, "R12", 1.0, ("text changed",)),
                 at.place(span, "text changed"), asked=True)
            for span in again
        ]  # fmt: skip
        hits = [hit for hit in hits if not _covered(text, hit.place.span, decided)]
        taken = [one.span for one in names] + decided + again
        cues: Counter[str] = Counter()
        for one in candidates:
            if one.standing is Standing.CUE:
                cues[str(one.kind)] += 1
            elif not _covered(text, one.span, taken) and self._waits(one, text):
                hits.append(_Hit(one, at.place(one.span, ""), self._near(one.span.of(text))))
        document = Document(row.appendix, how, len(text.split()), len(candidates), cues)
        return document, hits

    def _asked(self, at: _At, one: Occurrence) -> _Hit:
        kind = _KIND_OF[one.names[0].entity]
        options = tuple(self.ids[uid] for uid in one.owners)
        candidate = Candidate(one.span, kind, "R12", 1.0, (one.why,))
        return _Hit(candidate, at.place(one.span, one.why), options, asked=True)

    def _waits(self, one: Candidate, text: str) -> bool:
        verdict = self.register.verdicts.get(form_key(one.span.of(text)))
        if verdict is None:
            words = tokens(one.span.of(text))
            stem = " ".join((*words[:-1], words[-1].removesuffix("s"))) if words else ""
            verdict = self.register.verdicts.get(stem)
        return verdict is None or verdict.verdict is Verdict.ASK

    def _registered(self, text: str) -> list[Candidate]:
        """Names, organisations and places of the informants' records, entered or not."""
        return [
            Candidate(one.span, _KIND_OF[one.names[0].entity], "R12", 1.0, ("informant",))
            for one in self.people.find(text)
            if one.sure
        ]

    def _near(self, form: str) -> tuple[str, ...]:
        """Entries that a form may be: one letter off, or their initials."""
        words = tokens(form)
        found = [
            entity.short_id
            for entity in self.register.entities
            if any(_is_near(words, tokens(alias.surface)) for alias in entity.aliases)
        ]
        return tuple(found) if words else ()


def _is_near(words: tuple[str, ...], alias: tuple[str, ...]) -> bool:
    if len(words) == len(alias) == 1:
        long_enough = min(len(words[0]), len(alias[0])) >= 6
        return long_enough and Levenshtein.distance(words[0], alias[0], score_cutoff=1) <= 1
    initials = "".join(part[:1] for part in alias)
    return len(alias) > 1 and len("".join(words)) > 1 and initials.startswith("".join(words))


@dataclass(frozen=True, slots=True)
class _At:
    """Places of one text."""

    row: InterviewRow
    text: str
    starts: list[int]

    def place(self, span: Span, why: str) -> Place:
        """A place with its context."""
        return Place(
            self.row.appendix,
            self.row.transcript_id,
            span,
            bisect_right(self.starts, span.start),
            self.text[max(0, span.start - AROUND) : span.start],
            span.of(self.text),
            self.text[span.stop : span.stop + AROUND],
            why,
        )


def _labels(text: str, turns: Iterable[Any]) -> list[Span]:
    """Where the labels of speakers stand: before the words of a turn, or at their start."""
    found, done = [], 0
    for turn in turns:
        start = turn.span.start
        if turn.label:
            at = text.rfind(turn.label, done, start + len(turn.label))
            if at >= 0:
                found.append(Span(at, at + len(turn.label)))
        done = turn.span.stop
    return found


def _informant_names(project: Project) -> Matcher:
    """What the informants' records name, as a matcher."""
    from qda.danish.name_forms import Matcher
    from qda.danish.name_occurrences import Name
    from qda.danish.words import word_list

    kinds = {
        "name": EntityKind.PERSON,
        "organisation": EntityKind.ORGANISATION,
        "municipality": EntityKind.PLACE,
        "area": EntityKind.PLACE,
    }
    names = []
    for row in informants.informants(project.db):
        names += [
            Name(row[column], row["uid"] + column, entity=kind)
            for column, kind in kinds.items()
            if row[column]
        ]
        names += [Name(word, row["uid"]) for word in row["name"].split() if len(word) > 1]
    return Matcher(names, word_list())


def _covered(text: str, span: Span, by: Iterable[Span]) -> bool:
    """Whether every letter and digit of a span lies in spans that are settled otherwise."""
    near = [other for other in by if other.overlaps(span)]
    return bool(near) and all(
        any(other.start <= place < other.stop for other in near)
        for place in range(span.start, span.stop)
        if text[place].isalnum()
    )


def _forms(hits: list[_Hit], register: Register) -> list[Form]:
    """Hits by form; a genitive belongs to its stem where the stem waits too."""
    keys = {form_key(hit.place.match) for hit in hits}
    grouped: dict[tuple[str, bool], list[_Hit]] = {}
    for hit in hits:
        key = form_key(hit.place.match)
        stem = key.removesuffix(" s") if key.endswith(" s") else key.removesuffix("s")
        if stem != key and stem in keys:
            key = stem
        grouped.setdefault((key, hit.asked), []).append(hit)
    forms = [_form(key, asked, found) for (key, asked), found in grouped.items()]
    return sorted(forms, key=_order)


def _form(key: str, asked: bool, hits: list[_Hit]) -> Form:
    best = max((hit.candidate for hit in hits), key=lambda one: one.score)
    spellings = Counter(
        hit.place.match for hit in hits if form_key(hit.place.match) == key
    ) or Counter(hit.place.match for hit in hits)
    return Form(
        form=" ".join(spellings.most_common(1)[0][0].split()),
        key=key,
        kind=best.kind,
        rules=tuple(sorted({hit.candidate.rule for hit in hits})),
        why=tuple(dict.fromkeys(reason for hit in hits for reason in hit.candidate.why)),
        score=best.score,
        standing=best.standing,
        blocks=any(hit.candidate.blocks for hit in hits),
        asked=asked,
        options=tuple(dict.fromkeys(option for hit in hits for option in hit.options)),
        places=tuple(_once(hits)),
    )


def _once(hits: list[_Hit]) -> list[Place]:
    """The places of a form; what two rules have found at one place stands there once."""
    return list({(hit.place.appendix, hit.place.span): hit.place for hit in hits}.values())


def _order(form: Form) -> tuple[Any, ...]:
    return (
        not form.blocks,
        not form.asked,
        "R12" not in form.rules,
        form.standing is not Standing.DIRECT,
        form.score < 0.5,
        -len(form.places),
        form.key,
    )
