"""Who is who in an interview: the text beside the proposal, until a person settles it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from qda.domain.interviews import Role
from qda.domain.speaker_naming import Naming
from qda.domain.speakers import CONFIDENT, Layout
from qda.domain.text import one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import screens, settling
from qda.services.import_words import layout_word
from qda.services.settling import Settlement
from qda.tui import words
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.ask import Ask
from qda.tui.screens.dialog import Leaving
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList
from qda.tui.widgets.speaker_rows import candidate_row, ignored_row, speaker_row
from qda.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.domain.speakers import Reading
    from qda.services.project import Project
    from qda.services.segmenting import Speech
    from qda.tui.app import CodingApp

_ROLES = (Role.INFORMANT, Role.INTERVIEWER, Role.OTHER)
_REJECTED = 5
"""So many strings that look like labels are offered as speakers."""


class SpeakersScreen(Leaving[None]):
    """Labels with their counts, roles and first words, and the text as it would look."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.SPEAKERS)]
    HORIZONTAL_BREAKPOINTS = [(0, "-usual"), (96, "-roomy"), (130, "-wide")]  # noqa: RUF012
    place = Place.SPEAKERS

    def __init__(self, project: Project, appendix: str, proposal: Settlement | None) -> None:
        super().__init__()
        self.appendix = appendix
        self._before = screens.transcript_for_screen(project, appendix)
        interview = self._before.interview
        self._source = settling.source_of(project, interview)
        self._settlement = proposal or settling.settled_now(project, interview, self._source)
        self._speech: Speech = settling.read(self._source, self._settlement)
        self._labels: list[str] = []
        """Behind each row of the list the label or name that it is about."""

    def compose(self) -> ComposeResult:
        """The text beside the proposal, between two lines and the keys."""
        yield TwoSides(id="heading")
        with Container(id="settling"):
            shown = settling.as_seen(self._before, self._speech)
            yield TranscriptView(shown, 0, id="transcript")
            with Vertical(id="who"):
                yield Static(id="layout")
                yield PlainList(id="speakers", classes="list")
        yield StatusLine(id="status")
        yield KeyBar(Place.SPEAKERS)

    def on_mount(self) -> None:
        """Show the proposal."""
        self.query_one("#heading", TwoSides).left = (
            _("{appendix}: who is who?").format(appendix=one_line(self.appendix)),
        )
        self._view.focus()
        self._view.show_marks({}, {}, ())
        self._show(0)

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    @property
    def _view(self) -> TranscriptView:
        return self.query_one(TranscriptView)

    @property
    def _reading(self) -> Reading:
        return self._speech.reading

    @property
    def _label(self) -> str | None:
        """What the cursor is on."""
        place = self._list.highlighted
        return None if place is None or place >= len(self._labels) else self._labels[place]

    # Showing

    def _try(self, settlement: Settlement, at: str | None = None) -> None:
        """Read the text in another way, and show it beside; a refusal changes nothing."""
        try:
            speech = settling.read(self._source, settlement)
        except QdaError as error:
            self.app.complain(error)
            return
        self._settlement, self._speech = settlement, speech
        self._view.show_transcript(settling.as_seen(self._before, speech))
        place = self._list.highlighted or 0
        self._show(place)
        if at in self._labels:
            self._list.highlighted = self._labels.index(at)

    def _show(self, place: int) -> None:
        reading = self._reading
        rows = [(one.label, speaker_row(one)) for one in reading.speakers]
        rows += [(label, ignored_row(label)) for label in sorted(self._settlement.naming.ignored)]
        taken = {label for label, _row in rows}
        rows += [
            (one.label, candidate_row(one))
            for one in reading.rejected[:_REJECTED]
            if one.label and one.label not in taken
        ]
        self._labels = [label for label, _row in rows]
        self._list.clear_options()
        self._list.add_options([Option(Content.assemble(row)) for _label, row in rows])
        self._list.highlighted = min(place, len(rows) - 1) if rows else None
        heading = self.query_one("#heading", TwoSides)
        heading.right = (
            words.percent(round(100 * reading.confidence), 100)
            + " "
            + (_("certain") if reading.confidence >= CONFIDENT else _("certain: please look"))
        )
        self.query_one("#layout", Static).update(self._layout_line())
        turns = len(reading.turns)
        self.query_one(StatusLine).left = (
            " · ".join(
                (
                    ngettext("{count} turn", "{count} turns", turns).format(count=turns),
                    ngettext(
                        "{count} segment", "{count} segments", len(self._speech.segments)
                    ).format(count=len(self._speech.segments)),
                )
            ),
        )

    def _layout_line(self) -> Content:
        parts: list[str | tuple[str, str]] = [
            ("‹ ", "bold $accent"),
            (layout_word(self._reading.layout), "bold"),
            (" ›", "bold $accent"),
        ]
        if not self._source.original:
            said = _("The file itself is not in transcripts: bold and tables are not known.")
            parts.append((f"\n{said}", "$quiet"))
        for rare, usual in self._reading.look_alikes[:2]:
            said = _('"{one}" may be "{other}".').format(one=one_line(rare), other=one_line(usual))
            parts.append((f"\n? {said}", "$warning"))
        return Content.assemble(*parts)

    # Messages

    def on_option_list_option_selected(self, event: PlainList.OptionSelected) -> None:
        """A second click gives another role."""
        event.stop()

    # Acts

    def action_step(self, direction: int) -> None:
        """Go up or down among the speakers."""
        if self._labels:
            place = (self._list.highlighted or 0) + direction
            self._list.highlighted = max(0, min(place, len(self._labels) - 1))

    def action_role(self) -> None:
        """Give the speaker the next role; what is none becomes one."""
        label = self._label
        if not label:
            return
        role = next((one.role for one in self._reading.speakers if one.label == label), None)
        if role is None:
            self._take_back(label)
            return
        wanted = _ROLES[(_ROLES.index(role) + 1) % len(_ROLES)]
        roles = {**self._settlement.roles, label: wanted}
        self._try(replace(self._settlement, roles=roles), label)

    def action_rename(self) -> None:
        """Give the speaker another name."""
        label = self._label
        if not label or label not in {one.label for one in self._reading.speakers}:
            return

        def given(name: str | None) -> None:
            if name is not None and name != label:
                self._rename(label, " ".join(name.split()))

        self.app.push_screen(Ask(_("What is the speaker called?"), answer=label), given)

    def _rename(self, label: str, name: str) -> None:
        naming = self._settlement.naming
        behind = [each for each, other in naming.renamed.items() if other == label] or [label]
        renamed = {**naming.renamed, **dict.fromkeys(behind, name)}
        renamed = {each: other for each, other in renamed.items() if each != other}
        role = next(one.role for one in self._reading.speakers if one.label == label)
        roles = {each: one for each, one in self._settlement.roles.items() if each != label}
        roles.setdefault(name, role)
        self._try(
            replace(self._settlement, roles=roles, naming=Naming(renamed, naming.ignored)), name
        )

    def action_nobody(self) -> None:
        """Say that the label is no speaker, or that it is one after all."""
        label = self._label
        if not label:
            return
        naming = self._settlement.naming
        if label not in {one.label for one in self._reading.speakers}:
            self._take_back(label)
            return
        behind = [each for each, other in naming.renamed.items() if other == label] or [label]
        kept = {each: other for each, other in naming.renamed.items() if each not in behind}
        ignored = naming.ignored | frozenset(behind)
        self._try(self._without(label, Naming(kept, ignored)), behind[0])

    def _without(self, label: str, naming: Naming) -> Settlement:
        roles = {each: role for each, role in self._settlement.roles.items() if each != label}
        return replace(self._settlement, roles=roles, naming=naming)

    def _take_back(self, label: str) -> None:
        naming = self._settlement.naming
        ignored = naming.ignored - {label}
        roles = dict(self._settlement.roles)
        if label not in naming.ignored:
            roles[label] = Role.OTHER  # it was not found to be a speaker: a person says so
        naming = Naming(naming.renamed, ignored)
        layout = self._settlement.layout or self._reading.layout
        self._try(replace(self._settlement, roles=roles, naming=naming, layout=layout), label)

    def action_layout(self, direction: int) -> None:
        """Try another layout; what was said of the labels of this one is put aside."""
        found = settling.layouts_found(self._source)
        now = self._reading.layout
        place = found.index(now) + direction if now in found else 0
        if found:
            self._try(Settlement(layout=found[place % len(found)]))

    def action_no_speakers(self) -> None:
        """Read the text as one speech."""
        self._try(Settlement(layout=Layout.NONE))

    def action_next_example(self) -> None:
        """Go to the next turn of the speaker."""
        label, turns = self._label, self._reading.turns
        if label is None or not self._speech.segments:
            return
        here = self._view.current
        now = self._speech.segments[here].turn
        after = [place for place, one in enumerate(self._speech.segments)
                 if turns[one.turn].label == label and one.turn != now]  # fmt: skip
        if after:
            self._view.current = next((place for place in after if place > here), after[0])

    def action_scroll_text(self, direction: int) -> None:
        """Read on in the text, or back."""
        self._view.move_screen(direction)

    def action_settle(self) -> None:
        """Put these speakers on the text; codings stay where they are."""
        settled = replace(self._settlement, layout=self._settlement.layout or self._reading.layout)
        try:
            settling.settle(self.app.project, self._before.interview, self._source, settled)
        except QdaError as error:
            self.app.complain(error)
            return
        self.app.look_around(own_acts=1)
        self.app.notify(
            _("Saved: the speakers of {appendix} are settled.").format(
                appendix=one_line(self.appendix)
            ),
            markup=False,
        )
        self.dismiss(None)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
