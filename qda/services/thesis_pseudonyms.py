"""Quotations under pseudonyms: found as they are printed, and names that should have been replaced.

The transcripts are read a second time as a profile sees them; every word keeps its place in the
original.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.quote_aligning import Edit, EditKind
from qda.domain.quote_matching import Index
from qda.domain.quote_words import tokens
from qda.domain.rendering import render
from qda.domain.text import Span
from qda.services.anonymising import Renderer

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from qda.domain.interviews import Turn
    from qda.domain.permission import Profile
    from qda.domain.quote_matching import Match
    from qda.domain.quote_words import Token
    from qda.domain.rendering import Piece, Rendered
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Renamed:
    """The transcripts as a profile sees them."""

    index: Index
    pieces: Mapping[str, tuple[Piece, ...]]
    """What is replaced in each transcript, by appendix."""
    texts: Mapping[str, str]
    renderer: Renderer | None = None

    def hidden(self, text: str) -> list[Piece]:
        """Names in any text that the profile hides, with what stands instead."""
        return self.renderer.known(text) if self.renderer else []

    def matches(self, quotation: str) -> Iterator[Match]:
        """Places of a quotation that prints pseudonyms; those without one are left out."""
        if not self.pieces:
            return
        for match in self.index.matches(quotation):
            used = [
                piece
                for piece in self.pieces.get(match.source, ())
                if _beside(piece, match) and _prints(quotation, piece.text)
            ]
            if used:
                masks = {piece.text.strip("[]") for piece in used}
                kept = [edit for edit in match.edits if not _is_mask(edit, masks)]
                names = [Edit(EditKind.PSEUDONYM, piece.text) for piece in used]
                yield replace(match, edits=(*kept, *names))

    def names_left(self, quotation: str, match: Match) -> list[str]:
        """What should stand for names that a quotation prints as they were said."""
        text = self.texts.get(match.source, "")
        found = {
            piece.text: None
            for piece in self.pieces.get(match.source, ())
            if _beside(piece, match)
            and not _prints(quotation, piece.text)
            and _prints(quotation, piece.span.of(text))
        }
        return list(found)


NOTHING = Renamed(Index({}), {}, {})
"""Where no name is replaced."""


def renamed(
    project: Project, profile: Profile, read: Mapping[str, tuple[str, Sequence[Turn]]]
) -> Renamed:
    """The transcripts as a profile sees them.

    Args:
        project: The project.
        profile: For whose eyes.
        read: The text and the turns of each transcript, by appendix.
    """
    renderer = Renderer(project, profile)
    if not renderer.register.entities:
        return NOTHING
    pieces: dict[str, tuple[Piece, ...]] = {}
    words: dict[str, list[Token]] = {}
    for appendix, (text, turns) in read.items():
        # What nobody has decided about is masked for others, and says nothing about a thesis.
        decided = tuple(
            piece
            for piece in renderer.pieces(text)
            if not piece.undecided and piece.text != piece.span.of(text)
        )
        if decided:
            pieces[appendix] = decided
            words[appendix] = _in_original(render(text, decided, Span(0, len(text))), turns)
    texts = {appendix: read[appendix][0] for appendix in pieces}
    return Renamed(Index(words), pieces, texts, renderer)


def _in_original(shown: Rendered, turns: Sequence[Turn]) -> list[Token]:
    """The words as shown, each with its place in the original."""
    found = tokens(shown.text, [replace(turn, span=shown.of(turn.span)) for turn in turns])
    made: list[Token] = []
    ahead = [(start, start + len(piece.text), piece.span) for piece, start in shown.pieces]
    number, shift = 0, 0
    for token in found:
        while number < len(ahead) and ahead[number][1] <= token.start:
            shift = ahead[number][2].stop - ahead[number][1]
            number += 1
        inside = number < len(ahead) and ahead[number][0] < token.stop
        if inside:
            span = ahead[number][2]
            made.append(replace(token, start=span.start, stop=span.stop))
        else:
            made.append(replace(token, start=token.start + shift, stop=token.stop + shift))
    return made


def _beside(piece: Piece, match: Match) -> bool:
    """Whether a name is quoted; a mask at an end of a quotation stands right beside its words."""
    return any(
        span.start - 1 <= piece.span.stop and piece.span.start <= span.stop + 1
        for span in match.spans
    )


def _is_mask(edit: Edit, masks: Container[str]) -> bool:
    """Whether an edit is a mask such as `[by]`, which reads like words that an author put in."""
    kinds = (EditKind.INSERTED, EditKind.REPLACED, EditKind.MARK)
    return edit.kind in kinds and (edit.printed or edit.said).strip("[]") in masks


def _prints(quotation: str, words: str) -> bool:
    """Whether a quotation holds these words as they are."""
    bare = words.strip("[]")
    return re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", quotation, re.IGNORECASE) is not None
