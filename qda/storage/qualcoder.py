"""A QualCoder project: texts, a tree of categories with codes, codings by owner, memos, cases."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from qda.domain.exchange import (
    Applied,
    Case,
    Code,
    ForeignProject,
    Note,
    Selection,
    Source,
    User,
)
from qda.storage.foreign_rows import Names, rows_of, tables_of, whole_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_qualcoder(connection: Any) -> ForeignProject:
    """The project in a database of QualCoder."""
    names = Names("qualcoder:" + ":".join(_identity(connection)))
    dropped: Counter[str] = Counter()
    codes = (*_categories(connection, names), *_code_names(connection, names))
    coders: set[str] = set()
    marks = _selections(connection, names, coders)
    for source, mark in _annotations(connection, names, coders):
        marks.setdefault(source, []).append(mark)
    sources = tuple(_sources(connection, names, marks, dropped))
    return ForeignProject(
        "",
        "QualCoder",
        users=tuple(User(names("coder", one), one) for one in sorted(coders) if one),
        codes=codes,
        sources=sources,
        cases=tuple(_cases(connection, names)),
        notes=tuple(_journal(connection, names)),
        dropped=dict(+dropped),
    )


def _selections(connection: Any, names: Names, coders: set[str]) -> dict[Any, list[Selection]]:
    """By the row of a text its coded passages; who coded them is added to `coders`."""
    marks: dict[Any, list[Selection]] = {}
    for row, code, source, start, stop, words, owner, date, memo in rows_of(
        connection,
        "select ctid, cid, fid, pos0, pos1, seltext, owner, date, memo from code_text"
        " order by fid, pos0, pos1, ctid",
    ):
        coders.add(words_of(owner))
        applied = Applied(
            names("coding", row),
            names("code", code),
            names("coder", words_of(owner)),
            words_of(date),
        )
        marks.setdefault(source, []).append(
            Selection(
                names("selection", row),
                whole_of(start),
                whole_of(stop),
                # Qt writes U+2029 for the end of a paragraph.
                name=" ".join(words_of(words).replace("\u2029", "\n").split()),
                user=applied.user,
                created=applied.created,
                codings=(applied,),
                description=words_of(memo),
            )
        )
    return marks


def _sources(
    connection: Any, names: Names, marks: Mapping[Any, Sequence[Selection]], dropped: Counter[str]
) -> Iterator[Source]:
    """The texts with the passages whose places are possible; the rest is counted."""
    for row, name, text, media, date, memo in rows_of(
        connection, "select id, name, fulltext, mediapath, date, memo from source order by id"
    ):
        if not words_of(text):
            dropped["picture or sound"] += bool(words_of(media))
            continue
        chosen = [one for one in marks.get(row, ()) if 0 <= one.start < one.stop]
        dropped["impossible position"] += len(marks.get(row, ())) - len(chosen)
        yield Source(
            names("source", row),
            words_of(name),
            words_of(text),
            tuple(chosen),
            created=words_of(date),
            description=words_of(memo),
        )


def _identity(connection: Any) -> list[str]:
    """What tells one QualCoder project from another: when it was made."""
    if "project" not in tables_of(connection):
        return [""]
    rows = rows_of(connection, "select date from project limit 1")
    return [words_of(row[0]) for row in rows]


def _categories(connection: Any, names: Names) -> Iterator[Code]:
    rows = rows_of(connection, "select catid, name, memo, supercatid from code_cat order by catid")
    above = {row: parent for row, _name, _memo, parent in rows}
    waiting, done = list(rows), set[Any]()
    while waiting:
        # Parents first; a circle, which QualCoder can write, is broken where it is met.
        ready = [one for one in waiting if one[3] not in above or one[3] in done] or waiting[:1]
        for row, name, memo, parent in ready:
            known = parent in done
            yield Code(
                names("category", row),
                " ".join(words_of(name).split()),
                names("category", parent) if known else None,
                description=words_of(memo),
                codable=False,
            )
            done.add(row)
        waiting = [one for one in waiting if one[0] not in done]


def _code_names(connection: Any, names: Names) -> Iterator[Code]:
    categories = {row[0] for row in rows_of(connection, "select catid from code_cat")}
    for row, name, memo, category, colour in rows_of(
        connection, "select cid, name, memo, catid, color from code_name order by cid"
    ):
        written = words_of(colour)
        yield Code(
            names("code", row),
            " ".join(words_of(name).split()),
            names("category", category) if category in categories else None,
            description=words_of(memo),
            colour=written if _COLOUR.fullmatch(written) else "",
        )


def _annotations(
    connection: Any, names: Names, coders: set[str]
) -> Iterator[tuple[Any, Selection]]:
    """Memos on passages without a code, each with the row of its text."""
    if "annotation" not in tables_of(connection):
        return
    for row, source, start, stop, memo, owner, date in rows_of(
        connection,
        "select anid, fid, pos0, pos1, memo, owner, date from annotation order by anid",
    ):
        coders.add(words_of(owner))
        yield (
            source,
            Selection(
                names("annotation", row),
                whole_of(start),
                whole_of(stop),
                user=names("coder", words_of(owner)),
                created=words_of(date),
                description=words_of(memo),
            ),
        )


def _cases(connection: Any, names: Names) -> Iterator[Case]:
    """Cases with the texts and attributes that are theirs."""
    if not {"cases", "case_text"} <= tables_of(connection):
        return
    texts: dict[Any, dict[str, None]] = {}
    for case, source in rows_of(connection, "select caseid, fid from case_text order by rowid"):
        texts.setdefault(case, {})[names("source", source)] = None
    values: dict[Any, dict[str, str]] = {}
    if "attribute" in tables_of(connection):
        query = "select name, value, id from attribute where attr_type = 'case'"
        for name, value, case in rows_of(connection, query):
            values.setdefault(case, {})[words_of(name)] = words_of(value)
    for row, name, memo in rows_of(connection, "select caseid, name, memo from cases"):
        yield Case(
            names("case", row),
            " ".join(words_of(name).split()),
            tuple(texts.get(row, ())),
            values.get(row, {}),
            words_of(memo),
        )


def _journal(connection: Any, names: Names) -> Iterator[Note]:
    if "journal" in tables_of(connection):
        for row, name, entry in rows_of(connection, "select jid, name, jentry from journal"):
            yield Note(names("journal", row), words_of(name), words_of(entry))
