"""The matrix as csv, json and markdown. Text stays text: no formula, no markup."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from qda.domain.matrix import Cells, Side
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.domain.matrix import Head, Matrix
    from qda.domain.permission import Permitted
    from qda.domain.quotes import Quote

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&#|])")


def notice(permitted: Permitted[Any]) -> str:
    """The line that heads every file."""
    return profile_notice(permitted.profile)


def profile_notice(profile: str) -> str:
    """For whose eyes something is, as it heads a file."""
    return {
        "supervisor": _("For the supervisor – pseudonymised"),
        "assessment": _("For assessment – pseudonymised"),
        "public": _("For publication – pseudonymised"),
    }.get(profile, internal_notice())


def internal_notice() -> str:
    """The heading of working copies."""
    return _("Internal – not for publication")


def quoted(quote: Quote) -> str:
    """The words as they are printed, with their reference, on one line."""
    return f"”{' '.join((quote.printed or quote.text).split())}” {quote.reference}"


def head_text(head: Head) -> str:
    """A head on one line: an interview with its informant, a sub-code with a dash."""
    if head.label:
        return f"{head.title} · {head.label}"
    return f"– {head.title}" if head.parent else head.title


def corner(matrix: Matrix) -> str:
    """What the rows are, for the head of their column."""
    if matrix.sides[0] is Side.INFORMANTS:
        return _("Informant")
    if matrix.sides[0] is Side.GROUPS:
        return attribute_name(matrix.attribute)
    return _("Theme")


def attribute_name(attribute: str) -> str:
    """An attribute of informants in the user's language; a project's own as it is written."""
    known = {
        "role": _("Role"),
        "organisation": _("Organisation"),
        "municipality": _("Municipality"),
        "area": _("Area"),
    }
    return known.get(attribute, attribute)


def percent(share: float | None) -> str:
    """A share as a person writes it; empty where there is none."""
    return "" if share is None else _("{number}%").format(number=round(100 * share))


def cell_text(matrix: Matrix, row: Head, column: Head, cells: Cells) -> str | int:
    """What a cell shows."""
    if cells is Cells.COUNTS:
        return matrix.count(row, column)
    if cells is Cells.SHARES:
        return percent(matrix.share(row, column))
    summary = [matrix.summary(row, column)] if cells is not Cells.QUOTES else []
    quotes = matrix.quotes(row, column) if cells is not Cells.SUMMARIES else ()
    return "\n\n".join(text for text in [*summary, *map(quoted, quotes)] if text)


def as_csv(permitted: Permitted[Matrix], cells: Cells, *, raw: bool = False) -> bytes:
    """A line per row of the matrix.

    For Excel it begins with a byte order mark, and a cell that begins like a formula gets an
    apostrophe before it (OWASP ASVS 5.0, 1.2.10). `raw` leaves both out, for programs, and its
    heads are the same in every language.
    """
    matrix = permitted.value
    informants = matrix.sides[0] is Side.INFORMANTS
    if raw:
        first = ["appendix", "informant"] if informants else [matrix.attribute or "theme"]
    else:
        first = [_("Appendix"), _("Informant")] if informants else [corner(matrix)]
    total = "total" if raw else _("Total")
    lines: list[list[Any]] = [
        [notice(permitted)],
        [*first, *(head_text(column) for column in matrix.columns), total],
    ]
    for row in matrix.rows:
        heads = [row.title, row.label] if informants else [head_text(row)]
        shown = (cell_text(matrix, row, column, cells) for column in matrix.columns)
        lines.append([*heads, *shown, matrix.row_total(row)])
    return table_csv(lines, raw=raw)


def table_csv(lines: list[list[Any]], *, raw: bool) -> bytes:
    """Rows as csv: for programs, or for Excel with a byte order mark and guarded cells."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(lines if raw else ([guarded(value) for value in line] for line in lines))
    return out.getvalue().encode("utf-8" if raw else "utf-8-sig")


def guarded(value: Any) -> Any:
    """A text that Excel does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_json(permitted: Permitted[Matrix], cells: Cells) -> bytes:
    """Rows with counts, and shares, quotes and summaries of each cell where asked for."""
    matrix = permitted.value
    document = {
        "notice": notice(permitted),
        "profile": permitted.profile,
        "title": matrix.title,
        "sides": list(matrix.sides),
        **({"attribute": matrix.attribute} if matrix.attribute else {}),
        "columns": [_head_values(column, matrix.sides[1]) for column in matrix.columns],
        "rows": [
            {
                **_head_values(row, matrix.sides[0]),
                **_cells(matrix, row, cells),
                "total": matrix.row_total(row),
            }
            for row in matrix.rows
        ],
        "total": matrix.total,
    }
    return json_bytes(document)


def json_bytes(document: Any) -> bytes:
    """A json file as people and programs read it."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _head_values(head: Head, side: Side) -> dict[str, Any]:
    if side is Side.INFORMANTS:
        return {"appendix": head.key, "informant": head.label}
    return {
        "key": head.key,
        "title": head.title,
        **({"parent": head.parent} if head.parent else {}),
    }


def _cells(matrix: Matrix, row: Head, cells: Cells) -> dict[str, Any]:
    columns = matrix.columns
    values: dict[str, Any] = {
        "counts": {column.key: matrix.count(row, column) for column in columns}
    }
    if cells is Cells.SHARES:
        values["shares"] = {column.key: matrix.share(row, column) for column in columns}
    if cells in (Cells.SUMMARIES, Cells.BOTH):
        values["summaries"] = {column.key: matrix.summary(row, column) for column in columns}
    if cells in (Cells.QUOTES, Cells.BOTH):
        values["quotes"] = {
            column.key: [quote_values(quote) for quote in matrix.quotes(row, column)]
            for column in columns
        }
    return values


def quote_values(quote: Quote) -> dict[str, Any]:
    """A quote for programs."""
    return {
        "appendix": quote.appendix,
        "text": quote.text,
        "reference": quote.reference,
        "pages": list(quote.pages),
        "themes": list(quote.themes),
        "coders": list(quote.coders),
        "speaker": quote.speaker,
        "segment": quote.segment,
        "start": quote.start,
        "stop": quote.stop,
    }


def as_markdown(permitted: Permitted[Matrix], cells: Cells) -> bytes:
    """A table of counts or shares; with quotes or summaries, a section per cell as well."""
    matrix = permitted.value
    shown = cells if cells is Cells.SHARES else Cells.COUNTS
    head = ["", *(escaped(head_text(column)) for column in matrix.columns), _("Total")]
    lines = [
        f"# {escaped(matrix.title)}",
        "",
        f"**{notice(permitted)}**",
        "",
        f"| {' | '.join(head)} |",
        f"|---|{'---:|' * (len(matrix.columns) + 1)}",
    ]
    for row in matrix.rows:
        texts = [str(cell_text(matrix, row, column, shown) or "") for column in matrix.columns]
        line = [escaped(head_text(row)), *texts, str(matrix.row_total(row))]
        lines.append(f"| {' | '.join(line)} |")
    totals = [str(matrix.column_total(column)) for column in matrix.columns]
    lines.append(f"| **{_('Total')}** | {' | '.join(totals)} | {matrix.total} |")
    if cells not in (Cells.COUNTS, Cells.SHARES):
        lines.extend(_sections(matrix, cells))
    return ("\n".join(lines) + "\n").encode()


def _sections(matrix: Matrix, cells: Cells) -> list[str]:
    lines: list[str] = []
    for column in matrix.columns:
        lines += ["", f"## {escaped(head_text(column))}"]
        for row in matrix.rows:
            lines += ["", f"### {escaped(head_text(row))}", ""]
            summary = matrix.summary(row, column) if cells is not Cells.QUOTES else ""
            quotes = matrix.quotes(row, column) if cells is not Cells.SUMMARIES else ()
            if summary:
                lines += [escaped(summary), ""]
            lines += [f"- {escaped(quoted(quote))}" for quote in quotes]
            if not summary and not quotes:
                lines.append("–")
    return lines


def escaped(text: str) -> str:
    """Text that markdown shows as it is, on one line."""
    return (
        _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
        .replace("\\&", "&amp;")
    )
