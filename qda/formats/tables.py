"""Reading a table from csv or xlsx: a header row, then rows with their numbers in the file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.errors import BadFile
from qda.formats.files import read_text_file
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LIMIT = 50_000_000
"""Bytes; larger tables of codings do not occur."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header."""

    file: str
    columns: tuple[str, ...]
    """Names in the header row, without blanks at their ends, in lower case."""
    rows: tuple[tuple[int, dict[str, str]], ...]
    """Row number as a person counts (the header is 1 or later), and its texts by column."""
    encoding: str = ""
    """How a text file was decoded."""


def read_table(path: Path, wanted: Sequence[str], other_names: dict[str, str]) -> Table:
    """Read a table whose header holds certain columns.

    Args:
        path: A .csv, .tsv, .txt or .xlsx file.
        wanted: Columns that must be there.
        other_names: Other names of columns, in lower case, and what they mean.

    Raises:
        BadFile: The file cannot be read, or a column is missing.
    """
    if path.suffix.casefold() in (".xlsx", ".xlsm"):
        encoding, numbered = "", list(_xlsx_rows(path))
    else:
        encoding, numbered = _csv_rows(path)
    for place, (_number, cells) in enumerate(numbered):
        names = [other_names.get(name, name) for name in map(_name, cells)]
        if set(wanted) <= set(names):
            return _table(path, names, numbered[place + 1 :], encoding)
        if place >= 5:
            break  # a notice or title may stand above the header, not more
    first = [_name(cell) for cell in numbered[0][1]] if numbered else []
    known = {other_names.get(name, name) for name in first}
    missing = ", ".join(f'"{name}"' for name in wanted if name not in known)
    raise BadFile(
        _('"{name}" lacks the column {missing}.').format(name=path.name, missing=missing),
        _("The first row must name the columns {columns}.").format(columns=", ".join(wanted)),
    )


def _table(
    path: Path, names: Sequence[str], numbered: Sequence[tuple[int, list[str]]], encoding: str
) -> Table:
    rows = []
    for number, cells in numbered:
        if any(cell.strip() for cell in cells):
            filled = [*cells, *[""] * (len(names) - len(cells))]
            rows.append((number, dict(zip(names, filled, strict=False))))
    return Table(path.name, tuple(names), tuple(rows), encoding)


def _name(cell: str) -> str:
    return cell.strip().casefold()


def _csv_rows(path: Path) -> tuple[str, list[tuple[int, list[str]]]]:
    text, encoding = read_text_file(path, LIMIT)
    head = next((line for line in text.splitlines() if line.strip()), "")
    if not head:
        raise BadFile(
            _('"{name}" is empty.').format(name=path.name), _("Choose a file with a header row.")
        )
    # Danish Excel writes semicolons; the header tells, for it holds no quotes.
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        # Rows as a spreadsheet counts them: a quote of several lines is one row.
        rows.extend(enumerate(reader, start=1))
    except csv.Error as error:
        raise BadFile(
            _('"{name}" is no table that can be read (line {line}).').format(
                name=path.name, line=reader.line_num
            ),
            _("Save it from the spreadsheet as csv (UTF-8) or as xlsx."),
        ) from error
    return encoding, rows


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    from qda.formats.archive import check_archive

    check_archive(path)
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [
            (number, ["" if cell is None else str(cell) for cell in cells])
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
        ]
        book.close()
    except (KeyError, ValueError, OSError, IndexError, SyntaxError, TypeError) as error:
        # openpyxl has no error class of its own for a broken file.
        raise BadFile(
            _('"{name}" is no Excel workbook that can be read.').format(name=path.name),
            _("Open it in the spreadsheet and save it again as xlsx or csv."),
        ) from error
    yield from rows
