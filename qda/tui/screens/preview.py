"""An interview beside what a profile sees of it: names follow the text, nothing of it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from qda.domain.permission import Profile
from qda.domain.text import one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import previewing
from qda.services.identifier_words import profile_word
from qda.tui.commands import Place, bindings_of
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.preview_view import PreviewView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.previewing import Line
    from qda.tui.app import CodingApp

_PROFILES = list(Profile)


class PreviewScreen(Screen[None]):
    """Both texts of one interview, for one profile after the other."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PREVIEW)]
    place = Place.PREVIEW

    def __init__(self, appendix: str, segment: int = 0) -> None:
        super().__init__()
        self.appendix = appendix
        self._segment = segment
        self._profile = Profile.ASSESSMENT
        self._changed = False
        self._lines: list[Line] = []

    def compose(self) -> ComposeResult:
        """Both texts between two lines and the keys."""
        yield TwoSides(id="heading")
        yield Static(id="sides")
        yield PreviewView(id="preview")
        yield Static(id="nothing")
        yield StatusLine(id="status")
        yield KeyBar(Place.PREVIEW)

    def on_mount(self) -> None:
        """Show both texts."""
        self._view.focus()
        self.call_after_refresh(lambda: self._read(self._segment))

    @property
    def _view(self) -> PreviewView:
        return self.query_one(PreviewView)

    def _read(self, at: int) -> None:
        with self.app.explaining():
            row = self.app.project.interview(self.appendix)
            self._lines = previewing.lines(self.app.project, row, self._profile)
        shown = [line for line in self._lines if line.changed or not self._changed]
        self._view.display = bool(shown)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not shown
        nothing.update(Content(_("This profile sees the text as it stands.")))
        self._view.show(shown, at)
        heading = self.query_one("#heading", TwoSides)
        heading.left = (one_line(self.appendix),)
        heading.right = _("as {profile} sees it").format(profile=profile_word(self._profile))
        replaced = sum(line.replaced for line in self._lines)
        undecided = sum(line.undecided for line in self._lines)
        said = ngettext("{count} place replaced", "{count} places replaced", replaced).format(
            count=replaced
        )
        if undecided:
            said += " · " + ngettext(
                "{count} masked, undecided", "{count} masked, undecided", undecided
            ).format(count=undecided)
        status = self.query_one(StatusLine)
        status.left = (said,)
        status.say(_("only changed segments") if self._changed else "")
        half = max(8, (self.size.width - 9) // 2)
        self.query_one("#sides", Static).update(
            Content.assemble(
                "     ", (f"{_('Original'):<{half}}", "bold $secondary"), "   ",
                (profile_word(self._profile), "bold $secondary"),
            )
        )  # fmt: skip

    # Acts

    def action_profile(self, direction: int) -> None:
        """Show what another profile sees."""
        place = (_PROFILES.index(self._profile) + direction) % len(_PROFILES)
        self._profile = _PROFILES[place]
        self._read(self._view.top)

    def action_only_changed(self) -> None:
        """Show only segments in which something is replaced, or all again."""
        self._changed = not self._changed
        self._read(self._view.top)

    def action_next_interview(self) -> None:
        """Show the next interview."""
        names = [row.appendix for row in self.app.project.interviews()]
        self.appendix = names[(names.index(self.appendix) + 1) % len(names)]
        self._read(0)

    def action_scroll_rows(self, direction: int) -> None:
        """Scroll by a line."""
        self._view.move(direction)

    def action_scroll_screen(self, direction: int) -> None:
        """Scroll by a screen."""
        self._view.move(direction * max(1, self._view.size.height - 1))

    def action_leave(self) -> None:
        """Go back."""
        self.app.leave_above()
