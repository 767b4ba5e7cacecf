"""Corrected transcripts: what moves, what waits, what is withheld; undo, redo, old files."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from qda.domain.interviews import Role
from qda.domain.text import Span, text_hash
from qda.errors import NotFound, Refused
from qda.services import (
    coding,
    consenting,
    history,
    listing,
    matrices,
    replacing,
    reviewing,
    screens,
    searching,
)
from qda.services.checking import examine
from qda.services.choosing import Choice
from qda.services.progress import progress_of
from qda.services.project import open_project
from qda.storage import codings, health, interviews, store
from qda.storage.schema import NAMES, migrations
from tests import word_files
from tests.projects import LINES, add_interview

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qda.services.project import Project

WHOLE = "\n".join(LINES)


def corrected(project: Project, *changes: tuple[str, str], text: str = WHOLE) -> Path:
    """A Word file with the text of Bilag 6, each change made in it."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    body = "".join(word_files.para(line) for line in text.split("\n"))
    return word_files.write(project.paths.root / "new.docx", word_files.members(body))


def replace(project: Project, *changes: tuple[str, str], text: str = WHOLE) -> replacing.Plan:
    file = corrected(project, *changes, text=text)
    return replacing.replace(project, project.interview("Bilag 6"), file)


def code(project: Project, quote: str, theme: str = "andet", coder: str = "sofie") -> str:
    row = project.interview("Bilag 6")
    span = coding.span_of_quote(project, row, quote)
    return coding.add(project, row, span, theme, coder=coder).uid


def restrict(project: Project, quote: str) -> str:
    row = project.interview("Bilag 6")
    text = interviews.transcript_text(project.db, row.transcript_id)
    start = text.index(quote)
    values = {
        "uid": store.new_uid(),
        "transcript_id": row.transcript_id,
        "start": start,
        "stop": start + len(quote),
        "kind": "off_record",
        "source": "",
        "at": "2025-03-20",
        "until": None,
        "quote_hash": text_hash(quote),
    }
    with project.action() as db:
        codings.insert_restriction(db, values)
    return str(values["uid"])


def quotes(project: Project) -> list[str]:
    return [one.quote for one in listing.codings_of(project)]


def in_matrix(project: Project) -> list[str]:
    built = matrices.matrix(project, matrices.Layout(Choice(interviewer=True))).value
    cells = (built.quotes(row, column) for row in built.rows for column in built.columns)
    return sorted(quote.text for cell in cells for quote in cell)


def discontent(project: Project) -> list[str]:
    return [f.message for f in examine(project) if not f.ok and not f.warning]


def dump(project: Project) -> list[Any]:
    """Everything a user could tell apart, but for the journal."""
    tables = (
        "select uid, transcript_id, start, stop, theme, coder, created, origin, quote_hash,"
        " before, after from coding order by uid",
        "select uid, transcript_id, start, stop, kind, quote_hash from restriction order by uid",
        "select * from review order by uid",
        "select id, version, text_hash, layout from transcript where undone = 0 order by id",
    )
    rows = [[row[1:] if "*" in t else row for row in project.db.execute(t)] for t in tables]
    return [*rows, [hit.span for hit in searching.find(project, "er")]]


def test_a_coding_moves_with_its_words_and_stays_the_same_coding(interviewed: Project) -> None:
    uid = code(interviewed, "Æbletræerne er fælles.", "effekter", "mikkel")
    before = codings.stored_coding(interviewed.db, uid)
    made = replace(interviewed, ("Interview om", "Samtale om byen og"))
    after = codings.stored_coding(interviewed.db, uid)
    assert before is not None
    assert after is not None
    assert quotes(interviewed) == ["Æbletræerne er fælles."]
    same = ("uid", "theme", "coder", "created", "origin", "quote_hash")
    assert [after[name] for name in same] == [before[name] for name in same]
    assert after["start"] == before["start"] + 6
    assert (made.version, made.to_review) == (2, ())
    assert discontent(interviewed) == []


def test_a_dry_run_says_what_would_happen_and_changes_nothing(interviewed: Project) -> None:
    code(interviewed, "lægen og buschaufføren")
    before = dump(interviewed)
    file = corrected(interviewed, ("lægen", "lægerne"))
    plan = replacing.plan(interviewed, interviewed.interview("Bilag 6"), file)
    assert [(i.old_text, i.new_text) for i in plan.to_review] == [
        ("lægen og buschaufføren", "lægerne og buschaufføren")
    ]
    assert dump(interviewed) == before
    assert interviewed.interview("Bilag 6").version == 1


def test_what_was_changed_or_is_gone_waits_with_both_texts(interviewed: Project) -> None:
    code(interviewed, "lægen og buschaufføren")
    code(interviewed, "Selv tak.")
    replace(interviewed, ("lægen", "lægerne"), ("Selv tak.", "Farvel."))
    found = reviewing.open_reviews(interviewed)
    assert [(one.kind, one.old_text, one.new_text) for one in found] == [
        ("changed", "lægen og buschaufføren", "lægerne og buschaufføren"),
        ("gone", "Selv tak.", ""),
    ]
    assert "Farvel." in found[1].around
    assert quotes(interviewed) == ["lægerne og buschaufføren"]
    assert progress_of(interviewed).reviews == 2
    assert "reviews" in [f.name for f in examine(interviewed) if f.warning and not f.ok]
    assert discontent(interviewed) == []


def test_search_screen_matrix_and_progress_see_the_newest_text_only(interviewed: Project) -> None:
    code(interviewed, "Selv tak.")
    code(interviewed, "Æbletræerne er fælles.")
    assert len(searching.find(interviewed, "buschaufføren")) == 1
    replace(interviewed, ("buschaufføren", "fiskeren"), ("Selv tak.", "Farvel."))
    assert searching.find(interviewed, "buschaufføren") == []
    assert len(searching.find(interviewed, "fiskeren")) == 1
    assert in_matrix(interviewed) == ["Æbletræerne er fælles."]
    assert matrices.matrix(interviewed).withheld == {}
    shown = screens.transcript_for_screen(interviewed, "Bilag 6")
    assert "fiskeren" in shown.text
    assert screens.codings_for_screen(interviewed, shown).everywhere == {"andet": 1}
    assert health.index_is_current(interviewed.db)


def test_the_earlier_version_stays(interviewed: Project) -> None:
    replace(interviewed, ("buschaufføren", "fiskeren"))
    stored = interviewed.db.execute("select version, text, reason from transcript").fetchall()
    assert [(row[0], "fiskeren" in row[1], row[2]) for row in stored] == [
        (1, False, "import"),
        (2, True, "corrected"),
    ]


def test_speakers_keep_the_roles_that_were_settled(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    with interviewed.action() as db:
        db.execute("update turn set role = 'other' where label = 'I'")
    made = replace(interviewed, ("I: Tak skal", "X: Nå ja.\nX: Så det.\nI: Tak skal"))
    row = interviewed.interview("Bilag 6")
    roles = {turn.label: turn.role for turn in interviews.turns(interviewed.db, row.transcript_id)}
    assert roles["I"] is Role.OTHER
    assert made.unknown_labels == ("X",)


def test_a_speaker_who_left_is_said(interviewed: Project) -> None:
    made = replace(interviewed, ("IP:", "B:"))
    assert (made.unknown_labels, made.missing_labels) == (("B",), ("IP",))


def test_the_same_text_and_another_interviews_file_are_refused(interviewed: Project) -> None:
    replace(interviewed, ("buschaufføren", "fiskeren"))
    with pytest.raises(Refused, match="holds the text that Bilag 6 has"):
        replace(interviewed, ("buschaufføren", "fiskeren"))
    other = add_interview(interviewed, "Bilag 7", ("I: Hej?", "B: Hej.", "I: Nå?", "B: Ja."))
    with pytest.raises(Refused, match="as Bilag 6"):
        replacing.plan(interviewed, other, interviewed.paths.root / "new.docx")


def test_undo_takes_all_of_it_back_and_redo_does_it_again(interviewed: Project) -> None:
    code(interviewed, "lægen og buschaufføren")
    code(interviewed, "Selv tak.")
    restrict(interviewed, "Skolen er »en helt anden sag« – det må I ikke skrive.")
    before = dump(interviewed)
    replace(interviewed, ("lægen", "lægerne"), ("Selv tak.", "Farvel."), ("helt ", ""))
    after = dump(interviewed)
    assert before != after
    history.undo(interviewed)
    assert dump(interviewed) == before
    assert discontent(interviewed) == []
    history.redo(interviewed)
    assert dump(interviewed) == after
    assert discontent(interviewed) == []
    assert history.in_words(history.entries(interviewed, 1)[0]) == (
        "Redone: Bilag 6: text replaced by version 2"
    )


def test_undo_goes_on_past_codings_and_decisions_made_since(interviewed: Project) -> None:
    code(interviewed, "lægen og buschaufføren")
    before = dump(interviewed)
    replace(interviewed, ("lægen", "lægerne"))
    code(interviewed, "mødes i vaskekælderen", "effekter")
    reviewing.accept(interviewed, reviewing.open_reviews(interviewed)[0])
    steps = [history.undo(interviewed).action for _ in range(3)]
    assert steps == ["review.accept", "coding.add", "interview.replace"]
    assert dump(interviewed) == before


def test_after_undo_another_correction_takes_the_place_of_the_first(interviewed: Project) -> None:
    replace(interviewed, ("lægen", "lægerne"))
    history.undo(interviewed)
    assert replace(interviewed, ("lægen", "fiskeren")).version == 2
    assert len(searching.find(interviewed, "fiskeren")) == 1
    with pytest.raises(Refused, match="nothing to redo"):
        history.redo(interviewed)
    assert discontent(interviewed) == []


def test_a_screen_that_still_shows_the_earlier_text_cannot_code_it(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    span = coding.span_of_quote(interviewed, row, "Selv tak.")
    replace(interviewed, ("Interview om", "Om"))
    with pytest.raises(Refused, match="replaced meanwhile"):
        coding.add(interviewed, row, span, "andet")
    assert quotes(interviewed) == []


def test_what_was_gone_comes_back_when_a_later_file_has_it(interviewed: Project) -> None:
    code(interviewed, "Selv tak.")
    code(interviewed, "lægen og buschaufføren")
    replace(interviewed, ("IP: Selv tak.", "IP: Hm."), ("lægen og", "Hun og"))
    assert [one.kind for one in reviewing.open_reviews(interviewed)] == ["changed", "gone"]
    replace(interviewed, ("Interview om", "Om"))
    assert reviewing.open_reviews(interviewed) == []
    assert quotes(interviewed) == ["lægen og buschaufføren", "Selv tak."]
    history.undo(interviewed)
    assert [one.kind for one in reviewing.open_reviews(interviewed)] == ["changed", "gone"]


def test_a_second_change_of_the_same_coding_asks_once_and_shows_the_first_words(
    interviewed: Project,
) -> None:
    code(interviewed, "lægen og buschaufføren")
    replace(interviewed, ("lægen", "lægerne"))
    replace(interviewed, ("lægen", "lægerne"), ("buschaufføren", "buschaufførerne"))
    (one,) = reviewing.open_reviews(interviewed)
    assert (one.old_text, one.new_text) == (
        "lægen og buschaufføren",
        "lægerne og buschaufførerne",
    )


def test_two_codings_that_would_become_one_are_both_kept(interviewed: Project) -> None:
    code(interviewed, "mødes i vaskekælderen")
    code(interviewed, "buschaufføren mødes i vaskekælderen")
    replace(interviewed, ("buschaufføren mødes i", "mødes tit i"))
    kinds = [one.kind for one in reviewing.open_reviews(interviewed)]
    assert sorted(kinds) == ["changed", "gone"]
    assert interviewed.db.execute("select count(*) from coding").fetchone()[0] == 2
    assert discontent(interviewed) == []


# Decisions


def test_a_moved_passage_is_accepted_where_its_words_stand(interviewed: Project) -> None:
    code(interviewed, "Æbletræerne er fælles.")
    replace(
        interviewed,
        (" Æbletræerne er fælles.", ""),
        ("IP: Selv tak.", "IP: Selv tak. Æbletræerne er fælles."),
    )
    (one,) = reviewing.open_reviews(interviewed)
    assert one.kind == "gone"
    reviewing.accept(interviewed, one)
    assert quotes(interviewed) == ["Æbletræerne er fælles."]
    assert reviewing.open_reviews(interviewed) == []


def test_something_gone_is_given_other_words_or_dropped(interviewed: Project) -> None:
    code(interviewed, "Selv tak.")
    replace(interviewed, ("Selv tak.", "Farvel."))
    (one,) = reviewing.open_reviews(interviewed)
    with pytest.raises(Refused, match="do not stand"):
        reviewing.accept(interviewed, one)
    row = interviewed.interview("Bilag 6")
    reviewing.move(interviewed, one, coding.span_of_quote(interviewed, row, "Farvel."))
    assert quotes(interviewed) == ["Farvel."]
    history.undo(interviewed)
    assert quotes(interviewed) == []
    reviewing.drop(interviewed, reviewing.by_uid(interviewed, one.uid[:8]))
    assert interviewed.db.execute("select count(*) from coding").fetchone()[0] == 0
    history.undo(interviewed)
    assert [again.uid for again in reviewing.open_reviews(interviewed)] == [one.uid]


def test_a_decision_needs_words_that_somebody_says_and_that_are_there(
    interviewed: Project,
) -> None:
    code(interviewed, "Selv tak.")
    code(interviewed, "Men børnene")
    replace(interviewed, ("Selv tak.", "Farvel."))
    (one,) = reviewing.open_reviews(interviewed)
    with pytest.raises(Refused, match="Nobody speaks"):
        reviewing.move(interviewed, one, Span(0, 9))
    with pytest.raises(Refused, match="characters only"):
        reviewing.move(interviewed, one, Span(0, 9_000))
    row = interviewed.interview("Bilag 6")
    with pytest.raises(Refused, match="already"):
        reviewing.move(interviewed, one, coding.span_of_quote(interviewed, row, "Men børnene"))
    with pytest.raises(NotFound, match="waits"):
        reviewing.by_uid(interviewed, "zz")


def test_a_coding_removed_meanwhile_asks_nothing_until_it_is_back(interviewed: Project) -> None:
    uid = code(interviewed, "lægen og buschaufføren")
    replace(interviewed, ("lægen", "lægerne"))
    coding.remove(interviewed, coding.by_uid(interviewed, uid))
    assert reviewing.open_reviews(interviewed) == []
    history.undo(interviewed)
    assert len(reviewing.open_reviews(interviewed)) == 1


# Restrictions

SECRET = "Skolen er »en helt anden sag« – det må I ikke skrive."


def covered(project: Project) -> list[str]:
    row = project.interview("Bilag 6")
    text = interviews.transcript_text(project.db, row.transcript_id)
    return [
        text[r["start"] : r["stop"]] for r in codings.restrictions(project.db, row.transcript_id)
    ]


def test_a_corrected_restriction_covers_all_between_the_untouched_words(
    interviewed: Project,
) -> None:
    restrict(interviewed, SECRET)
    replace(interviewed, ("må I ikke skrive.", "må I ikke skrive om nogen steder."))
    assert covered(interviewed) == [SECRET.replace("skrive.", "skrive om nogen steder.")]
    assert [one.withholds for one in reviewing.open_reviews(interviewed)] == [False]


def test_a_restriction_covers_a_replacement_that_begins_before_it(interviewed: Project) -> None:
    restrict(interviewed, "en helt anden sag« – det må I ikke skrive.")
    replace(interviewed, ("IP: Skolen er »en helt", "IP: Vi hader »vores helt"))
    assert covered(interviewed) == ["Vi hader »vores helt anden sag« – det må I ikke skrive."]


@pytest.mark.parametrize(
    "changes",
    [
        [(SECRET + " ", "")],
        [(SECRET + " ", ""), ("IP: Selv tak.", f"IP: Selv tak. {SECRET}")],
        [("en helt anden sag", "sig"), ("Selv tak.", "En helt anden sag, tak.")],
    ],
)
def test_when_a_restriction_is_in_doubt_nothing_of_the_interview_leaves(
    interviewed: Project, changes: list[tuple[str, str]]
) -> None:
    restrict(interviewed, SECRET)
    code(interviewed, "Æbletræerne er fælles.")
    assert in_matrix(interviewed) == ["Æbletræerne er fælles."]
    replace(interviewed, *changes)
    assert in_matrix(interviewed) == []
    assert matrices.matrix(interviewed).withheld == {"review": 1}
    (one,) = reviewing.open_reviews(interviewed)
    assert one.withholds
    with pytest.raises(Refused, match="cannot be dropped"):
        reviewing.drop(interviewed, one)
    reviewing.accept(interviewed, one)
    assert in_matrix(interviewed) == ["Æbletræerne er fælles."]
    assert discontent(interviewed) == []


def test_an_accepted_restriction_holds_again_when_its_passage_is_back(
    interviewed: Project,
) -> None:
    restrict(interviewed, SECRET)
    replace(interviewed, (SECRET + " ", ""))
    reviewing.accept(interviewed, reviewing.open_reviews(interviewed)[0])
    assert covered(interviewed) == []
    replace(interviewed, ("Interview om", "Om"))
    assert covered(interviewed) == [SECRET]
    assert reviewing.open_reviews(interviewed) == []


def test_undo_that_would_leave_a_new_restriction_behind_is_refused(interviewed: Project) -> None:
    replace(interviewed, ("Interview om", "Om"))
    restrict(interviewed, SECRET)
    before = dump(interviewed)
    with pytest.raises(Refused, match="A passage was restricted since then"):
        history.undo(interviewed)
    assert dump(interviewed) == before


def test_codings_of_an_earlier_version_never_pass_the_gate(interviewed: Project) -> None:
    uid = code(interviewed, "Selv tak.")
    replace(interviewed, ("Selv tak.", "Farvel."))
    left = coding.by_uid(interviewed, uid)
    assert consenting.gate(interviewed).reason(left) == "earlier version"


# Random histories

PLACES = ("lægen", "mødes", "fælles", "skolen", "sagde", "helt", "børnene", "jo", "Tak", "tak")


def scramble(chance: random.Random, text: str) -> str:
    """A text with a few words deleted, inserted or exchanged, labels apart."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        number = chance.randrange(2, len(lines))
        label, _, said = lines[number].partition(": ")
        words = said.split(" ")
        at = chance.randrange(len(words))
        words[at : at + chance.choice((0, 1))] = chance.choices(PLACES, k=chance.randint(0, 2))
        lines[number] = f"{label}: {' '.join(words) or 'Nå.'}"
    return "\n".join(lines)


def history_of(project: Project, seed: int) -> Iterable[list[Any]]:
    """The state after each of some random codings, corrections and decisions."""
    chance = random.Random(seed)
    text = WHOLE
    restrict(project, SECRET)
    yield dump(project)
    for _ in range(14):
        act = chance.randrange(4)
        row = project.interview("Bilag 6")
        waiting = reviewing.open_reviews(project)
        try:
            if act == 0:
                text = scramble(chance, text)
                replace(project, text=text)
            elif act == 1 and waiting:
                decide = chance.choice((reviewing.accept, reviewing.drop))
                decide(project, chance.choice(waiting))
            else:
                number = chance.randint(1, 5)
                segment = coding.segment_by_number(project, row, number)
                coding.toggle(project, row, segment, chance.choice(("andet", "effekter")))
        except (Refused, NotFound):
            continue
        yield dump(project)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_undoing_and_redoing_a_random_history_passes_the_same_states(
    interviewed: Project, seed: int
) -> None:
    states = list(history_of(interviewed, seed))
    assert len(states) > 6
    assert discontent(interviewed) == []
    back = [states[-1], *(walked(interviewed, history.undo) for _ in states[1:])]
    assert back == states[::-1]
    assert [states[0], *(walked(interviewed, history.redo) for _ in states[1:])] == states
    assert discontent(interviewed) == []


def walked(project: Project, step: Any) -> list[Any]:
    step(project)
    return dump(project)


# Files of the first version


def test_a_file_of_the_schema_before_is_brought_up_to_date(interviewed: Project) -> None:
    uid = code(interviewed, "Selv tak.")
    path = interviewed.paths.database
    root = interviewed.paths.root
    with interviewed.action() as db:
        db.execute("drop table review")
        db.execute("alter table transcript drop column undone")
        db.execute("delete from _sqlite_migrations where name = 'm0002_corrected_texts'")
    interviewed.close()
    with closing(sqlite3.connect(path)) as old:
        names = old.execute("select name from pragma_table_info('transcript')").fetchall()
    assert ("version",) in names
    assert ("undone",) not in names
    with open_project(root) as again:
        assert sorted(m.name for m in migrations.applied(again.db)) == sorted(NAMES)
        assert len(list(again.paths.backups.glob("before-update-*.db"))) == 1
        assert [one.uid for one in coding.listed(again)] == [uid]
        replace(again, ("Interview om", "Om"))
        assert quotes(again) == ["Selv tak."]
        assert discontent(again) == []
