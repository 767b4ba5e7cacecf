"""What leaves for another program, and what never does."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from qda.domain.memos import About, Target
from qda.domain.text import Span
from qda.formats.refi_reading import read_refi
from qda.formats.refi_writing import project_file
from qda.services import coding, exchanging, memos, registering
from tests.conftest import SHARED
from tests.projects import add_interview
from tests.test_tabling import REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.exchange import ForeignProject
    from qda.services.project import Project

SCHEMA = SHARED / "corpus" / "refi" / "Project.xsd"
WITHDRAWN = "      - at: 2025-04-01\n        kind: withdrawn\n        recorded_by: sofie\n"


def load(project: Project, folder: Path, register: str = REGISTER) -> None:
    path = folder / "informants.yml"
    path.write_text(register, "utf-8")
    registering.load_register(project, path)


@pytest.fixture
def known(interviewed: Project, tmp_path: Path) -> Project:
    """A project with an informant, a restricted passage and codings by two coders."""
    load(interviewed, tmp_path)
    row = interviewed.interview("Bilag 6")
    for quote, coder in (
        ("lægen og buschaufføren", "sofie"),
        ("lægen og buschaufføren", "mikkel"),
        ("en helt anden sag", "sofie"),
        ("Men børnene", "mikkel"),
    ):
        span = coding.span_of_quote(interviewed, row, quote)
        coding.add(interviewed, row, span, "andet", coder=coder)
    return interviewed


def exported(project: Project, *, internal: bool) -> ForeignProject:
    return exchanging.export_project(project, internal=internal).permitted.value


def written(project: Project, *, internal: bool) -> str:
    """All members of the file, as one text."""
    made = project_file(exchanging.export_project(project, internal=internal).permitted)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def quotes(project: ForeignProject) -> list[tuple[str, str]]:
    """Words and coder of every coding."""
    names = {user.guid: user.name for user in project.users}
    return [
        (source.text[selection.start : selection.stop], names[applied.user])
        for source, selection, applied in project.applied()
    ]


def test_a_working_copy_holds_every_coding_and_notes_what_is_restricted(known: Project) -> None:
    found = exported(known, internal=True)
    assert sorted(quotes(found)) == [
        ("Men børnene", "mikkel"),
        ("en helt anden sag", "sofie"),
        ("lægen og buschaufføren", "mikkel"),
        ("lægen og buschaufføren", "sofie"),
    ]
    (note,) = found.notes
    assert note.name == "qda restricted: off_record"
    (place,) = [one for one in found.sources[0].selections if one.notes]
    assert found.sources[0].text[place.start : place.stop].startswith("Skolen er »en helt")
    assert found.description == "Internal – not for publication"


def test_each_coder_has_selections_of_their_own(known: Project) -> None:
    selections = exported(known, internal=True).sources[0].selections
    assert len({one.guid for one in selections}) == len(selections) == 5
    assert [one for one in selections if len({each.user for each in one.codings}) > 1] == []


def test_a_shared_copy_is_without_what_may_not_leave(known: Project) -> None:
    text = written(known, internal=False)
    assert "Men børnene" in text
    assert "Coder 2" in text
    assert "læge, by" in text
    assert [
        word
        for word in ("en helt anden", "må I ikke", "sofie", "mikkel", "overlæge", "Kornblomst",
                     "Restricted", "restricted")
        if word in text
    ] == []  # fmt: skip


def test_places_in_a_shared_copy_are_those_of_its_text(known: Project) -> None:
    found = exported(known, internal=False)
    assert sorted(words for words, _coder in quotes(found)) == [
        "Men børnene", "lægen og buschaufføren", "lægen og buschaufføren",
    ]  # fmt: skip


def test_a_shared_copy_has_no_identity_in_common_with_a_working_copy(known: Project) -> None:
    inside = {one.guid for _source, _place, one in exported(known, internal=True).applied()}
    outside = {one.guid for _source, _place, one in exported(known, internal=False).applied()}
    assert len(inside) == 4
    assert len(outside) == 3
    assert inside.isdisjoint(outside)


@pytest.mark.parametrize("internal", [True, False])
def test_the_same_project_gives_the_same_bytes(known: Project, internal: bool) -> None:
    first, second = (
        project_file(exchanging.export_project(known, internal=internal).permitted)
        for _time in range(2)
    )
    assert len(first) > 1_000
    assert first == second


@pytest.mark.parametrize("internal", [True, False])
def test_a_withdrawn_informant_never_leaves(known: Project, tmp_path: Path, internal: bool) -> None:
    assert "buschaufføren" in written(known, internal=internal)
    register = REGISTER.replace("    restrictions:", WITHDRAWN + "    restrictions:")
    load(known, tmp_path, register)
    text = written(known, internal=internal)
    assert [word for word in ("buschaufføren", "Bilag 6", "læge", "I6") if word in text] == []


def test_the_schema_accepts_what_a_project_makes(known: Project) -> None:
    if not SCHEMA.is_file():
        pytest.skip("the schemas of the standard are not beside the repository")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    made = project_file(exchanging.export_project(known, internal=True).permitted)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))


def test_a_theme_that_left_the_codebook_leaves_with_its_codings(known: Project) -> None:
    book = known.paths.codebook
    start = b"themes:\n  nyt:\n    title: Nyt\n"
    book.write_bytes(start)
    known.reload_codebook()
    codes = {code.name: code.fields.get("key") for code in exported(known, internal=True).codes}
    assert codes == {"Nyt": "nyt", "Andet": "andet"}


def test_memos_of_a_working_copy_are_notes(known: Project, tmp_path: Path) -> None:
    row = known.interview("Bilag 6")
    (first, *_rest) = coding.listed(known)
    words = Span(first.span.start, first.span.stop - 1)
    memos.write(known, memos.on_coding(first), "Om kodningen")
    memos.write(known, memos.on_passage(known, row, words), "Om ordene")
    memos.write(known, memos.on_theme(known, "andet"), "Om temaet")
    memos.write(known, Target(About.PROJECT), "Om projektet")
    memos.write(known, memos.on_interview(known, row), "Om samtalen")
    path = tmp_path / "memos.qdpx"
    exchanging.write_project(exchanging.export_project(known, internal=True).permitted, path)
    back = read_refi(path)
    texts = {note.guid: note.text for note in back.notes}
    assert {"Om temaet", "Om ordene"} <= set(texts.values())
    assert [texts[guid] for guid in back.project_notes] == ["Om projektet"]
    assert [texts[guid] for guid in back.sources[0].notes] == ["Om samtalen"]
    noted = [one for _source, _place, one in back.applied() if one.notes]
    assert [texts[guid] for one in noted for guid in one.notes] == ["Om kodningen"]
    assert [one for one in back.codes if one.notes] == []
    assert "Om projektet" not in written(known, internal=False)


def test_a_name_of_a_text_is_fit_for_a_file(project: Project) -> None:
    row = add_interview(project, "Bilag 6")
    with project.action() as db:
        db.execute("update interview set title = '../a/b: \"c\"' where id = ?", [row.id])
    assert exported(project, internal=True).sources[0].name == "Bilag 6 ..-a-b- -c-"
