"""Tables of the register of names. Rows refer to each other by uid, so that undo can put them back.

The references wait for the end of a transaction, for undo takes rows away and puts them back.
"""

from __future__ import annotations

IDENTIFIERS = """
create table entity (
  id integer primary key,
  uid text not null unique,
  short_id text not null unique,
  kind text not null check (kind in ('person', 'place', 'organisation', 'other')),
  relation text not null default ''
    check (relation in ('', 'informant', 'interviewer', 'third party', 'public figure')),
  category text not null check (category <> ''),
  protect integer not null default 1 check (protect in (0, 1)),
  note text not null default '',
  created text not null,
  created_by text not null
) strict;

create table alias (
  id integer primary key,
  uid text not null unique,
  entity_uid text not null
    references entity(uid) deferrable initially deferred,
  surface text not null check (surface <> ''),
  kind text not null check (kind in
    ('full', 'first', 'last', 'nickname', 'initials', 'misspelling', 'description')),
  ask integer not null default 0 check (ask in (0, 1)),
  unique (entity_uid, surface)
) strict;

create table replacement (
  id integer primary key,
  uid text not null unique,
  entity_uid text not null
    references entity(uid) deferrable initially deferred,
  profile text not null check (profile in ('internal', 'supervisor', 'assessment', 'public')),
  text text not null check (text <> ''),
  unique (entity_uid, profile)
) strict;

create table mention (
  id integer primary key,
  uid text not null unique,
  transcript_id integer not null references transcript(id) on delete cascade,
  start integer not null,
  stop integer not null,
  entity_uid text references entity(uid) deferrable initially deferred,
  verdict text not null check (verdict in ('replace', 'keep', 'not a name')),
  reason text not null default '',
  state text not null check (state in ('decided', 'look again')),
  quote_hash text not null,
  decided_by text not null,
  decided_at text not null,
  check (0 <= start and start < stop),
  check ((verdict = 'replace') = (entity_uid is not null)),
  unique (transcript_id, start, stop)
) strict;

create table form_verdict (
  id integer primary key,
  uid text not null unique,
  form text not null unique check (form <> ''),
  verdict text not null check (verdict in ('keep', 'not a name', 'ask')),
  reason text not null default '',
  decided_by text not null,
  decided_at text not null
) strict;

create table read_through (
  id integer primary key,
  uid text not null unique,
  interview_id integer not null references interview(id) on delete cascade,
  transcript_id integer not null references transcript(id) on delete cascade,
  text_hash text not null,
  rendered_hash text not null,
  rules integer not null,
  characters integer not null,
  read_by text not null,
  read_at text not null
) strict;
create index read_through_interview on read_through(interview_id, id);
"""
