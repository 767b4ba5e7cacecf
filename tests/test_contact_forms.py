"""Registered addresses and numbers are found however they are written, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.danish.contact_forms import Contacts
from qda.domain.permission import Profile
from qda.domain.register import EntityKind
from qda.services import naming
from qda.services.leaks import Scanner
from qda.services.naming import Draft

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
