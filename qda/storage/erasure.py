"""Erasing a person: every row that is theirs, what was derived from it, and the pages it lay on.

Rows are found by what they refer to, in whatever tables a file has, so that older copies and
later tables are erased alike. Deleting is not erasing: the search index is built anew, what was
learnt is thrown away, the journal loses its row changes, and the file is vacuumed.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from qda.storage import suggestions, transcripts
from qda.storage.connection import write
from qda.storage.store import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sqlite_utils import Database

_BY_COLUMN = {
    "transcript_id": "transcript", "old_transcript_id": "transcript",
    "new_transcript_id": "transcript", "interview_id": "interview", "informant_id": "informant",
    "coding_uid": "uid", "subject_uid": "uid", "subject_key": "uid", "informant": "uid",
    "informant_uid": "uid", "entity_uid": "uid", "excerpt_id": "excerpt", "segment_id": "segment",
}  # fmt: skip
"""Columns by which a row belongs to somebody, and the kind of what they hold."""


def person_hash(uid: str) -> str:
    """What the ledger keeps of a person: the SHA-256 of a random uid leads to nobody."""
    return sha256(uid.encode("ascii")).hexdigest()


def tables(db: Database) -> dict[str, list[str]]:
    """The ordinary tables of a file with their columns."""
    names = [
        row[0]
        for row in db.execute(
            "select name from sqlite_master where type = 'table' and sql not like 'create virtual%'"
            " and name not like 'sqlite_%' and name not like 'segment_search%'"
        ).fetchall()
    ]
    return {name: [row[1] for row in db.execute(f"pragma table_info({name})")] for name in names}


def interviews_of(db: Database, informant_id: int) -> list[int]:
    """The interviews in which an informant took part, alone or with others."""
    if "participant" not in tables(db):
        rows = db.execute("select id from interview where informant_id = ?", [informant_id])
    else:
        rows = db.execute(
            "select interview_id from participant where informant_id = ?", [informant_id]
        )
    return [row[0] for row in rows]


def shared_interviews(db: Database, informant_id: int) -> list[str]:
    """The appendix numbers of interviews in which others took part too."""
    rows = db.execute(
        "select i.appendix from participant p join interview i on i.id = p.interview_id"
        " where p.informant_id = ? and exists (select 1 from participant o"
        " where o.interview_id = p.interview_id and o.informant_id <> p.informant_id)",
        [informant_id],
    )
    return sorted(row[0] for row in rows)


def texts_of(db: Database, interview_ids: Iterable[int]) -> list[str]:
    """All versions of the texts of interviews."""
    return [
        row[0]
        for one in interview_ids
        for row in db.execute("select text from transcript where interview_id = ?", [one])
    ]


def sources_of(db: Database, interview_ids: Iterable[int]) -> set[str]:
    """Hashes of the files that the texts of interviews were read from."""
    return {
        row[0]
        for one in interview_ids
        for row in db.execute("select source_hash from transcript where interview_id = ?", [one])
    }


def all_texts(db: Database) -> list[str]:
    """All versions of all texts."""
    return [row[0] for row in db.execute("select text from transcript")]


def purge(db: Database, path: Path, informant_id: int, whole: Iterable[int]) -> dict[str, int]:
    """Erase an informant and interviews, and tidy the file; returns the rows by table.

    Args:
        db: An open database.
        path: Its file, for errors.
        informant_id: The informant.
        whole: Interviews that go with all in them.
    """
    with write(db, path):
        # Rows refer to each other; all of them are gone before the transaction ends.
        db.execute("pragma defer_foreign_keys = on")
        gone = _rows(db, informant_id, [*whole])
    tidy(db)
    return gone


def _rows(db: Database, informant_id: int, whole: list[int]) -> dict[str, int]:
    there = tables(db)
    uid, name = db.execute(
        "select uid, name from informant where id = ?", [informant_id]
    ).fetchone()
    keys: dict[str, set[Any]] = {
        "informant": {informant_id}, "interview": {*whole},
        "uid": {uid},
    }  # fmt: skip
    keys["transcript"] = _ids(db, "transcript", "interview_id", keys["interview"])
    keys["segment"] = _ids(db, "segment", "transcript_id", keys["transcript"])
    keys["excerpt"] = _ids(db, "excerpt", "informant_id", keys["informant"])
    for table, columns in there.items():
        if "uid" in columns and table != "informant":
            for column, kind in (("transcript_id", "transcript"), ("id", table)):
                if column in columns and kind in ("transcript", "interview"):
                    keys["uid"] |= _ids(db, table, column, keys[kind], "uid")
    keys["excerpt"] |= _ids(db, "excerpt", "coding_uid", keys["uid"])
    events = _ids(db, "consent_event", "informant_id", {informant_id}, "hash")
    files = {
        row[0]
        for one in whole
        for row in db.execute("select source_name from transcript where interview_id = ?", [one])
    }
    mine = "\n".join([name, *texts_of(db, whole)])
    gone: dict[str, int] = {}
    for table, columns in there.items():
        if table in ("journal", "step", "project", "theme"):
            continue
        wanted = [(column, keys[_BY_COLUMN[column]]) for column in columns if column in _BY_COLUMN]
        if table in keys and table != "uid":
            wanted.append(("id", keys[table]))
        if table == "entity":
            continue
        if table == "interview":
            db.execute("update interview set informant_id = null where informant_id = ?",
                       [informant_id])  # fmt: skip
            wanted = [("id", keys["interview"])]
        count = sum(_delete(db, table, column, values) for column, values in wanted)
        if count:
            gone[table] = count
    gone |= _prune_register(db, there, mine)
    _scrub_journal(db, {uid, name, *files, *keys["uid"]} - {""}, events)
    return gone


def _ids(
    db: Database, table: str, column: str, values: Iterable[Any], wanted: str = "id"
) -> set[Any]:
    if table not in tables(db):
        return set()
    return {
        row[0]
        for value in values
        for row in db.execute(f"select {wanted} from {table} where {column} = ?", [value])
    }


def _delete(db: Database, table: str, column: str, values: Iterable[Any]) -> int:
    return sum(
        max(0, db.execute(f"delete from {table} where {column} = ?", [value]).rowcount)
        for value in values
    )


_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def _folded(text: str) -> str:
    return " ".join(text.casefold().translate(_LETTERS).split())


def _prune_register(db: Database, there: Mapping[str, Any], mine: str) -> dict[str, int]:
    """Take out of the register what stood in the erased texts and stands nowhere else."""
    if "alias" not in there:
        return {}
    left = [row[0] for row in db.execute("select text from transcript")]
    left += [
        " ".join(map(str, row))
        for row in db.execute("select name, organisation, municipality, area from informant")
    ]
    gone_from, rest = _folded(mine), _folded("\n".join(left))
    found: dict[str, int] = {}
    for table, column in (("alias", "surface"), ("form_verdict", "form")):
        rows = db.execute(f"select uid, {column} from {table}").fetchall()
        lost = [
            uid for uid, form in rows if _folded(form) in gone_from and _folded(form) not in rest
        ]
        if lost:
            found[table] = _delete(db, table, "uid", lost)
    bare = "entity_uid not in (select entity_uid from alias)"
    db.execute("update mention set entity_uid = null, verdict = 'keep', reason = 'erased',"
               f" state = 'look again' where entity_uid is not null and {bare}")  # fmt: skip
    db.execute(f"delete from replacement where {bare}")
    count = db.execute(
        "delete from entity where uid not in (select entity_uid from alias)"
    ).rowcount
    return found | ({"entity": count} if count > 0 else {})


def _scrub_journal(db: Database, words: set[str], events: set[str]) -> None:
    """Take all row changes out of the journal, and what names the person out of its lines.

    Undo ends here: a step back over an erasure would bring the person back.
    """
    db.execute("delete from step")
    db.execute("update journal set changes = '[]' where changes <> '[]'")
    for id_, stored in db.execute("select id, subject from journal").fetchall():
        subject = json.loads(stored)
        kept = {key: _scrubbed(value, words, events) for key, value in subject.items()}
        if kept != subject:
            db.execute(
                "update journal set subject = ? where id = ?",
                [json.dumps(kept, ensure_ascii=False), id_],
            )


def _scrubbed(value: Any, words: set[str], events: set[str]) -> Any:
    if isinstance(value, list):
        kept = (one for one in value if not (isinstance(one, str) and one in events))
        return [_scrubbed(one, words, events) for one in kept]
    if isinstance(value, dict):
        return {key: _scrubbed(one, words, events) for key, one in value.items()}
    if isinstance(value, str) and any(word in value for word in words):
        return "–"
    return value


def tidy(db: Database) -> None:
    """Make search and suggestions anew from what is left, and leave no old page in the file."""
    there = db.execute("select 1 from sqlite_master where name = 'segment_search'").fetchone()
    with write(db):
        if there:
            sql = db.execute(
                "select sql from sqlite_master where name = 'segment_search'"
            ).fetchone()[0]
            db.execute("drop table segment_search")
            db.execute(sql)
            for (transcript,) in db.execute("select id from transcript order by id").fetchall():
                transcripts.index(db, transcript)
        if "word_key" in tables(db):
            suggestions.forget_words(db)
    db.conn.execute("vacuum")


def ledger(db: Database) -> dict[str, Mapping[str, Any]]:
    """Who was erased, by hash."""
    if "erased" not in tables(db):
        return {}
    rows = db.query("select person, at, by from erased order by id")
    return {row["person"]: dict(row) for row in rows}


def enter(db: Database, person: str, by: str, at: str = "") -> None:
    """Enter somebody in the ledger."""
    if "erased" in tables(db):
        db.execute(
            "insert or ignore into erased (person, at, by) values (?, ?, ?)",
            [person, at or now(), by],
        )


def returned(db: Database, erased: Iterable[str]) -> list[int]:
    """Informants of a file who were erased: a copy of before brought them back."""
    wanted = set(erased)
    if not wanted:
        return []
    rows = db.execute("select id, uid from informant").fetchall()
    return [id_ for id_, uid in rows if person_hash(uid) in wanted]


def counts(db: Database, wanted: Iterable[str]) -> dict[str, int]:
    """The number of rows of tables, those without rows left out."""
    there = tables(db)
    found = {
        name: int(db.execute(f"select count(*) from {name}").fetchone()[0])
        for name in wanted
        if name in there
    }
    return {name: count for name, count in found.items() if count}
