"""The matrix as csv, json and markdown. Text stays text: no formula, no markup."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.domain.matrix import Matrix, Quote
    from qda.domain.permission import Permitted

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&#|])")


def notice(permitted: Permitted[Matrix]) -> str:
    """The line that heads every file."""
    return internal_notice() if permitted.profile == "internal" else permitted.profile


def internal_notice() -> str:
    """The heading of working copies."""
    return _("Internal – not for publication")


def quoted(quote: Quote) -> str:
    """The words with their reference, on one line."""
    return f"”{' '.join(quote.text.split())}” {quote.reference}"


def as_csv(permitted: Permitted[Matrix], *, with_quotes: bool, raw: bool = False) -> bytes:
    """A row per interview, a column per theme.

    For Excel it begins with a byte order mark, and a cell that begins like a formula gets an
    apostrophe before it (OWASP ASVS 5.0, 1.2.10). `raw` leaves both out, for programs.
    """
    matrix = permitted.value
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([notice(permitted)])
    titles = [column.title if raw else guarded(column.title) for column in matrix.columns]
    writer.writerow(["appendix", "informant", *titles, "total"])
    for row in matrix.rows:
        cells: list[Any] = [
            "\n\n".join(quoted(quote) for quote in matrix.quotes(row, column))
            if with_quotes
            else matrix.count(row, column)
            for column in matrix.columns
        ]
        values = [row.appendix, row.label, *cells, matrix.row_total(row)]
        writer.writerow([value if raw else guarded(value) for value in values])
    return out.getvalue().encode("utf-8" if raw else "utf-8-sig")


def guarded(value: Any) -> Any:
    """A text that Excel does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_json(permitted: Permitted[Matrix], *, with_quotes: bool) -> bytes:
    """Themes, rows with counts, and the quotes of each cell where asked for."""
    matrix = permitted.value
    document = {
        "notice": notice(permitted),
        "profile": permitted.profile,
        "title": matrix.title,
        "themes": [
            {"key": column.key, "title": column.title, "parent": column.parent}
            for column in matrix.columns
        ],
        "rows": [
            {
                "appendix": row.appendix,
                "informant": row.label,
                "counts": {column.key: matrix.count(row, column) for column in matrix.columns},
                **(
                    {
                        "quotes": {
                            column.key: [_quote_values(q) for q in matrix.quotes(row, column)]
                            for column in matrix.columns
                        }
                    }
                    if with_quotes
                    else {}
                ),
                "total": matrix.row_total(row),
            }
            for row in matrix.rows
        ],
        "total": matrix.total,
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _quote_values(quote: Quote) -> dict[str, Any]:
    return {
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


def as_markdown(permitted: Permitted[Matrix], *, with_quotes: bool) -> bytes:
    """A table of counts; with quotes, a section per theme and informant as well."""
    matrix = permitted.value
    head = ["", *(escaped(column.title) for column in matrix.columns), _("Total")]
    lines = [
        f"# {escaped(matrix.title)}",
        "",
        f"**{notice(permitted)}**",
        "",
        f"| {' | '.join(head)} |",
        f"|---|{'---:|' * (len(matrix.columns) + 1)}",
    ]
    for row in matrix.rows:
        counts = [str(matrix.count(row, column) or "") for column in matrix.columns]
        cells = [_row_head(row.appendix, row.label), *counts, str(matrix.row_total(row))]
        lines.append(f"| {' | '.join(cells)} |")
    totals = [str(matrix.column_total(column)) for column in matrix.columns]
    lines.append(f"| **{_('Total')}** | {' | '.join(totals)} | {matrix.total} |")
    if with_quotes:
        lines.extend(_quote_sections(matrix))
    return ("\n".join(lines) + "\n").encode()


def _quote_sections(matrix: Matrix) -> list[str]:
    lines: list[str] = []
    for column in matrix.columns:
        lines += ["", f"## {escaped(column.title)}"]
        for row in matrix.rows:
            quotes = matrix.quotes(row, column)
            lines += ["", f"### {_row_head(row.appendix, row.label)}", ""]
            lines += [f"- {escaped(quoted(quote))}" for quote in quotes] or ["–"]
    return lines


def _row_head(appendix: str, label: str) -> str:
    return escaped(f"{appendix} · {label}" if label else appendix)


def escaped(text: str) -> str:
    """Text that markdown shows as it is, on one line."""
    return (
        _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
        .replace("\\&", "&amp;")
    )
