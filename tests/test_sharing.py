"""A shared copy is a project of its own in which nothing of the original is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.consent import ConsentKind
from qda.domain.register import EntityKind
from qda.errors import NotPermitted, Refused
from qda.services import (
    coding,
    consents,
    identifying,
    naming,
    read_throughs,
    registering,
    restricting,
    sharing,
)
from qda.services.naming import Draft
from qda.services.project import open_project
from qda.storage import codings, interviews
from tests.projects import add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

LINES = (
    "I: Hvem vander haven?",
    "IP: Det gør Torkild Hvedemark ved syvtiden, når der er lys nok.",
    "I: Og hvem fejer?",
    "IP: Viceværten fejer om fredagen. Kompostbunken ligger bag den gamle cykelkælder.",
)
FIELDS = {
    "analyse": "yes", "quote": "yes", "approval": "none", "appendix": "full", "how": "formular",
    "retention": "2099-01-01",
}  # fmt: skip


@pytest.fixture
def ready(project: Project) -> Project:
    row = add_interview(project, "Bilag 1", LINES)
    values = {"label": "beboer", "name": "Solvejg Brandrup"}
    registering.save(project, "I1", values, new=True, appendices=("Bilag 1",))
    consents.record(project, "I1", ConsentKind.GIVEN, at="2025-03-01", fields=FIELDS)
    naming.enter_informants(project)
    passage = "Kompostbunken ligger bag den gamle cykelkælder."
    restricting.add(project, row, coding.span_of_quote(project, row, passage))
    quote = coding.span_of_quote(project, row, "Torkild Hvedemark ved syvtiden")
    coding.add(project, row, quote, "effekter")
    naming.enter(project, Draft(names=("Torkild Hvedemark",), category="gartner"))
    for form in identifying.queue(project).forms:
        naming.enter(project, Draft(names=(form.form,), kind=EntityKind.OTHER))
    read_throughs.record(project, row)
    return project


def test_a_copy_opens_and_its_codings_read_as_rendered(ready: Project, tmp_path: Path) -> None:
    assert sharing.share(ready, tmp_path / "copy") == 1
    with open_project(tmp_path / "copy") as copy:
        (row,) = copy.interviews()
        (one,) = codings.codings(copy.db)
        text = interviews.transcript_text(copy.db, row.transcript_id)
        assert one.span.of(text) == "[gartner] ved syvtiden"
        assert one.coder == "Coder 1"


def test_nothing_of_the_original_is_left_in_any_byte(ready: Project, tmp_path: Path) -> None:
    sharing.share(ready, tmp_path / "copy")
    files = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in files)
    words = ("Torkild", "Hvedemark", "Solvejg", "Brandrup", "Kompostbunken", "cykelkælder", "sofie")
    assert b"syvtiden" in held
    assert [word for word in words if word.encode() in held] == []


def test_a_name_in_the_codebook_stops_the_copy_and_leaves_nothing(
    ready: Project, tmp_path: Path
) -> None:
    book = ready.paths.codebook
    book.write_text(book.read_text("utf-8") + "\n# Torkild Hvedemark\n", "utf-8")
    with pytest.raises(NotPermitted) as refused:
        sharing.share(ready, tmp_path / "copy")
    assert "Torkild" not in refused.value.message
    assert not (tmp_path / "copy").exists()


def test_a_closed_gate_stops_the_copy(ready: Project, tmp_path: Path) -> None:
    fields = {"quote": "not recorded"}
    consents.record(ready, "I1", ConsentKind.CLARIFIED, at="2025-03-02", fields=fields)
    with pytest.raises(NotPermitted, match="G04"):
        sharing.share(ready, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_copy_never_lies_in_the_project_or_over_a_folder(ready: Project, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        sharing.share(ready, ready.paths.root / "copy")
    (tmp_path / "there").mkdir()
    with pytest.raises(Refused):
        sharing.share(ready, tmp_path / "there")
