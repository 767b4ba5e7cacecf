"""What informants allow on a day, with the events behind it, as it is shown and printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.consent import INTERVIEWS_FIELD, ConsentKind, ConsentState, Scope, day_of
from qda.services import consents, dates
from qda.storage import informants

if TYPE_CHECKING:
    from datetime import date

    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class View:
    """One informant's consent; without the name."""

    short_id: str
    label: str
    appendices: tuple[str, ...]
    states: tuple[tuple[str, ConsentState], ...]
    """Under an empty text what holds for all interviews, then each interview that differs."""
    events: tuple[dict[str, Any], ...]
    """Up to the day, as they are stored."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "informant": self.short_id,
            "appendices": list(self.appendices),
            "states": [
                {"appendix": appendix or None, **_values(state)} for appendix, state in self.states
            ],
            "events": [
                {
                    "at": event["at"],
                    "kind": str(event["kind"]),
                    "fields": event["fields"],
                    "recorded_by": event["recorded_by"],
                    "recorded_at": event["recorded_at"],
                    "hash": event["hash"],
                }
                for event in self.events
            ],
        }


def _values(state: ConsentState) -> dict[str, Any]:
    return {
        "given": state.given,
        "withdrawn": state.withdrawn,
        "scopes": {str(scope): str(state.answer(scope)) for scope in Scope},
        "approval": str(state.approval or "not recorded"),
        "appendix_policy": str(state.appendix or "not recorded"),
        "retention": state.retention,
    }


def views(project: Project, short_id: str | None = None, at: date | None = None) -> list[View]:
    """The consent of one informant, or of all, on a day; None is today.

    Raises:
        NotFound: No such informant.
    """
    day = at or dates.counted_day(project)
    rows = [consents.by_id(project, short_id)] if short_id else informants.informants(project.db)
    return [_view(project, row, day) for row in rows]


def _view(project: Project, row: dict[str, Any], day: date) -> View:
    events = [
        {**event, "kind": ConsentKind(event["kind"])}
        for event in informants.consent_events(project.db, row["id"])
        if day_of(event["at"]) <= day
    ]
    apart = {
        name.strip()
        for event in events
        for name in event["fields"].get(INTERVIEWS_FIELD, "").split(";")
        if name.strip()
    }
    appendices = consents.appendices_of(project, row["id"])
    wanted = ["", *(name for name in appendices if name in apart)]
    return View(
        row["short_id"],
        row["label"],
        appendices,
        tuple((name, consents.state_of(project, row["id"], day, name)) for name in wanted),
        tuple(events),
    )
