"""The schema as an append-only list of migrations. A released migration is never edited.

Positions are code points into `transcript.text`; quoted text is sliced, never stored twice.
Times are UTC in ISO 8601. Rows that travel between copies carry a random uid. JSON columns have
no CHECK: with `trusted_schema=off` SQLite before 3.41 refuses `json_valid` in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from qda.storage import schema_memos, schema_people, schema_suggestions, schema_texts
from qda.storage.schema_identifiers import IDENTIFIERS

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("qda")

NAMES = (
    "m0001_initial", "m0002_corrected_texts", "m0003_suggestions", "m0004_pages", "m0005_people",
    "m0006_memos", "m0007_seen", "m0008_identifiers", "m0009_publishing", "m0011_preferences",
)  # fmt: skip
"""All migrations of this version, in order; a file with others is newer than we are."""


@migrations()
def m0001_initial(db: Database) -> None:
    """Everything from the import of a Word file to the matrix."""
    db.executescript(schema_texts.INITIAL)


@migrations()
def m0002_corrected_texts(db: Database) -> None:
    """Corrected transcripts: versions that can be taken back, and what a person must look at."""
    for statement in schema_texts.CORRECTED:
        db.execute(statement)


@migrations()
def m0003_suggestions(db: Database) -> None:
    """Words of segments, how often each theme's codings hold them, and decisions.

    All but `decision` is derived from texts, codings and codes.yml, and can be made anew.
    """
    db.executescript(schema_suggestions.SUGGESTIONS)


@migrations()
def m0004_pages(db: Database) -> None:
    """What measured the pages, where lines begin, and whose speakers a person settled.

    `settled` is the layout that was recognised before a person decided; empty where nobody did.
    The text stands before these columns, so what is looked up for every file has an index.
    """
    db.executescript(schema_people.PAGES)


@migrations()
def m0005_people(db: Database) -> None:
    """Several informants in an interview, further restrictions, printed forms, approvals.

    `interview.informant_id` stays the first of the informants in `participant`.
    """
    db.executescript(schema_people.PEOPLE)


@migrations()
def m0006_memos(db: Database) -> None:
    """Memos on everything, summaries of matrix cells, and reviews of memos."""
    for statement in schema_memos.STATEMENTS:
        db.execute(statement)


@migrations()
def m0007_seen(db: Database) -> None:
    """Which passages each coder has had before them; kept by place, for segments change."""
    db.execute(
        """
create table seen (
  id integer primary key,
  transcript_id integer not null references transcript(id) on delete cascade,
  coder text not null check (coder <> ''),
  start integer not null,
  stop integer not null,
  at text not null,
  check (0 <= start and start < stop),
  unique (transcript_id, coder, start)
) strict
"""
    )


@migrations()
def m0008_identifiers(db: Database) -> None:
    """The register of names and what stands instead, decisions, and who has read what."""
    db.executescript(IDENTIFIERS)


_PUBLISHING = """
create table accepted_risk (
  id integer primary key,
  uid text not null unique,
  gate text not null,
  subject text not null,
  reason text not null check (reason <> ''),
  accepted_by text not null,
  accepted_at text not null,
  unique (gate, subject)
) strict;

create table erased (
  id integer primary key,
  person text not null unique,
  at text not null,
  by text not null
) strict;
"""


@migrations()
def m0009_publishing(db: Database) -> None:
    """Risks that somebody accepted with a reason, and the ledger of who was erased.

    `erased.person` is the SHA-256 of the informant's random uid, so that it leads to nobody.
    """
    db.executescript(_PUBLISHING)


@migrations()
def m0011_preferences(db: Database) -> None:
    """How each coder likes the screen."""
    db.execute(
        """
create table preference (
  coder text not null check (coder <> ''),
  name text not null,
  value text not null,
  primary key (coder, name)
) strict, without rowid
"""
    )
