"""The table of reviews, which one migration made and another one widened."""

from __future__ import annotations


def review_table(name: str, subjects: str) -> str:
    """The statement that makes the table.

    Args:
        name: Of the table.
        subjects: What a review can be about, as a list in SQL.
    """
    return f"""
create table {name} (
  id integer primary key,
  uid text not null unique,
  interview_id integer not null references interview(id) on delete restrict,
  subject text not null check (subject in ({subjects})),
  subject_uid text not null,
  kind text not null check (kind in ('changed', 'gone')),
  typography integer not null default 0 check (typography in (0, 1)),
  words_lost integer not null default 0 check (words_lost in (0, 1)),
  old_transcript_id integer not null references transcript(id) on delete restrict,
  old_start integer not null,
  old_stop integer not null,
  new_transcript_id integer not null references transcript(id) on delete restrict,
  new_start integer,
  new_stop integer,
  place integer not null,
  state text not null check (state in ('open', 'accepted', 'moved', 'dropped')),
  decided_by text not null default '',
  decided_at text not null default '',
  created text not null,
  check (0 <= old_start and old_start < old_stop),
  check (0 <= new_start and new_start < new_stop),
  check ((new_start is null) = (new_stop is null))
) strict
"""


INDEXES = (
    "create unique index review_open on review(subject, subject_uid) where state = 'open'",
    "create index review_subject on review(subject_uid)",
)
