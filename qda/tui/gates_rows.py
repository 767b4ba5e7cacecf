"""How the gates and what they found are shown: a row each, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from qda.domain.gates import State
from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.services.gate_places import Room
from qda.services.gate_report import state_in_words

if TYPE_CHECKING:
    from qda.domain.gates import Barrier, Gate
    from qda.services.gate_places import Where
    from qda.tui.columns import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A gate, or one thing that it found."""

    gate: Gate
    found: Barrier | None = None


def key_of(row: Row) -> tuple[str, str, str]:
    """What tells a row from the others, however often the gates are asked."""
    return (row.gate.id, row.found.subject, row.found.what) if row.found else (row.gate.id, "", "")


_STYLES = {
    State.OPEN: ("✓", "$success"),
    State.WARNING: ("!", "$warning"),
    State.CLOSED: ("✗", "$error"),
    State.NOT_ASKED: ("–", "$quiet"),
}


def cells_of(row: Row) -> list[Cell]:
    """A row of the list."""
    found = row.found
    if found is not None:
        sign, style = ("✗", "$error") if found.blocks else ("·", "$quiet")
        state = _("accepted") if found.accepted else ""
        return [("", ""), (f"{sign} {one_line(found.subject)}", style), (state, "$quiet"), ("", "")]
    sign, style = _STYLES[row.gate.state]
    count = len(row.gate.found)  # accepted ones, too
    return [
        (row.gate.id, "bold"),
        (row.gate.title, "bold" if count else ""),
        (f"{sign} {state_in_words(row.gate.state)}", style),
        (str(count) if count else "", "bold"),
    ]


def in_full(row: Row, where: Where | None) -> Content:
    """A finding with what to do; or a gate with what it found."""
    gate, found = row.gate, row.found
    parts: list[str | tuple[str, str]] = [
        (f"{gate.id}  ", "bold $primary"), (gate.title, "bold"), "\n",
    ]  # fmt: skip
    if found is not None:
        parts += [(one_line(found.subject), "bold $accent"), "\n", display(found.what), "\n",
                  display(found.todo)]  # fmt: skip
        if found.accepted:
            said = _("accepted: {reason}").format(reason=one_line(found.accepted))
            parts += ["\n", (said, "$success")]
        parts += ["\n\n", (way_there(where), "$quiet")]
        return Content.assemble(*parts)
    grouped: dict[tuple[bool, str, str], list[str]] = {}
    for one in gate.found:
        # One line for the same thing said of many; the sentence may name whom it is about.
        todo = one.todo.replace(one.subject.split()[0], "…")
        grouped.setdefault((one.blocks, one.what, todo), []).append(one_line(one.subject))
    for (blocks, what, todo), subjects in grouped.items():
        sign = ("✗ ", "$error") if blocks else ("· ", "$quiet")
        parts += [sign, f"{display(what)} {display(todo)}", "\n  ",
                  (f"{len(subjects)}: ", "bold"),
                  (", ".join(dict.fromkeys(subjects)), "$quiet"), "\n"]  # fmt: skip
    if not grouped:
        parts.append((
            _("It does not apply to this profile.") if gate.state is State.NOT_ASKED
            else _("Nothing is in the way."), "$quiet",
        ))  # fmt: skip
    return Content.assemble(*parts)


def way_there(where: Where | None) -> str:
    """Where Enter leads."""
    if where is None:
        return _("This is done outside this screen.")
    return {
        Room.PEOPLE: _("Enter goes to the informants."),
        Room.APPROVALS: _("Enter goes to the excerpt."),
        Room.REVIEWS: _("Enter goes to what a correction has changed."),
        Room.CODEBOOK: _("Enter goes to the codebook."),
        Room.PRINTED: _("Enter goes to the printed form."),
        Room.NAMES: _("Enter goes to the names."),
        Room.TEXT: _("Enter goes to the place in the interview."),
    }[where.room]


def nothing_asked() -> str:
    """What is said where there are no gates."""
    return _(
        "The internal profile has no gates.\n\n"
        "Working copies stay among the coders; restrictions and withdrawals hold even here.\n"
        "p asks for the supervisor, for assessment, for the public."
    )
