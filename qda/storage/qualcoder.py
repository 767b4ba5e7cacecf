"""A QualCoder project: texts, a tree of categories with codes in it, codings by owner."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from qda.domain.exchange import Applied, Code, ForeignProject, Note, Selection, Source, User
from qda.storage.foreign_rows import Names, rows_of, tables_of, whole_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_qualcoder(connection: Any) -> ForeignProject:
    """The project in a database of QualCoder."""
    names = Names("qualcoder:" + ":".join(_identity(connection)))
    dropped: Counter[str] = Counter()
    codes = [*_categories(connection, names), *_code_names(connection, names)]
    marks: dict[Any, list[Selection]] = {}
    coders: set[str] = set()
    for row, code, source, start, stop, words, owner, date, memo in rows_of(
        connection,
        "select ctid, cid, fid, pos0, pos1, seltext, owner, date, memo from code_text"
        " order by fid, pos0, pos1, ctid",
    ):
        coders.add(words_of(owner))
        dropped["note"] += bool(words_of(memo))
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
                codings=(applied,),
            )
        )
    sources = []
    for row, name, text, media, date in rows_of(
        connection, "select id, name, fulltext, mediapath, date from source order by id"
    ):
        if not words_of(text):
            dropped["picture or sound"] += bool(words_of(media))
            continue
        chosen = [one for one in marks.get(row, ()) if 0 <= one.start < one.stop]
        dropped["impossible position"] += len(marks.get(row, ())) - len(chosen)
        sources.append(
            Source(names("source", row), words_of(name), words_of(text), tuple(chosen),
                   created=words_of(date))
        )  # fmt: skip
    return ForeignProject(
        "",
        "QualCoder",
        users=tuple(User(names("coder", one), one) for one in sorted(coders) if one),
        codes=tuple(codes),
        sources=tuple(sources),
        notes=tuple(_journal(connection, names)),
        dropped=dict(+dropped),
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


def _journal(connection: Any, names: Names) -> Iterator[Note]:
    if "journal" in tables_of(connection):
        for row, name, entry in rows_of(connection, "select jid, name, jentry from journal"):
            yield Note(names("journal", row), words_of(name), words_of(entry))
