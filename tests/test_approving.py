"""Approval of excerpts: what is shown, what comes back, and what an answer is worth later."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.approval import Answered, Approved, Printed, Use, free
from qda.domain.consent import ConsentKind
from qda.errors import BadFile, NotFound, NotPermitted, Refused
from qda.services import coding, consents, matrices, registering
from qda.services.answering import approved
from qda.services.approval_views import listed
from qda.services.approving import Answer, excerpt_by_id, record
from qda.services.packing import write_pack
from qda.services.printed_forms import set_form
from qda.services.replying import import_replies
from qda.storage import approvals, codings, interviews
from tests.projects import LINES, add_interview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.domain.codings import Coding
    from qda.services.project import Project

QUOTES = ("når lægen og buschaufføren mødes i vaskekælderen", "Æbletræerne er fælles.", "Selv tak.")


@pytest.fixture
def asked(interviewed: Project) -> Project:
    """Three quotes of an informant who wants to approve, and one of somebody else."""
    row = interviewed.interview("Bilag 6")
    for quote in QUOTES:
        coding.add(interviewed, row, coding.span_of_quote(interviewed, row, quote), "effekter")
    registering.save(interviewed, "I6", {"label": "læge"}, new=True, appendices=("Bilag 6",))
    other = add_interview(interviewed, "Bilag 7", (*LINES[:3], "IP: Hegnet er højt og grønt."))
    span = coding.span_of_quote(interviewed, other, "Hegnet er højt og grønt.")
    coding.add(interviewed, other, span, "effekter")
    registering.save(interviewed, "I7", {"label": "gartner"}, new=True, appendices=("Bilag 7",))
    fields = {"quote": "yes", "analyse": "yes", "approval": "quotes"}
    consents.record(interviewed, "I6", ConsentKind.GIVEN, at="2025-03-01", fields=fields)
    return interviewed


def packed(project: Project, folder: Path) -> Path:
    path = folder / "pack.docx"
    write_pack(project, "I6", [path], deadline=date(2999, 1, 1))
    return path


def edited(path: Path, change: Callable[[str], str]) -> Path:
    """The pack with another main part, as if an informant had worked on it."""
    target = path.with_name("returned.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            contents = old.read(name)
            if name == "word/document.xml":
                before = contents.decode()
                after = change(before)
                assert after != before
                contents = after.encode()
            new.writestr(name, contents)
    return target


def ids(project: Project) -> list[str]:
    return [row["uid"][:8] for row in approvals.excerpts(project.db)]


def ticked(xml: str, name: str, key: str) -> str:
    """The main part with one box ticked, as Word writes it."""
    pattern = rf'(w:val="qda\.{name}\.{key}"/>.*?<w14:checked w14:val=)"0"(.*?<w:t>)☐'
    return re.sub(pattern, r'\1"1"\2☒', xml, count=1, flags=re.DOTALL)


def worded(xml: str, key: str, words: str) -> str:
    """The main part with another wording written in its place."""
    pattern = rf'(w:val="qda\.text\.{key}"/>.*?<w:t xml:space="preserve">)[^<]*'
    return re.sub(pattern, rf"\g<1>{words}", xml, count=1, flags=re.DOTALL)


def shown(xml: str, words: str, other: str) -> str:
    return xml.replace(words, other)


def all_ticked(project: Project, xml: str) -> str:
    for key in ids(project):
        xml = ticked(xml, "yes", key)
    return xml


def states(project: Project) -> list[str]:
    return [str(one.state) for one in listed(project, "I6")]


def names(path: Path, project: Project) -> list[str]:
    return [problem.name for problem in import_replies(project, path).problems]


def test_silence_is_no_approval(asked: Project, tmp_path: Path) -> None:
    assert states(asked) == ["not asked"] * 3
    packed(asked, tmp_path)
    assert states(asked) == ["no answer"] * 3


def test_a_pack_holds_nothing_of_others_and_nobodys_name(asked: Project, tmp_path: Path) -> None:
    page = tmp_path / "pack.html"
    path = packed(asked, tmp_path)
    write_pack(asked, "I6", [page])
    with zipfile.ZipFile(path) as archive:
        contents = b"".join(archive.read(name) for name in archive.namelist())
        assert not any(name.startswith("docProps") for name in archive.namelist())
    for text in (contents.decode(), page.read_text("utf-8")):
        assert "Æbletræerne er fælles." in text
        assert "Hegnet" not in text
        assert "(Bilag 6:1)" in text


def test_the_boxes_of_a_returned_pack_are_recorded(asked: Project, tmp_path: Path) -> None:
    path = packed(asked, tmp_path)
    first, second, third = ids(asked)
    answer = import_replies(
        asked,
        edited(
            path,
            lambda xml: worded(
                ticked(ticked(ticked(xml, "yes", first), "changes", second), "no", third),
                second,
                "Æbletræerne tilhører alle.",
            ),
        ),
    )
    assert answer.problems == ()
    assert [str(one.state) for one in answer.answers] == [
        "approved", "approved_with_changes", "left_out",
    ]  # fmt: skip
    assert states(asked) == ["yes", "yes", "no"]
    assert matrices.matrix(asked).withheld == {"restricted": 1}


def test_a_correction_becomes_the_printed_form(asked: Project, tmp_path: Path) -> None:
    packed(asked, tmp_path)
    shown_first = excerpt_by_id(asked, ids(asked)[1])
    record(asked, [Answer(shown_first, Answered.WITH_CHANGES, "Æbletræerne tilhører alle.")])
    form = approvals.form_of(asked.db, shown_first["coding_uid"])
    assert form is not None
    assert (form["text"], form["origin"]) == ("Æbletræerne tilhører alle.", "informant")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("approval.edited", lambda xml, key: shown(xml, "fælles.", "fælles!")),
        ("approval.unknown-id", lambda xml, key: shown(
            shown(xml, key, "00000000"), f"{key[:4]}-{key[4:]}".upper(), "0000-0000")),
        ("approval.changed-id", lambda xml, key: shown(
            xml, f"{key[:4]}-{key[4:]}".upper(), "0000-0000")),
        ("approval.several", lambda xml, key: ticked(xml, "no", key)),
        ("approval.contradiction", lambda xml, key: worded(xml, key, "Noget andet.")),
        ("approval.no-answer", lambda xml, key: re.sub(
            rf'(qda\.yes\.{key}".*?w14:val=)"1"(.*?<w:t>)☒', r'\1"0"\2☐', xml, count=1,
            flags=re.DOTALL)),
        ("approval.rows", lambda xml, key: re.sub(
            rf'<w:tr>(?:(?!<w:tr>).)*qda\.text\.{key}.*?</w:tr>', "", xml, flags=re.DOTALL)),
        ("approval.missing", lambda xml, key: re.sub(
            rf'<w:tbl>(?:(?!<w:tbl>).)*qda\.shown\.{key}.*?</w:tbl>', "", xml, flags=re.DOTALL)),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_reported_and_not_recorded(
    asked: Project, tmp_path: Path, name: str, change: Callable[[str, str], str]
) -> None:
    path = packed(asked, tmp_path)
    key = ids(asked)[1]
    returned = edited(path, lambda xml: change(all_ticked(asked, xml), key))
    assert name in names(returned, asked)
    assert states(asked) == ["yes", "no answer", "yes"]


def test_an_excerpt_that_stands_there_twice_is_reported(asked: Project, tmp_path: Path) -> None:
    path = packed(asked, tmp_path)
    key = ids(asked)[0]
    pattern = rf"(<w:tbl>(?:(?!<w:tbl>).)*qda\.shown\.{key}.*?</w:tbl>)"
    returned = edited(
        path, lambda xml: re.sub(pattern, r"\1\1", all_ticked(asked, xml), flags=re.DOTALL)
    )
    assert names(returned, asked) == ["approval.repeated"]
    assert states(asked) == ["no answer", "yes", "yes"]


def test_a_pack_whose_controls_were_dropped_is_read_by_its_printed_ids(
    asked: Project, tmp_path: Path
) -> None:
    path = packed(asked, tmp_path)

    def plain(xml: str) -> str:
        batch = re.search(r'<w:sdt><w:sdtPr><w:tag w:val="qda\.batch.*?</w:sdt>', xml, re.DOTALL)
        assert batch is not None
        without = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt>|</?w:sdtContent>", "",
                         xml.replace(batch[0], "BATCH"), flags=re.DOTALL)  # fmt: skip
        return without.replace("☐", "☒", 1).replace("BATCH", batch[0])

    found = import_replies(asked, edited(path, plain))
    assert [str(one.state) for one in found.answers] == ["approved"]
    assert [problem.name for problem in found.problems] == ["approval.no-answer"] * 2


def test_a_dry_run_records_nothing(asked: Project, tmp_path: Path) -> None:
    path = packed(asked, tmp_path)
    returned = edited(path, lambda xml: all_ticked(asked, xml))
    assert len(import_replies(asked, returned, dry_run=True).answers) == 3
    assert states(asked) == ["no answer"] * 3


def test_a_word_file_that_is_no_pack_is_refused(asked: Project, tmp_path: Path) -> None:
    path = packed(asked, tmp_path)
    with pytest.raises(Refused, match="not one pack"):
        import_replies(asked, edited(path, lambda xml: re.sub(r"qda\.batch\.\w+", "x", xml)))
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip")
    with pytest.raises(BadFile):
        import_replies(asked, broken)


def approved_first(project: Project, tmp_path: Path) -> Coding:
    packed(project, tmp_path)
    shown_first = excerpt_by_id(project, ids(project)[0])
    record(project, [Answer(shown_first, Answered.APPROVED)])
    one = next(o for o in codings.codings(project.db) if o.uid == shown_first["coding_uid"])
    assert approved(project, one) is Approved.YES
    return one


def test_another_printed_form_makes_an_approval_outdated_and_undo_brings_it_back(
    asked: Project, tmp_path: Path
) -> None:
    from qda.services import history

    one = approved_first(asked, tmp_path)
    set_form(asked, one, "når lægen [...] mødes i vaskekælderen")
    assert approved(asked, one) is Approved.OUTDATED
    history.undo(asked)
    assert approved(asked, one) is Approved.YES


def test_another_label_makes_an_approval_outdated(asked: Project, tmp_path: Path) -> None:
    one = approved_first(asked, tmp_path)
    registering.save(asked, "I6", {"label": "overlæge"}, new=False)
    assert approved(asked, one) is Approved.OUTDATED


def test_another_page_makes_an_approval_outdated(asked: Project, tmp_path: Path) -> None:
    one = approved_first(asked, tmp_path)
    with asked.action() as db:
        db.execute("update page set number = number + 4")
    assert approved(asked, one) is Approved.OUTDATED


def test_asking_again_for_the_same_words_takes_no_approval_away(
    asked: Project, tmp_path: Path
) -> None:
    one = approved_first(asked, tmp_path)
    write_pack(asked, "I6", [tmp_path / "again.docx"], again=True)
    assert approved(asked, one) is Approved.YES


def test_a_form_that_changes_what_was_said_is_refused(asked: Project) -> None:
    one = codings.codings(asked.db)[0]
    with pytest.raises(Refused, match="places that are not marked"):
        set_form(asked, one, "når lægen aldrig mødes i vaskekælderen")


def test_nobody_who_withdrew_is_asked(asked: Project, tmp_path: Path) -> None:
    consents.record(asked, "I6", ConsentKind.WITHDRAWN)
    with pytest.raises(NotPermitted):
        packed(asked, tmp_path)
    assert list(tmp_path.glob("*.docx")) == []


def test_an_id_that_is_not_there_is_refused(asked: Project) -> None:
    with pytest.raises(NotFound):
        excerpt_by_id(asked, "0000-0000")


def test_a_pack_that_cannot_be_written_is_not_recorded_as_sent(
    asked: Project, tmp_path: Path
) -> None:
    with pytest.raises(BadFile):
        write_pack(asked, "I6", [tmp_path / "no-folder" / "pack.docx"])
    assert approvals.approvals(asked.db) == []


def test_restricted_words_are_in_no_pack(asked: Project, tmp_path: Path) -> None:
    from qda.services import restricting

    row = asked.interview("Bilag 6")
    restricting.add(asked, row, coding.span_of_quote(asked, row, "Æbletræerne er fælles."))
    with zipfile.ZipFile(packed(asked, tmp_path)) as archive:
        assert "Æbletræerne" not in archive.read("word/document.xml").decode()
    assert "Æbletræerne" in interviews.transcript_text(asked.db, row.transcript_id)


@given(
    st.tuples(st.text(max_size=6), st.text(max_size=3), st.text(max_size=3)),
    st.tuples(st.text(max_size=6), st.text(max_size=3), st.text(max_size=3)),
)
def test_two_excerpts_share_a_hash_only_when_they_read_the_same(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    same = [free(text) for text in one] == [free(text) for text in other]
    assert (Printed(*one).hash == Printed(*other).hash) is same


def test_only_white_space_and_quote_marks_are_free() -> None:
    base = Printed("Han sagde »ja« – og gik.", "læge", "(Bilag 6:1)")
    assert Printed("Han  sagde\n“ja” – og gik.", "læge", "(Bilag 6:1)").hash == base.hash
    others = {
        Printed("Han sagde »ja« - og gik.", "læge", "(Bilag 6:1)").hash,
        Printed("Han sagde »ja« – og gik", "læge", "(Bilag 6:1)").hash,
        Printed("Han sagde »Ja« – og gik.", "læge", "(Bilag 6:1)").hash,
        Printed("Han sagde »ja« – og gik.", "overlæge", "(Bilag 6:1)").hash,
        Printed("Han sagde »ja« – og gik.", "læge", "(Bilag 6:2)").hash,
        Printed("Han sagde »ja« – og gik.", "læge", "(Bilag 6:1)", Use.PARAPHRASE).hash,
    }
    assert len(others) == 6
    assert base.hash not in others
