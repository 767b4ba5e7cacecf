"""Rows of informants and of their consent events, which are only ever added to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qda.storage.store import new_uid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database


def informants(db: Database) -> list[dict[str, Any]]:
    """All informants, with `attributes` as a mapping."""
    rows = []
    for row in db.query("select * from informant order by id"):
        rows.append({**row, "attributes": json.loads(row["attributes"])})
    return rows


def save_informant(db: Database, values: Mapping[str, Any]) -> tuple[int, bool]:
    """Insert or update an informant by short id; returns the row and whether it is new.

    Args:
        db: An open database, inside a transaction.
        values: By column, `attributes` as a mapping; a new one can bring its `uid`.
    """
    row = {**values, "attributes": json.dumps(values["attributes"], ensure_ascii=False)}
    known = db.execute(
        "select id from informant where short_id = ?", [values["short_id"]]
    ).fetchone()
    if known:
        db.execute(
            "update informant set name = :name, label = :label, role = :role,"
            " organisation = :organisation, municipality = :municipality, area = :area,"
            " attributes = :attributes where short_id = :short_id",
            row,
        )
        return int(known[0]), False
    cursor = db.execute(
        "insert into informant (uid, short_id, name, label, role, organisation, municipality,"
        " area, attributes) values (:uid, :short_id, :name, :label, :role, :organisation,"
        " :municipality, :area, :attributes)",
        {**row, "uid": values.get("uid") or new_uid()},
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid, True


def informant(db: Database, short_id: str) -> dict[str, Any] | None:
    """The informant with a short id, in whatever case it is written, or None."""
    wanted = short_id.strip().casefold()
    return next((row for row in informants(db) if row["short_id"].casefold() == wanted), None)


def uid_of(db: Database, informant_id: int) -> str:
    """The random uid that is the person's identity across copies."""
    row = db.execute("select uid from informant where id = ?", [informant_id]).fetchone()
    return str(row[0])


def consent_events(db: Database, informant_id: int) -> list[dict[str, Any]]:
    """The consent events of an informant in the order they were recorded."""
    return [
        {**row, "fields": json.loads(row["fields"])}
        for row in db.query(
            "select e.*, i.uid as informant_uid from consent_event e"
            " join informant i on i.id = e.informant_id"
            " where e.informant_id = ? order by e.id",
            [informant_id],
        )
    ]


def event_hashes(db: Database) -> set[str]:
    """The hashes of all consent events that there are."""
    return {row[0] for row in db.execute("select hash from consent_event")}


def newest_record(db: Database) -> str:
    """When the newest line of the journal or consent event was written; empty where none is."""
    row = db.execute(
        "select max(at) from (select max(at) as at from journal"
        " union all select max(recorded_at) from consent_event)"
    ).fetchone()
    return str(row[0] or "")


def add_consent_event(db: Database, row: Mapping[str, Any]) -> None:
    """Append a consent event."""
    db.execute(
        "insert into consent_event"
        " (informant_id, at, kind, fields, recorded_by, recorded_at, prev_hash, hash) values"
        " (:informant_id, :at, :kind, :fields, :recorded_by, :recorded_at, :prev_hash, :hash)",
        {**row, "fields": json.dumps(row["fields"], ensure_ascii=False, sort_keys=True)},
    )
