"""Rows of the register: entities, aliases, replacements, mentions, decisions, read-throughs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.permission import Profile
from qda.domain.register import (
    Alias,
    AliasKind,
    Entity,
    EntityKind,
    FormVerdict,
    Register,
    Relation,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

COLUMNS: dict[str, tuple[str, ...]] = {
    "entity": (
        "uid", "short_id", "kind", "relation", "category", "protect", "note", "created",
        "created_by",
    ),
    "alias": ("uid", "entity_uid", "surface", "kind", "ask"),
    "replacement": ("uid", "entity_uid", "profile", "text"),
    "mention": (
        "uid", "transcript_id", "start", "stop", "entity_uid", "verdict", "reason", "state",
        "quote_hash", "decided_by", "decided_at",
    ),
    "form_verdict": ("uid", "form", "verdict", "reason", "decided_by", "decided_at"),
    "read_through": (
        "uid", "interview_id", "transcript_id", "text_hash", "rendered_hash", "rules",
        "characters", "read_by", "read_at",
    ),
}  # fmt: skip
"""Columns that make a row whole again, by table."""


def put(db: Database, table: str, uid: str, row: Mapping[str, Any] | None) -> None:
    """Make a row of the register what it is to be; None takes it away.

    Args:
        db: An open database, inside a transaction.
        table: One of `COLUMNS`.
        uid: What names the row.
        row: All of it.
    """
    db.execute(f"delete from {table} where uid = ?", [uid])
    if row is not None:
        names = COLUMNS[table]
        db.execute(
            f"insert into {table} ({', '.join(names)})"
            f" values ({', '.join(f':{name}' for name in names)})",
            dict(row),
        )


def stored(db: Database, table: str, **where: Any) -> list[dict[str, Any]]:
    """The whole rows of a table of the register, in the order they were entered."""
    conditions = " and ".join(f"{name} = :{name}" for name in where) or "1"
    return list(
        db.query(
            f"select {', '.join(COLUMNS[table])} from {table} where {conditions} order by id", where
        )
    )


def register(db: Database) -> Register:
    """The register as it stands."""
    aliases: dict[str, list[Alias]] = {}
    for row in stored(db, "alias"):
        alias = Alias(
            row["uid"], row["entity_uid"], row["surface"], AliasKind(row["kind"]), bool(row["ask"])
        )
        aliases.setdefault(alias.entity, []).append(alias)
    texts: dict[str, dict[Profile, str]] = {}
    for row in stored(db, "replacement"):
        texts.setdefault(row["entity_uid"], {})[Profile(row["profile"])] = row["text"]
    entities = tuple(
        Entity(
            uid=row["uid"],
            short_id=row["short_id"],
            kind=EntityKind(row["kind"]),
            relation=Relation(row["relation"]),
            category=row["category"],
            protect=bool(row["protect"]),
            note=row["note"],
            replacements=texts.get(row["uid"], {}),
            aliases=tuple(aliases.get(row["uid"], ())),
        )
        for row in sorted(stored(db, "entity"), key=lambda row: int(row["short_id"][1:]))
    )
    verdicts = {
        row["form"]: FormVerdict(
            uid=row["uid"],
            form=row["form"],
            verdict=Verdict(row["verdict"]),
            reason=row["reason"],
            decided_by=row["decided_by"],
            decided_at=row["decided_at"],
        )
        for row in stored(db, "form_verdict")
    }
    return Register(entities, verdicts)


def next_short_id(db: Database) -> str:
    """The next free id for people, such as `E4`; one that was given is not given again."""
    row = db.execute("select max(cast(substr(short_id, 2) as integer)) from entity").fetchone()
    return f"E{1 + int(row[0] or 0)}"
