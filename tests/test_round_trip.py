"""Our own project out and in again: nothing that REFI-QDA can hold is lost, twice adds nothing."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from qda.domain.memos import About, Target
from qda.formats.refi_writing import project_file
from qda.services import coding, exchanging, history, memo_views, memos, registering, summaries
from qda.services.exchange_names import SUMMARY
from qda.services.foreign import read_foreign
from qda.services.import_targets import Wishes
from qda.services.project import Project, make_project
from qda.services.project_import import import_project
from qda.storage import erasure, informants, participants
from qda.storage import memos as stored
from tests.conftest import SHARED
from tests.exchange_files import (
    CODE,
    CODING,
    SELECTION,
    SOURCE,
    TEXT,
    project_xml,
    qdpx,
    qualcoder,
    selection,
)
from tests.projects import add_interview
from tests.test_tabling import REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.placing import ProjectImport

SCHEMA = SHARED / "corpus" / "refi" / "Project.xsd"
CASE = "88888888-8888-4888-8888-888888888888"
NOTE = "77777777-7777-4777-8777-777777777777"
BROEN = (TEXT.index("Broen er"), TEXT.index("Broen er") + len("Broen er lukket"))


@pytest.fixture
def full(interviewed: Project, tmp_path: Path) -> Project:
    """A project with an informant, codings, a memo on each kind of thing, and a summary."""
    register = tmp_path / "informants.yml"
    register.write_text(REGISTER, "utf-8")
    registering.load_register(interviewed, register)
    row = interviewed.interview("Bilag 6")
    words = coding.span_of_quote(interviewed, row, "lægen og buschaufføren")
    one = coding.add(interviewed, row, words, "andet", coder="mikkel")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Men børnene"), "andet")
    passage = coding.span_of_quote(interviewed, row, "Selv tak.")
    for target in (
        memos.on_coding(one),
        memos.on_passage(interviewed, row, passage),
        memos.on_interview(interviewed, row),
        memos.on_theme(interviewed, "andet"),
        memos.on_informant(interviewed, "I6"),
        Target(About.PROJECT),
    ):
        memos.write(interviewed, target, f"Om {target.about}\n\n😀 <b> = 2")
    (first, *_rest) = memo_views.listed(interviewed)
    memos.change(interviewed, first.memo, "Tænkt om")
    summaries.put(interviewed, row, "andet", "Kort sagt")
    return interviewed


@pytest.fixture
def copy(full: Project, tmp_path: Path) -> Iterator[tuple[Project, Path]]:
    """An empty project, and the file of the full one."""
    path = tmp_path / "full.qdpx"
    exchanging.write_project(exchanging.export_project(full, internal=True).permitted, path)
    start = b"themes:\n  start:\n    title: Start\n"
    with make_project(tmp_path / "copy", codebook=start) as project:
        yield project, path


def brought(project: Project, path: Path, wishes: Wishes | None = None) -> ProjectImport:
    return import_project(project, read_foreign(path), wishes or Wishes())


def people(project: Project) -> list[tuple[Any, ...]]:
    """Everything that is known of informants but their names, and where they speak."""
    rows = {row.id: row.appendix for row in project.interviews()}
    where = [
        (rows[interview], one.short_id, one.speaker)
        for interview, found in participants.participants(project.db).items()
        for one in found
    ]
    known = [
        (row["uid"], row["short_id"], row["label"], row["role"], row["organisation"],
         row["municipality"], row["area"], row["attributes"])
        for row in informants.informants(project.db)
    ]  # fmt: skip
    return [*known, *where]


def noted(project: Project) -> list[tuple[Any, ...]]:
    """Every memo with its place and what names it, whatever row numbers are here."""
    return sorted(
        (one.memo.uid, str(one.memo.target.about), one.appendix, str(one.span), one.theme,
         one.informant, one.memo.text, one.memo.coder, one.memo.created, one.memo.changed)
        for one in memo_views.listed(project)
    )  # fmt: skip


def summed(project: Project) -> list[Any]:
    return stored.summaries(project.db)


def test_informants_memos_and_summaries_come_back_whole(
    full: Project, copy: tuple[Project, Path]
) -> None:
    project, path = copy
    report = brought(project, path)
    assert len(noted(full)) == 6
    assert noted(project) == noted(full)
    assert people(project) == people(full)
    assert ("Bilag 6", "I6", "") in people(project)
    assert [one.text for one in summed(project)] == ["Kort sagt"]
    assert summed(project) == summed(full)
    assert (dict(report.dropped), dict(report.left)) == ({}, {})


def test_no_name_and_no_consent_come_along(full: Project, copy: tuple[Project, Path]) -> None:
    project, path = copy
    brought(project, path)
    (before,) = informants.informants(full.db)
    (after,) = informants.informants(project.db)
    assert before["name"] != ""
    assert after["name"] == ""
    assert len(informants.consent_events(full.db, before["id"])) > 0
    assert informants.consent_events(project.db, after["id"]) == []


def test_a_second_import_adds_nothing(copy: tuple[Project, Path]) -> None:
    project, path = copy
    brought(project, path)
    before = (people(project), noted(project), summed(project))
    again = brought(project, path)
    assert (again.people.new, again.notes, again.new) == ([], [], [])
    assert (again.people.there, again.notes_there) == (1, 7)
    assert (people(project), noted(project), summed(project)) == before


def test_the_copy_gives_the_same_notes_again(
    full: Project, copy: tuple[Project, Path], tmp_path: Path
) -> None:
    project, path = copy
    brought(project, path)
    second = exchanging.export_project(project, internal=True).permitted.value
    first = exchanging.export_project(full, internal=True).permitted.value
    assert {(one.guid, one.text) for one in second.notes} == {
        (one.guid, one.text) for one in first.notes
    }


def test_a_dry_run_registers_nobody(copy: tuple[Project, Path]) -> None:
    project, path = copy
    report = brought(project, path, Wishes(dry_run=True))
    assert (len(report.people.new), len(report.notes)) == (1, 7)
    assert (people(project), noted(project)) == ([], [])


def test_memos_are_part_of_the_step_that_undo_takes_back(copy: tuple[Project, Path]) -> None:
    project, path = copy
    brought(project, path)
    assert len(noted(project)) == 6
    history.undo(project)
    assert (noted(project), summed(project)) == ([], [])


def test_the_schema_accepts_links_and_variables_of_texts(full: Project) -> None:
    if not SCHEMA.is_file():
        pytest.skip("the schemas of the standard are not beside the repository")
    made = project_file(exchanging.export_project(full, internal=True).permitted)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        xml = archive.read("project.qde")
    assert SUMMARY.encode() in xml
    etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(etree.fromstring(xml))


def test_what_has_no_place_is_counted_on_the_way_out(full: Project) -> None:
    row = full.interview("Bilag 6")
    words = coding.span_of_quote(full, row, "Men børnene")
    (gone,) = [one for one in coding.listed(full) if one.span == words]
    memos.write(full, memos.on_coding(gone), "Om det slettede")
    coding.remove(full, gone)
    left = exchanging.export_project(full, internal=True).not_carried
    assert left["memo"] == 1
    assert "summary" not in left


def test_memos_on_somebody_who_has_withdrawn_stay_here(full: Project, tmp_path: Path) -> None:
    assert "Om informant" in str(exchanging.export_project(full, internal=True).permitted.value)
    register = tmp_path / "informants.yml"
    event = "      - at: 2025-04-01\n        kind: withdrawn\n        recorded_by: sofie\n"
    register.write_text(REGISTER.replace("    restrictions:", event + "    restrictions:"), "utf-8")
    registering.load_register(full, register)
    text = str(exchanging.export_project(full, internal=True).permitted.value)
    assert [words for words in ("Om informant", "Om interview", "Kort sagt") if words in text] == []


def test_an_appendix_of_another_form_keeps_its_number(tmp_path: Path, project: Project) -> None:
    add_interview(project, "Studie A")
    path = tmp_path / "own.qdpx"
    exchanging.write_project(exchanging.export_project(project, internal=True).permitted, path)
    with make_project(tmp_path / "copy") as back:
        brought(back, path)
        assert [row.appendix for row in back.interviews()] == ["Studie A"]


# Notes and cases of other programs


def test_memos_and_cases_of_qualcoder_come_in(project: Project, tmp_path: Path) -> None:
    path = qualcoder(tmp_path / "p.qda", [BROEN])
    with closing(sqlite3.connect(path / "data.qda")) as db:
        db.executescript(
            """
            update code_text set memo = 'Om kodningen';
            update source set memo = 'Om teksten';
            create table annotation (anid integer primary key, fid integer, pos0 integer,
              pos1 integer, memo text, owner text, date text);
            insert into annotation values (1, 1, 3, 17, 'Om ordene', 'sofie', '2024-05-01');
            create table cases (caseid integer primary key, name text, memo text);
            create table case_text (caseid integer, fid integer, pos0 integer, pos1 integer);
            create table attribute (name text, attr_type text, value text, id integer);
            insert into cases values (1, 'I3', 'Om personen');
            insert into case_text values (1, 1, 0, 20);
            insert into attribute values ('Role', 'case', 'brovagt', 1), ('Alder', 'case', '44', 1),
              ('Alder', 'file', '9', 1);
            """
        )
    brought(project, path)
    assert sorted((one.memo.target.about, one.memo.text) for one in memo_views.listed(project)) == [
        (About.CODING, "Om kodningen"),
        (About.INFORMANT, "Om personen"),
        (About.INTERVIEW, "Om teksten"),
        (About.PASSAGE, "Om ordene"),
        (About.PROJECT, "Dagbog\n\nEn tanke"),
    ]
    (person,) = informants.informants(project.db)
    assert (person["short_id"], person["role"]) == ("I3", "brovagt")
    assert person["attributes"] == {"Alder": "44"}
    again = brought(project, path)
    assert (again.notes, again.people.new, again.notes_there) == ([], [], 5)


def other(path: Path, *, notes: str = "", cases: str = "", mark: str = "", more: str = "") -> Path:
    """A project of another program with notes, links and cases."""
    xml = project_xml(mark or selection(*BROEN), more=more)
    parts = f"<Cases>{cases}</Cases>" if cases else ""
    xml = xml.replace("<Sources>", f"{parts}<Sources>").replace("</Project>", f"{notes}</Project>")
    return qdpx(path, xml)


def case(name: str, guid: str = CASE, sources: tuple[str, ...] = (SOURCE,)) -> str:
    held = "".join(f'<SourceRef targetGUID="{one}"/>' for one in sources)
    return f'<Case guid="{guid}" name="{name}">{held}</Case>'


def test_a_note_without_a_place_becomes_a_memo_on_the_project(
    project: Project, tmp_path: Path
) -> None:
    note = f'<Notes><Note guid="{NOTE}" name="Dagbog"><PlainTextContent>En tanke'
    path = other(tmp_path / "p.qdpx", notes=f"{note}</PlainTextContent></Note></Notes>")
    brought(project, path)
    (memo,) = memo_views.listed(project)
    assert (memo.memo.target.about, memo.memo.text) == (About.PROJECT, "Dagbog\n\nEn tanke")
    assert brought(project, path).notes == []


@pytest.mark.parametrize(
    ("target", "about"),
    [(CODE, About.THEME), (SOURCE, About.INTERVIEW), (f"{CODING[:-4]}0000", About.CODING),
     (f"{SELECTION[:-4]}0000", About.PASSAGE), (CASE, About.INFORMANT)],
)  # fmt: skip
def test_a_link_binds_a_note_to_what_it_is_about(
    project: Project, tmp_path: Path, target: str, about: About
) -> None:
    notes = (
        f'<Notes><Note guid="{NOTE}" name=""><PlainTextContent>En tanke</PlainTextContent></Note>'
        f'</Notes><Links><Link guid="{NOTE[:-1]}8" originGUID="{target}" targetGUID="{NOTE}"/>'
        "</Links>"
    )
    brought(project, other(tmp_path / "p.qdpx", notes=notes, cases=case("I3")))
    (memo,) = memo_views.listed(project)
    assert (memo.memo.target.about, memo.memo.text) == (about, "En tanke")


def test_a_comment_beside_a_coding_is_a_memo_on_it(project: Project, tmp_path: Path) -> None:
    mark = selection(*BROEN).replace("<Coding", "<Description>Hm</Description><Coding", 1)
    path = other(tmp_path / "p.qdpx", mark=mark)
    brought(project, path)
    (memo,) = memo_views.listed(project)
    assert (memo.memo.target.about, memo.words) == (About.CODING, "Broen er lukket")
    assert brought(project, path).notes == []


def test_a_note_on_words_that_are_not_here_moves_to_the_interview(
    project: Project, tmp_path: Path
) -> None:
    mark = selection(500, 600).replace("<Coding", "<Description>Hm</Description><Coding", 1)
    report = brought(project, other(tmp_path / "p.qdpx", mark=mark))
    assert dict(report.left) == {("Bilag 3", "outside"): 1}
    (memo,) = memo_views.listed(project)
    assert (memo.memo.target.about, memo.appendix) == (About.INTERVIEW, "Bilag 3")


def test_a_case_with_a_name_is_registered_under_an_id(project: Project, tmp_path: Path) -> None:
    path = other(tmp_path / "p.qdpx", cases=case("Kaja Kornblomst"))
    report = brought(project, path)
    (person,) = informants.informants(project.db)
    assert (person["short_id"], person["name"], person["label"]) == ("I1", "Kaja Kornblomst", "")
    assert len(report.people.new) == 1
    renamed = other(tmp_path / "q.qdpx", cases=case("Kaja Kornblomst", guid=CASE[:-1] + "9"))
    assert brought(project, renamed).people.new == []


def test_a_case_without_a_text_is_no_informant(project: Project, tmp_path: Path) -> None:
    report = brought(project, other(tmp_path / "p.qdpx", cases=case("Havnen", sources=())))
    assert dict(report.dropped) == {"case without a text": 1}
    assert informants.informants(project.db) == []


def test_the_informant_of_a_text_here_stays(full: Project, tmp_path: Path) -> None:
    before = people(full)
    path = tmp_path / "full.qdpx"
    exchanging.write_project(exchanging.export_project(full, internal=True).permitted, path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    (uid,) = [row["uid"] for row in informants.informants(full.db)]
    guid = f"{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}".encode()
    members["project.qde"] = (
        members["project.qde"].replace(guid, CASE.encode()).replace(b'name="I6"', b'name="I7"')
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, contents in members.items():
            archive.writestr(name, contents)
    report = brought(full, path)
    assert report.dropped["case of others"] == 1
    assert people(full) == before


def test_two_in_a_group_get_no_words_without_their_labels(project: Project, tmp_path: Path) -> None:
    cases = case("I3") + case("I4", guid=CASE[:-1] + "9")
    report = brought(project, other(tmp_path / "p.qdpx", cases=cases))
    assert dict(report.dropped) == {"speaker": 2}
    assert [row["short_id"] for row in informants.informants(project.db)] == ["I3", "I4"]
    assert participants.participants(project.db) == {}


def test_somebody_who_was_erased_does_not_come_back(project: Project, tmp_path: Path) -> None:
    with project.action() as db:
        erasure.enter(db, erasure.person_hash(CASE.replace("-", "")), "sofie")
    report = brought(project, other(tmp_path / "p.qdpx", cases=case("I3")))
    assert [one.outcome for one in report.texts] == ["erased"]
    assert dict(report.dropped) == {"erased case": 1}
    assert (project.interviews(), informants.informants(project.db)) == ([], [])
