"""Counts of the quote matrix: one grouped query over all codings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

# A coding touches a passage where the farthest end of those that begin before the coding ends lies
# behind its start. So one walk along each transcript settles it for all codings.
_WALK = """
with head(theme, head) as (
  select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(:heads)
), asked(transcript_id) as (select value from json_each(:transcripts)),
mark(transcript_id, place, coded, start, head, hidden, turn, said) as (
  select {which} c.transcript_id, c.stop, 0, c.start, head.head, null, null, null
  from asked
  join coding c on c.transcript_id = asked.transcript_id
  join head on head.theme = c.theme
  where :all_coders or c.coder in (select value from json_each(:coders))
  union all
  select json_extract(value, '$[0]'), json_extract(value, '$[1]'), 1, null, null,
    json_extract(value, '$[2]'), null, null
  from json_each(:hidden)
  union all
  select u.transcript_id, u.start, 1, null, null, null, u.stop,
    case when u.role <> 'interviewer' then u.stop end
  from asked join turn u on u.transcript_id = asked.transcript_id
), walk as (
  select transcript_id, head, start, coded,
    coalesce(max(hidden) over before, 0) as hidden,
    coalesce(max(turn) over before, 0) as turn,
    coalesce(max(said) over before, 0) as said
  from mark
  window before as (partition by transcript_id order by place, coded)
)
"""
_CELLS = (
    _WALK.format(which="distinct")
    + """
select transcript_id, head, count(*) from walk
where coded = 0 and hidden <= start and (turn <= start or said > start)
group by 1, 2
"""
)
_SORTS = (
    _WALK.format(which="all")
    + """
select case when hidden > start then 'restricted'
  when turn > start and said <= start then 'interviewer' else 'quoted' end, count(*)
from walk where coded = 0
group by 1
"""
)
_CODINGS = """
select transcript_id, theme, count(*) from coding
where transcript_id in (select value from json_each(:transcripts))
  and (:all_coders or coder in (select value from json_each(:coders)))
group by 1, 2
"""


def cells(
    db: Database,
    heads: Mapping[str, str],
    transcripts: Iterable[int],
    hidden: Iterable[tuple[int, int, int]],
    coders: Iterable[str],
) -> dict[tuple[int, str], int]:
    """Quotes by transcript and head; words that several coders gave one head count once.

    Args:
        db: An open database.
        heads: By key of a theme the key of the head that holds it.
        transcripts: Which versions count.
        hidden: Transcript, start and stop of passages; a coding that touches one does not count.
        coders: Whose codings count; all when empty.
    """
    rows = db.execute(_CELLS, _asked(heads, transcripts, hidden, coders))
    return {(transcript, head): count for transcript, head, count in rows}


def sorts(
    db: Database,
    heads: Mapping[str, str],
    transcripts: Iterable[int],
    hidden: Iterable[tuple[int, int, int]],
    coders: Iterable[str],
) -> dict[str, int]:
    """Codings, each one, by what keeps them out: `restricted`, `interviewer`, or `quoted`."""
    return dict(db.execute(_SORTS, _asked(heads, transcripts, hidden, coders)).fetchall())


def numbers(
    db: Database, transcripts: Iterable[int], coders: Iterable[str]
) -> dict[tuple[int, str], int]:
    """Codings by transcript and theme, whatever becomes of them."""
    rows = db.execute(_CODINGS, _asked({}, transcripts, (), coders))
    return {(transcript, theme): count for transcript, theme, count in rows}


def _asked(
    heads: Mapping[str, str],
    transcripts: Iterable[int],
    hidden: Iterable[tuple[int, int, int]],
    coders: Iterable[str],
) -> dict[str, object]:
    wanted = list(coders)
    return {
        "heads": json.dumps(list(heads.items())),
        "hidden": json.dumps(list(hidden)),
        "transcripts": json.dumps(list(transcripts)),
        "coders": json.dumps(wanted),
        "all_coders": not wanted,
    }


def coders(db: Database) -> list[str]:
    """Who has codings, by name."""
    return [row[0] for row in db.execute("select distinct coder from coding order by coder")]
