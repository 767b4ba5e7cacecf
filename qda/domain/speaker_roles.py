"""Whose speech is whose: roles from the user, from the labels, and from who asks.

A proposal, shown to the user before it counts: an interviewer's label often says so (`I`, `Int`),
and otherwise the interviewer is whose turns end most often in a question mark.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from qda.domain.interviews import Role, Turn
from qda.domain.speaker_labels import is_known, look_alikes, stem_of, tidy
from qda.domain.speaker_words import COLLECTIVE, INTERVIEWER, MODERATOR
from qda.errors import Refused
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_NAMES = {
    "interviewer": Role.INTERVIEWER,
    "informant": Role.INFORMANT,
    "other": Role.OTHER,
    "anden": Role.OTHER,
    "andre": Role.OTHER,
    "andet": Role.OTHER,
}
_ASKS = 0.2
"""Share of questions among the turns from which a speaker may be the interviewer."""
_RARE = 60
"""Labels met once that are compared with the others."""
_SILENT = 3
"""How many times less the interviewer says when nobody asks with a question mark."""
_END = 80
"""Characters at the end of a turn that hold its question mark and a remark behind it."""
_QUESTION = re.compile(r"\?[\s”\"“»«’')\]]*(?:[(\[][^()\[\]]{0,60}[)\]]\s*)?$")


def parse_roles(text: str) -> dict[str, Role]:
    """Roles by label from a string such as `I=interviewer,IP=informant`.

    Raises:
        Refused: Something is not `label=role`, a role is unknown, or a label has two.
    """
    roles: dict[str, Role] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        label, equals, name = (piece.strip() for piece in part.rpartition("="))
        if not equals or not label:
            raise Refused(
                _('"{part}" does not say who is who.').format(part=part),
                _("Write the label, an equals sign and the role: `I=interviewer,IP=informant`."),
            )
        role = _NAMES.get(name.casefold())
        if role is None:
            nearest = get_close_matches(name.casefold(), _NAMES, 1)
            raise Refused(
                _('"{name}" is not a role.').format(name=name),
                _('Did you mean "{name}"?').format(name=nearest[0])
                if nearest
                else _("The roles are interviewer, informant and other."),
            )
        if roles.setdefault(tidy(label), role) is not role:
            raise Refused(
                _('The label "{label}" has two roles.').format(label=tidy(label)),
                _("Give each label once."),
            )
    if not roles:
        raise Refused(
            _("No roles were given."),
            _("Write the label, an equals sign and the role: `I=interviewer,IP=informant`."),
        )
    return roles


def require_labels(wanted: Collection[str], labels: Collection[str]) -> None:
    """Refuse labels that the transcript does not hold, naming the nearest that it does.

    Raises:
        Refused: A wanted label is no speaker's.
    """
    for label in wanted:
        if label in labels:
            continue
        by_case = {other.casefold(): other for other in labels}
        nearest = get_close_matches(label.casefold(), by_case, 1, cutoff=0.5)
        if nearest:
            hint = _('Did you mean "{label}"?').format(label=by_case[nearest[0]])
        elif labels:
            hint = _("The labels are: {labels}.").format(labels=", ".join(sorted(labels)))
        else:
            hint = _("No labels were found; another layout may find them (`--layout`).")
        raise Refused(
            _('No speaker is called "{label}" in this transcript.').format(label=label), hint
        )


def proposed_roles(text: str, turns: Sequence[Turn], given: Mapping[str, Role]) -> dict[str, Role]:
    """A role for every label: what the user said, what the label says, or who asks."""
    voices = _voices(text, turns)
    roles = {label: role for label in voices if (role := _role_in_label(label, voices))}
    roles |= {label: role for label, role in given.items() if label in voices}
    roles |= _roles_of_slips(voices, roles)
    open_voices = [voice for label, voice in voices.items() if label not in roles]
    if Role.INTERVIEWER in roles.values():
        asking = {voice.label for voice in open_voices if voice.asks >= 0.5}
    else:
        asking = _askers(open_voices, alone=Role.INFORMANT not in roles.values())
    roles |= dict.fromkeys(asking, Role.INTERVIEWER)
    found = set(roles.values())
    for voice in open_voices:
        roles.setdefault(voice.label, _role_of_the_rest(voice, found, len(turns)))
    return roles


@dataclass(frozen=True, slots=True)
class _Voice:
    """What can be counted about a speaker."""

    label: str
    turns: int
    characters: int
    asks: float
    """Share of turns that end in a question mark."""


def _voices(text: str, turns: Sequence[Turn]) -> dict[str, _Voice]:
    number: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for turn in turns:
        number[turn.label] += 1
        characters[turn.label] += len(turn.span)
        end = text[max(turn.span.start, turn.span.stop - _END) : turn.span.stop]
        questions[turn.label] += bool(_QUESTION.search(end))
    return {
        label: _Voice(label, count, characters[label], questions[label] / count)
        for label, count in number.items()
        if label
    }


def _role_in_label(label: str, voices: Mapping[str, _Voice]) -> Role | None:
    """What the label says by itself; a single letter only where the questions do not deny it."""
    stem = stem_of(label)
    if stem in COLLECTIVE:
        return Role.OTHER
    if not is_known(label):
        return None
    if stem not in INTERVIEWER | MODERATOR:
        return Role.INFORMANT
    if stem == "m" and any(stem_of(other) in INTERVIEWER for other in voices):
        return None  # an initial, beside `I`
    others = [voice for voice in voices.values() if not is_known(voice.label)]
    if (
        len(stem) == 1
        and voices[label].asks < 0.1
        and any(voice.asks >= 0.4 and voice.turns > 2 for voice in others)
    ):
        return None
    return Role.INTERVIEWER


def _roles_of_slips(voices: Mapping[str, _Voice], roles: Mapping[str, Role]) -> dict[str, Role]:
    """A label met once that is a slip of the pen for a speaker's has that speaker's role."""
    rare = [label for label, voice in voices.items() if voice.turns == 1 and label not in roles]
    usual = [label for label in roles if voices[label].turns > 1]
    return {label: roles[other] for label, other in look_alikes(rare[:_RARE], usual)}


def _askers(voices: Sequence[_Voice], *, alone: bool) -> set[str]:
    """Who asks the questions; two interviewers are possible, nobody is too.

    Args:
        voices: Speakers whose labels say nothing.
        alone: There is no other speaker, so that somebody must be left to answer.
    """
    if not voices:
        return set()
    ordered = sorted(voices, key=lambda voice: (-voice.asks, voice.characters, voice.label))
    first = ordered[0]
    if first.asks < _ASKS:
        quiet, loud = min(voices, key=_said), max(voices, key=_said)
        clear = alone and len(voices) == 2 and quiet.characters * _SILENT <= loud.characters
        return {quiet.label} if clear else set()
    total = sum(voice.characters for voice in voices)
    asking = {
        voice.label
        for voice in ordered
        if voice.asks >= max(_ASKS, first.asks / 2) and voice.characters * 2 <= total
    } | {first.label}
    return {first.label} if alone and len(asking) == len(voices) else asking


def _said(voice: _Voice) -> tuple[int, str]:
    return voice.characters, voice.label


def _role_of_the_rest(voice: _Voice, found: Collection[Role], turns: int) -> Role:
    """Who does not ask answers, but for a passer-by beside known informants."""
    if Role.INTERVIEWER not in found:
        return Role.OTHER
    is_rare = voice.turns * 10 < turns
    return Role.OTHER if is_rare and Role.INFORMANT in found else Role.INFORMANT
