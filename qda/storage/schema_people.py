"""The statements of two migrations: pages and lines; informants, printed forms and approvals."""

from __future__ import annotations

PAGES = """
alter table transcript add column page_program text not null default '';
alter table transcript add column line_source text not null default 'unknown';
alter table transcript add column settled text not null default '';
create index transcript_settled on transcript(settled) where settled <> '';
create index transcript_source on transcript(source_hash);

create table line (
  transcript_id integer not null references transcript(id) on delete cascade,
  start integer not null check (start >= 0),
  number integer not null check (number >= 0),
  primary key (transcript_id, start)
) strict, without rowid;
"""

PEOPLE = """
create table participant (
  interview_id integer not null references interview(id) on delete restrict,
  informant_id integer not null references informant(id) on delete restrict,
  speaker text not null default '',
  primary key (interview_id, informant_id)
) strict, without rowid;
create index participant_informant on participant(informant_id);
insert into participant (interview_id, informant_id)
  select id, informant_id from interview where informant_id is not null;

create table restriction_new (
  id integer primary key,
  uid text not null unique,
  transcript_id integer not null references transcript(id) on delete restrict,
  start integer not null,
  stop integer not null,
  kind text not null check (kind in
    ('off_record', 'embargo', 'third_party', 'sensitive', 'left_out_by_informant',
     'paraphrase_only', 'internal_only')),
  source text not null default '',
  at text not null,
  until text,
  quote_hash text not null,
  check (0 <= start and start < stop),
  unique (transcript_id, start, stop, kind)
) strict;
insert into restriction_new select id, uid, transcript_id, start, stop, kind, source, at, until,
  quote_hash from restriction;
drop table restriction;
alter table restriction_new rename to restriction;

create table quote_form (
  id integer primary key,
  uid text not null unique,
  coding_uid text not null unique,
  text text not null check (text <> ''),
  origin text not null check (origin in ('coder', 'informant')),
  coder text not null,
  created text not null
) strict;

create table excerpt (
  id integer primary key,
  uid text not null unique,
  informant_id integer not null references informant(id) on delete restrict,
  coding_uid text not null,
  use text not null check (use in ('quote', 'paraphrase', 'mention')),
  text text not null,
  attribution text not null,
  reference text not null,
  hash text not null,
  created text not null,
  unique (informant_id, coding_uid, use, hash)
) strict;
create index excerpt_coding on excerpt(coding_uid);

create table approval (
  id integer primary key,
  uid text not null unique,
  excerpt_id integer not null references excerpt(id) on delete restrict,
  at text not null,
  state text not null check (state in
    ('sent', 'approved', 'approved_with_changes', 'left_out')),
  text text not null default '',
  hash text not null,
  batch text not null default '',
  deadline text not null default '',
  channel text not null default '',
  recorded_by text not null,
  recorded_at text not null
) strict;
create index approval_excerpt on approval(excerpt_id, id);
"""
