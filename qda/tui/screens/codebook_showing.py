"""What the codebook screen shows: the themes as a tree, and what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.theme_use import ThemeUse, theme_use
from qda.tui.colours import variable
from qda.tui.commands import Place
from qda.tui.screens.theme_fields import field_word
from qda.tui.screens.undoing import UndoingList
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from qda.domain.codebook import Theme
    from qda.tui.app import CodingApp


class CodebookShowing(UndoingList):
    """The tree, and the card of the theme under the cursor."""

    app: CodingApp
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-usual"), (100, "-roomy"), (130, "-wide")]  # noqa: RUF012  (as in the base class)
    AUTO_FOCUS = ""  # a card that is longer than the screen would take the arrow keys
    place = Place.CODEBOOK

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Theme] = []
        self._use: Mapping[str, ThemeUse] = {}
        self._retired = False

    def compose(self) -> ComposeResult:
        """The tree, and the card of the theme under the cursor."""
        yield TwoSides(id="heading")
        with Horizontal(id="codebook"):
            yield PlainList(id="theme-tree", classes="list")
            with VerticalScroll(id="theme-about", can_focus=False):
                yield Static(id="theme-card")
        yield StatusLine(id="status")
        yield KeyBar(Place.CODEBOOK)

    def on_mount(self) -> None:
        """Read the codebook."""
        with self.app.explaining():
            self.read_again(others=True)

    @property
    def _current(self) -> Theme | None:
        place = self._list.highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    # Reading

    def read_again(self, *, others: bool, at: str | None = None) -> None:
        """Read the themes and their counts; stay where one was, or go to a theme."""
        del others
        project, book = self.app.project, self.app.project.codebook
        now = at or (self._current.key if self._current else None)
        place = self._list.highlighted or 0
        self._use = theme_use(project)
        self._shown = [one for one in book.themes if self._retired or not book.is_retired(one.key)]
        self._list.clear_options()
        self._list.add_options([Option(self._line(theme)) for theme in self._shown])
        same = [at for at, theme in enumerate(self._shown) if theme.key == now]
        count = len(self._shown)
        self._list.highlighted = [*same, min(place, count - 1)][0] if count else None
        heading = self.query_one("#heading", TwoSides)
        heading.left = (_("Codebook · {title}").format(title=one_line(project.title)),)
        hidden = len(book.themes) - len(book.active)
        heading.right = ngettext("{count} theme", "{count} themes", len(book.active)).format(
            count=len(book.active)
        ) + (
            " · " + ngettext("{count} retired", "{count} retired", hidden).format(count=hidden)
            if hidden
            else ""
        )
        self._status.left = (one_line(project.coder),)
        self._show_card()

    def _line(self, theme: Theme) -> Content:
        book = self.app.project.codebook
        depth = len(book.path(theme.key)) - 1
        retired = book.is_retired(theme.key)
        use = self._use.get(theme.key, ThemeUse())
        colour = f"${variable(theme.colour)}"
        return Content.assemble(
            ("✗ " if retired else f"{theme.hotkey or '·'} ", f"bold {colour}"),
            (f"{use.codings:>4}  ", "bold" if use.codings else "$quiet"),
            "  " * depth,
            (one_line(theme.title), "$quiet" if retired else ""),
        )

    def _show_card(self) -> None:
        theme = self._current
        card = self.query_one("#theme-card", Static)
        self.query_one("#theme-about", VerticalScroll).scroll_home(animate=False)
        if theme is None:
            card.update(
                Content(self.app.keys.told(_("There are no themes yet; {new-code} makes one.")))
            )
            return
        card.update(Content.assemble(*self._card(theme)))

    def _card(self, theme: Theme) -> list[tuple[str, str]]:
        use = self._use.get(theme.key, ThemeUse())
        counts = " · ".join(
            (
                ngettext("{count} coding", "{count} codings", use.codings).format(
                    count=use.codings
                ),
                ngettext("{count} interview", "{count} interviews", use.interviews).format(
                    count=use.interviews
                ),
                ngettext("{count} coder", "{count} coders", use.coders).format(count=use.coders),
            )
        )
        colour = f"bold ${variable(theme.colour)}"
        parts = [(one_line(theme.title) + "\n", colour)]
        if self.app.project.codebook.is_retired(theme.key):
            parts.append(
                (_("retired: stays on its codings, is given no more") + "\n", "$restricted")
            )
        parts += [(counts + "\n", "$quiet")]
        words = {
            "definition": theme.definition,
            "include": theme.include,
            "exclude": theme.exclude,
            "keywords": ", ".join(keyword.written for keyword in theme.keywords),
        }
        for name, text in words.items():
            if text:
                parts += [
                    (f"\n{field_word(name)}\n", "bold $secondary"),
                    (display(text) + "\n", ""),
                ]
        below = [one_line(one.title) for one in self.app.project.codebook.children(theme.key)]
        if below:
            parts += [
                ("\n" + _("Sub-codes") + "\n", "bold $secondary"),
                (", ".join(below) + "\n", ""),
            ]
        signs = [f"{field_word('colour')}: {colour_word(theme.colour)}"]
        signs.append(f"{field_word('hotkey')}: {theme.hotkey or '–'}")
        signs.append(_("key in codes.yml: {key}").format(key=theme.key))
        return [*parts, ("\n" + " · ".join(signs), "$quiet")]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another theme under the cursor."""
        event.stop()
        self._show_card()

    # Keys

    def action_step(self, by: int) -> None:
        """Go to another theme."""
        now = self._list.highlighted
        if now is not None:
            self._list.highlighted = max(0, min(now + by, len(self._shown) - 1))

    def action_scroll_card(self, direction: int) -> None:
        """Scroll what is said of the theme."""
        about = self.query_one("#theme-about", VerticalScroll)
        about.scroll_relative(y=direction * max(1, about.size.height - 1), animate=False)

    def action_show_retired(self) -> None:
        """Show or hide retired themes."""
        self._retired = not self._retired
        with self.app.explaining():
            self.read_again(others=False)
        self._status.say(
            _("retired themes are shown") if self._retired else _("retired themes are hidden")
        )


def colour_word(name: str) -> str:
    """A colour of the palette in the user's language."""
    return {
        "blue": _("blue"), "orange": _("orange"), "green": _("green"), "red": _("red"),
        "purple": _("purple"), "grey": _("grey"), "teal": _("teal"), "pink": _("pink"),
        "brown": _("brown"), "yellow": _("yellow"), "cyan": _("cyan"), "magenta": _("magenta"),
    }.get(name, name)  # fmt: skip
