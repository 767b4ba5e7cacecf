"""Memos, summaries, and reviews that may be about a memo: the statements of one migration.

A memo on a passage has its anchor in its own row; one on a coding has its coding's. A memo stays
when what it is about is removed, so that nothing that somebody thought is lost.
"""

from __future__ import annotations

from qda.storage.schema_reviews import INDEXES, review_table

STATEMENTS = (
    """
create table memo (
  id integer primary key,
  uid text not null unique,
  subject text not null check (subject in
    ('project', 'interview', 'passage', 'coding', 'theme', 'informant')),
  subject_key text not null,
  transcript_id integer references transcript(id) on delete restrict,
  start integer,
  stop integer,
  quote_hash text not null default '',
  before text not null default '',
  after text not null default '',
  text text not null check (text <> ''),
  coder text not null check (coder <> ''),
  created text not null,
  changed text not null,
  check ((subject = 'passage') = (transcript_id is not null)),
  check ((transcript_id is null) = (start is null)),
  check ((start is null) = (stop is null)),
  check (0 <= start and start < stop)
) strict
""",
    "create index memo_place on memo(transcript_id, start)",
    "create index memo_subject on memo(subject, subject_key)",
    """
create table summary (
  id integer primary key,
  uid text not null unique,
  informant text not null,
  theme text not null,
  text text not null check (text <> ''),
  coder text not null check (coder <> ''),
  changed text not null,
  unique (informant, theme, coder)
) strict
""",
    # SQLite cannot change a CHECK; the table is made anew under its own name.
    review_table("review_with_memos", "'coding', 'restriction', 'memo'"),
    "insert into review_with_memos select id, uid, interview_id, subject, subject_uid, kind,"
    " typography, words_lost, old_transcript_id, old_start, old_stop, new_transcript_id,"
    " new_start, new_stop, place, state, decided_by, decided_at, created from review",
    "drop table review",
    "alter table review_with_memos rename to review",
    *INDEXES,
)
"""In order; each is one statement."""
