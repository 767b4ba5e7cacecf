"""The report as one HTML file: no network, no tracking, a strict policy in the file itself.

Words of interviews are data on it: they stand in a block of JSON that is no script, and the
page's script puts them in place as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from qda.domain.matrix import Cells
from qda.domain.palette import ON_DARK, ON_LIGHT
from qda.formats.matrix_text import cell_text, corner, head_text, notice, percent
from qda.formats.page.words import day, words
from qda.formats.plots import Plot, plots
from qda.language import current

if TYPE_CHECKING:
    from jinja2 import Template

    from qda.domain.matrix import Matrix
    from qda.domain.permission import Permitted
    from qda.domain.report import Report

HEATS = 6
"""Steps of the heat; a number always stands in the cell as well."""


def report_page(permitted: Permitted[Report]) -> bytes:
    """The page, the same bytes for the same report and language."""
    report = permitted.value
    drawn = plots(report)
    style = "\n".join([_colours(), _part("report.css"), *(plot.css for plot in drawn)])
    script = _part("report.js")
    most = max((report.matrix.count(r, c) for r in report.matrix.rows
                for c in report.matrix.columns), default=0)  # fmt: skip
    met = max(report.together.values(), default=0)
    text = _template("report.html").render(
        language=current(),
        notice=notice(permitted),
        report=report,
        matrix=report.matrix,
        plots=drawn,
        along=[plot for plot in drawn if plot.of_interview],
        by_name={plot.kind: plot for plot in drawn},
        words=words(),
        day=day,
        percent=percent,
        heat=lambda count: _heat(count, most),
        met=lambda a, b: report.together.get((min(a, b), max(a, b)), 0),
        met_heat=lambda count: _heat(count, met),
        title_of={theme.key: theme.title for theme in report.themes},
        data=_json(_data(report, drawn)),
        style=style,
        script=script,
        policy=_policy(style, script),
    )
    return text.encode()


def table_page(permitted: Permitted[Matrix], cells: Cells) -> bytes:
    """A matrix of any direction as a page with one table, without script."""
    matrix = permitted.value
    style = f"{_colours()}\n{_part('report.css')}"
    most = max((matrix.count(row, c) for row in matrix.rows for c in matrix.columns), default=0)
    text = _template("table.html").render(
        language=current(),
        notice=notice(permitted),
        matrix=matrix,
        words=words(),
        corner=corner(matrix),
        head_text=head_text,
        numbers=cells in (Cells.COUNTS, Cells.SHARES),
        summaries=cells in (Cells.SUMMARIES, Cells.BOTH),
        quotes=cells in (Cells.QUOTES, Cells.BOTH),
        cell=lambda row, column: cell_text(matrix, row, column, cells),
        heat=lambda count: _heat(count, most),
        style=style,
        policy=_policy(style, ""),
    )
    return text.encode()


def _heat(count: int, most: int) -> int:
    return -(-count * HEATS // most) if most else 0


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere, but this very style and, if there is one, script (W3C, CSP 3)."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; "
        + (f"script-src '{_digest(script)}'; " if script else "")
        + "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _colours() -> str:
    """The colours of themes for a light and a dark page."""

    def variables(colours: dict[str, str]) -> str:
        return " ".join(f"--{name}: {colour};" for name, colour in colours.items())

    dark = variables(ON_DARK)
    return (
        f":root {{ {variables(ON_LIGHT)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    )


def _data(report: Report, drawn: list[Plot]) -> dict[str, Any]:
    """What the script works on."""
    themes = {head.key: place for place, head in enumerate(report.matrix.columns)}
    rows = {row.key: place for place, row in enumerate(report.matrix.rows)}
    return {
        "themes": [
            {"key": head.key, "title": head.title, "colour": head.colour}
            for head in report.matrix.columns
        ],
        "interviews": [{"key": row.key, "label": row.label} for row in report.matrix.rows],
        "coders": list(report.coders),
        "words": words(),
        "pictures": {plot.kind: plot.picture.decode() for plot in drawn},
        "quotes": [
            {
                "i": rows[one.quote.appendix],
                "t": [themes[key] for key in one.themes],
                "s": list(one.sub_codes),
                "c": [report.coders.index(coder) for coder in one.coders],
                "q": one.quote.printed or one.quote.text,
                "r": one.quote.reference,
                "b": one.quote.before,
                "a": one.quote.after,
            }
            for one in report.passages
        ],
    }


def _json(values: Any) -> str:
    """JSON that ends no element and starts none, whatever it holds."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _part(name: str) -> str:
    return (files(__name__) / name).read_text("utf-8")


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
