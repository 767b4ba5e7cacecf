"""Small projects of other programs, made for the tests."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "11111111-1111-4111-8111-111111111111"
CODE = "22222222-2222-4222-8222-222222222222"
CODING = "33333333-3333-4333-8333-333333333333"
SELECTION = "44444444-4444-4444-8444-444444444444"
USER = "55555555-5555-4555-8555-555555555555"

TEXT = "I: Hvad er en by?\nIP: En by er 😀 et sted.\nI: Og broen?\nIP: Broen er lukket nu."


def selection(start: int, stop: int, name: str = "", *, code: str = CODE, number: int = 0) -> str:
    """A selection with one coding."""
    shown = f' name="{name}"' if name else ""
    return (
        f'<PlainTextSelection guid="{SELECTION[:-4]}{number:04d}"{shown}'
        f' startPosition="{start}" endPosition="{stop}">'
        f'<Coding guid="{CODING[:-4]}{number:04d}" creatingUser="{USER}"'
        ' creationDateTime="2024-05-01T10:00:00Z">'
        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def project_xml(
    selections: str = "",
    *,
    head: str = "",
    path: str = f"internal://{SOURCE}.txt",
    codes: str = "",
    more: str = "",
) -> str:
    """A project with one source, one user and one code."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}'
        '<Project name="Byen" origin="Andet program 1" xmlns="urn:QDA-XML:project:1.0">'
        f'<Users><User guid="{USER}" name="mikkel"/></Users>'
        f'<CodeBook><Codes><Code guid="{CODE}" name="Broer" isCodable="true" color="#ff0000">'
        f"<Description>Om broer</Description>{codes}</Code></Codes></CodeBook>"
        f'<Sources><TextSource guid="{SOURCE}" name="Bilag 3" plainTextPath="{path}">'
        f"{selections}</TextSource>{more}</Sources></Project>"
    )


def qdpx(
    path: Path,
    xml: str,
    text: bytes | None = TEXT.encode(),
    *,
    part: str = "project.qde",
    member: str = f"sources/{SOURCE}.txt",
) -> Path:
    """A project file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, xml)
        if text is not None:
            archive.writestr(member, text)
    return path


def taguette(path: Path, html: str, marks: list[tuple[int, int]]) -> Path:
    """A Taguette project with one document and one tag, as version 1.5 lays it out."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            """
            create table projects (id integer primary key, name text, created text);
            create table documents (id integer primary key, name text, contents text);
            create table tags (id integer primary key, path text, description text);
            create table highlights (id integer primary key, document_id integer,
              start_offset integer, end_offset integer, snippet text);
            create table highlight_tags (highlight_id integer, tag_id integer);
            insert into projects values (1, 'Byen', '2024-05-01 10:00:00');
            insert into tags values (7, 'Broer', 'Om broer');
            """
        )
        db.execute("insert into documents values (1, 'Bilag 3', ?)", [html])
        for number, (start, stop) in enumerate(marks, start=1):
            db.execute("insert into highlights values (?, 1, ?, ?, '')", [number, start, stop])
            db.execute("insert into highlight_tags values (?, 7)", [number])
        db.commit()
    return path


def qualcoder(
    root: Path,
    marks: list[tuple[int, int]],
    *,
    above: int | None = None,
    folder: str = "Byen",
) -> Path:
    """A QualCoder project with one text and one code in a category, as version 3.8 lays it out."""
    root.mkdir()
    with closing(sqlite3.connect(root / "data.qda")) as db:
        db.executescript(
            """
            create table project (databaseversion text, date text, memo text);
            create table source (id integer primary key, name text, fulltext text, mediapath text,
              memo text, owner text, date text);
            create table code_cat (catid integer primary key, name text, owner text, date text,
              memo text, supercatid integer);
            create table code_name (cid integer primary key, name text, memo text, catid integer,
              owner text, date text, color text);
            create table code_text (ctid integer primary key, cid integer, fid integer,
              seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);
            create table journal (jid integer primary key, name text, jentry text);
            insert into project values ('v11', '2024-05-01 10:00:00', '');
            insert into code_name values (1, 'Broer', 'Om broer', 4, 'mikkel', '', '#ff0000');
            insert into journal values (1, 'Dagbog', 'En tanke');
            """
        )
        db.execute("insert into code_cat values (4, ?, 'mikkel', '', '', ?)", [folder, above])
        db.execute(
            "insert into source values (1, 'Bilag 3.txt', ?, null, '', 'mikkel', '')", [TEXT]
        )
        for number, (start, stop) in enumerate(marks, start=1):
            db.execute(
                "insert into code_text values (?, 1, 1, ?, ?, ?, 'mikkel',"
                " '2024-05-01 10:00:00', '')",
                [number, TEXT[start:stop], start, stop],
            )
        db.commit()
    return root
