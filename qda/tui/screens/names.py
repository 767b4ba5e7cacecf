"""What identifies people, form by form with its places: one decision each, blockers first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from qda.domain.register import Verdict
from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import identifying, naming, read_throughs
from qda.services.identifier_words import document_warnings, kind_word, why_words
from qda.tui.columns import Column
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.above import Rows
from qda.tui.screens.names_deciding import Deciding
from qda.tui.screens.undoing import Undoing
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.waiting import Form, Queue
    from qda.services.waiting import Place as Spot
    from qda.tui.columns import Cell, Table

_MOST = 200
"""So many places of a form are listed."""


class NamesScreen(Deciding, Undoing):
    """All forms that wait, and the places of one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.NAMES)]
    place = Place.NAMES

    def __init__(self) -> None:
        super().__init__()
        self._queue: Queue | None = None
        self._by_place: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """The forms, the places of the chosen one, and the keys."""
        yield TwoSides(id="heading")
        yield Static(id="warnings")
        with Vertical(classes="pair"):
            with Vertical(classes="pair-list"):
                yield Rows(id="forms", classes="rows")
            with Vertical(classes="details"):
                yield Static(id="form-what")
                yield PlainList(id="places")
        yield Static(id="nothing")
        yield StatusLine(id="status")
        yield KeyBar(Place.NAMES)

    def begin(self) -> None:
        """Say that the search has begun, and search after that: the first one takes a second."""
        self.query_one("#heading", TwoSides).left = (_("What identifies people"), _("Names"))
        self.query_one("#warnings").display = self.query_one(".pair").display = False
        self.query_one("#nothing", Static).update(Content(_("Looking through the interviews …")))
        self.call_after_refresh(self._read_now)

    # What is chosen

    @property
    def _forms(self) -> tuple[Form, ...]:
        return self._queue.forms if self._queue else ()

    @property
    def current(self) -> Form | None:
        """The form that is decided about."""
        place = self._list.highlighted if self.is_mounted else None
        return self._forms[place] if place is not None and place < len(self._forms) else None

    @property
    def spot(self) -> Spot | None:
        """The place that is decided about, where places are; and the one that is shown."""
        form = self.current
        place = self._places.highlighted or 0
        return form.places[min(place, len(form.places) - 1)] if form and form.places else None

    @property
    def place_by_place(self) -> bool:
        """Whether the chosen form means several things, so that each place is decided."""
        form = self.current
        return form is not None and (form.asked or form.key in self._by_place)

    @property
    def _places(self) -> PlainList:
        return self.query_one("#places", PlainList)

    # Reading

    def read(self) -> None:
        """Search anew, and stay where one was; what undo has brought back comes first."""
        project = self.app.project
        before, place = self.current, self._list.highlighted or 0
        known = {(form.key, form.asked) for form in self._forms}
        self._queue = identifying.queue(project)
        verdicts = naming.register_of(project).verdicts
        self._by_place = frozenset(
            key for key, one in verdicts.items() if one.verdict is Verdict.ASK
        )
        keys = [(form.key, form.asked) for form in self._forms]
        back = [at for at, key in enumerate(keys) if known and key not in known]
        same = [at for at, key in enumerate(keys) if before and key == (before.key, before.asked)]
        # A name that is entered may bring up new questions far away: only one of them is undo.
        back = back if len(back) == 1 and len(keys) > len(known) else []
        at = [*back, *same, min(place, len(keys) - 1)][0] if keys else None
        self.fill(at)
        self._head()
        self._show()

    def _head(self) -> None:
        assert self._queue is not None
        found = self._queue
        heading = self.query_one("#heading", TwoSides)
        count = len(found.forms)
        heading.left = (_("What identifies people"), _("Names"))
        heading.right = ngettext(
            "{count} to decide, {blockers} blocking",
            "{count} to decide, {blockers} blocking",
            count,
        ).format(count=count, blockers=len(found.blockers))
        said = [warning for one in found.documents for warning in document_warnings(one)]
        warnings = self.query_one("#warnings", Static)
        first = said[0] if said else ""
        more = _(" ({count} more)").format(count=len(said) - 1) if len(said) > 1 else ""
        warnings.update(Content.assemble(("! ", "bold $accent"), first, (more, "$quiet")))
        warnings.display = bool(said)
        readings = read_throughs.readings(self.app.project)
        done = sum(one.state == "read" for one in readings)
        self._status.left = (
            self.app.keys.told(
                _("read to the end: {done} of {count} interviews ({to-be-read})"),
                done=done,
                count=len(readings),
            ),
            _("read: {done} of {count}").format(done=done, count=len(readings)),
        )
        self.query_one(".pair").display = bool(count)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not count
        nothing.update(Content(self.app.keys.told(_nothing_waits())))

    def table(self) -> Table:
        """A row for each form that waits."""
        columns = [Column(), Column(grows=True), Column("", 2), Column(right=True), Column("", 3)]
        return columns, [_cells(form) for form in self._forms]

    def _show(self) -> None:
        form = self.current
        if form is None:
            return
        self.query_one("#form-what", Static).update(self._what(form))
        self._places.clear_options()
        self._places.add_options([Option(_context(spot)) for spot in form.places[:_MOST]])
        self._places.highlighted = 0

    def _what(self, form: Form) -> Content:
        said = []
        if form.blocks:
            said.append(
                self.app.keys.told(
                    _(
                        "Masked until you decide: {keep-form} or {no-name} lets it stand,"
                        " {replace-form} puts words instead."
                    )
                )
            )
        if self.place_by_place:
            ids = ", ".join(form.options)
            said.append(
                self.app.keys.told(
                    _(
                        "Each place is decided by itself. It may be {ids}: {who-is-meant} says who"
                        " is meant."
                    ),
                    ids=ids,
                )
                if ids
                else self.app.keys.told(
                    _(
                        "Each place is decided by itself: {previous-place} and {next-place} go from"
                        " place to place."
                    )
                )
            )
        elif form.options:
            said.append(
                self.app.keys.told(
                    _("It may be another name of {ids}: {who-is-meant} says so."),
                    ids=", ".join(form.options),
                )
            )
        return Content.assemble(
            (one_line(form.form), "bold $primary"),
            (f"  {kind_word(str(form.kind))}", "bold"),
            (f"  {why_words(form.why)}", "$quiet"),
            *(("\n" + line, "$accent") for line in said),
        )

    # Messages

    def on_option_list_option_highlighted(self, event: PlainList.OptionHighlighted) -> None:
        """Show the places of the form that was chosen."""
        if event.option_list is self._list:
            self._show()

    # Going about

    def action_step_place(self, direction: int) -> None:
        """Go to another place of the form."""
        count = self._places.option_count
        if count:
            place = (self._places.highlighted or 0) + direction
            self._places.highlighted = place % count

    def action_in_transcript(self) -> None:
        """Show the place in the transcript; Esc there comes back."""
        if self.spot is not None:
            self.app.show_place(self.spot.appendix, self.spot.span.start)

    def action_preview(self) -> None:
        """Show the interview beside what a profile sees of it."""
        rows = self.app.project.interviews()
        if self.spot is not None:
            self.app.show_preview(self.spot.appendix, self.spot.segment)
        elif rows:
            self.app.show_preview(rows[0].appendix)


def _cells(form: Form) -> list[Cell]:
    sign = "!" if form.blocks else "?" if form.asked else " "
    return [
        (sign, "bold $error" if form.blocks else "bold $accent"),
        (one_line(form.form), "bold" if form.blocks else ""),
        (kind_word(str(form.kind)), "$quiet"),
        (f"{len(form.places)}×", "$secondary"),
        (" ".join(form.options), "$accent"),
    ]


def _context(spot: Spot) -> Content:
    return Content.assemble(
        (f"{one_line(spot.appendix)} · {spot.segment}  ", "$secondary"),
        ("…" + _flat(spot.before), ""),
        ("»", "bold $accent"),
        (_flat(spot.match), "bold"),
        ("«", "bold $accent"),
        (_flat(spot.after) + "…", ""),
    )


def _flat(text: str) -> str:
    """One line that keeps a blank at its ends."""
    return display(text.replace("\n", " ").replace("\t", " "))


def _nothing_waits() -> str:
    return _(
        "Nothing waits for a decision.\n\n"
        "That is not yet a clean text: no rule finds a description without a name.\n"
        "{to-be-read} chooses an interview to read to its end, {read-to-end} in its text"
        " records it."
    )
