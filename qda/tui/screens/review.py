"""What a correction has changed: both texts of each coding, memo and restriction, to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from qda.domain.consent import RestrictionKind
from qda.domain.text import one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import restricting, reviewing
from qda.services.comparing import both_sides
from qda.services.correcting_words import kind_word, subject_word
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.undoing import UndoingList
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList
from qda.tui.widgets.sides import BothSides

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.domain.text import Span
    from qda.services.reviewing import Review
    from qda.tui.app import CodingApp


class ReviewScreen(UndoingList):
    """All that waits for a decision, one of it with both texts."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.REVIEW)]
    HORIZONTAL_BREAKPOINTS = [(0, "-usual"), (130, "-wide")]  # noqa: RUF012  (as in the base class)
    place = Place.REVIEW

    def __init__(self, at: str | None) -> None:
        super().__init__()
        self._at = at
        self._reviews: list[Review] = []

    @property
    def appendix(self) -> str | None:
        """The interview of what is shown."""
        return self._current.appendix if self._current else self._at

    def compose(self) -> ComposeResult:
        """The list, what the chosen one is, and both texts."""
        yield TwoSides(id="heading")
        with Vertical(id="reviewing"):
            yield PlainList(id="reviews")
            with Vertical(id="review"):
                yield Static(id="what")
                yield BothSides(id="both")
        yield Static(id="nothing")
        yield StatusLine(id="status")
        yield KeyBar(Place.REVIEW)

    def on_mount(self) -> None:
        """Read what waits."""
        with self.app.explaining():
            self.read_again(others=True)
        if self._at is not None:
            places = [at for at, one in enumerate(self._reviews) if one.appendix == self._at]
            self._list.highlighted = places[0] if places else self._list.highlighted

    def on_screen_resume(self) -> None:
        """Read again what was done in the transcript."""
        if self.is_mounted and self._list.option_count:
            with self.app.explaining():
                self.read_again(others=True)

    @property
    def _current(self) -> Review | None:
        place = self._list.highlighted if self.is_mounted else None
        return self._reviews[place] if place is not None and place < len(self._reviews) else None

    # Reading

    def read_again(self, *, others: bool) -> None:
        """Read what waits for a decision; stay where one was."""
        del others
        before, place = self._current, self._list.highlighted or 0
        known = {one.uid for one in self._reviews}
        self._reviews = reviewing.open_reviews(self.app.project)
        self._list.clear_options()
        self._list.add_options([Option(self._line(one)) for one in self._reviews])
        count = len(self._reviews)
        # What undo has brought back comes first, then where one was.
        back = [at for at, one in enumerate(self._reviews) if known and one.uid not in known]
        same = [at for at, one in enumerate(self._reviews) if before and one.uid == before.uid]
        self._list.highlighted = [*back, *same, min(place, count - 1)][0] if count else None
        self.query_one("#reviewing").display = bool(count)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not count
        nothing.update(Content(self.app.keys.told(nothing_waits())))
        heading = self.query_one("#heading", TwoSides)
        heading.left = (_("After a correction"),)
        heading.right = ngettext("{count} to decide", "{count} to decide", count).format(
            count=count
        )
        self._status.left = (one_line(self.app.project.coder),)
        self._show()

    def _line(self, one: Review) -> Content:
        sign = "✗" if one.kind == "gone" else "≈" if one.typography else "~"
        holds = " !" if one.withholds else ""
        return Content.assemble(
            (f"{sign} ", "bold $accent"),
            (f"{one_line(one.appendix)} ", "bold"),
            (f"· {one.segment or '–'}  ", "$quiet"),
            one_line(_title(one)),
            (f"  {one_line(one.coder)}" if one.coder else "", "$quiet"),
            (f"  {kind_word(one.kind, one.typography)}", "$quiet"),
            (holds, "bold $error"),
        )

    def _show(self) -> None:
        """Show both texts of the chosen one."""
        one = self._current
        if one is None:
            return
        with self.app.explaining():
            then, now = both_sides(self.app.project, one)
            self.query_one("#what", Static).update(self._what(one))
            moves = one.new is None and one.elsewhere is not None
            self.query_one(BothSides).show(then, now, moves=moves)

    def _what(self, one: Review) -> Content:
        said = {
            "coding": _("Coding of {theme} by {coder}: {change}."),
            "memo": _("Memo by {coder}: {change}."),
            "restriction": _("Restricted passage ({theme}): {change}."),
        }[one.subject].format(
            theme=one_line(_title(one)),
            coder=one_line(one.coder),
            change=kind_word(one.kind, one.typography),
        )
        more = []
        told = self.app.keys.told
        if one.elsewhere is not None:
            more.append(
                self.app.keys.told(_("Its words stand elsewhere; {review-accept} takes it there."))
            )
        elif one.kind == "gone" and one.subject == "coding":
            more.append(
                self.app.keys.told(
                    _("Give it other words with {other-words}, or drop it with {drop}.")
                )
            )
        elif one.kind == "gone" and one.subject == "memo":
            more.append(
                self.app.keys.told(
                    _(
                        "{review-accept} makes it a memo on the interview; {other-words} gives it"
                        " other words, {drop} drops it."
                    )
                )
            )  # fmt: skip
        elif one.kind == "gone":
            more.append(told(_("{review-accept} says that the passage is no longer in the text.")))
        if one.withholds:
            more.append(_("Nothing of this interview leaves until this is decided."))
        return Content.assemble((said, "bold"), " ", " ".join(more))

    # Messages

    def on_option_list_option_highlighted(self) -> None:
        """Show both texts of what was chosen."""
        self._show()

    def on_option_list_option_selected(self, event: PlainList.OptionSelected) -> None:
        """A click shows both texts, like the arrows."""
        event.stop()

    # Acts

    def action_accept(self) -> None:
        """Take what stands there now for right."""
        self._decide(lambda one: reviewing.accept(self.app.project, one))

    def action_drop(self) -> None:
        """Remove the coding."""
        self._decide(lambda one: reviewing.drop(self.app.project, one))

    def _decide(self, act: Callable[[Review], object]) -> None:
        one = self._current
        if one is not None:
            self.app.act(self._status, lambda: act(one))

    def action_other_words(self) -> None:
        """Choose other words in the new text."""
        one = self._current
        if one is None:
            return

        def chosen(span: Span | None) -> None:
            if span is not None:
                self.app.act(self._status, lambda: reviewing.move(self.app.project, one, span))

        there = one.new or one.elsewhere
        self.app.show_words(one.appendix, there, one.place, one.old_text, chosen)

    def action_later(self) -> None:
        """Go to the next one, from the last to the first."""
        self._step(1)

    def action_earlier(self) -> None:
        """Go to the one before."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        if self._reviews:
            place = (self._list.highlighted or 0) + direction
            self._list.highlighted = place % len(self._reviews)

    def action_scroll_texts(self, direction: int) -> None:
        """Scroll both texts."""
        self.query_one(BothSides).scroll_both(direction)

    def action_in_transcript(self) -> None:
        """Show the place in the transcript; Esc there comes back."""
        one = self._current
        if one is not None:
            there = one.new or one.elsewhere
            self.app.show_place(one.appendix, there.start if there else one.place)

    def action_replace(self) -> None:
        """Choose the corrected file of this interview."""
        if self.appendix is not None:
            self.app.show_replace(self.appendix)

    def action_library(self) -> None:
        """Go back to the interviews."""
        self.app.show_library()


def _title(one: Review) -> str:
    """The title of a coding's theme, what a restriction is, or that it is a memo."""
    if one.subject == "coding":
        return one.title
    if one.subject == "memo":
        return subject_word(one.subject)
    return restricting.in_words(RestrictionKind(one.theme))


def nothing_waits() -> str:
    """What to do where nothing waits."""
    return _(
        "Nothing waits for a decision.\n\n"
        "Corrected a transcript in Word? {review-replace} chooses the corrected file:\n"
        "codings move with their words, and what has changed is shown here."
    )
