"""The codebook screen: the themes as a tree, what each means, and changes shown before they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from qda.domain.codebook import PALETTE
from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import theme_merging, theme_plans
from qda.services.theme_use import ThemeUse, theme_use
from qda.tui.colours import variable
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.effect import EffectScreen
from qda.tui.screens.pick import Choice, PickScreen
from qda.tui.screens.split import SplitScreen
from qda.tui.screens.theme_fields import ThemeFields, field_word
from qda.tui.screens.undoing import Undoing
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from qda.domain.codebook import Theme
    from qda.services.theme_plans import Plan
    from qda.tui.app import CodingApp

TOP = "-"
"""In place of a key: the top level."""


class CodebookScreen(Undoing):
    """All themes, and what can be done with them."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.CODEBOOK)]
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
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

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

    # Acts: each planned by a service, shown, and then carried out

    def _planned(
        self, title: str, make: Callable[[], Plan], *, ask: bool = True, at: str | None = None
    ) -> None:
        """Make a plan, show its effect, and do it if that is wanted."""
        with self.app.explaining():
            plan = make()
            if plan.empty:
                self._status.say(_("that would change nothing"))
            elif ask:
                self.app.push_screen(
                    EffectScreen(title, plan), lambda yes: self._do(plan, at) if yes else None
                )
            else:
                self._do(plan, at)

    def _do(self, plan: Plan, at: str | None = None) -> None:
        self.app.act(self._status, lambda: theme_plans.carry_out(self.app.project, plan))
        with self.app.explaining():
            self.read_again(others=False, at=at or plan.theme)

    def _titled(self, sentence: str) -> str:
        theme = self._current
        return sentence.format(title=one_line(theme.title) if theme else "")

    def action_step(self, by: int) -> None:
        """Go to another theme."""
        now = self._list.highlighted
        if now is not None:
            self._list.highlighted = max(0, min(now + by, len(self._shown) - 1))

    def action_scroll_card(self, direction: int) -> None:
        """Scroll what is said of the theme."""
        about = self.query_one("#theme-about", VerticalScroll)
        about.scroll_relative(y=direction * max(1, about.size.height - 1), animate=False)

    def action_edit_theme(self) -> None:
        """Change the fields of the theme."""
        theme = self._current
        if theme is None:
            return
        values = {
            "title": theme.title,
            "definition": theme.definition,
            "include": theme.include,
            "exclude": theme.exclude,
            "keywords": ", ".join(keyword.written for keyword in theme.keywords),
        }

        def plan(written: Mapping[str, str]) -> Plan:
            fields = {name: text for name, text in written.items() if name != "keywords"}
            words = written["keywords"].split(",")
            return theme_plans.change_fields(self.app.project, theme.key, keywords=words, **fields)

        self._fields(self._titled(_("Change {title}")), values, plan)

    def action_new_code(self) -> None:
        """Make a theme."""
        self._new(None, _("A new theme"))

    def action_new_sub_code(self) -> None:
        """Make a sub-code of the theme."""
        theme = self._current
        if theme is not None:
            self._new(theme.key, self._titled(_("A new sub-code of {title}")))

    def _new(self, parent: str | None, title: str) -> None:
        def plan(written: Mapping[str, str]) -> Plan:
            return theme_plans.add(
                self.app.project,
                written["title"],
                parent=parent,
                definition=written["definition"],
            )

        self._fields(title, {"title": "", "definition": ""}, plan)

    def _fields(
        self, title: str, values: Mapping[str, str], plan: Callable[[Mapping[str, str]], Plan]
    ) -> None:
        def written(found: Plan | None) -> None:
            if found is not None:
                self._planned(title, lambda: found)

        self.app.push_screen(ThemeFields(title, values, plan), written)

    def action_recolour(self) -> None:
        """Choose another colour."""
        theme = self._current
        if theme is None:
            return
        choices = [
            Choice(name, f"██ {colour_word(name)}", f"${variable(name)}") for name in PALETTE
        ]

        def chosen(colour: str | None) -> None:
            if colour is not None:
                self._planned("", lambda: theme_plans.recolour(self.app.project, theme.key, colour),
                              ask=False)  # fmt: skip

        self.app.push_screen(PickScreen(self._titled(_("Colour of {title}")), choices), chosen)

    def action_hotkey(self, key: str) -> None:
        """Put the theme on a digit, or take it off."""
        theme = self._current
        if theme is None:
            return
        wanted = "" if theme.hotkey == key else key
        owner = self.app.project.codebook.by_hotkey(wanted) if wanted else None
        title = self._titled(_("{title} on the key {key}").replace("{key}", key))
        self._planned(
            title,
            lambda: theme_plans.give_hotkey(self.app.project, theme.key, wanted),
            ask=owner is not None,
        )

    def action_shift(self, by: int) -> None:
        """Put the theme earlier or later among its siblings."""
        theme = self._current
        if theme is not None:
            self._planned(
                "", lambda: theme_plans.neighbour(self.app.project, theme.key, by), ask=False
            )

    def _others(self, theme: Theme) -> list[Choice]:
        book = self.app.project.codebook
        return [
            Choice(
                one.key,
                f"{one.hotkey or '·'} {one_line(one.title)}",
                f"${variable(one.colour)}",
                2 * (len(book.path(one.key)) - 1),
            )
            for one in book.active
            if theme.key not in {above.key for above in book.path(one.key)}
        ]

    def action_move_theme(self) -> None:
        """Put the theme below another one."""
        theme = self._current
        if theme is None:
            return
        choices = [Choice(TOP, _("at the top level")), *self._others(theme)]
        title = self._titled(_("Put {title} below which theme?"))

        def chosen(parent: str | None) -> None:
            if parent is not None:
                above = None if parent == TOP else parent
                self._planned(
                    self._titled(_("Move {title}")),
                    lambda: theme_plans.move(self.app.project, theme.key, above),
                )

        self.app.push_screen(PickScreen(title, choices), chosen)

    def action_merge_theme(self) -> None:
        """Merge the theme into another one."""
        theme = self._current
        if theme is None:
            return
        title = self._titled(_("Merge {title} into which theme?"))

        def chosen(target: str | None) -> None:
            if target is not None:
                other = self.app.project.codebook.theme(target)
                self._planned(
                    _("Merge {title} into {other}").format(
                        title=one_line(theme.title), other=one_line(other.title)
                    ),
                    lambda: theme_merging.merge(self.app.project, theme.key, target),
                    at=target,
                )

        self.app.push_screen(PickScreen(title, self._others(theme)), chosen)

    def action_split_theme(self) -> None:
        """Choose codings for a new sub-code."""
        theme = self._current
        if theme is None:
            return
        if not self._use.get(theme.key, ThemeUse()).codings:
            self._status.say(_("nothing is coded with this theme"))
            return

        def chosen(plan: Plan | None) -> None:
            if plan is not None:
                self._planned(self._titled(_("Split {title}")), lambda: plan)

        with self.app.explaining():
            self.app.push_screen(SplitScreen(theme), chosen)

    def action_retire_theme(self) -> None:
        """Retire the theme, or take it into use again."""
        theme = self._current
        if theme is None:
            return
        project = self.app.project
        if theme.retired:
            self._planned(
                self._titled(_("Take {title} into use again")),
                lambda: theme_plans.restore(project, theme.key),
            )
        else:
            self._planned(
                self._titled(_("Retire {title}")), lambda: theme_plans.retire(project, theme.key)
            )

    def action_show_retired(self) -> None:
        """Show or hide retired themes."""
        self._retired = not self._retired
        with self.app.explaining():
            self.read_again(others=False)
        self._status.say(
            _("retired themes are shown") if self._retired else _("retired themes are hidden")
        )

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.app.pop_screen()


def colour_word(name: str) -> str:
    """A colour of the palette in the user's language."""
    return {
        "blue": _("blue"), "orange": _("orange"), "green": _("green"), "red": _("red"),
        "purple": _("purple"), "grey": _("grey"), "teal": _("teal"), "pink": _("pink"),
        "brown": _("brown"), "yellow": _("yellow"), "cyan": _("cyan"), "magenta": _("magenta"),
    }.get(name, name)  # fmt: skip
