"""The statements of a migration: words of segments, and what was decided on suggestions."""

from __future__ import annotations

SUGGESTIONS = """
create table word_state (
  id integer primary key check (id = 1),
  lemmas text not null default '',
  keywords text not null default '',
  epoch integer not null default 0,
  moved integer not null default 0
) strict;
insert into word_state (id) values (1);

create table word_key (
  id integer primary key,
  text text not null unique,
  uses integer not null default 0
) strict;

create table segment_word (
  segment_id integer primary key references segment(id) on delete cascade,
  words blob not null,
  hits blob not null
) strict;

create table theme_word (
  theme text not null,
  transcript_id integer not null references transcript(id) on delete cascade,
  key_id integer not null references word_key(id) on delete cascade,
  segments integer not null check (segments >= 0),
  moved integer not null,
  primary key (theme, transcript_id, key_id)
) strict, without rowid;
create index theme_word_moved on theme_word(moved);
create index theme_word_key on theme_word(key_id);

create table keyword_key (
  theme text not null,
  written text not null,
  key text not null,
  primary key (theme, written, key)
) strict, without rowid;

create table decision (
  id integer primary key,
  uid text not null unique,
  transcript_id integer not null references transcript(id) on delete restrict,
  start integer not null,
  stop integer not null,
  theme text not null,
  coder text not null check (coder <> ''),
  at text not null,
  verdict text not null check (verdict in ('accepted', 'rejected')),
  check (0 <= start and start < stop),
  unique (transcript_id, start, stop, theme, coder)
) strict;
"""
