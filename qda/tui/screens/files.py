"""Choosing files: a folder as a list, a path that completes itself, several files at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from qda.domain.text import one_line
from qda.errors import QdaError
from qda.formats.reading import READABLE_ENDINGS
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.gathering import Folder, folder_of
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.dialog import Leaving
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.tui.app import CodingApp


class FilesScreen(Leaving[list[Path] | None]):
    """A folder with its transcripts; gives the chosen files, or None when it is left."""

    app: CodingApp
    AUTO_FOCUS = ""  # the keys are those of the list; `path` leads to the field
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.FILES)]
    place = Place.FILES

    def __init__(
        self,
        title: str,
        start: Path,
        *,
        single: bool,
        endings: Sequence[str] = READABLE_ENDINGS,
    ) -> None:
        """Choose files.

        Args:
            title: What they are for.
            start: The folder that is shown first.
            single: Whether one file is wanted.
            endings: The endings of the files that are shown.
        """
        super().__init__()
        self._endings = endings
        self._title = title
        self._folder = start
        self._single = single
        self._entries: list[Path] = []
        self._marked: dict[Path, None] = {}

    def compose(self) -> ComposeResult:
        """The path, the folder's contents, and what is marked."""
        yield TwoSides(id="heading")
        yield WritingLine(
            id="path-words",
            compact=True,
            placeholder=_("/ types a path here; → completes it"),
            suggester=Paths(self),
        )
        yield Static(id="folder")
        yield PlainList(id="files", classes="list")
        yield StatusLine(id="status")
        yield KeyBar(Place.FILES, without=("mark", "mark-all") if self._single else ())

    def on_mount(self) -> None:
        """Show the first folder."""
        self.query_one("#heading", TwoSides).left = (one_line(self._title),)
        self.set_focus(None)
        self._enter(self._folder)

    @property
    def folder(self) -> Path:
        """The folder that is shown; typed paths begin there."""
        return self._folder

    def inside(self, folder: Path) -> Folder:
        """What lies in a folder and may be chosen.

        Raises:
            NotFound: It is gone, or may not be read.
        """
        return folder_of(folder, self._endings)

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    @property
    def _highlighted(self) -> Path | None:
        place = self._list.highlighted
        return None if place is None or place >= len(self._entries) else self._entries[place]

    # Showing

    def _enter(self, folder: Path, at: Path | None = None) -> None:
        """Show a folder, the cursor on one of its entries."""
        try:
            found = folder_of(folder, self._endings)
        except QdaError as error:
            self.app.complain(error)
            return
        self._folder = folder
        self._show(found, at)

    def _show(self, found: Folder, at: Path | None) -> None:
        up = [] if self._folder.parent == self._folder else [self._folder.parent]
        self._entries = [*up, *found.folders, *found.files]
        self._list.clear_options()
        self._list.add_options([Option(self._line(path)) for path in self._entries])
        first = min(len(up), len(self._entries) - 1) if self._entries else None
        self._list.highlighted = self._entries.index(at) if at in self._entries else first
        shown, room = one_line(str(self._folder)), max(8, self.size.width - 2)
        # The end of a long path says where one is.
        self.query_one("#folder", Static).update(
            Content(shown if len(shown) <= room else "…" + shown[1 - room :])
        )
        count = found.others
        self.query_one(StatusLine).say(
            ngettext("{count} file of another kind", "{count} files of other kinds", count).format(
                count=count
            )
            if count
            else ""
        )
        self._count()

    def _line(self, path: Path) -> Content:
        if path == self._folder.parent:
            return Content.assemble(
                ("    ", ""), (".. ", "$secondary"), (_("the folder above"), "$quiet")
            )
        if path.is_dir():
            return Content.assemble("    ", (f"{one_line(path.name)}/", "$secondary"))
        sign = "" if self._single else "[x] " if path in self._marked else "[ ] "
        return Content.assemble((sign or "    ", "bold $accent"), one_line(path.name))

    def _count(self) -> None:
        count = len(self._marked)
        self.query_one(StatusLine).left = (
            ngettext("{count} file marked", "{count} files marked", count).format(count=count)
            if not self._single
            else _("Enter chooses the file"),
        )

    # Messages

    def on_option_list_option_selected(self, event: PlainList.OptionSelected) -> None:
        """A click opens a folder, and marks or chooses a file."""
        event.stop()
        self.action_open_entry()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the folder that was typed, or to the file."""
        event.stop()
        path = typed_path(self._folder, event.value)
        if path.is_dir():
            self._enter(path)
        elif path.is_file():
            self._enter(path.parent, path)
            self.action_open_entry() if self._single else self._mark(path)
        else:
            self.query_one(StatusLine).say(_("there is no such file or folder"))
            return
        event.input.value = ""
        self.set_focus(None)

    # Acts

    def action_step(self, direction: int) -> None:
        """Go up or down."""
        if self._entries:
            place = (self._list.highlighted or 0) + direction
            self._list.highlighted = max(0, min(place, len(self._entries) - 1))

    def action_open_entry(self) -> None:
        """Open the folder; mark the file, or choose it where one is wanted."""
        path = self._highlighted
        if path is None:
            return
        if path.is_dir():
            self._enter(path, self._folder)
        elif self._single:
            self.dismiss([path])
        else:
            self._mark(path)

    def action_mark(self) -> None:
        """Mark the file, or take its mark away, and go on."""
        path = self._highlighted
        if path is not None and not path.is_dir() and not self._single:
            self._mark(path)
            self.action_step(1)

    def _mark(self, path: Path) -> None:
        if path in self._marked:
            del self._marked[path]
        else:
            self._marked[path] = None
        if path in self._entries:
            place = self._entries.index(path)
            self._list.replace_option_prompt_at_index(place, self._line(path))
        self._count()

    def action_mark_all(self) -> None:
        """Mark all files of the folder, or take all their marks away."""
        files = [path for path in self._entries if not path.is_dir()]
        if self._single or not files:
            return
        if all(path in self._marked for path in files):
            for path in files:
                del self._marked[path]
        else:
            self._marked |= dict.fromkeys(files)
        self._redraw()

    def _redraw(self) -> None:
        for place, path in enumerate(self._entries):
            self._list.replace_option_prompt_at_index(place, self._line(path))
        self._count()

    def action_above(self) -> None:
        """Go to the folder above."""
        self._enter(self._folder.parent, self._folder)

    def action_path(self) -> None:
        """Type a path."""
        self.query_one(Input).focus()

    def action_take_files(self) -> None:
        """Take what is marked; with nothing marked, what the cursor is on."""
        path = self._highlighted
        if self._marked:
            self.dismiss(list(self._marked))
        elif path is not None and path != self._folder.parent:
            self.dismiss([path])

    def action_leave(self) -> None:
        """Leave the path, or choose nothing."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.dismiss(None)


class Paths(Suggester):
    """Completes a path by what lies in its folder."""

    def __init__(self, screen: FilesScreen) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._screen = screen

    async def get_suggestion(self, value: str) -> str | None:
        """The typed path with the rest of the first name that fits."""
        if not value:
            return None
        folder, slash, begun = value.rpartition("/")
        try:
            found = self._screen.inside(typed_path(self._screen.folder, folder + slash))
        except QdaError:
            return None
        names = [f"{path.name}/" for path in found.folders] + [path.name for path in found.files]
        fits = (name for name in names if name.casefold().startswith(begun.casefold()))
        name = next(fits, None)
        return None if name is None else folder + slash + name


def typed_path(folder: Path, typed: str) -> Path:
    """The path that a person means: from the folder that is shown, or from their home by `~`."""
    try:
        path = Path(typed.strip()).expanduser()
    except RuntimeError:  # `~nobody`
        path = Path(typed.strip())
    try:
        return (folder / path).resolve()
    except (OSError, ValueError):
        return folder / "\N{NO-BREAK SPACE}"
