"""Projects of other programs come in whole, once, and overwrite nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.errors import BadFile
from qda.services import coding, exchanging, history
from qda.services.demo import make_demo
from qda.services.foreign import read_foreign
from qda.services.import_targets import Wishes
from qda.services.placing import ProjectImport, moment
from qda.services.project import Project, make_project
from qda.services.project_import import import_project
from qda.storage import codings, interviews, memos
from tests.exchange_files import TEXT, project_xml, qdpx, qualcoder, selection, taguette

BROEN = (TEXT.index("Broen er"), TEXT.index("Broen er") + len("Broen er lukket"))
if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.codebook import Codebook

CODE_OF_NOBODY = "99999999-9999-4999-8999-999999999999"


def brought(project: Project, path: Path, wishes: Wishes | None = None) -> ProjectImport:
    return import_project(project, read_foreign(path), wishes or Wishes())


def quotes(project: Project) -> list[tuple[str, str, str]]:
    """Words, theme title and coder of every coding."""
    found = []
    for one in coding.listed(project):
        text = interviews.transcript_text(project.db, one.transcript)
        found.append((one.span.of(text), project.codebook.theme(one.theme).title, one.coder))
    return found


def one_coding(tmp_path: Path, *places: tuple[int, int]) -> Path:
    marks = "".join(
        selection(start, stop, number=number) for number, (start, stop) in enumerate(places)
    )
    return qdpx(tmp_path / "other.qdpx", project_xml(marks))


def test_text_theme_and_coding_come_in(project: Project, tmp_path: Path) -> None:
    report = brought(project, one_coding(tmp_path, BROEN))
    assert quotes(project) == [("Broen er lukket", "Broer", "mikkel")]
    (made,) = coding.listed(project)
    assert made.created == "2024-05-01T10:00:00.000+00:00"
    assert [one.outcome for one in report.texts] == ["new"]
    assert project.interview("Bilag 3").source_name == "Bilag 3"
    theme = project.codebook.theme(made.theme)
    assert (theme.definition, theme.colour) == ("Om broer", "red")


def test_a_second_import_adds_nothing(project: Project, tmp_path: Path) -> None:
    path = one_coding(tmp_path, BROEN)
    brought(project, path)
    book = project.paths.codebook.read_bytes()
    again = brought(project, path)
    assert (len(again.new), again.there, len(again.themes.new)) == (0, 1, 0)
    assert [one.outcome for one in again.texts] == ["there"]
    assert len(project.interviews()) == 1
    assert project.paths.codebook.read_bytes() == book


def test_a_dry_run_changes_nothing(project: Project, tmp_path: Path) -> None:
    book = project.paths.codebook.read_bytes()
    report = brought(project, one_coding(tmp_path, BROEN), Wishes(dry_run=True))
    assert (len(report.new), len(report.themes.new)) == (1, 1)
    assert project.paths.codebook.read_bytes() == book
    assert (project.interviews(), coding.listed(project)) == ([], [])


def test_the_codings_are_one_step_to_undo(project: Project, tmp_path: Path) -> None:
    brought(project, one_coding(tmp_path, BROEN, (0, 17)))
    assert len(coding.listed(project)) == 2
    history.undo(project)
    assert coding.listed(project) == []


def test_codings_alone_bring_no_text_and_no_theme(project: Project, tmp_path: Path) -> None:
    report = brought(project, one_coding(tmp_path, BROEN), Wishes(themes=False, texts=False))
    assert dict(report.left) == {("Bilag 3", "not here"): 1}
    assert project.interviews() == []


def test_a_coding_whose_theme_is_missing_is_reported(project: Project, tmp_path: Path) -> None:
    report = brought(project, one_coding(tmp_path, BROEN), Wishes(themes=False))
    assert dict(report.left) == {("Bilag 3", "no theme"): 1}


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (project_xml(selection(10, 9_000)), "outside"),
        (project_xml(selection(*BROEN, code=CODE_OF_NOBODY)), "no code"),
    ],
)
def test_a_coding_without_a_place_is_reported(
    project: Project, tmp_path: Path, xml: str, reason: str
) -> None:
    report = brought(project, qdpx(tmp_path / "p.qdpx", xml))
    assert dict(report.left) == {("Bilag 3", reason): 1}
    assert coding.listed(project) == []


def test_overlapping_codings_of_two_coders_all_come_in(project: Project, tmp_path: Path) -> None:
    begin, end = BROEN
    brought(project, one_coding(tmp_path, BROEN, (begin, end - 7), (begin + 6, end)))
    assert [quote for quote, _theme, _coder in quotes(project)] == [
        "Broen er", "Broen er lukket", "er lukket",
    ]  # fmt: skip


def test_a_text_with_another_wording_is_placed_by_its_quotes(
    project: Project, tmp_path: Path
) -> None:
    brought(project, one_coding(tmp_path, BROEN))
    changed = TEXT.replace("Hvad er en by", "Hvad er så en rigtig by")
    start, stop = (place + len("så rigtig ") for place in BROEN)
    xml = project_xml(selection(start, stop, number=5)).replace("11111111-1111-4111-8111", "a" * 8 +
                                                           "-1111-4111-8111")  # fmt: skip
    file = qdpx(tmp_path / "changed.qdpx", xml, changed.encode(),
                member="sources/aaaaaaaa-1111-4111-8111-111111111111.txt")  # fmt: skip
    report = brought(project, file)
    assert [one.exact for one in report.texts] == [False]
    assert (len(report.new), report.there) == (0, 1)


def test_a_number_that_is_taken_by_another_text_is_not_overwritten(
    interviewed: Project, tmp_path: Path
) -> None:
    before = interviews.transcript_text(
        interviewed.db, interviewed.interview("Bilag 6").transcript_id
    )
    xml = project_xml(selection(*BROEN)).replace("Bilag 3", "Bilag 6")
    report = brought(interviewed, qdpx(tmp_path / "p.qdpx", xml))
    assert [one.appendix for one in report.texts] == ["Bilag 1"]
    after = interviews.transcript_text(
        interviewed.db, interviewed.interview("Bilag 6").transcript_id
    )
    assert after == before


@pytest.mark.parametrize(
    ("name", "key"),
    [("../../etc", "etc"), ("=1+1", "1-1"), ("Æ\x00ø: [x]", "æø-x"), ("–", "kode")],
)
def test_any_name_of_a_code_becomes_a_theme(
    project: Project, tmp_path: Path, name: str, key: str
) -> None:
    shown = name.replace("\x00", "&#127;")
    xml = project_xml(selection(*BROEN)).replace('name="Broer"', f'name="{shown}"')
    report = brought(project, qdpx(tmp_path / "p.qdpx", xml))
    assert [theme.key for theme in report.themes.new] == [key]
    assert len(report.new) == 1


def test_codes_that_lie_too_deep_come_up(project: Project, tmp_path: Path) -> None:
    deep = "".join(
        f'<Code guid="aaaaaaaa-0000-4000-8000-00000000000{level}" name="Lag {level}"'
        ' isCodable="true">'
        for level in range(4)
    )
    report = brought(project, qdpx(tmp_path / "p.qdpx", project_xml(codes=deep + "</Code>" * 4)))
    assert [theme.title for theme in report.themes.new] == [
        "Broer", "Lag 0", "Lag 1", "Lag 1 – Lag 2", "Lag 1 – Lag 2 – Lag 3",
    ]  # fmt: skip
    assert report.themes.left["level"] == 2
    assert brought(project, tmp_path / "p.qdpx").themes.new == []


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00.000+00:00"),
        ("2024-05-01 12:00:00.5+02:00", "2024-05-01T10:00:00.500+00:00"),
        ("2024-05-01", "2024-05-01T00:00:00.000+00:00"),
    ],
)
def test_times_are_stored_in_utc(written: str, stored: str) -> None:
    assert moment(written) == stored


@pytest.mark.parametrize("written", ["", "i går", "0001-01-01T00:00:00+14:00", "9" * 99])
def test_a_time_that_cannot_be_read_is_now(written: str) -> None:
    assert moment(written)[:2] == "20"


# Taguette and QualCoder


def test_a_taguette_project_comes_in(project: Project, tmp_path: Path) -> None:
    html = "<h1>Byen</h1>\n<p>I: Hvad er <b>æbler</b>?</p>\n<p>IP: Broen er lukket 😀 nu.</p>"
    plain = "Byen\nI: Hvad er æbler?\nIP: Broen er lukket 😀 nu."
    begin = len(plain[: plain.index("Broen")].encode())
    path = taguette(
        tmp_path / "p.sqlite3", html, [(begin, begin + len("Broen er lukket 😀".encode()))]
    )
    brought(project, path)
    assert quotes(project) == [("Broen er lukket 😀", "Broer", "sofie")]
    assert len(brought(project, path).new) == 0


def test_a_qualcoder_project_comes_in(project: Project, tmp_path: Path) -> None:
    path = qualcoder(tmp_path / "p.qda", [BROEN])
    report = brought(project, path)
    assert quotes(project) == [("Broen er lukket", "Broer", "mikkel")]
    assert [(one.title, one.parent) for one in report.themes.new] == [
        ("Byen", None), ("Broer", "byen"),
    ]  # fmt: skip
    assert [memo.text for memo in memos.memos(project.db)] == ["Dagbog\n\nEn tanke"]
    assert report.dropped == {}
    assert len(brought(project, path).new) == 0


def test_a_circle_of_categories_does_not_hang(project: Project, tmp_path: Path) -> None:
    report = brought(project, qualcoder(tmp_path / "p.qda", [BROEN], above=4))
    assert len(report.new) == 1


@pytest.mark.parametrize("marks", [[(-4, 3)], [(9, 2)], [(0, 10**12)], [(3, 3)]])
def test_hostile_positions_of_a_database_are_reported(
    project: Project, tmp_path: Path, marks: list[tuple[int, int]]
) -> None:
    report = brought(project, qualcoder(tmp_path / "p.qda", marks))
    assert report.new == []
    assert report.dropped["impossible position"] + sum(report.left.values()) == 1
    again = brought(project, taguette(tmp_path / "t.sqlite3", "<p>Byen er åben.</p>", marks))
    assert (again.new, sum(again.left.values())) == ([], 1)


def test_a_foreign_database_is_not_written_to(project: Project, tmp_path: Path) -> None:
    path = qualcoder(tmp_path / "p.qda", [BROEN])
    before = (path / "data.qda").read_bytes()
    (path / "data.qda").chmod(0o400)
    brought(project, path)
    assert (path / "data.qda").read_bytes() == before
    assert [one.name for one in path.iterdir()] == ["data.qda"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:600],
        lambda raw: raw[:4096] + b"\xff" * (len(raw) - 4096),
        lambda raw: raw.replace(b"code_text", b"code_tixt"),
    ],
)
def test_a_damaged_database_is_refused_with_a_sentence(
    project: Project, tmp_path: Path, spoil: object
) -> None:
    path = qualcoder(tmp_path / "p.qda", [BROEN])
    assert callable(spoil)
    (path / "data.qda").write_bytes(spoil((path / "data.qda").read_bytes()))
    with pytest.raises(BadFile, match=r'"data\.qda"'):
        brought(project, path)
    assert project.interviews() == []


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_a_database_that_is_in_use_is_not_read_in_half(tmp_path: Path, end: str) -> None:
    path = qualcoder(tmp_path / "p.qda", [BROEN])
    (path / f"data.qda{end}").write_bytes(b"pages that are not in the file yet")
    with pytest.raises(BadFile, match="open in another program"):
        read_foreign(path)


def test_a_view_in_the_place_of_a_table_is_not_read(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    path = tmp_path / "evil.sqlite3"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "create view highlights as with recursive n(x) as (select 1 union all"
            " select x + 1 from n) select x from n; create table tags (x);"
            "create table documents (x); create table highlight_tags (x);"
        )
    with pytest.raises(BadFile, match="no program that qda knows"):
        read_foreign(path)


# Our own project


def book_of(codebook: Codebook) -> list[tuple[object, ...]]:
    return [
        (one.key, one.title, one.parent, one.definition, one.include, one.exclude, one.hotkey,
         one.colour, [keyword.written for keyword in one.keywords])
        for one in codebook.themes
    ]  # fmt: skip


def whole(project: Project) -> list[tuple[str, ...]]:
    """Every coding with its words, place, theme, coder and date."""
    found: list[tuple[str, ...]] = []
    for row in project.interviews():
        text = interviews.transcript_text(project.db, row.transcript_id)
        found += [
            (row.appendix, text, str(one.span), one.theme, one.coder, one.created, one.uid)
            for one in codings.codings(project.db, row.transcript_id)
        ]
    return found


def test_our_own_project_comes_back_whole(tmp_path: Path) -> None:
    with make_demo(tmp_path / "demo").project as demo:
        path = tmp_path / "demo.qdpx"
        exchanging.write_project(exchanging.export_project(demo, internal=True).permitted, path)
        expected, book = whole(demo), book_of(demo.codebook)
        restricted = [
            (row["start"], row["stop"], row["kind"]) for row in codings.restrictions(demo.db)
        ]
    start = b"themes:\n  start:\n    title: Start\n"
    with make_project(tmp_path / "back", codebook=start) as back:
        report = brought(back, path)
        assert len({coder for *_rest, coder, _at, _uid in expected}) == 2
        assert whole(back) == expected
        assert book_of(back.codebook)[1:] == book
        assert [
            (row["start"], row["stop"], row["kind"]) for row in codings.restrictions(back.db)
        ] == restricted
        assert len(restricted) == 1
        assert report.left == {}
        again = brought(back, path)
        assert (len(again.new), len(again.restrictions)) == (0, 0)


def test_our_own_project_comes_into_itself_without_a_trace(
    interviewed: Project, tmp_path: Path
) -> None:
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet")
    path = tmp_path / "own.qdpx"
    exchanging.write_project(exchanging.export_project(interviewed, internal=True).permitted, path)
    report = brought(interviewed, path)
    assert (len(report.new), report.there, report.themes.new) == (0, 1, [])


def test_a_folder_and_its_code_of_the_same_name_are_one_theme(
    project: Project, tmp_path: Path
) -> None:
    path = qualcoder(tmp_path / "p.qda", [BROEN], folder="Broer")
    report = brought(project, path)
    assert [one.title for one in report.themes.new] == ["Broer"]
    assert quotes(project) == [("Broen er lukket", "Broer", "mikkel")]


def test_a_file_cannot_end_a_restriction_of_ours(project: Project, tmp_path: Path) -> None:
    note = "77777777-7777-4777-8777-777777777777"
    begin, end = BROEN
    mark = (
        f'<PlainTextSelection guid="{note}" startPosition="{begin}" endPosition="{end}">'
        f'<NoteRef targetGUID="{note}"/></PlainTextSelection>'
    )

    def with_note(guid: str, name: str) -> str:
        notes = f'<Notes><Note guid="{guid}" name="{name}"/></Notes></Project>'
        return project_xml(mark.replace(note, guid)).replace("</Project>", notes)

    first = with_note(note, "qda restricted: off_record")
    assert len(brought(project, qdpx(tmp_path / "a.qdpx", first)).restrictions) == 1
    second = with_note("7" * 7 + "8" + note[8:], "qda restricted: off_record until 2000-01-01")
    assert brought(project, qdpx(tmp_path / "b.qdpx", second)).restrictions == []
    assert [row["until"] for row in codings.restrictions(project.db)] == [None]


def test_a_coding_is_known_by_its_identity_and_by_its_place(
    project: Project, tmp_path: Path
) -> None:
    brought(project, one_coding(tmp_path, BROEN))
    elsewhere = project_xml(selection(0, 17))
    moved = brought(project, qdpx(tmp_path / "moved.qdpx", elsewhere))
    assert (len(moved.new), moved.there) == (0, 1)
    renamed = project_xml(selection(*BROEN, number=7))
    again = brought(project, qdpx(tmp_path / "renamed.qdpx", renamed))
    assert (len(again.new), again.there) == (0, 1)
