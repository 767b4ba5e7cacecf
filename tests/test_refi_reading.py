"""REFI-QDA in: tolerant of programs, closed to attacks."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from qda.errors import BadFile
from qda.formats.refi_reading import read_refi
from tests.conftest import SHARED
from tests.exchange_files import CODE, CODING, SOURCE, TEXT, project_xml, qdpx, selection

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = SHARED / "corpus" / "refi"


def test_a_project_is_read(tmp_path: Path) -> None:
    found = read_refi(qdpx(tmp_path / "p.qdpx", project_xml(selection(18, 30, "IP: En by er"))))
    assert (found.origin, found.codings) == ("Andet program 1", 1)
    assert [(one.name, one.description, one.colour) for one in found.codes] == [
        ("Broer", "Om broer", "#ff0000")
    ]
    (source,) = found.sources
    assert source.text == TEXT
    assert source.selections[0].codings[0].guid == CODING[:-4] + "0000"


@pytest.mark.parametrize(
    ("part", "member", "path"),
    [
        ("Project.qde", f"Sources/{SOURCE}.txt", f"internal://{SOURCE}.txt"),
        ("project.qde", f"sources\\{SOURCE}.txt", f"internal://{SOURCE}.txt"),
        ("project.qde", f"sources/{SOURCE.upper()}.TXT", f"{SOURCE}.txt"),
        ("PROJECT.QDE", f"sources/{SOURCE}.txt", f"sources\\{SOURCE}.txt"),
        ("project.qde", f"sources/{SOURCE}.txt", f"relative:///elsewhere/{SOURCE}.txt"),
    ],
)
def test_names_of_parts_are_found_in_every_spelling(
    tmp_path: Path, part: str, member: str, path: str
) -> None:
    file = qdpx(tmp_path / "p.qdpx", project_xml(path=path), part=part, member=member)
    assert read_refi(file).sources[0].text == TEXT


@pytest.mark.parametrize(
    "contents", [TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), TEXT.encode()]
)
def test_a_text_is_read_in_every_encoding(tmp_path: Path, contents: bytes) -> None:
    found = read_refi(qdpx(tmp_path / "p.qdpx", project_xml(), contents))
    assert found.sources[0].text.removeprefix("\ufeff") == TEXT


def test_a_mark_before_the_xml_and_another_namespace_are_no_hindrance(tmp_path: Path) -> None:
    xml = "\ufeff" + project_xml().replace("urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:0:4")
    assert len(read_refi(qdpx(tmp_path / "p.qdpx", xml)).codes) == 1


def test_a_text_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    (source,) = read_refi(qdpx(tmp_path / "p.qdpx", project_xml(), None)).sources
    assert source.missing


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../../../etc/passwd", "absolute:///etc/passwd", "file:///etc/passwd",
             "relative:///../../etc/passwd", "internal://../qda.db", "C:\\Windows\\win.ini", ""],
)  # fmt: skip
def test_a_path_is_never_opened_on_the_disk(tmp_path: Path, path: str) -> None:
    (source,) = read_refi(qdpx(tmp_path / "p.qdpx", project_xml(path=path))).sources
    assert source.missing
    assert source.text == ""


def test_nothing_is_unpacked_and_names_that_climb_are_ignored(tmp_path: Path) -> None:
    file = tmp_path / "p.qdpx"
    qdpx(file, project_xml())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../../evil.txt", "x")
        archive.writestr("/tmp/evil.txt", "x")
    found = read_refi(file)
    assert found.dropped["unsafe part name"] == 2
    assert list(tmp_path.rglob("*")) == [file]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(BadFile, match="document type"):
        read_refi(qdpx(tmp_path / "p.qdpx", project_xml(head=head)))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="too large"):
        read_refi(qdpx(tmp_path / "p.qdpx", project_xml(), b" " * 40_000_000))


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    codes = f'<Code guid="{CODE}" name="x" isCodable="true">' * 5_000 + "</Code>" * 5_000
    with pytest.raises(BadFile):
        read_refi(qdpx(tmp_path / "p.qdpx", project_xml(codes=codes)))


@pytest.mark.parametrize(
    "contents",
    [b"", b"PK\x03\x04 cut off", b"no project", b"<html></html>", b"<Project", b"\x00" * 99],
)
def test_another_file_is_refused_with_a_sentence(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(contents)
    with pytest.raises(BadFile) as caught:
        read_refi(path)
    assert '"p.qdpx"' in caught.value.message


def test_an_archive_without_a_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="holds no REFI-QDA project"):
        read_refi(qdpx(tmp_path / "p.qdpx", "<a/>", part="other.xml"))


@pytest.mark.parametrize(
    ("start", "stop"),
    [(-1, 4), (4, 4), (9, 3), (0, 10**30), (10**11, 10**11 + 1)],
)
def test_an_impossible_position_is_counted(tmp_path: Path, start: int, stop: int) -> None:
    found = read_refi(qdpx(tmp_path / "p.qdpx", project_xml(selection(start, stop))))
    assert found.codings == 0
    assert found.dropped["impossible position"] == 1


@pytest.mark.parametrize("written", ["", "x", "1e9", "٣", "0x10", "1.5"])
def test_a_position_that_is_no_number_is_counted(tmp_path: Path, written: str) -> None:
    xml = project_xml(selection(1, 4)).replace('startPosition="1"', f'startPosition="{written}"')
    assert read_refi(qdpx(tmp_path / "p.qdpx", xml)).dropped["impossible position"] == 1


def test_repeated_identities_hide_nothing(tmp_path: Path) -> None:
    twice = selection(0, 7) + selection(8, 10)
    found = read_refi(qdpx(tmp_path / "p.qdpx", project_xml(twice)))
    guids = [applied.guid for _source, _selection, applied in found.applied()]
    assert len(set(guids)) == 2
    assert found.dropped["repeated or missing GUID"] == 1


def test_other_media_are_counted_with_their_codings(tmp_path: Path) -> None:
    more = (
        '<AudioSource guid="x" path="internal://a.mp3"><Coding guid="y"/></AudioSource>'
        '<PDFSource guid="z"/>'
    )
    dropped = read_refi(qdpx(tmp_path / "p.qdpx", project_xml(more=more))).dropped
    assert (dropped["audio"], dropped["PDF"], dropped["coding of other media"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("name", "codes", "sources", "codings"),
    [
        ("atlasti8_TestProject.qdpx", 14, 6, 7),
        ("atlasti8_Project.qde", 14, 6, 7),
        ("atlasti23_target-atlas-project.qdpx", 3, 0, 0),
        ("nvivo15_nvivo_project.qdpx", 262, 2, 0),
        ("atlasti9_portableQDA_Atlasti.qdc", 5, 0, 0),
        ("annexA1_REFI-QDA-1-5.qdc", 6, 0, 0),
        ("own_minimal.qdpx", 3, 1, 4),
        ("own_minimal.qdc", 3, 0, 0),
    ],
)
def test_files_of_other_programs_are_read(
    name: str, codes: int, sources: int, codings: int
) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the samples of other programs are not beside the repository")
    found = read_refi(SAMPLES / name)
    assert (len(found.codes), len(found.sources), found.codings) == (codes, sources, codings)
