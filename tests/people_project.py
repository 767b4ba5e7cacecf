"""A project for tests of the screens about people: two invented interviews, three informants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import ConsentKind
from qda.services import coding, consents, registering
from tests.projects import add_interview, fresh_project

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

WORKSHOP = (
    "I: Hvem arbejder du sammen med?",
    "IP: Mest sammen med Gerda Kvist, og vi kan ringes op på 32 12 34 56 hver dag.",
    "I: Hvor kommer kunderne fra?",
    "IP: De kommer fra Brovst og fra Skagen, og Gerdas bror kommer med Bent om fredagen.",
    "I: Er der andet?",
    "IP: Æblerne er fælles, og støjen er værst om natten.",
)
QUOTES = ("Æblerne er fælles", "støjen er værst om natten")
OTHER = ("I: Hvad laver du?", "IP: Jeg kører bus, og Bent kører også.")


def people_project(folder: Path) -> Project:
    """I1 wants to approve, I2 has given nothing, I3 has withdrawn."""
    made = fresh_project(folder, coder="sofie")
    row = add_interview(made, "Bilag 1", WORKSHOP)
    add_interview(made, "Bilag 2", OTHER)
    for quote in QUOTES:
        coding.add(made, row, coding.span_of_quote(made, row, quote), "effekter")
    for short_id, name, label, appendix in (
        ("I1", "Asta Vinge", "smed", "Bilag 1"),
        ("I2", "Jens Holt", "chauffør", "Bilag 2"),
        ("I3", "Ulla Rask", "bager", ""),
    ):
        appendices = (appendix,) if appendix else None
        registering.save(
            made, short_id, {"name": name, "label": label}, new=True, appendices=appendices
        )
    given = {"quote": "yes", "analyse": "yes", "library": "no", "approval": "quotes",
             "retention": "2999-12-31"}  # fmt: skip
    consents.record(made, "I1", ConsentKind.GIVEN, at="2025-03-01", fields=given)
    consents.record(made, "I3", ConsentKind.GIVEN, at="2025-03-01", fields={"quote": "yes"})
    consents.record(made, "I3", ConsentKind.WITHDRAWN, at="2025-04-01")
    return made
