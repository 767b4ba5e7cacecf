"""Registered addresses and numbers are found however they are written, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.danish.contact_forms import Contacts
from qda.danish.identifiers import structured
from qda.danish.name_forms import Matcher
from qda.danish.name_occurrences import Name
from qda.danish.words import word_list
from qda.domain.identifiers import Kind
from qda.domain.permission import Profile
from qda.domain.register import EntityKind
from qda.services import identifying, naming
from qda.services.anonymising import Renderer
from qda.services.leaks import Scanner
from qda.services.naming import Draft
from qda.storage import interviews
from tests.projects import add_interview

if TYPE_CHECKING:
    from qda.services.project import Project

KNOWN = Contacts([("gerda.kvist@værkstedet.dk", "mail"), ("+45 23 45 67 89", "phone")])


@pytest.mark.parametrize(
    "text",
    [
        "gerda.kvist@værkstedet.dk",
        "Gerda.Kvist@Værkstedet.DK,",
        "<mailto:gerda.kvist@værkstedet.dk>",
        "gerda.kvist%40værkstedet.dk",
        "gerda.kvist (at) værkstedet (dot) dk",
        "gerda punktum kvist snabel-a værkstedet punktum dk",
        "gerda.kvist snabela værkstedet.dk",
        "gerda.kvist @ værkstedet.dk",
    ],
)
def test_an_address_is_found_in_every_form(text: str) -> None:
    assert [*KNOWN.owners(f"Skriv til {text} i dag")] == ["mail"]


@pytest.mark.parametrize(
    "text",
    [
        "23456789", "2345 6789", "23 45 67 89", "23.45.67.89", "23-45-67-89", "+4523456789",
        "0045 23 45 67 89", "(+45) 2345 6789", "23\u00a045\u00a067\u00a089", "2 3 4 5 6 7 8 9",
        "234 567 89", "23/456789", "23\u201145\u201167\u201189",
    ],
)  # fmt: skip
def test_a_number_is_found_in_every_form(text: str) -> None:
    assert [*KNOWN.owners(f"Ring på {text} i dag")] == ["phone"]


@pytest.mark.parametrize(
    "text", ["23 45 67", "2345 6788", "gerda@værkstedet.dk", "gerda kvist, værkstedet", "punktum"]
)
def test_others_are_left_alone(text: str) -> None:
    assert [*KNOWN.owners(text)] == []


@pytest.mark.parametrize("text", ["gerda%40kvist.dk", "+4523456789", "2 3 4 5 6 7 8 9"])
def test_a_registered_contact_never_leaves_in_another_form(project: Project, text: str) -> None:
    for contact in ("gerda@kvist.dk", "23 45 67 89"):
        naming.enter(project, Draft(names=(contact,), kind=EntityKind.OTHER))
    scanner = Scanner(project, Profile.ASSESSMENT)
    assert "name" in [leak.what for leak in scanner.scan_text(text)]


REGISTERED = Matcher(
    [Name("gerda.kvist@værkstedet.dk", "mail"), Name("+45 23 45 67 89", "phone"),
     Name("Gerda Kvist", "person"), Name("Gerda", "person")],
    word_list(),
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "gerda.kvist@værkstedet.dk", "Gerda.Kvist@Værkstedet.DK", "gerda.kvist%40værkstedet.dk",
        "gerda.kvist (at) værkstedet (dot) dk", "gerda.kvist[at]værkstedet.dk",
        "gerda punktum kvist snabel-a værkstedet punktum dk", "23456789", "23-45-67-89",
        "+4523456789", "0045 23 45 67 89", "2 3 4 5 6 7 8 9", "23 45 67 89",
    ],
)  # fmt: skip
def test_a_registered_contact_stands_whole_in_every_form(text: str) -> None:
    [found] = REGISTERED.find(f"Skriv til {text}, sagde de.")
    assert found.span.of(f"Skriv til {text}, sagde de.") == text
    assert found.owners[0] in {"mail", "phone"}
    assert found.sure


def test_two_numbers_beside_each_other_are_two() -> None:
    text = "Ring på 23 45 67 89, 23 45 67 89."
    assert [one.span.of(text) for one in REGISTERED.find(text)] == ["23 45 67 89"] * 2


@pytest.mark.parametrize(
    "text", ["ingerda.kvist@værkstedet.dk", "gerda.kvist@værkstedet.dk.org", "123456789"]
)
def test_the_rest_of_another_contact_is_not_meant(text: str) -> None:
    owners = {one.owners[0] for one in REGISTERED.find(text)}
    assert owners <= {"person"}


def test_an_escaped_address_is_recognised() -> None:
    text = "Se mailto:gerda%40kvist.dk i dag."
    assert [one.span.of(text) for one in structured(text) if one.kind is Kind.EMAIL] == [
        "gerda%40kvist.dk"
    ]


def test_an_address_that_holds_a_known_name_is_decided_once(project: Project) -> None:
    line = "IP: Her er Gerda Kvist, skriv til gerda.kvist@example.dk og gerda.kvist%40example.dk."
    row = add_interview(project, "Bilag 1", ("I: Hvem er det?", line, "I: Tak."))
    naming.enter(
        project, Draft(names=("Gerda Kvist", "Gerda"), kind=EntityKind.PERSON, category="Leder")
    )
    assert "gerda.kvist@example.dk" in [form.form for form in identifying.queue(project).forms]
    address = Draft(names=("gerda.kvist@example.dk",), kind=EntityKind.OTHER, category="Mail")
    naming.enter(project, address)
    assert [form.form for form in identifying.queue(project).forms] == []
    text = interviews.transcript_text(project.db, row.transcript_id)
    shown = Renderer(project, Profile.ASSESSMENT)(text)
    assert "[Leder]" in shown
    assert not {word for word in ("gerda", "kvist", "example") if word in shown.lower()}


def test_a_short_name_is_no_element_of_a_workbook(project: Project) -> None:
    naming.enter(project, Draft(names=("Ea",), kind=EntityKind.PERSON))
    scanner = Scanner(project, Profile.ASSESSMENT)
    looks = '<a:t xmlns:a="x"><a:ea typeface=""/></a:t>'
    assert scanner.scan("theme1.xml", looks.encode()) == []
    assert scanner.scan("theme1.xml", looks.replace('""', '"Ea"').encode()) != []


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("<p>Pr. 22.11.2026</p>", []),
        ("<p>Ring 22.11.20.26</p>", ["phone"]),
    ],
)
def test_a_day_is_no_number_to_ring(project: Project, text: str, leaks: list[str]) -> None:
    scanner = Scanner(project, Profile.ASSESSMENT)
    assert sorted({leak.whose for leak in scanner.scan("report.html", text.encode())}) == leaks
