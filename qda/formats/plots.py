"""The plots of the report, drawn by pygal: for the page, and as pictures for a thesis."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from qda.domain.palette import ON_LIGHT
from qda.formats.matrix_text import percent
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.domain.matrix import Head
    from qda.domain.report import Report

WIDTH = 860
"""Pixels: the width of the page's column."""

LINE = 34
"""Pixels for a bar or a row of dots."""

_BY_DAY = {**ON_LIGHT, "ink": "#24272d", "dim": "#5f6671", "accent": "#2457a6"}
"""The page's variables as they are by day; a test compares them with its style."""

_VARIABLE = re.compile(r"var\(--([a-z]+)\)")
_NOT_IN_NAMES = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot."""

    kind: str
    """themes, progress, together, or along- and the number of an interview's row."""
    name: str
    """The stem of its file, in the user's language."""
    title: str
    page: str
    """SVG whose colours follow the page, light or dark."""
    css: str
    """Its style, which goes to the page's own."""
    picture: bytes
    """An SVG file that stands alone, dark on light."""

    @property
    def of_interview(self) -> bool:
        """Whether it shows one interview."""
        return self.kind.startswith("along-")


def plots(report: Report) -> list[Plot]:
    """All plots of a report; those that would be empty are not there."""
    if not report.passages:
        return []
    whole = [
        ("themes", _("themes"), _("Codings by interview and theme"), _themes),
        ("progress", _("progress"), _("Coded segments"), _progress),
    ]
    if report.together:
        whole.append(("together", _("together"), _("Themes that meet"), _together))
    found = [_plot(kind, name, title, draw(report)) for kind, name, title, draw in whole]
    for number, row in enumerate(report.matrix.rows, start=1):
        if report.matrix.row_total(row):
            name = f"{number:02} {_NOT_IN_NAMES.sub('-', row.key).strip('-')}"
            found.append(_plot(f"along-{number}", name, row.title, _along(report, row)))
    return found


def _pygal() -> Any:
    import pygal

    # pygal leaves an import hook for plugins that Python 3.11 warns about at every later import.
    sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != "pygal"]
    return pygal


def _silent(chart: Any) -> Any:
    """A kind of chart without what is shown on hovering, which takes most of the time to draw."""

    class Silent(chart):  # type: ignore[misc]
        def _format(self, *_args: Any) -> str:
            return ""

        def _get_x_label(self, *_args: Any) -> str:
            return ""

        def _tooltip_data(self, *_args: Any, **_kwargs: Any) -> None:
            """Nothing is shown."""

        def _static_value(self, *_args: Any, **_kwargs: Any) -> None:
            """Nothing is shown."""

    return Silent


def _plot(kind: str, name: str, title: str, chart: Any) -> Plot:
    chart.uuid = kind
    drawn = _drawn(chart, title)
    # Drawn once: in a picture that stands alone the page's variables are what they are by day.
    (style,) = (element for element in drawn.iter() if _tag(element) == "style")
    css = style.text or ""
    style.text = _VARIABLE.sub(lambda match: _BY_DAY[match[1]], css)
    picture = etree.tostring(drawn, encoding="utf-8", xml_declaration=True)
    _remove(style)
    return Plot(kind, name, title, etree.tostring(drawn, encoding="unicode"), css, picture)


def _drawn(chart: Any, title: str) -> etree._Element:
    """A chart that does nothing: no script, no tooltips, no comments, which hold the date."""
    rendered = chart.render()  # bytes where pygal finds lxml
    root = etree.fromstring(rendered if isinstance(rendered, bytes) else rendered.encode())
    for element in list(root.iter()):
        if _tag(element) in ("", "script") or "tooltip" in element.get("class", "").split():
            _remove(element)
    for name in root.iterchildren("{*}title"):
        name.text = title  # it says the name of the library
    root.set("role", "img")
    root.set("aria-label", title)
    return root


def _tag(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _settings(*colours: str) -> dict[str, Any]:
    """How every chart looks."""
    from pygal.style import Style

    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground="var(--ink)",
        foreground_strong="var(--ink)",
        foreground_subtle="var(--dim)",
        font_family="system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif",
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=13,
        guide_stroke_dasharray="2,3",
        major_guide_stroke_dasharray="2,3",
        guide_stroke_color="var(--dim)",
        major_guide_stroke_color="var(--dim)",
        opacity=".9",
        opacity_hover="1",
        transition="none",
        colors=colours,
    )
    return {"style": style, "js": [], "width": WIDTH}


def _colours(report: Report) -> dict[str, Any]:
    """The looks with the colours of the themes."""
    return _settings(*(f"var(--{head.colour})" for head in report.matrix.columns))


def _themes(report: Report) -> Any:
    """Stacked bars: how the quotes of each interview fall on the themes."""
    pygal = _pygal()

    matrix = report.matrix
    rows = matrix.rows[::-1]  # bars are drawn from below
    chart = pygal.HorizontalStackedBar(
        **_colours(report),
        height=110 + LINE * len(rows) + 22 * len(matrix.columns),
        x_labels=[row.key for row in rows],
        legend_at_bottom=True,
        legend_at_bottom_columns=1,
        truncate_legend=-1,
    )
    for column in matrix.columns:
        chart.add(column.title, [matrix.count(row, column) or None for row in rows])
    return chart


def _progress(report: Report) -> Any:
    """Bars: the share of informants' segments that are coded."""
    pygal = _pygal()

    rows = report.interviews[::-1]
    chart = pygal.HorizontalBar(
        **_settings("var(--accent)"),
        height=70 + LINE * len(rows),
        x_labels=[row.appendix for row in rows],
        show_legend=False,
        range=(0, 100),
        value_formatter=lambda value: percent(value / 100),
    )
    chart.add("", [100 * row.coded / row.segments if row.segments else 0 for row in rows])
    return chart


def _together(report: Report) -> Any:
    """Dots: how many passages two themes share."""
    pygal = _pygal()

    heads = report.matrix.columns
    chart = pygal.Dot(
        **_colours(report),
        height=70 + 56 * len(heads),
        x_labels=[str(number) for number in range(1, len(heads) + 1)],
        show_legend=False,
        truncate_label=-1,
    )
    for number, head in enumerate(heads, start=1):
        values = [
            report.together.get((min(head.key, other.key), max(head.key, other.key)))
            for other in heads
        ]
        chart.add(f"{number} {_short(head.title)}", values)
    return chart


def _along(report: Report, row: Head) -> Any:
    """Dots along an interview, a row for each theme; those on one spot are one dot."""
    pygal = _pygal()

    heads = report.matrix.columns
    places: dict[str, set[tuple[int, int]]] = {head.key: set() for head in heads}
    height = {head.key: len(heads) - number for number, head in enumerate(heads)}
    for passage in report.passages:
        if passage.quote.appendix == row.key:
            for theme in passage.themes:
                places[theme].add((round(100 * passage.at), height[theme]))
    chart = _silent(pygal.XY)(
        **_colours(report),
        height=60 + 24 * len(heads),
        stroke=False,
        show_legend=False,
        dots_size=5,
        xrange=(0, 100),
        range=(0.5, len(heads) + 0.5),
        x_labels=[0, 25, 50, 75, 100],
        x_value_formatter=lambda value: percent(value / 100),
        y_labels=[{"label": _short(head.title), "value": height[head.key]} for head in heads],
        truncate_label=-1,
    )
    for head in heads:
        chart.add(head.title, sorted(places[head.key]))
    return chart


def _short(title: str, limit: int = 34) -> str:
    """A title that leaves room for the plot, shortened after a word."""
    if len(title) <= limit:
        return title
    return f"{title[:limit].rpartition(' ')[0] or title[:limit]}…"
