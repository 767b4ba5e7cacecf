"""The register, decisions, and texts as profiles see them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from qda.danish.name_occurrences import tokens
from qda.domain.permission import Profile
from qda.domain.register import Entity, EntityKind, Relation, Verdict
from qda.domain.rendering import Chosen, Piece
from qda.domain.text import Span
from qda.errors import NotFound, Refused
from qda.services import (
    history,
    identifying,
    naming,
    pseudonyms,
    read_throughs,
    replacing,
    verdicts,
)
from qda.services.anonymising import Renderer
from qda.services.naming import Draft
from qda.storage import entities, informants, interviews
from tests import word_files
from tests.projects import add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project
    from qda.services.waiting import Place

LEVELS = (Profile.SUPERVISOR, Profile.ASSESSMENT, Profile.PUBLIC)

TALK = (
    "I: Hvem hjalp jer dengang?",
    "IP: Det gjorde Fatima Mosegaard. Fatimas mand, Tom, kørte os til Vollermose.",
    "I: Kan vi ringe til hende?",
    "IP: Ja, på 23 45 67 89. Hendes cpr er 010165-1234. Bjørn har også nummeret.",
    "IP: Det står på www.tom-vollermose.dk, og TOM-SAGEN kender alle. Så kom Bjørn.",
)


@pytest.fixture
def talked(project: Project) -> Project:
    add_interview(project, "Bilag 6", TALK)
    return project


def text_of(project: Project) -> str:
    return interviews.transcript_text(project.db, project.interview("Bilag 6").transcript_id)


def to_all(text: str) -> dict[Profile, str]:
    return dict.fromkeys(LEVELS, text)


def rendered(project: Project, profile: Profile = Profile.PUBLIC) -> str:
    return Renderer(project, profile)(text_of(project))


def enter_all(project: Project) -> None:
    naming.enter(project, Draft(("Fatima Mosegaard",), replacements=to_all("Yrsa Engdal")))
    naming.enter(project, Draft(("Tom",), replacements=to_all("Karl")))
    naming.enter(project, Draft(("Vollermose",), EntityKind.PLACE, category="by"))


def test_a_text_is_rendered_with_names_in_their_form(talked: Project) -> None:
    enter_all(talked)
    text = rendered(talked)
    assert "Det gjorde Yrsa Engdal. Yrsas mand, Karl, kørte os til [by]." in text
    assert "KARL-SAGEN" in text


def test_what_rules_recognise_is_masked_before_anybody_has_decided(talked: Project) -> None:
    passage = Renderer(talked, Profile.ASSESSMENT).rendered(text_of(talked))
    assert "på [telefonnummer]. Hendes cpr er [cpr-nummer]." in passage.text
    assert passage.undecided == 1


def test_a_web_address_with_a_name_in_it_is_masked_whole(talked: Project) -> None:
    assert "www.tom-vollermose.dk" in rendered(talked)
    enter_all(talked)
    assert "Det står på [webadresse], og" in rendered(talked)


def test_the_coders_see_the_original(talked: Project) -> None:
    enter_all(talked)
    assert rendered(talked, Profile.INTERNAL) == text_of(talked)


def test_a_stricter_profile_never_shows_what_was_meant_for_a_laxer_one(talked: Project) -> None:
    town = naming.enter(
        talked,
        Draft(
            ("Vollermose",),
            EntityKind.PLACE,
            category="sted",
            replacements={Profile.SUPERVISOR: "en mellemstor by", Profile.PUBLIC: "[by]"},
        ),
    )
    assert [town.shown(level) for level in LEVELS] == ["en mellemstor by", "[by]", "[by]"]
    naming.set_level(talked, town, Profile.PUBLIC, "")
    again = naming.entity_by_id(talked, town.short_id)
    assert [again.shown(level) for level in LEVELS] == ["en mellemstor by", "[sted]", "[sted]"]
    assert "kørte os til en mellemstor by." in rendered(talked, Profile.SUPERVISOR)


def test_a_passage_that_cuts_through_a_name_is_widened(talked: Project) -> None:
    enter_all(talked)
    text = text_of(talked)
    start = text.index("Mosegaard")
    passage = Renderer(talked, Profile.PUBLIC).rendered(text, Span(start + 2, start + 20))
    assert passage.text.startswith("Yrsa Engdal. Yrsas")
    assert passage.span is not None
    assert passage.span.start == text.index("Fatima Mosegaard")


def test_offsets_of_the_original_lead_to_the_same_words_of_the_rendering(talked: Project) -> None:
    enter_all(talked)
    text = text_of(talked)
    passage = Renderer(talked, Profile.PUBLIC).rendered(text)
    kept = text.index("kørte os")
    assert len(passage.pieces) > 5
    assert passage.text[passage.place(kept) :].startswith("kørte os til [by]")
    assert passage.text[passage.place(text.index("Tom,")) :].startswith("Karl,")


def test_rendering_moves_no_text(talked: Project) -> None:
    before = text_of(talked)
    enter_all(talked)
    assert rendered(talked) != before
    assert text_of(talked) == before


def test_a_rendered_text_has_no_leaks_and_is_rendered_the_same_again(talked: Project) -> None:
    enter_all(talked)
    renderer = Renderer(talked, Profile.PUBLIC)
    assert len(renderer.leaks(text_of(talked))) > 5
    once = renderer(text_of(talked))
    assert renderer.leaks(once) == []
    assert renderer(once) == once


def test_names_are_the_same_in_all_interviews_and_in_any_text(talked: Project) -> None:
    enter_all(talked)
    renderer = Renderer(talked, Profile.PUBLIC)
    assert renderer("Notat om Toms rolle i Vollermose") == "Notat om Karls rolle i [by]"
    assert renderer("") == ""


def ask_about_the_bear(project: Project) -> Entity:
    return naming.enter(project, Draft(("Bjørn",), replacements=to_all("Viggo"), ask=True))


def places(project: Project, form: str) -> tuple[Place, ...]:
    return identifying.queue(project, model=False).form(form).places


def test_an_ambiguous_name_is_masked_until_each_place_is_decided(talked: Project) -> None:
    man = ask_about_the_bear(talked)
    assert rendered(talked).count("[navn]") == 2
    first, second = places(talked, "Bjørn")
    interview = talked.interview("Bilag 6")
    verdicts.decide_place(talked, interview, first.span, Verdict.REPLACE, man)
    verdicts.decide_place(talked, interview, second.span, Verdict.NOT_A_NAME)
    text = rendered(talked)
    assert "Viggo har også nummeret" in text
    assert "Så kom Bjørn." in text
    with pytest.raises(NotFound):
        places(talked, "Bjørn")


def test_a_name_claimed_by_two_is_asked(talked: Project) -> None:
    enter_all(talked)
    naming.enter(talked, Draft(("Tom Vang",), replacements=to_all("Gorm")))
    form = identifying.queue(talked, model=False).form("Tom")
    assert form.asked
    assert len(form.options) == 2
    assert "mand, [navn], kørte" in rendered(talked)


@pytest.mark.parametrize(
    "pseudonym", ["Fatima", "fatima".upper(), "Mosegaard Lund", "Bjørn", "[Fatima-veninde]", "Tom"]
)
def test_a_pseudonym_that_is_a_real_name_is_refused(talked: Project, pseudonym: str) -> None:
    enter_all(talked)
    with pytest.raises(Refused):
        naming.enter(talked, Draft(("Yusuf",), replacements=to_all(pseudonym)))
    assert len(naming.register_of(talked).entities) == 3


def test_a_real_name_that_is_a_pseudonym_is_refused_and_so_is_one_for_two(talked: Project) -> None:
    enter_all(talked)
    with pytest.raises(Refused):
        naming.enter(talked, Draft(("Karl",)))
    with pytest.raises(Refused):
        naming.enter(talked, Draft(("Yusuf",), replacements=to_all("Karl")))


@pytest.mark.parametrize("name", ["", "  ", "…", "x" * 201])
def test_what_is_no_name_is_refused(talked: Project, name: str) -> None:
    with pytest.raises(Refused):
        naming.enter(talked, Draft((name,)))


@pytest.mark.parametrize("verdict", [Verdict.KEEP, Verdict.NOT_A_NAME])
def test_a_cpr_number_is_never_kept(talked: Project, verdict: Verdict) -> None:
    with pytest.raises(Refused):
        verdicts.decide_form(talked, "010165-1234", verdict, "not identifying")


def test_a_kept_phone_number_stands_and_a_reason_is_needed(talked: Project) -> None:
    with pytest.raises(Refused):
        verdicts.decide_form(talked, "23 45 67 89", Verdict.KEEP)
    verdicts.decide_form(talked, "23 45 67 89", Verdict.KEEP, "consent to be named")
    assert "på 23 45 67 89" in rendered(talked)


def test_blockers_come_first_and_a_decision_covers_all_places(talked: Project) -> None:
    found = identifying.queue(talked, model=False)
    assert [form.blocks for form in found.forms][:3] == [True, True, False]
    assert {str(form.kind) for form in found.blockers} == {"phone", "cpr"}
    tom = found.form("Vollermose")
    assert tom.places[0].before.endswith("kørte os til ")
    verdicts.decide_form(talked, "Vollermose", Verdict.NOT_A_NAME)
    with pytest.raises(NotFound):
        identifying.queue(talked, model=False).form("Vollermose")


def test_a_misspelt_name_is_offered_as_another_name_of_the_entry(project: Project) -> None:
    add_interview(project, "Bilag 6", ("I: Hvem?", "IP: Så kom Mosegard og Mosegaard."))
    person = naming.enter(project, Draft(("Mosegaard",), replacements=to_all("Engdal")))
    form = identifying.queue(project, model=False).form("Mosegard")
    assert form.options == (person.short_id,)
    naming.add_alias(project, person, "Mosegard")
    assert Renderer(project, Profile.PUBLIC)("Så kom Mosegard") == "Så kom Engdal"


def test_the_informants_are_entered_once(talked: Project) -> None:
    with talked.action() as db:
        informants.save_informant(
            db,
            {"short_id": "I6", "name": "Tom Vang", "label": "", "role": "", "organisation": "",
             "municipality": "", "area": "", "attributes": {}},
        )  # fmt: skip
    (made,) = naming.enter_informants(talked)
    assert (made.relation, made.shown(Profile.PUBLIC)) == (Relation.INFORMANT, "[informant I6]")
    assert naming.enter_informants(talked) == []
    assert "mand, [informant I6], kørte" in rendered(talked)


def test_a_drawn_pseudonym_is_nobodys_name(talked: Project) -> None:
    enter_all(talked)
    drawn = {pseudonyms.draw(talked, "Fatima") for _ in range(60)}
    assert len(drawn) > 10
    real = {word for alias in naming.register_of(talked).aliases
            for word in tokens(alias.surface)}  # fmt: skip
    assert {name for name in drawn if name[0] == "F" or set(tokens(name)) & real} == set()


def test_every_decision_is_undone_and_done_again(talked: Project) -> None:
    empty = snapshot(talked)
    enter_all(talked)
    town = naming.entity_by_id(talked, "E3")
    naming.add_alias(talked, town, "Mosen")
    naming.set_level(talked, town, Profile.PUBLIC, "[sted]")
    naming.set_level(talked, town, Profile.PUBLIC, "[by]")
    naming.set_protected(talked, town, protect=False)
    verdicts.decide_form(talked, "Bjørn", Verdict.ASK)
    span = Span(0, text_of(talked).index(":"))
    verdicts.decide_place(talked, talked.interview("Bilag 6"), span, Verdict.REPLACE, town)
    naming.merge(talked, naming.entity_by_id(talked, "E2"), town)
    naming.remove(talked, naming.entity_by_id(talked, "E1"))
    read_throughs.record(talked, talked.interview("Bilag 6"))
    full = snapshot(talked)
    steps = [history.in_words(history.undo(talked)) for _ in range(12)]
    assert len(set(steps)) > 5
    assert snapshot(talked) == empty
    assert [history.redo(talked).action for _ in range(12)][-1] == "document.read"
    assert snapshot(talked) == full


def snapshot(project: Project) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(tuple(row.values()) for row in entities.stored(project.db, table))
        for table in entities.COLUMNS
    }


def test_reading_is_bound_to_text_and_rendering(talked: Project) -> None:
    interview = talked.interview("Bilag 6")
    assert read_throughs.reading_of(talked, interview).state == "imported"
    read_throughs.record(talked, interview)
    assert read_throughs.reading_of(talked, interview).state == "read"
    naming.enter(talked, Draft(("Ragnhild",)))
    assert read_throughs.reading_of(talked, interview).state == "read"
    naming.enter(talked, Draft(("Vollermose",), EntityKind.PLACE))
    again = read_throughs.reading_of(talked, interview)
    assert (again.state, again.reasons, again.read_by) == ("read again", ("register",), "sofie")


def test_no_name_stands_in_what_the_journal_says(talked: Project) -> None:
    enter_all(talked)
    said = " ".join(history.in_words(entry) for entry in history.entries(talked, 10))
    assert "E1" in said
    assert [name for name in ("Fatima", "Tom", "Vollermose") if name in said] == []


@pytest.mark.parametrize(
    "lines",
    [
        ("",),
        ("i: hvem?", "ip: det var fatima og tom fra vollermose, sagde de vist nok dengang"),
        ("I: Who?", "IP: Tom went to the house because the others wanted him to come there."),
    ],
)
def test_any_text_can_be_searched_and_rendered(project: Project, lines: tuple[str, ...]) -> None:
    add_interview(project, "Bilag 6", lines)
    naming.enter(project, Draft(("Tom",), replacements=to_all("Karl")))
    assert len(identifying.queue(project, model=False).documents) == 1
    assert "Tom" not in rendered(project)


def test_random_decisions_never_move_a_coding_and_never_leave_half_a_name(talked: Project) -> None:
    enter_all(talked)
    chance = random.Random(6)
    text = text_of(talked)
    renderer = Renderer(talked, Profile.PUBLIC)
    whole = renderer(text)
    assert "Karl" in whole
    spans = [sorted(chance.sample(range(len(text)), 2)) for _ in range(1000)]
    pieces = [renderer.rendered(text, Span(a, b)) for a, b in spans]
    assert [piece.text for piece in pieces if piece.text not in whole] == []
    assert text_of(talked) == text


def corrected(project: Project, old: str, new: str) -> Path:
    """A Word file with the text of Bilag 6 in which some words read otherwise."""
    text = text_of(project)
    assert old in text
    body = "".join(word_files.para(line) for line in text.replace(old, new).split("\n"))
    return word_files.write(project.paths.root / "new.docx", word_files.members(body))


def mention(project: Project, words: str, verdict: Verdict, entity: Entity | None = None) -> None:
    start = text_of(project).index(words)
    span = Span(start, start + len(words))
    verdicts.decide_place(project, project.interview("Bilag 6"), span, verdict, entity)


def test_decisions_about_places_move_with_a_corrected_text(talked: Project) -> None:
    man = ask_about_the_bear(talked)
    first = places(talked, "Bjørn")[0]
    verdicts.decide_place(talked, talked.interview("Bilag 6"), first.span, Verdict.REPLACE, man)
    file = corrected(talked, "I: Kan vi ringe", "I: Kan vi måske ringe")
    replacing.replace(talked, talked.interview("Bilag 6"), file)
    assert "Viggo har også nummeret" in rendered(talked)
    assert len(places(talked, "Bjørn")) == 1
    history.undo(talked)
    assert "Viggo har også nummeret" in rendered(talked)


def test_a_description_that_was_corrected_stays_masked_and_is_asked_again(talked: Project) -> None:
    driver = naming.enter(talked, Draft(("Chaufføren",), replacements=to_all("[chauffør]")))
    mention(talked, "kørte os til Vollermose", Verdict.REPLACE, driver)
    assert "mand, Tom, [chauffør]." in rendered(talked)
    file = corrected(talked, "kørte os til Vollermose", "kørte os hen til Vollermose")
    replacing.replace(talked, talked.interview("Bilag 6"), file)
    assert "mand, Tom, [chauffør]." in rendered(talked)
    form = identifying.queue(talked, model=False).form("kørte os hen til Vollermose")
    assert (form.asked, form.why) == (True, ("text changed",))


def test_what_was_kept_is_asked_again_when_its_words_changed(talked: Project) -> None:
    ask_about_the_bear(talked)
    mention(talked, "Bjørn har også nummeret", Verdict.NOT_A_NAME)
    assert rendered(talked).count("[navn]") == 1
    file = corrected(talked, "Bjørn har også nummeret", "Bjørn har vist også nummeret")
    replacing.replace(talked, talked.interview("Bilag 6"), file)
    assert rendered(talked).count("[navn]") == 2


def test_two_decisions_about_the_same_words_are_refused(talked: Project) -> None:
    mention(talked, "Fatima Mosegaard", Verdict.NOT_A_NAME)
    with pytest.raises(Refused):
        mention(talked, "Mosegaard", Verdict.NOT_A_NAME)


def test_a_name_cut_by_a_masked_address_leaves_nothing_behind(project: Project) -> None:
    add_interview(project, "Bilag 6", ("I: Hvor?", "IP: Mosevej 4, 9000 Aalborg Klint er det."))
    naming.enter(project, Draft(("Aalborg Klint",), EntityKind.PLACE))
    text = rendered(project)
    assert "[adresse] er det." in text
    assert "Klint" not in text


@pytest.mark.parametrize(
    ("written", "entered"),
    [
        ("Yasmins", "Yasmin"),
        ("Lars", "Lars"),
        ("Fatima’s", "Fatima"),
        ("fru Engdal", "Engdal"),
        ("bo", "Bo"),
    ],
)
def test_a_name_is_entered_in_its_plain_form(talked: Project, written: str, entered: str) -> None:
    made = naming.enter(talked, Draft((written,)))
    assert [alias.surface for alias in made.aliases] == [entered]


def test_a_cpr_number_is_masked_even_where_a_decision_lets_it_stand(talked: Project) -> None:
    row = {"uid": "u", "form": "010165 1234", "verdict": "keep", "reason": "not identifying",
           "decided_by": "sofie", "decided_at": "2026-01-01"}  # fmt: skip
    with talked.action() as db:
        entities.put(db, "form_verdict", "u", row)
    assert "Hendes cpr er [cpr-nummer]." in rendered(talked)


def test_a_piece_that_is_cut_by_another_makes_it_wider() -> None:
    chosen = Chosen()
    chosen.take([Piece(Span(0, 8), "[adresse]", "address")])
    chosen.take([Piece(Span(5, 12), "[by]", "E1")])
    assert [(piece.span, piece.text) for piece in chosen.pieces] == [(Span(0, 12), "[adresse]")]


def test_a_corrected_text_must_be_read_again(talked: Project) -> None:
    read_throughs.record(talked, talked.interview("Bilag 6"))
    file = corrected(talked, "I: Kan vi ringe", "I: Kan vi måske ringe")
    replacing.replace(talked, talked.interview("Bilag 6"), file)
    again = read_throughs.reading_of(talked, talked.interview("Bilag 6"))
    assert (again.state, again.reasons) == ("read again", ("text",))


def test_labels_that_name_nobody_are_not_asked_about(project: Project) -> None:
    lines = ("IP: Der er haver.", "I1: Hvor mange?", "IP: Mange.", "Kvista: Og gader.")
    add_interview(project, "Bilag 9", lines)
    forms = {form.form: form.kind for form in identifying.queue(project).forms}
    assert "Kvista" in forms
    assert not {"IP", "I1"} & set(forms)
