"""Appendices: each as its informant allows, the number kept, and no gap where something is gone."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from qda.domain.consent import ConsentKind
from qda.domain.permission import Profile
from qda.errors import NotPermitted
from qda.services import appendices, coding, consents, naming, registering, restricting
from qda.services.naming import Draft
from qda.services.publishing import Publisher
from tests.projects import add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.formats.appendix_paper import Appendix
    from qda.services.project import Project

POLICIES = ("full", "pseudonymised", "excerpts", "empty", "omitted")
GIVEN = {"analyse": "yes", "quote": "yes", "approval": "none"}


@pytest.fixture
def five(project: Project) -> Project:
    """Five interviews, one for each policy, each with a coding."""
    for number, policy in enumerate(POLICIES, start=1):
        row = add_interview(project, f"Bilag {number}")
        values = {"label": f"beboer {number}"}
        registering.save(project, f"I{number}", values, new=True, appendices=(row.appendix,))
        fields = GIVEN | {"appendix": policy}
        consents.record(project, f"I{number}", ConsentKind.GIVEN, at="2025-03-01", fields=fields)
        span = coding.span_of_quote(project, row, "Æbletræerne er fælles")
        coding.add(project, row, span, "effekter")
    return project


def made(project: Project) -> dict[str, Appendix]:
    return {one.name: one for one in appendices.appendices(project, Profile.ASSESSMENT).value}


def words(one: Appendix) -> str:
    return "\n".join(part.text for part in one.paragraphs)


def test_each_stands_as_its_informant_allows(five: Project) -> None:
    found = made(five)
    assert [*found] == ["Bilag 1", "Bilag 2", "Bilag 3", "Bilag 4"]
    assert words(found["Bilag 1"]) == words(found["Bilag 2"])
    assert "buschaufføren" in words(found["Bilag 1"])
    assert words(found["Bilag 3"]) == "”Æbletræerne er fælles” (Bilag 3:1)"
    assert (words(found["Bilag 4"]), found["Bilag 4"].label) == ("", "")


def test_pages_of_the_original_stand_where_they_begin(five: Project) -> None:
    parts = made(five)["Bilag 1"].paragraphs
    assert [part.pages for part in parts if part.pages] == [(1,), (2,)]
    assert next(part.text for part in parts if part.pages == (2,)).startswith("IP: Skolen")


def test_another_policy_changes_that_appendix_and_no_other(five: Project) -> None:
    before = made(five)
    clarified = {"appendix": "empty"}
    consents.record(five, "I2", ConsentKind.CLARIFIED, at="2025-03-02", fields=clarified)
    after = made(five)
    assert before["Bilag 2"] != after["Bilag 2"]
    assert {name for name in before if before[name] != after[name]} == {"Bilag 2"}


def test_a_restricted_passage_is_gone_without_a_gap(five: Project) -> None:
    row = five.interview("Bilag 1")
    wanted = "Det er, når lægen og buschaufføren mødes i vaskekælderen. "
    span = coding.span_of_quote(five, row, wanted.strip())
    restricting.add(five, row, span)
    text = words(made(five)["Bilag 1"])
    assert "IP: Æbletræerne er fælles." in text
    assert "buschaufføren" not in text


def test_no_yes_to_quoting_leaves_the_appendix_empty(five: Project) -> None:
    consents.record(five, "I1", ConsentKind.CLARIFIED, at="2025-03-02", fields={"quote": "no"})
    assert words(made(five)["Bilag 1"]) == ""


def test_the_file_holds_pseudonyms_and_nothing_about_its_maker(
    five: Project, tmp_path: Path
) -> None:
    naming.enter(five, Draft(names=("Tagrørsparken",), category="boligområde"))
    path = tmp_path / "bilag.docx"
    permitted = appendices.appendices(five, Profile.ASSESSMENT)
    appendices.write(permitted, path, Publisher(five, Profile.ASSESSMENT), lines=True)
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "docProps" in name]
        document = archive.read("word/document.xml").decode()
    assert "[boligområde]" in document
    assert "Tagrørsparken" not in document
    assert "w:lnNumType" in document


def test_each_in_a_file_of_its_own(five: Project, tmp_path: Path) -> None:
    permitted = appendices.appendices(five, Profile.ASSESSMENT)
    writer = Publisher(five, Profile.ASSESSMENT)
    written = appendices.write(permitted, tmp_path / "b", writer, each=True)
    assert [path.name for path in written] == [f"Bilag {n}.docx" for n in (1, 2, 3, 4)]


def test_an_appendix_whose_label_holds_a_name_is_not_written(five: Project, tmp_path: Path) -> None:
    registering.save(five, "I1", {"label": "beboer, Ole Hvedemark", "name": "Ole Hvedemark"},
                     new=False)  # fmt: skip
    permitted = appendices.appendices(five, Profile.ASSESSMENT)
    with pytest.raises(NotPermitted, match="I1"):
        appendices.write(permitted, tmp_path / "b.docx", Publisher(five, Profile.ASSESSMENT))
    assert not (tmp_path / "b.docx").exists()
