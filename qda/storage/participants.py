"""Who took part in which interview, and under which label they speak there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Participant:
    """An informant in an interview."""

    interview_id: int
    informant_id: int
    short_id: str
    speaker: str
    """The label of their turns in the transcript; empty where it was not said."""


def participants(db: Database) -> dict[int, tuple[Participant, ...]]:
    """The informants of each interview, by the interview's row, first the one who stands first."""
    found: dict[int, list[Participant]] = {}
    for row in db.execute(
        "select p.interview_id, p.informant_id, i.short_id, p.speaker from participant p"
        " join informant i on i.id = p.informant_id"
        " join interview v on v.id = p.interview_id"
        " order by p.interview_id, v.informant_id is not p.informant_id, p.informant_id"
    ):
        found.setdefault(row[0], []).append(Participant(*row))
    return {interview: tuple(people) for interview, people in found.items()}


def set_interviews(db: Database, informant_id: int, interview_ids: list[int], speaker: str) -> int:
    """Say in which interviews an informant took part; returns how many links were cut.

    Args:
        db: An open database, inside a transaction.
        informant_id: The informant.
        interview_ids: All the interviews; links to others are cut.
        speaker: The label of the informant's turns in them.
    """
    before = [
        row[0]
        for row in db.execute(
            "select interview_id from participant where informant_id = ?", [informant_id]
        )
    ]
    cut = [interview for interview in before if interview not in interview_ids]
    for interview in cut:
        db.execute(
            "delete from participant where informant_id = ? and interview_id = ?",
            [informant_id, interview],
        )
    for interview in interview_ids:
        db.execute(
            "insert into participant (interview_id, informant_id, speaker) values (?, ?, ?)"
            " on conflict (interview_id, informant_id) do update set speaker = excluded.speaker",
            [interview, informant_id, speaker],
        )
    for interview in {*cut, *interview_ids}:
        _settle_first(db, interview)
    return len(cut)


def rename_speaker(db: Database, interview_id: int, informant_id: int, speaker: str) -> None:
    """Give an informant's turns in one interview another label; inside a transaction."""
    db.execute(
        "update participant set speaker = ? where interview_id = ? and informant_id = ?",
        [speaker, interview_id, informant_id],
    )


def _settle_first(db: Database, interview_id: int) -> None:
    """Keep the first informant of an interview if they still take part, else take the next."""
    people = participants(db).get(interview_id, ())
    first = people[0].informant_id if people else None
    db.execute("update interview set informant_id = ? where id = ?", [first, interview_id])
