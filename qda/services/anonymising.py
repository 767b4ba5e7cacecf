"""Rendering: a text as a profile may see it. Derived each time; no offset and no coding moves.

Make one `Renderer` per export and call it for each passage. What nobody has decided about yet is
masked and counted, so that a gate can refuse; a CPR number is masked whatever was decided.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.danish.identifiers import casing, structured
from qda.danish.name_occurrences import Ending, Occurrence, tokens
from qda.danish.name_rendering import in_place
from qda.danish.sentence_starts import opens_sentence
from qda.domain.codings import spoken
from qda.domain.consent import Scope
from qda.domain.identifiers import BLOCKERS, Candidate, Kind
from qda.domain.permission import Profile
from qda.domain.register import (
    AliasKind,
    Entity,
    EntityKind,
    Register,
    Relation,
    Verdict,
    is_category,
)
from qda.domain.rendering import Chosen, Piece, Rendered, render
from qda.domain.text import Span
from qda.services import consents
from qda.services.names import form_key, matcher_of
from qda.services.naming import register_of
from qda.storage import entities, informants, interviews, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.domain.interviews import Turn
    from qda.services.project import Project

MASKS = {
    Kind.CPR: "[cpr-nummer]",
    Kind.PHONE: "[telefonnummer]",
    Kind.EMAIL: "[mailadresse]",
    Kind.ADDRESS: "[adresse]",
    Kind.PLATE: "[nummerplade]",
    Kind.BANK: "[kontonummer]",
    Kind.IBAN: "[kontonummer]",
    Kind.BIRTH: "[fødselsdato]",
    Kind.URL: "[webadresse]",
    Kind.HANDLE: "[profilnavn]",
}
"""What stands for what the rules recognise; Danish, like the texts."""

UNDECIDED = {
    EntityKind.PERSON: "[navn]",
    EntityKind.PLACE: "[sted]",
    EntityKind.ORGANISATION: "[organisation]",
    EntityKind.OTHER: "[udeladt]",
}
"""What stands where a name may be meant and nobody has said so yet."""


def shown_register(project: Project) -> Register:
    """The register with the real names of those informants who have said that they may be named."""
    register = register_of(project)
    named = {
        tokens(row["name"])
        for row in informants.informants(project.db)
        if row["name"] and consents.state_of(project, row["id"]).permits(Scope.BE_NAMED)
    }
    if not named:
        return register
    entities_shown = tuple(
        replace(entity, protect=False)
        if entity.relation is Relation.INFORMANT
        and any(tokens(alias.surface) in named for alias in entity.aliases)
        else entity
        for entity in register.entities
    )
    return replace(register, entities=entities_shown)


class Renderer:
    """Renders texts for a profile; made once for an export."""

    def __init__(self, project: Project, profile: Profile) -> None:
        self.profile = profile
        self.register: Register = shown_register(project)
        self._entities = {entity.uid: entity for entity in self.register.entities}
        self._matcher = matcher_of(self.register)
        self._decided = _places(project)
        self._pieces: dict[str, list[Piece]] = {}

    def __call__(self, text: str, span: Span | None = None) -> str:
        """The words of a span, or of a whole text, as the profile sees them."""
        return self.rendered(text, span).text

    def rendered(self, text: str, span: Span | None = None) -> Rendered:
        """The same with what was replaced.

        Args:
            text: The whole text of a transcript version, a memo, a title: any text.
            span: The passage that is wanted; None for all of it.
        """
        pieces = self.pieces(text)
        if span is not None:
            pieces = [piece for piece in pieces if piece.span.overlaps(span)]
            start = min([span.start, *(piece.span.start for piece in pieces)])
            stop = max([span.stop, *(piece.span.stop for piece in pieces)])
        else:
            start, stop = 0, len(text)
        return render(text, pieces, Span(start, stop) if stop > start else None)

    def pieces(self, text: str) -> list[Piece]:
        """All that is replaced in a text, by place."""
        found = self._pieces.get(text)
        if found is None:
            found = self._pieces[text] = self._all_pieces(text)
        return found

    def leaks(self, text: str) -> list[Piece]:
        """What stands in a written text and may not: protected names, and what rules recognise.

        For texts that were rendered already, such as the contents of an exported file.
        """
        return [piece for piece in self._all_pieces(text) if piece.text != piece.span.of(text)]

    def known(self, text: str) -> list[Piece]:
        """The names of the register alone that are hidden in a text, where it is sure who is meant.

        For texts that nobody decides about place by place, such as a thesis; who asked the
        questions stands on its cover.
        """
        lower_case = casing(text).lower_case
        found = [one for one in self._matcher.find(text, lower_case=lower_case) if one.sure]
        pieces = [self._known(text, one) for one in found if not self._asks(one)]
        return [piece for piece in pieces if piece and piece.text != piece.span.of(text)]

    def _all_pieces(self, text: str) -> list[Piece]:
        if not text:
            return []
        decided = self._decided.get(text, [])
        lower_case = casing(text).lower_case
        rules = (
            []
            if self.profile is Profile.INTERNAL
            else list(structured(text, lower_case=lower_case))
        )
        ruled = self._ruled(text, rules, decided)
        numbers = [piece for piece in ruled if piece.source == Kind.CPR]
        names = self._matcher.find(text, lower_case=lower_case)
        addresses = self._addresses(rules, names)
        marked = [self._marked(text, row) for row in decided]
        known = [self._known(text, occurrence) for occurrence in names]
        chosen = Chosen()
        chosen.take(numbers)
        chosen.take(piece for piece in marked if piece)
        chosen.keep(Span(row[0].start, row[0].stop) for row in decided)
        chosen.take(addresses)
        chosen.take(ruled)
        chosen.take(piece for piece in known if piece)
        return chosen.pieces

    def _ruled(
        self,
        text: str,
        rules: Iterable[Candidate],
        decided: Iterable[tuple[Span, str | None, bool]],
    ) -> list[Piece]:
        """What rules recognise and nobody has allowed; CPR numbers always."""
        allowed = [span for span, entity, _again in decided if entity is None]
        found = []
        for one in rules:
            if one.kind not in BLOCKERS:
                continue
            verdict = self.register.verdicts.get(form_key(one.span.of(text)))
            passes = verdict is not None and verdict.verdict in (Verdict.KEEP, Verdict.NOT_A_NAME)
            passes = passes or any(span.contains(one.span) for span in allowed)
            if one.kind is not Kind.CPR and passes:
                continue
            found.append(Piece(one.span, MASKS[one.kind], str(one.kind), one.kind is not Kind.CPR))
        return found

    def _addresses(self, rules: Iterable[Candidate], names: list[Occurrence]) -> list[Piece]:
        """Web addresses and handles that hold a protected name, whole: a part would lead there."""
        spans = [name.span for name in names if any(map(self._protected, name.owners))]
        return [
            Piece(one.span, MASKS[one.kind], str(one.kind))
            for one in rules
            if one.kind in (Kind.URL, Kind.HANDLE)
            and any(one.span.overlaps(span) for span in spans)
        ]

    def _protected(self, uid: str) -> bool:
        entity = self._entities.get(uid)
        return entity is not None and entity.shown(self.profile) is not None

    def _asks(self, occurrence: Occurrence) -> bool:
        relations = {self._entities[uid].relation for uid in occurrence.owners}
        return relations == {Relation.INTERVIEWER}

    def _marked(self, text: str, row: tuple[Span, str | None, bool]) -> Piece | None:
        """What a person decided about a place."""
        span, uid, again = row
        entity = self._entities.get(uid) if uid else None
        shown = entity.shown(self.profile) if entity else None
        if entity is None or shown is None:
            return None
        found = self._matcher.find(span.of(text))
        whole = len(found) == 1 and found[0].span.stop == len(span)
        ending = found[0].ending if whole else Ending.NONE
        return Piece(
            span,
            in_place(shown, span.of(text), ending, opens=opens_sentence(text, span.start)),
            entity.short_id,
            undecided=again,
        )

    def _known(self, text: str, occurrence: Occurrence) -> Piece | None:
        """What stands instead of a name of the register."""
        owners = [self._entities[uid] for uid in occurrence.owners]
        if not any(self._protected(entity.uid) for entity in owners):
            return None
        span = occurrence.span
        if not occurrence.sure:
            if self.profile is Profile.INTERNAL:
                return None
            mask = UNDECIDED[owners[0].kind]
            written = in_place(mask, span.of(text), occurrence.ending)
            return Piece(span, written, "/".join(e.short_id for e in owners), undecided=True)
        (entity,) = owners
        shown = entity.shown(self.profile)
        assert shown is not None
        rest = text[span.stop : span.stop + 1] if occurrence.ending is Ending.COMPOUND else ""
        return Piece(
            span,
            in_place(
                _part(shown, entity, occurrence),
                span.of(text),
                occurrence.ending,
                opens=opens_sentence(text, span.start),
                rest=rest,
            ),
            entity.short_id,
        )


def rendered_speech(
    rendered: Rendered, span: Span, turns: Sequence[Turn], *, interviewer: bool = False
) -> str:
    """The words of a span as they are quoted, as a profile sees them.

    Args:
        rendered: The whole text, rendered.
        span: The span of a coding in the original.
        turns: The turns that it touches, in order.
        interviewer: Whether interviewers' words are quoted too.
    """
    moved = [replace(turn, span=rendered.of(turn.span)) for turn in turns]
    return spoken(rendered.text, rendered.of(span), moved, interviewer=interviewer)


def _part(shown: str, entity: Entity, occurrence: Occurrence) -> str:
    """The part of a pseudonym that answers to the part of the name that was used."""
    words = shown.split()
    if is_category(shown) or entity.kind is not EntityKind.PERSON or len(words) < 2:
        return shown
    if not all(word[:1].isupper() for word in words):
        return shown
    kind = occurrence.names[0].alias
    if kind in (AliasKind.FIRST, AliasKind.NICKNAME):
        return words[0]
    if kind is AliasKind.LAST:
        return words[-1]
    if kind is AliasKind.INITIALS:
        return "".join(f"{word[0]}." for word in words)
    return shown


def _places(project: Project) -> dict[str, list[tuple[Span, str | None, bool]]]:
    """Decisions about places by the text that they stand in: span, entity, look again."""
    found: dict[str, list[tuple[Span, str | None, bool]]] = {}
    for transcript in versions.current_transcripts(project.db):
        rows = entities.stored(project.db, "mention", transcript_id=transcript)
        if rows:
            found[interviews.transcript_text(project.db, transcript)] = [
                (Span(row["start"], row["stop"]), row["entity_uid"], row["state"] != "decided")
                for row in rows
            ]
    return found
