"""The report: its numbers, its page in a real browser, and its pictures."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from qda.domain.matrix import Cells, Head, Matrix
from qda.domain.quotes import Quote, Source
from qda.domain.report import TYPICAL_LENGTH, passages_of, together, typical
from qda.formats.page import report_page, table_page
from qda.services import coding, matrices, matrix_files, reporting
from qda.services.choosing import Choice
from qda.services.matrices import Layout
from qda.services.matrix_files import Form
from qda.storage import interviews
from tests.browser import browser, needs_browser
from tests.commands import qda
from tests.projects import add_interview
from tests.test_quotes import coded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from qda.services.project import Project

__all__ = ["coded"]  # a fixture

HOSTILE = (
    "</script><script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "<!-- --><style>body{display:none}</style>",
    "{{ 7*7 }} ${7*7} &lt;b&gt; \\u003cb\\u003e",
    "javascript:alert(1) \u2028 \u2029 \u202e [red]",
    "]]> ' \" ` </style>",
)


def said(project: Project, appendix: str, quote: str, theme: str, coder: str = "sofie") -> None:
    row = project.interview(appendix)
    coding.add(project, row, coding.span_of_quote(project, row, quote), theme, coder=coder)


def test_a_passage_under_two_themes_is_one_passage_and_makes_them_meet(coded: Project) -> None:
    said(coded, "Bilag 2", "børnene, de leger jo sammen", "hvorfor")
    said(coded, "Bilag 2", "de leger jo", "andet")
    made = reporting.report(coded).value
    two = [one for one in made.passages if len(one.themes) == 2]
    assert [(one.quote.appendix, one.themes) for one in two] == [
        ("Bilag 2", ("effekter", "hvorfor"))
    ]
    assert made.together == {
        ("effekter", "hvorfor"): 1, ("andet", "effekter"): 1, ("andet", "hvorfor"): 1,
    }  # fmt: skip


def test_passages_of_two_interviews_never_meet() -> None:
    a, b = (quote(appendix, 0, 10) for appendix in ("Bilag 1", "Bilag 2"))
    cells = {("Bilag 1", "x"): (a,), ("Bilag 2", "y"): (b,)}
    heads = tuple(Head(key, key) for key in ("x", "y"))
    rows = tuple(Head(key, key) for key in ("Bilag 1", "Bilag 2"))
    passages = passages_of(Matrix("T", rows, heads, cells), {("Bilag 1", 0): 0, ("Bilag 2", 0): 0})
    assert len(passages) == 2
    assert together(passages) == {}


def quote(appendix: str, start: int, stop: int, coders: tuple[str, ...] = ("sofie",)) -> Quote:
    text = "o" * (stop - start)
    source = Source(appendix, "leder")
    return Quote(source, ("x",), start, stop, text, (), f"({appendix})", coders, "informant", 1)


def test_typical_quotes_are_agreed_on_readable_and_of_different_informants() -> None:
    agreed = quote("Bilag 3", 0, 20, ("mikkel", "sofie"))
    right = quote("Bilag 1", 0, TYPICAL_LENGTH)
    nearly = quote("Bilag 1", 500, 500 + TYPICAL_LENGTH + 5)
    long = quote("Bilag 2", 0, 2_000)
    assert typical([long, nearly, right, agreed]) == (agreed, right)


def test_progress_counts_the_informants_segments_that_a_quote_touches(coded: Project) -> None:
    first = reporting.report(coded).value.interviews[0]
    assert (first.appendix, first.quotes, first.coded) == ("Bilag 1", 2, 2)
    assert first.segments == 3


def test_the_choice_of_quotes_holds_for_the_whole_page(coded: Project) -> None:
    made = reporting.report(coded, Choice(coders=("mikkel",)))
    assert [one.quote.appendix for one in made.value.passages] == ["Bilag 2", "Bilag 2"]
    page = report_page(made).decode()
    assert "planlægger" in page
    assert "sofie" not in page


def test_the_same_report_gives_the_same_bytes(coded: Project) -> None:
    first, second = (report_page(reporting.report(coded)) for _ in range(2))
    assert len(first) > 30_000
    assert first == second


def test_the_page_asks_nothing_of_the_network(coded: Project) -> None:
    page = report_page(reporting.report(coded)).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert "unsafe" not in policy[1]
    addresses = set(re.findall(r"https?://[^\s\"'<>\\]+", page))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<link" not in page


def test_hostile_words_end_no_element_of_the_page(project: Project) -> None:
    hostile_interview(project)
    page = report_page(reporting.report(project)).decode()
    assert page.count("</script>") == 2
    assert page.count("<style") == 1
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    words = [one["q"] for one in json.loads(data[1])["quotes"]]
    assert words[0] == HOSTILE[0]
    assert len(words) == len(HOSTILE)


def hostile_interview(project: Project) -> None:
    add_interview(project, "Bilag 1", ("I: Hvad så?", *(f"IP: {words}" for words in HOSTILE)))
    row = project.interview("Bilag 1")
    for turn in interviews.turns(project.db, row.transcript_id)[1:]:
        coding.add(project, row, turn.span, "andet")


def test_every_plot_is_a_picture_of_its_own(coded: Project, tmp_path: Path) -> None:
    written = reporting.write_pictures(reporting.report(coded), tmp_path)
    assert [path.name for path in written] == [
        "themes.svg", "progress.svg", "01 Bilag-1.svg", "02 Bilag-2.svg", "03 Bilag-10.svg",
    ]  # fmt: skip
    root = etree.fromstring(written[0].read_bytes())
    assert root.get("aria-label") == "Codings by interview and theme"
    tags = {etree.QName(element).localname for element in root.iter()}
    assert "rect" in tags
    assert "script" not in tags
    assert b"var(" not in written[0].read_bytes()


def test_a_project_without_codings_has_a_page_too(interviewed: Project) -> None:
    made = reporting.report(interviewed)
    assert made.value.passages == ()
    page = report_page(made).decode()
    assert "Bilag 6" in page
    assert "<svg" not in page


def test_the_report_is_written_and_other_endings_are_refused(coded: Project) -> None:
    root = coded.paths.root
    written = qda("report", "--pictures", root / "exports" / "pictures", "--project", root)
    assert written.exit_code == 0, written.output
    path = root / "exports" / "report.html"
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(list((root / "exports" / "pictures").iterdir())) == 5
    refused = qda("report", "--out", root / "report.pdf", "--project", root)
    assert refused.exit_code == 1
    assert not (root / "report.pdf").exists()
    among = qda("report", "--out", coded.paths.transcripts / "r.html", "--project", root)
    assert among.exit_code == 1


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One browser for all tests of the page."""
    started = browser(tmp_path_factory.mktemp("chromium"))
    yield started
    started.quit()


def opened(chromium: Chrome, project: Project, fragment: str = "") -> None:
    path = project.paths.root / "report.html"
    reporting.write_report(reporting.report(project), path)
    log(chromium, "browser")
    log(chromium, "performance")
    chromium.get("about:blank")
    chromium.get(path.as_uri() + fragment)


def log(chromium: Chrome, kind: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = chromium.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


def complaints(chromium: Chrome) -> list[str]:
    return [entry["message"] for entry in log(chromium, "browser")]


def requests(chromium: Chrome) -> set[str]:
    found = set()
    for entry in log(chromium, "performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.add(message["params"]["request"]["url"].partition("#")[0])
    return found


def shown(chromium: Chrome) -> list[str]:
    return [one.text for one in chromium.find_elements("css selector", "#list .said")]


def status(chromium: Chrome) -> str:
    return chromium.find_element("id", "shown").text


@needs_browser
def test_a_cell_opens_its_quotes_and_a_search_narrows_them(
    chromium: Chrome, coded: Project
) -> None:
    opened(chromium, coded)
    assert status(chromium) == "5 of 5 quotes"
    cell = chromium.find_element("css selector", 'button[data-i="2"][data-t="5"]')
    assert cell.get_attribute("aria-label") == "Show the quotes of Bilag 10 on Andet: 1"
    cell.click()
    assert shown(chromium) == ["”Selv tak.”"]
    assert cell.get_attribute("aria-pressed") == "true"
    assert chromium.current_url.endswith("#quotes?theme=andet&informant=Bilag+10")
    chromium.find_element("id", "f-clear").click()
    chromium.find_element("id", "f-text").send_keys("BUSCHAUFFØR")
    assert status(chromium) == "1 of 5 quotes"
    assert chromium.find_element("css selector", ".said mark").text == "buschauffør"
    chromium.find_element("id", "f-text").send_keys("x")
    assert status(chromium) == "No quotes."
    assert complaints(chromium) == []


@needs_browser
def test_a_link_to_a_filter_opens_it_and_context_can_be_seen(
    chromium: Chrome, coded: Project
) -> None:
    opened(chromium, coded, "#quotes?theme=effekter&coder=mikkel")
    assert shown(chromium) == ["”børnene, de leger jo sammen”"]
    chromium.find_element("id", "f-context").click()
    around = chromium.find_element("css selector", "details.around")
    assert around.get_attribute("open") is not None
    assert "det må I ikke skrive. Men [ … ] . Tak skal du have." in around.text


@needs_browser
def test_no_request_leaves_the_page_and_it_prints(chromium: Chrome, coded: Project) -> None:
    opened(chromium, coded)
    asked = requests(chromium)
    assert [address.rpartition("/")[2] for address in asked] == ["report.html"]
    pdf = chromium.print_page()
    assert len(pdf) > 20_000
    assert complaints(chromium) == []


@needs_browser
def test_hostile_words_are_shown_as_they_are(chromium: Chrome, project: Project) -> None:
    hostile_interview(project)
    opened(chromium, project)
    assert len(shown(chromium)) == len(HOSTILE)
    assert [" ".join(text.split()) for text in shown(chromium)] == [
        " ".join(f"”{words}”".split()) for words in HOSTILE
    ]
    assert chromium.title == "Social mix – anden analysedel"
    assert complaints(chromium) == []
    assert len(requests(chromium)) == 1


@needs_browser
@pytest.mark.parametrize("cells", list(Cells))
def test_a_matrix_of_any_direction_is_a_page(
    chromium: Chrome, coded: Project, tmp_path: Path, cells: Cells
) -> None:
    permitted = matrices.matrix(coded, Layout(rows="themes", columns="municipality"))
    path = tmp_path / "matrix.html"
    matrix_files.write_matrix(permitted, path, Form.HTML, cells)
    log(chromium, "browser")
    chromium.get(path.as_uri())
    rows = chromium.find_elements("css selector", "tbody tr")
    assert [row.find_element("tag name", "th").text for row in rows][2] == "Effekter af social mix"
    assert [head.text for head in chromium.find_elements("css selector", "thead th")] == [
        "Theme", "Birkeø", "Tangsted", "not recorded", "Total",
    ]  # fmt: skip
    assert complaints(chromium) == []


def test_a_quote_on_a_page_stands_there_as_text(project: Project) -> None:
    hostile_interview(project)
    page = table_page(matrices.matrix(project), Cells.QUOTES).decode()
    assert page.count("<script") == 0
    assert page.count("</style>") == 1
    assert "&lt;/script&gt;&lt;script&gt;" in page
