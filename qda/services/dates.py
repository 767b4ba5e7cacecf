"""Today: on the calendar of the place where the computer stands, and never before the record.

Whoever withdraws, and whatever is held back until a date, is meant by the calendar on the wall,
not by the one of Greenwich. A clock that was set back must not undo what was recorded.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from qda.domain.consent import day_of
from qda.storage import informants

if TYPE_CHECKING:
    from qda.services.project import Project

TOLERANCE = timedelta(minutes=5)
"""How far two computers' clocks may differ before it is said."""


def today() -> date:
    """Today's date here."""
    return datetime.now().astimezone().date()


def counted_day(project: Project) -> date:
    """The day that consent and embargoes are held against: today, or the newest record's day.

    A withdrawal that was recorded holds although the clock was set back since.
    """
    newest = informants.newest_record(project.db)
    return max(today(), day_of(newest)) if newest else today()


def clock_set_back(project: Project) -> tuple[str, str] | None:
    """The newest record and the present time, where the clock is behind the record; else None."""
    newest = informants.newest_record(project.db)
    if not newest:
        return None
    recorded = datetime.fromisoformat(newest)
    recorded = recorded if recorded.tzinfo else recorded.replace(tzinfo=UTC)
    present = datetime.now(UTC)
    if present + TOLERANCE >= recorded:
        return None
    return _local(recorded), _local(present)


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
