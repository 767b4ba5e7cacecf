"""Tables as csv, json lines and parquet, with a description that programs and people can read.

The description is a Data Package (specs.frictionlessdata.io) beside a README. The same tables
give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from qda import __version__
from qda.domain.tables import Type
from qda.errors import Refused
from qda.formats.matrix_text import escaped, guarded, internal_notice
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.permission import Permitted
    from qda.domain.tables import Table, Tables

DESCRIPTION = "datapackage.json"
README = "README.md"
FORMS = ("csv", "jsonl", "parquet")
"""Forms of a table, and the endings of their files."""

_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")


def table_file(table: Table, form: str, *, raw: bool = False) -> bytes:
    """One table in one form.

    Args:
        table: The table, of tables that have passed the gate.
        form: One of `FORMS`.
        raw: csv without the apostrophe before a cell that begins like a formula.

    Raises:
        Refused: parquet, where pyarrow is not installed.
    """
    if form == "csv":
        return _csv(table, raw=raw)
    return _jsonl(table) if form == "jsonl" else _parquet(table)


def _csv(table: Table, *, raw: bool) -> bytes:
    out = io.StringIO()
    # RFC 4180; with a line feed alone csv would leave a lone return unquoted.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow(row if raw else [guarded(value) for value in row])
    return out.getvalue().encode()


def _jsonl(table: Table) -> bytes:
    names = [column.name for column in table.columns]
    lines = [
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in table.rows
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _parquet(table: Table) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise Refused(
            _("Parquet files need the package pyarrow, which is not installed."),
            _('Install it with `pip install "qda[parquet]"`, or choose --form csv or jsonl.'),
        ) from error
    kinds = {Type.NUMBER: pyarrow.int64(), Type.TEXT: pyarrow.string(), Type.TIME: pyarrow.string()}
    schema = pyarrow.schema(
        [
            pyarrow.field(one.name, kinds[one.type], metadata={"description": one.description})
            for one in table.columns
        ]
    )
    columns: list[Sequence[Any]] = list(zip(*table.rows, strict=True))
    arrays = columns or [[] for _column in table.columns]
    out = io.BytesIO()
    parquet.write_table(pyarrow.table([list(one) for one in arrays], schema=schema), out)
    return out.getvalue()


def description_file(permitted: Permitted[Tables], forms: Sequence[str], *, raw: bool) -> bytes:
    """The Data Package: every table and column, for programs."""
    package = {
        "profile": "data-package",
        "name": _name(permitted.value.title),
        "title": permitted.value.title,
        "description": heading(permitted),
        "created_with": f"qda {__version__}",
        "resources": [
            {
                "name": table.name if form == forms[0] else f"{table.name}-{form}",
                "path": f"{table.name}.{form}",
                "format": form,
                "mediatype": _MEDIA[form],
                "encoding": "utf-8",
                "description": table.description,
                "qda:guarded": form == "csv" and not raw,
                "schema": _schema(table),
            }
            for form in forms
            for table in permitted.value.tables
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return _NOT_IN_NAME.sub("-", plain).strip("-") or "qda"


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": one.name, "type": str(one.type), "description": one.description}
            for one in table.columns
        ],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    foreign = [
        {
            "fields": [one.name],
            "reference": dict(zip(("resource", "fields"), one.refers.split("."), strict=True)),
        }
        for one in table.columns
        if one.refers
    ]
    for one in foreign:
        one["reference"]["fields"] = [one["reference"]["fields"]]  # type: ignore[index]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def heading(permitted: Permitted[Tables]) -> str:
    """The line that says for whom the tables are."""
    if permitted.profile == "internal":
        return internal_notice()
    return _("Without restricted passages and without names of coders")


def readme_file(permitted: Permitted[Tables], forms: Sequence[str], *, raw: bool) -> bytes:
    """The description for people."""
    lines = [f"# {escaped(permitted.value.title)}", "", f"**{heading(permitted)}**", ""]
    lines += [
        _("Tables in UTF-8, a header row first. `datapackage.json` says the same for programs."),
        _("Positions count characters of the text from 0; the last one is not part of the span."),
    ]
    if "csv" in forms and not raw:
        lines.append(
            _(
                "In csv a text that begins with =, +, -, @, tab or return has an apostrophe"
                " before it, so that no spreadsheet takes it for a formula; `--raw` leaves it out."
            )
        )
    for table in permitted.value.tables:
        files = ", ".join(f"`{table.name}.{form}`" for form in forms)
        lines += ["", f"## {table.name}", "", f"{table.description} {files}", ""]
        lines += [f"| {_('column')} | {_('type')} | {_('meaning')} |", "|---|---|---|"]
        lines += [f"| {one.name} | {one.type} | {one.description} |" for one in table.columns]
    return ("\n".join(lines) + "\n").encode()
