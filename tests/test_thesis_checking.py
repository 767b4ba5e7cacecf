"""A thesis against its interviews: what each quotation is called, what is said, what is not."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from qda.domain.citation_finding import find_citations
from qda.domain.quote_aligning import EditKind
from qda.domain.quote_matching import Index
from qda.domain.quote_words import tokens
from qda.domain.thesis import Thesis, ThesisParagraph
from qda.domain.thesis_findings import QuoteCheck, Status, ThesisReport
from qda.formats.thesis import read_thesis
from qda.services.consenting import permit_report
from qda.services.project import open_project
from qda.services.thesis_checking import examined
from qda.services.thesis_material import Material, gather
from qda.services.thesis_report import report_values
from qda.storage import interviews
from tests.commands import qda
from tests.conftest import ROOT
from tests.projects import add_interview
from tests.thesis_demo import demo, material
from tests.word_files import members, para, part, run, write

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

__all__ = ["demo", "material"]

SPOKEN = (
    "I: Hvad laver du om morgenen?",
    "IP: Jeg går ned i drivhuset, og så, øh, så lugter jeg til jorden. Det er det det vigtigste.",
    "I: Ja.",
    "IP: For man kan lugte, om den (griner) har haft det godt. Tomater kan ikke lide tale.",
    "I: Er der nogen, der kommer forbi?",
    "IP: Postbuddet Mikkelsen kommer med frø. Han siger aldrig noget. Det er en stor gave.",
)


@pytest.fixture
def index(project: Project) -> Index:
    add_interview(project, "Bilag 1", SPOKEN)
    row = project.interview("Bilag 1")
    text = interviews.transcript_text(project.db, row.transcript_id)
    return Index({"Bilag 1": tokens(text, interviews.turns(project.db, row.transcript_id))})


def edits_of(index: Index, quotation: str) -> list[tuple[str, str, str]] | None:
    matches = index.matches(quotation)
    if not matches:
        return None
    return [(str(e.kind), e.printed, e.said) for e in matches[0].edits]


@pytest.mark.parametrize(
    "quotation",
    [
        "Tomater kan ikke lide tale.",
        "Tomater kan ikke lide tale",
        "tomater kan ikke lide tale!",
        "Han siger aldrig  noget.\nDet er en stor gave",
    ],
)
def test_words_and_signs_as_they_were_said_are_exact(index: Index, quotation: str) -> None:
    (match, *_) = index.matches(quotation)
    assert match.exact
    assert match.changes == ()


@pytest.mark.parametrize(
    ("quotation", "kinds"),
    [
        ("Jeg går ned i drivhuset [...] lugter jeg til jorden", ["cut"]),
        ("Jeg går ned i drivhuset (…) Det er det vigtigste", ["cut", "repetition"]),
        ("Jeg går ned i drivhuset, og så, så lugter jeg", ["filler"]),
        ("Jeg går ned i drivhuset, og så lugter jeg til jorden", ["filler", "repetition"]),
        ("man kan lugte, om den har haft det godt", ["mark"]),
        ("man kan lugte, om [jorden] har haft det godt", ["mark", "replaced"]),
        ("Tomater [fra drivhuset] kan ikke lide tale", ["inserted"]),
        ("[T]omater kan ikke lide tale", []),
        ("det vigtigste. For man kan lugte", ["listening"]),
    ],
)
def test_what_printing_allows_is_edited_and_listed(
    index: Index, quotation: str, kinds: list[str]
) -> None:
    found = edits_of(index, quotation)
    assert found is not None
    assert sorted({kind for kind, _p, _s in found} - {"case"}) == sorted(kinds)
    assert index.matches(quotation)[0].changes == ()


@pytest.mark.parametrize(
    ("quotation", "change"),
    [
        ("Tomater kan ikke lide støj og tale", ("added", "støj", "")),
        ("Tomater kan ikke tåle tale", ("word", "tåle", "lide")),
        ("Tomater kan lide tale", ("missing", "", "ikke")),
        ("Han siger aldrig noget; det er en stor gave", ("punctuation", ";", ".")),
        ("Jeg går ned i Drivhuset, og så", ("letters", "Drivhuset", "drivhuset")),
    ],
)
def test_anything_else_is_a_change_and_is_named(
    index: Index, quotation: str, change: tuple[str, str, str]
) -> None:
    found = edits_of(index, quotation)
    assert found is not None
    assert change in found
    assert not index.matches(quotation)[0].exact


@pytest.mark.parametrize(
    "quotation",
    ["Agurker elsker derimod musik om natten", "Jeg går aldrig i haven", "støj", "[...]", ""],
)
def test_what_nobody_said_is_not_found(index: Index, quotation: str) -> None:
    assert index.matches(quotation) == []


def test_leaving_out_not_is_never_an_allowed_edit(index: Index) -> None:
    (match, *_) = index.matches("om den har haft det godt. Tomater kan lide tale")
    assert EditKind.MISSING in {edit.kind for edit in match.changes}


# The demo


def checked(material: Material, *paragraphs: str) -> dict[str, Any]:
    thesis = Thesis("thesis", tuple(map(ThesisParagraph, paragraphs)))
    report = examined(thesis, find_citations(thesis), material)
    return report_values(permit_report(report))


@pytest.mark.parametrize(
    ("text", "status", "kinds"),
    [
        ("”Man skal ikke udskifte mennesker” (Bilag 6:3)", "exact", []),
        ("”Man skal ikke [...] fodboldhold i vinterpausen” (Bilag 6:3)", "edited", []),
        ("”Man skal ikke udskifte nogen mennesker” (Bilag 6:3)", "changed", ["quote.changed"]),
        ("”Man skal ikke udskifte mennesker” (Bilag 6:5)", "wrong page", ["quote.wrong-page"]),
        ("”Man skal ikke udskifte mennesker” (Bilag 7:1)", "wrong appendix",
         ["quote.wrong-appendix"]),
        ("”Man skal fodre mågerne hver morgen” (Bilag 6:3)", "not found", ["quote.not-found"]),
        ("”Jeg forstår det som en fordelingsopgave” (Bilag 5)", "not approved",
         ["consent.not-approved"]),
        ("”Den lå færdig for halvandet år siden” (Bilag 6:9)", "off the record",
         ["quote.off-record"]),
        ("”de gamle naboer taler om vejret” (Bilag 9)", "unknown", ["reference.not-imported"]),
    ],
)  # fmt: skip
def test_each_quotation_gets_its_status(
    material: Material, text: str, status: str, kinds: list[str]
) -> None:
    values = checked(material, f"Hun siger: {text}.")
    assert [quote["status"] for quote in values["quotations"]] == [status]
    assert [finding["kind"] for finding in values["findings"]] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Det ses i Tværsund (Bilag 2:19).", ["reference.no-such-page"]),
        ("Det ses i Tværsund (Bilag 5:2).", ["consent.not-approved", "consent.page-not-allowed"]),
        ("Det ses i Tværsund (Bilag 2:2).", []),
        ("Interviewguiden er bilag 9.", ["reference.not-imported"]),
        ("Birgitte Tangsøe og Torben Askeling siger nej.",
         ["name.two-spellings", "name.two-spellings"]),
        ("Birgitte Tangsøs og Torben Askelyngs kolleger siger nej. Tangen er lang.", []),
        ("Den tykke udgave, chefen læste en fredag, blev om mandagen til et internt arbejdspapir.",
         ["passage.off-record"]),
        ("Boligområder skal blandes, siger de fleste, og det mener kommunen også.", []),
    ],
)  # fmt: skip
def test_running_text_is_checked_without_quotations(
    material: Material, text: str, kinds: list[str]
) -> None:
    assert sorted(f["kind"] for f in checked(material, text)["findings"]) == kinds


def test_an_appendix_that_the_thesis_does_not_list_does_not_exist(material: Material) -> None:
    values = checked(
        material, "Se (Bilag 12).", "Bilag", "Bilag 1: Interview", "Bilag 2: Interview"
    )
    assert [f["kind"] for f in values["findings"]] == ["reference.no-such-appendix"]


def test_the_draft_of_the_demo_has_every_kind_of_fault(demo: Path) -> None:
    result = qda("check", demo / "thesis-draft.docx", "--json", "--project", demo)
    values = json.loads(result.stdout)
    assert result.exit_code == 1
    assert values["references"] == 30
    statuses = [quote["status"] for quote in values["quotations"]]
    assert len(statuses) == 22
    assert set(statuses) == {
        "exact", "edited", "changed", "not found", "wrong page", "wrong appendix",
        "not approved", "off the record",
    }  # fmt: skip
    assert {finding["kind"] for finding in values["findings"]} == {
        "quote.changed", "quote.not-found", "quote.wrong-page", "quote.wrong-appendix",
        "quote.no-reference", "quote.off-record", "passage.off-record", "consent.not-approved",
        "consent.page-not-allowed", "reference.no-such-page", "reference.no-such-appendix",
        "reference.not-imported", "name.two-spellings",
    }  # fmt: skip


def test_a_report_holds_no_word_of_a_restricted_passage(demo: Path) -> None:
    secret = "man ikke altid har lyst til at vide det"
    draft = demo / "thesis-draft.docx"
    assert any(secret in p.text for p in read_thesis(draft).paragraphs)
    for_programs = qda("check", draft, "--json", "--project", demo).output
    for_people = qda("check", draft, "--project", demo).output
    assert "off the record" in for_people
    assert "lyst til at vide" not in for_programs + " ".join(for_people.split())
    with zipfile.ZipFile(demo / "thesis-with-comments.docx") as copy:
        comments = copy.read("word/comments.xml").decode()
    assert "Bilag 6" in comments
    assert "lyst til" not in comments


def test_a_quotation_that_resembles_a_restricted_passage_is_not_shown(
    material: Material,
) -> None:
    words = "den tykke udgave, som chefen læste en fredag, blev mandag til et arbejdspapir"
    values = checked(material, f"Hun siger: ”{words}” (Bilag 6:9).")
    assert [quote["opening"] for quote in values["quotations"]] == [""]
    assert "passage.off-record" in {finding["kind"] for finding in values["findings"]}


def test_a_withdrawn_informant_is_not_quoted(demo: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "demo"
    shutil.copytree(demo, folder)
    register = (ROOT / "transcripts" / "informants.yml").read_text("utf-8")
    event = "      - at: 2025-06-01\n        kind: withdrawn\n        recorded_by: sofie\n"
    mark = "    restrictions:\n      - kind: off_record"
    assert register.count(mark) == 1
    (tmp_path / "informants.yml").write_text(register.replace(mark, event + mark), "utf-8")
    loaded = qda("informant", "load", tmp_path / "informants.yml", "--project", folder)
    assert loaded.exit_code == 0, loaded.output
    with open_project(folder, "sofie") as project:
        now = gather(project)
    values = checked(now, "Hun siger: ”Man skal ikke udskifte mennesker” (Bilag 6:3).")
    assert [quote["status"] for quote in values["quotations"]] == ["not permitted"]
    assert {f["kind"] for f in values["findings"]} == {"consent.not-permitted"}
    assert values["quotations"][0]["opening"] == ""


def test_pages_that_are_unknown_are_said_to_be_unknown(project: Project, tmp_path: Path) -> None:
    add_interview(project, "Bilag 1", SPOKEN[:4])
    with project.action() as db:
        db.execute("update transcript set page_source = 'unknown'")
        db.execute("delete from page")
    thesis = write(tmp_path / "t.docx", members(para("”Tomater kan ikke lide tale” (Bilag 1:3)")))
    result = qda("check", thesis, "--json", "--project", project.paths.root)
    kinds = [finding["kind"] for finding in json.loads(result.stdout)["findings"]]
    assert "reference.page-unknown" in kinds
    assert "quote.wrong-page" not in kinds


def test_the_gate_drops_words_whatever_the_check_hands_over() -> None:
    off = QuoteCheck(1, "(Bilag 6)", 0, None, Status.OFF_RECORD, 3, opening="hemmelige ord her")
    fine = QuoteCheck(2, "(Bilag 6)", 1, None, Status.EXACT, 3, opening="åbne ord her")
    permitted = permit_report(ThesisReport("t", 2, (off, fine), ()))
    assert [quote.opening for quote in permitted.value.quotes] == ["", "åbne ord her"]


# Comments


def test_comments_stand_at_their_words_and_nothing_else_changes(demo: Path) -> None:
    source, target = demo / "thesis-draft.docx", demo / "thesis-with-comments.docx"
    before, after = read_thesis(source), read_thesis(target)
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
        assert set(new.namelist()) - set(old.namelist()) == {"word/comments.xml"}
        assert new.read("word/styles.xml") == old.read("word/styles.xml")
        assert new.read("word/footnotes.xml") == old.read("word/footnotes.xml")
        body = new.read("word/document.xml").decode()
        count = new.read("word/comments.xml").decode().count("<w:comment ")
        assert "/word/comments.xml" in new.read("[Content_Types].xml").decode()
    assert count == 20
    ids = re.findall(r'commentRangeStart w:id="(\d+)"', body)
    assert sorted(ids, key=int) == [str(n) for n in range(20)]
    assert ids == re.findall(r'commentRangeEnd w:id="(\d+)"', body) or len(ids) == 20
    marked = re.search(
        r'<w:commentRangeStart w:id="\d+"/>(?:(?!commentRange).)*Tangsøe</w:t>', body
    )
    assert marked is not None
    assert re.sub(r"<[^>]+>", "", marked[0]) == "Tangsøe"


def test_a_comment_cuts_a_run_and_keeps_its_looks_and_older_comments(
    demo: Path, tmp_path: Path
) -> None:
    old = part("comments", '<w:comment w:id="4" w:author="A">' + para("Før") + "</w:comment>")
    body = para(run("Hun hedder Birgitte Tangsøe her.", "<w:i/><w:b/>"))
    thesis = write(tmp_path / "t.docx", members(body, {"comments.xml": old}))
    result = qda("check", thesis, "--comments", tmp_path / "c.docx", "--project", demo)
    assert result.exit_code == 1
    with zipfile.ZipFile(tmp_path / "c.docx") as copy:
        xml = copy.read("word/document.xml").decode()
        comments = copy.read("word/comments.xml").decode()
    assert xml.count("<w:i/><w:b/>") == 3
    assert "Før" in comments
    assert 'w:id="5"' in comments


@pytest.mark.parametrize("name", ["thesis.txt", "same.docx"])
def test_comments_need_a_word_file_and_never_replace_the_thesis(
    demo: Path, tmp_path: Path, name: str
) -> None:
    thesis = tmp_path / name
    write(tmp_path / "same.docx", members(para("Se (Bilag 2:19).")))
    (tmp_path / "thesis.txt").write_text("Se (Bilag 2:19).", "utf-8")
    before = thesis.read_bytes()
    result = qda("check", thesis, "--comments", tmp_path / "same.docx", "--project", demo)
    assert result.exit_code == 1
    assert "Word file" in result.output or "stays as it is" in result.output
    assert thesis.read_bytes() == before


def test_comments_without_a_thesis_are_a_usage_error() -> None:
    result = qda("check", "--comments", "out.docx")
    assert result.exit_code == 2
    assert "Name the thesis" in result.output


def test_a_status_is_never_exact_where_something_differs(demo: Path) -> None:
    draft = demo / "thesis-draft.docx"
    values = json.loads(qda("check", draft, "--json", "--project", demo).stdout)
    exact = [q for q in values["quotations"] if q["status"] == str(Status.EXACT)]
    assert len(exact) == 10
    assert {edit["kind"] for quote in exact for edit in quote["edits"]} <= {"case"}
