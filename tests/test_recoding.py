"""Changing codings, marking passages off the record, new themes: one step each, exactly undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.text import Span
from qda.errors import NotFound, Refused
from qda.services import (
    codebooks,
    coding,
    consenting,
    history,
    off_record,
    printed_forms,
    recoding,
)
from qda.services.checking import examine
from qda.storage import interviews, journal

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.services.project import Project


def spanning(project: Project, words: str) -> Span:
    return coding.span_of_quote(project, project.interview("Bilag 6"), words)


@pytest.fixture
def coded(interviewed: Project) -> Coding:
    row = interviewed.interview("Bilag 6")
    return coding.add(interviewed, row, spanning(interviewed, "Æbletræerne er fælles"), "effekter")


def rows(project: Project) -> list[tuple[object, ...]]:
    return project.db.execute(
        "select uid, transcript_id, start, stop, theme, coder, created, origin, quote_hash, before,"
        " after from coding order by uid"
    ).fetchall()


def restrictions(project: Project) -> list[tuple[object, ...]]:
    return project.db.execute("select uid, start, stop, kind from restriction").fetchall()


def test_a_coding_with_other_ends_keeps_all_else(interviewed: Project, coded: Coding) -> None:
    before = rows(interviewed)
    new = recoding.change_ends(interviewed, coded, spanning(interviewed, "Æbletræerne"))
    (stored,) = coding.listed(interviewed)
    text = interviews.transcript_text(interviewed.db, coded.transcript)
    assert stored == new
    assert stored.span.of(text) == "Æbletræerne"
    assert (stored.uid, stored.coder, stored.created) == (coded.uid, coded.coder, coded.created)
    assert [one.name for one in examine(interviewed) if not one.ok and not one.warning] == []
    history.undo(interviewed)
    assert rows(interviewed) == before
    history.redo(interviewed)
    assert coding.listed(interviewed) == [new]


def test_a_coding_with_another_theme_keeps_all_else(interviewed: Project, coded: Coding) -> None:
    before = rows(interviewed)
    recoding.change_theme(interviewed, coded, "andet")
    (stored,) = coding.listed(interviewed)
    assert (stored.uid, stored.theme, stored.span) == (coded.uid, "andet", coded.span)
    assert history.in_words(history.entries(interviewed, 1)[0]) == (
        "Bilag 6: coding Effekter af social mix is now Andet"
    )
    history.undo(interviewed)
    assert rows(interviewed) == before


def test_a_change_that_changes_nothing_is_refused(interviewed: Project, coded: Coding) -> None:
    with pytest.raises(Refused, match="already"):
        recoding.change_theme(interviewed, coded, "effekter")
    assert len(history.entries(interviewed, 9)) == 1


def test_a_change_into_a_coding_that_is_there_is_refused(
    interviewed: Project, coded: Coding
) -> None:
    coding.add(interviewed, interviewed.interview("Bilag 6"), coded.span, "andet")
    before = rows(interviewed)
    with pytest.raises(Refused, match="has coded these words as andet already"):
        recoding.change_theme(interviewed, coded, "andet")
    assert rows(interviewed) == before


def test_a_coding_that_is_gone_cannot_be_changed(interviewed: Project, coded: Coding) -> None:
    coding.remove(interviewed, coded)
    with pytest.raises(NotFound, match="removed already"):
        recoding.change_theme(interviewed, coded, "andet")


def test_ends_in_a_title_or_label_are_refused(interviewed: Project, coded: Coding) -> None:
    with pytest.raises(Refused, match="Nobody speaks there"):
        recoding.change_ends(interviewed, coded, Span(0, 9))


def test_the_command_changes_words_and_theme_in_one_step(
    interviewed: Project, coded: Coding
) -> None:
    folder = str(interviewed.paths.root)
    result = CliRunner().invoke(
        build(),
        ["coding", "change", coded.uid[:8], "-w", "Æbletræerne", "-t", "andet", "-p", folder],
    )
    assert result.exit_code == 0, result.output
    (stored,) = coding.listed(interviewed)
    assert (stored.uid, stored.theme, len(stored.span)) == (coded.uid, "andet", 11)
    history.undo(interviewed)
    assert coding.listed(interviewed) == [coded]


def test_a_printed_form_that_does_not_fit_the_new_words_goes_and_comes_back(
    interviewed: Project, coded: Coding
) -> None:
    printed_forms.set_form(interviewed, coded, "Æbletræerne [...] fælles")
    new = recoding.change_ends(interviewed, coded, spanning(interviewed, "er fælles"))
    assert printed_forms.form_of(interviewed, new).printed == ""
    history.undo(interviewed)
    assert printed_forms.form_of(interviewed, coded).printed == "Æbletræerne [...] fælles"


def test_a_printed_form_that_fits_stays_when_the_theme_changes(
    interviewed: Project, coded: Coding
) -> None:
    printed_forms.set_form(interviewed, coded, "Æbletræerne [...] fælles")
    new = recoding.change_theme(interviewed, coded, "andet")
    assert printed_forms.form_of(interviewed, new).printed == "Æbletræerne [...] fælles"


def test_a_passage_off_the_record_passes_no_gate_and_undo_frees_it(
    interviewed: Project, coded: Coding
) -> None:
    row = interviewed.interview("Bilag 6")
    assert consenting.gate(interviewed).reason(coded) is None
    off_record.mark_off_record(interviewed, row, spanning(interviewed, "Æbletræerne"))
    assert consenting.gate(interviewed).reason(coded) == "restricted"
    marked = restrictions(interviewed)
    with pytest.raises(Refused, match="already"):
        off_record.mark_off_record(interviewed, row, spanning(interviewed, "Æbletræerne"))
    history.undo(interviewed)
    assert restrictions(interviewed) == []
    history.redo(interviewed)
    assert restrictions(interviewed) == marked


def test_a_new_theme_gets_a_key_from_its_title_and_is_journalled(project: Project) -> None:
    wish = codebooks.new_theme(project, "  Gård &  æbletræer ", parent="andet", hotkey="9")
    assert (wish.key, wish.title) == ("gård-æbletræer", "Gård & æbletræer")
    edit = codebooks.plan(project, [wish])
    assert "+" in edit.diff()
    codebooks.apply(project, edit, wish.key, action="codebook.add")
    assert project.codebook.theme(wish.key).parent == "andet"
    assert history.in_words(journal.entries(project.db, 1)[0]) == (
        "codes.yml: Gård & æbletræer added"
    )
    again = codebooks.new_theme(project, "Gård, æbletræer")
    assert again.key == "gård-æbletræer-2"


@pytest.mark.parametrize(
    ("title", "hotkey", "said"),
    [
        ("–", None, "needs a title"),
        ("andet", None, "with the title"),
        ("Nyt", "1", "belongs to"),
        ("Nyt", "x", "is a digit"),
    ],
)
def test_a_new_theme_that_clashes_is_refused(
    project: Project, title: str, hotkey: str | None, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        codebooks.new_theme(project, title, hotkey=hotkey)
