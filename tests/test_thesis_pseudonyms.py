"""Quotations of a thesis under the project's pseudonyms, and names that were left in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qda.domain.citation_finding import find_citations
from qda.domain.consent import Answer, Approval, ConsentState, Scope
from qda.domain.permission import Profile
from qda.domain.quote_aligning import EditKind
from qda.domain.register import EntityKind, Relation
from qda.domain.thesis import Thesis, ThesisParagraph
from qda.domain.thesis_findings import FindingKind
from qda.services import naming
from qda.services.naming import Draft
from qda.services.thesis_checking import examined
from qda.services.thesis_material import Material, gather
from qda.services.thesis_quotes import check_quotation
from tests.projects import add_interview

if TYPE_CHECKING:
    from qda.services.project import Project

SPOKEN = (
    "I: Hvem hjalp jer dengang?",
    "IP: Det gjorde Fatima Mosegaard, og Fatimas mand kørte os helt til Vollermose om natten.",
    "IP: Han bor på Lærkevej 14, Fatima ringer til 23 45 67 89, når det sner på vejen.",
    "IP: Bagefter stod vi der med to kufferter og en kaktus, og ingen af os sagde noget.",
)
LEVELS = (Profile.SUPERVISOR, Profile.ASSESSMENT, Profile.PUBLIC)


@pytest.fixture
def renamed(project: Project) -> Material:
    add_interview(project, "Bilag 6", SPOKEN)
    instead = dict.fromkeys(LEVELS[1:], "Yrsa")
    naming.enter(project, Draft(("Fatima Mosegaard",), replacements=instead))
    naming.enter(project, Draft(("Vollermose",), EntityKind.PLACE, category="by"))
    return gather(project)


def best(material: Material, quotation: str) -> list[str]:
    matches = [*material.index.matches(quotation), *material.renamed.matches(quotation)]
    found = min(matches, key=lambda match: match.words_changed)
    return [str(edit.kind) for edit in found.edits]


@pytest.mark.parametrize(
    ("quotation", "edits"),
    [
        ("Det gjorde Yrsa, og Yrsas mand kørte os helt til [by] om natten",
         ["pseudonym", "pseudonym", "pseudonym"]),
        ("og Yrsas mand kørte os helt til [by]", ["pseudonym", "pseudonym"]),
        ("og Yrsas mand kørte os", ["pseudonym"]),
        ("Lærkevej 14, Yrsa ringer til 23 45 67 89, når det sner", ["pseudonym"]),
        ("og Sofies mand kørte os", ["word"]),
        ("med to kufferter og en kaktus", []),
    ],
)  # fmt: skip
def test_a_pseudonym_is_an_edit_and_another_name_is_a_change(
    renamed: Material, quotation: str, edits: list[str]
) -> None:
    assert sorted(kind for kind in best(renamed, quotation) if kind in ("pseudonym", "word")) == (
        edits
    )


def test_a_quotation_under_pseudonyms_keeps_its_place_in_the_transcript(renamed: Material) -> None:
    (match,) = renamed.renamed.matches("og Yrsas mand kørte os helt til [by] om natten")
    text = renamed.sources["Bilag 6"].text
    assert match.cover.of(text) == "og Fatimas mand kørte os helt til Vollermose om natten"
    assert match.words_changed == 0
    assert not match.exact
    assert all(edit.said == "" for edit in match.edits if edit.kind is EditKind.PSEUDONYM)


def test_a_name_that_is_hidden_from_others_is_found_in_a_quotation(renamed: Material) -> None:
    (match, *_) = renamed.index.matches("og Fatimas mand kørte os helt til Vollermose")
    assert renamed.renamed.names_left(
        "og Fatimas mand kørte os helt til Vollermose", match
    ) == ["Yrsas", "[by]"]  # fmt: skip
    assert renamed.renamed.names_left("og Yrsas mand kørte os helt til [by]", match) == []


def test_what_a_profile_shows_is_no_hidden_name(project: Project, renamed: Material) -> None:
    open_to = gather(project, Profile.INTERNAL).renamed
    quotation = "Det gjorde Fatima Mosegaard"
    (match, *_) = renamed.index.matches(quotation)
    assert renamed.renamed.names_left(quotation, match) == ["Yrsa"]
    assert open_to.names_left(quotation, match) == []


def test_a_check_tells_of_both(renamed: Material) -> None:
    wanted: dict[str, set[int] | None] = {"Bilag 6": None}
    allowed = ConsentState({Scope.QUOTE: Answer.YES}, Approval.NONE)
    source = replace(renamed.sources["Bilag 6"], consent=allowed, withheld=False)
    asked = replace(renamed, sources={"Bilag 6": source})
    under = check_quotation("og Yrsas mand kørte os helt til [by]", wanted, asked, sure=True)
    named = check_quotation("og Fatimas mand kørte os", wanted, asked, sure=True)
    assert (str(under.status), under.said) == ("edited", ())
    assert [str(kind) for kind, _sentence in named.said] == ["name.hidden"]
    assert "Yrsas" in named.said[0][1]


def said(material: Material, *paragraphs: str) -> list[tuple[str, str]]:
    """The names that a thesis is told to hide, as it prints them, each with the sentence."""
    thesis = Thesis("thesis.docx", tuple(map(ThesisParagraph, paragraphs)))
    report = examined(thesis, find_citations(thesis), material)
    return [
        (one.span.of(paragraphs[one.paragraph]), one.message)
        for one in report.findings
        if one.kind is FindingKind.REAL_NAME
    ]


def test_a_hidden_name_is_found_outside_quotations(renamed: Material) -> None:
    found = said(
        renamed,
        "Vores informant Fatima Mosegaard kom til byen i fjor (Bilag 6).",
        "Fatimas flytning til Vollermose gik godt, og Yrsa var glad.",
    )
    assert [name for name, _sentence in found] == ["Fatima Mosegaard", "Fatimas", "Vollermose"]
    assert ["Yrsa" in found[0][1], "Yrsas" in found[1][1], "[by]" in found[2][1]] == [True] * 3
    assert not [sentence for _name, sentence in found if "Fatima" in sentence]


def test_a_hidden_name_in_a_quotation_is_told_once(renamed: Material) -> None:
    allowed = ConsentState({Scope.QUOTE: Answer.YES}, Approval.NONE)
    source = replace(renamed.sources["Bilag 6"], consent=allowed, withheld=False)
    asked = replace(renamed, sources={"Bilag 6": source})
    line = "Fatima siger: “Fatimas mand kørte os helt til Vollermose om natten” (Bilag 6)."
    found = said(asked, line)
    assert len([name for name, _sentence in found if name == "Fatima"]) == 1
    assert "Fatimas" not in [name for name, _sentence in found]


def test_authors_and_interviewers_are_no_hidden_names(project: Project, renamed: Material) -> None:
    naming.enter(
        project, Draft(("Gerda Kvist",), relation=Relation.INTERVIEWER, category="interviewer")
    )
    asked = gather(project, Profile.ASSESSMENT)
    lines = ("Mosegaard (2019) viser det, og Mosegaard er enig.", "Skrevet af Gerda Kvist.")
    assert said(asked, *lines) == []
    assert said(asked, "Her bor Mosegaard.") != []
