"""The statements of the first two migrations: interviews, texts, codings, and their corrections."""

from __future__ import annotations

from qda.storage.schema_reviews import INDEXES, review_table

INITIAL = """
create table project (
  id integer primary key check (id = 1),
  uid text not null,
  title text not null,
  created text not null,
  made_with text not null,
  codebook_hash text not null default ''
) strict;

create table informant (
  id integer primary key,
  uid text not null unique,
  short_id text not null unique,
  name text not null default '',
  label text not null default '',
  role text not null default '',
  organisation text not null default '',
  municipality text not null default '',
  area text not null default '',
  attributes text not null default '{}'
) strict;

create table consent_event (
  id integer primary key,
  informant_id integer not null references informant(id) on delete restrict,
  at text not null,
  kind text not null check (kind in ('given', 'extended', 'restricted', 'withdrawn', 'clarified')),
  fields text not null,
  recorded_by text not null,
  recorded_at text not null,
  prev_hash text not null,
  hash text not null unique
) strict;
create index consent_event_informant on consent_event(informant_id, id);

create table interview (
  id integer primary key,
  uid text not null unique,
  appendix text not null unique check (appendix <> ''),
  kind text not null check (kind in ('interview', 'study', 'field note')),
  title text not null default '',
  date text not null default '',
  informant_id integer references informant(id) on delete restrict,
  created text not null
) strict;

create table transcript (
  id integer primary key,
  interview_id integer not null references interview(id) on delete restrict,
  version integer not null check (version >= 1),
  text text not null,
  text_hash text not null,
  report text not null,
  layout text not null,
  confidence real not null,
  page_source text not null,
  source_name text not null,
  source_hash text not null,
  reason text not null,
  created text not null,
  unique (interview_id, version)
) strict;

create table page (
  transcript_id integer not null references transcript(id) on delete cascade,
  start integer not null check (start >= 0),
  number integer not null,
  primary key (transcript_id, start)
) strict, without rowid;

create table turn (
  id integer primary key,
  transcript_id integer not null references transcript(id) on delete cascade,
  ordinal integer not null,
  label text not null,
  role text not null check (role in ('informant', 'interviewer', 'other')),
  start integer not null,
  stop integer not null,
  time text not null default '',
  check (0 <= start and start < stop),
  unique (transcript_id, ordinal)
) strict;

create table block (
  id integer primary key,
  transcript_id integer not null references transcript(id) on delete cascade,
  kind text not null,
  start integer not null,
  stop integer not null,
  check (0 <= start and start < stop),
  unique (transcript_id, start)
) strict;

create table segment (
  id integer primary key,
  transcript_id integer not null references transcript(id) on delete cascade,
  turn_id integer not null references turn(id) on delete cascade,
  number integer not null check (number >= 1),
  start integer not null,
  stop integer not null,
  page integer,
  line integer,
  check (0 <= start and start < stop),
  unique (transcript_id, number)
) strict;
create index segment_turn on segment(turn_id);

create table theme (
  key text primary key,
  title text not null,
  parent text references theme(key) on delete restrict,
  definition text not null default '',
  hotkey text,
  colour text not null default '',
  keywords text not null default '[]',
  position integer not null,
  retired integer not null default 0 check (retired in (0, 1))
) strict, without rowid;

create table coding (
  id integer primary key,
  uid text not null unique,
  transcript_id integer not null references transcript(id) on delete restrict,
  start integer not null,
  stop integer not null,
  theme text not null references theme(key) on delete restrict,
  coder text not null check (coder <> ''),
  created text not null,
  origin text not null
    check (origin in ('by hand', 'suggestion accepted', 'imported', 'carried over')),
  quote_hash text not null,
  before text not null,
  after text not null,
  check (0 <= start and start < stop),
  unique (transcript_id, start, stop, theme, coder)
) strict;
create index coding_theme on coding(transcript_id, theme);

create table restriction (
  id integer primary key,
  uid text not null unique,
  transcript_id integer not null references transcript(id) on delete restrict,
  start integer not null,
  stop integer not null,
  kind text not null check (kind in
    ('off_record', 'embargo', 'third_party', 'sensitive', 'left_out_by_informant')),
  source text not null default '',
  at text not null,
  until text,
  quote_hash text not null,
  check (0 <= start and start < stop),
  unique (transcript_id, start, stop, kind)
) strict;

create table journal (
  id integer primary key autoincrement,
  at text not null,
  coder text not null,
  action text not null,
  subject text not null,
  changes text not null,
  refers integer references journal(id)
) strict;

create table step (
  journal_id integer primary key references journal(id),
  undone integer not null default 0 check (undone in (0, 1))
) strict;

create virtual table segment_search using fts5(
  body, content='', tokenize='unicode61 remove_diacritics 0'
);
"""

CORRECTED = (
    # A version that was taken back stays, so that it can be done again; the newest version that
    # was not taken back is the interview's text.
    "alter table transcript add column undone integer not null default 0 check (undone in (0, 1))",
    review_table("review", "'coding', 'restriction'"),
    *INDEXES,
)
