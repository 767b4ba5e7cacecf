"""How many coded segments of a theme hold a word: counters that move with each coding.

A counter is a function of the codings that there are: for one segment and theme the words inside
any coding count once. So a change compares that set before and after, and undoing it gives back
the same number exactly.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qda.storage.halving import numbers_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlite_utils import Database

Place = tuple[int, int, int]
"""Number of a key, first character, one past the last, counted in the transcript."""


def packed(places: Iterable[Place]) -> bytes:
    """Places as they are stored: unsigned numbers of 32 bits, little-endian."""
    numbers = array("I", (number for place in places for number in place))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(stored: bytes) -> list[Place]:
    """The places in a stored value."""
    numbers = array("I")
    numbers.frombytes(stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    values = iter(numbers.tolist())
    return list(zip(values, values, values, strict=True))


@contextmanager
def counted(db: Database, transcript_id: int, start: int, stop: int, theme: str) -> Iterator[None]:
    """Move the counters along with a change of codings of a theme between two places."""
    numbers = numbers_between(db, "segment", transcript_id, start, stop)
    segments = [
        (segment, unpacked(words) + unpacked(hits))
        for segment, words, hits in db.execute(
            "select s.id, w.words, w.hits from segment s join segment_word w on w.segment_id = s.id"
            " where s.transcript_id = ? and s.number between ? and ?"
            " and s.start < ? and s.stop > ?",
            [transcript_id, *numbers, stop, start],
        )
    ]
    if not segments:
        yield
        return
    first = min(place[1] for _segment, places in segments for place in places or [(0, start, 0)])
    last = max(place[2] for _segment, places in segments for place in places or [(0, 0, stop)])

    def held() -> list[set[int]]:
        spans = db.execute(
            "select start, stop from coding where transcript_id = ? and theme = ?"
            " and start < ? and stop > ?",
            [transcript_id, theme, last, first],
        ).fetchall()
        return [inside(places, spans) for _segment, places in segments]

    before = held()
    yield
    changes: dict[int, int] = {}
    for old, new in zip(before, held(), strict=True):
        for key in new - old:
            changes[key] = changes.get(key, 0) + 1
        for key in old - new:
            changes[key] = changes.get(key, 0) - 1
    _move(db, transcript_id, theme, changes)


@contextmanager
def recounted(db: Database, transcript_id: int, start: int, stop: int) -> Iterator[None]:
    """Move the counters along with a change of the segments between two places."""
    before = _held_between(db, transcript_id, start, stop)
    yield
    after = _held_between(db, transcript_id, start, stop)
    for theme in sorted(before.keys() | after.keys()):
        old, new = before.get(theme, Counter()), after.get(theme, Counter())
        _move(db, transcript_id, theme, {key: new[key] - old[key] for key in old | new})


def _held_between(
    db: Database, transcript_id: int, start: int, stop: int
) -> dict[str, Counter[int]]:
    """For each theme and key the coded segments between two places that hold it."""
    segments = db.execute(
        "select w.words, w.hits from segment s join segment_word w on w.segment_id = s.id"
        " where s.transcript_id = ? and s.start < ? and s.stop > ?",
        [transcript_id, stop, start],
    ).fetchall()
    spans: dict[str, list[tuple[int, int]]] = {}
    for theme, first, last in db.execute(
        "select theme, start, stop from coding where transcript_id = ? and start < ? and stop > ?",
        [transcript_id, stop, start],
    ):
        spans.setdefault(theme, []).append((first, last))
    held: dict[str, Counter[int]] = {theme: Counter() for theme in spans}
    for words, hits in segments:
        places = unpacked(words) + unpacked(hits)
        for theme, theme_spans in spans.items():
            held[theme].update(inside(places, theme_spans))
    return held


def inside(places: Sequence[Place], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The keys whose words lie wholly inside one of the spans."""
    return {
        key
        for start, stop in spans
        for key, first, last in places
        if start <= first and last <= stop
    }


def _move(db: Database, transcript_id: int, theme: str, changes: dict[int, int]) -> None:
    if not any(changes.values()):
        return
    db.execute("update word_state set moved = moved + 1")
    moved = db.execute("select moved from word_state").fetchone()[0]
    # Zero rows stay, so that a reader who looks for what has moved sees them.
    for key, change in changes.items():
        if change:
            db.execute(
                "insert into theme_word (theme, transcript_id, key_id, segments, moved)"
                " values (:theme, :transcript, :key, max(:change, 0), :moved)"
                " on conflict (theme, transcript_id, key_id)"
                " do update set segments = segments + :change, moved = :moved",
                {
                    "theme": theme,
                    "transcript": transcript_id,
                    "key": key,
                    "change": change,
                    "moved": moved,
                },
            )


def recount(db: Database) -> None:
    """Count everything anew, from the codings that there are."""
    spans: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for transcript, theme, start, stop in db.execute(
        "select transcript_id, theme, start, stop from coding order by transcript_id, start"
    ):
        spans.setdefault(transcript, {}).setdefault(theme, []).append((start, stop))
    counts: dict[tuple[str, int, int], int] = {}
    uses: dict[int, int] = {}
    for transcript, first, last, words, hits in db.execute(
        "select s.transcript_id, s.start, s.stop, w.words, w.hits"
        " from segment_word w join segment s on s.id = w.segment_id"
    ):
        places = unpacked(words) + unpacked(hits)
        for key in {key for key, _first, _last in places}:
            uses[key] = uses.get(key, 0) + 1
        for theme, all_spans in spans.get(transcript, {}).items():
            near = [span for span in all_spans if span[0] < last and span[1] > first]
            for key in inside(places, near) if near else ():
                counts[theme, transcript, key] = counts.get((theme, transcript, key), 0) + 1
    db.execute("delete from theme_word")
    db.execute("update word_key set uses = 0")
    db.conn.executemany(
        "update word_key set uses = ? where id = ?", [(count, key) for key, count in uses.items()]
    )
    db.execute("delete from word_key where uses = 0")
    db.execute("update word_state set epoch = epoch + 1")
    db.conn.executemany(
        "insert into theme_word (theme, transcript_id, key_id, segments, moved)"
        " values (?, ?, ?, ?, (select moved from word_state))",
        [(*place, count) for place, count in counts.items()],
    )
