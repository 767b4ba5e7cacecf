"""Importing files one after the other, and one report of what became of each."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets.option_list import Option

from qda.domain.text import display, one_line
from qda.errors import QdaError
from qda.formats import office
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import importing, paging
from qda.services.gathering import files_to_import, passed_over
from qda.services.import_words import (
    conclusion,
    guessed_encoding,
    layout_word,
    measured_sentence,
    new_speakers,
    said_of,
    skipped_of,
)
from qda.services.importing import FileReport, Outcome, Settings
from qda.services.project import open_project
from qda.tui import words
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.ask import Ask
from qda.tui.screens.dialog import Leaving
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.formats.office import Office
    from qda.storage.interviews import InterviewRow
    from qda.tui.app import CodingApp
    from qda.tui.keys import Keys

_BAR = 20


class ReportScreen(Leaving[None]):
    """What was read as what, what was left out, what was refused and why."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.REPORT)]
    place = Place.REPORT

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self._paths = paths
        self._reports: list[FileReport] = []
        self._stopped = False
        self._importing = False

    def compose(self) -> ComposeResult:
        """A list of the files between two lines and the keys."""
        yield TwoSides(id="heading")
        yield PlainList(id="report", classes="list lines")
        yield StatusLine(id="status")
        yield KeyBar(Place.REPORT)

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#heading", TwoSides).left = (_("Import"),)
        self.run_worker(self._import(), exclusive=True)

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def _current(self) -> FileReport | None:
        place = self._list.highlighted
        return None if place is None or place >= len(self._reports) else self._reports[place]

    # Importing

    async def _import(self) -> None:
        try:
            files = files_to_import(self._paths)
            self._importing = True
            for report in importing.imported(self.app.project, files):
                self._add(report)
                self._progress(len(files))
                await asyncio.sleep(0)  # the screen is drawn, and Esc is heard
                if self._stopped:
                    break
        except QdaError as error:
            self.app.complain(error)
            files = []
        self._importing = False
        self._conclude(len(files))

    def _add(self, report: FileReport) -> None:
        self._reports.append(report)
        self._list.add_option(Option(told(report, self.app.keys)))
        self._list.highlighted = self._list.highlighted or 0

    def _progress(self, last: int) -> None:
        done = len(self._reports)
        filled = done * _BAR // last
        self._status.left = (f"{'━' * filled}{'┄' * (_BAR - filled)} {done}/{last}",)

    def _conclude(self, files: int) -> None:
        parts: list[str] = []
        left = files - len(self._reports)
        if left > 0:
            said = ngettext(
                "Stopped; {count} was not tried.", "Stopped; {count} were not tried.", left
            )
            parts.append(said.format(count=left))
        over = passed_over(self._paths)
        if over:
            kinds = ", ".join(f"{count} × {ending}" for ending, count in sorted(over.items()))
            parts.append(_("Passed over in the folder: {kinds}").format(kinds=one_line(kinds)))
        parts += self._offer_measuring()
        if parts:
            self._list.add_option(Option(Content("\n".join(parts))))
        self._status.left = (conclusion(self._reports),)
        if self._reports:
            refused = [at for at, one in enumerate(self._reports) if one.error is not None]
            unsure = [at for at, one in enumerate(self._reports) if not sure(one)]
            self._list.highlighted = (refused or unsure or [0])[0]
        self.app.look_around(own_acts=sum(1 for one in self._reports if _is_new(one)))

    # Measuring pages

    def _offer_measuring(self) -> list[str]:
        """Say which key measures pages, where a file does not tell them and LibreOffice can."""
        rows, program = self._unmeasured(), office.installed()
        if not rows or program is None:
            return []
        said = ngettext(
            "? {count} file does not tell its pages: {measure} measures them with {program}.",
            "? {count} files do not tell their pages: {measure} measures them with {program}.",
            len(rows),
        )
        return [self.app.keys.told(said, count=len(rows), program=program.name)]

    def _unmeasured(self) -> list[InterviewRow]:
        here = {one.appendix for one in self._reports if one.error is None and one.appendix}
        return paging.measurable(self.app.project, here)

    def action_measure(self) -> None:
        """Measure the pages of the files that do not tell them."""
        if self._importing:
            return
        program, rows = office.installed(), self._unmeasured()
        if not rows:
            self._status.say(_("the pages of these files are known, or cannot be measured"))
        elif program is None:
            self._status.say(_("LibreOffice is not installed"))
        else:
            self._importing = True
            self.run_worker(self._measure(rows, program), exclusive=True)

    async def _measure(self, rows: Sequence[InterviewRow], program: Office) -> None:
        files = {one.appendix: one.path for one in self._reports}
        root, done = self.app.project.paths.root, 0
        self._stopped = False
        for number, row in enumerate(rows, 1):
            if self._stopped:
                break
            self._status.left = (_("Measuring pages") + f" {number}/{len(rows)}",)
            try:
                await asyncio.to_thread(_measure_one, root, row, program, files.get(row.appendix))
            except QdaError as error:
                self.app.complain(error)
            else:
                done += 1
                self._tell_pages(row.appendix)
        self._importing = False
        self._status.left = (conclusion(self._reports),)
        self._status.say(measured_sentence(done, program.name))
        self.app.look_around(own_acts=done)

    def _tell_pages(self, appendix: str) -> None:
        """Show the pages that were measured in the report of their file."""
        pages = paging.page_map_of(self.app.project, appendix)
        for place, one in enumerate(self._reports):
            if one.appendix == appendix and one.error is None and one.seen is not None:
                self._reports[place] = importing.with_pages(one, pages)
                self._list.replace_option_prompt_at_index(
                    place, told(self._reports[place], self.app.keys)
                )

    # Acts

    def action_step(self, direction: int) -> None:
        """Go up or down."""
        if self._reports:
            place = (self._list.highlighted or 0) + direction
            self._list.highlighted = max(0, min(place, len(self._reports) - 1))

    def on_option_list_option_selected(self, event: PlainList.OptionSelected) -> None:
        """A click goes there; a decision is a key."""
        event.stop()

    def action_speakers(self) -> None:
        """Settle the speakers of the file's interview."""
        report = self._current
        if report is not None and report.error is None and not self._importing:
            self.app.show_speakers(report.appendix, report.proposal)

    def action_number(self) -> None:
        """Give a file that has none an appendix number, and import it."""
        report = self._current
        if report is None or report.error is None or self._importing:
            return

        def given(number: str | None) -> None:
            if number is not None:
                self._import_as(report, number)

        question = _('Which appendix is "{name}"?').format(name=one_line(report.path.name))
        self.app.push_screen(Ask(question), given)

    def _import_as(self, report: FileReport, number: str) -> None:
        place = self._reports.index(report)
        with self.app.explaining():
            settings = Settings(as_appendix=number)
            (again,) = importing.imported(self.app.project, [report.path], settings)
            self._reports[place] = again
            self._list.replace_option_prompt_at_index(place, told(again, self.app.keys))
            self._status.left = (conclusion(self._reports),)
            self.app.look_around(own_acts=int(_is_new(again)))

    def action_leave(self) -> None:
        """Stop after the present file, or go back to the interviews."""
        if self._importing:
            self._stopped = True
        else:
            self.dismiss(None)


def _measure_one(root: Path, row: InterviewRow, program: Office, file: Path | None) -> None:
    """Measure one interview's pages, with a connection of this thread's own."""
    with open_project(root) as project:
        paging.measure(project, row, program, file)


def _is_new(report: FileReport) -> bool:
    return report.outcome in (Outcome.IMPORTED, Outcome.RESETTLED)


def sure(report: FileReport) -> bool:
    """Whether nobody need look at a file's speakers."""
    return report.error is not None or report.confident


def told(report: FileReport, keys: Keys) -> Content:
    """What became of a file, in a few lines."""
    parts: list[str | tuple[str, str]] = [(f"{one_line(report.path.name)}\n", "bold")]
    style = "$error" if report.error is not None else "$success"
    parts.append((f"  {display(said_of(report))}", style))
    if report.error is not None and not report.appendix:
        said = keys.told(_("{number} gives it a number, and imports it."))
        parts.append((f"\n  ? {said}", "bold $warning"))
    seen = report.seen
    if seen is not None and report.outcome is not Outcome.UNCHANGED:
        guessed = guessed_encoding(seen)
        lines = [*([guessed] if guessed else []), *skipped_of(seen)]
        if report.as_in:
            lines.insert(0, _("Speakers as settled in {appendix}.").format(appendix=report.as_in))
        parts.append((f"\n  {' · '.join(one_line(line) for line in lines)}", "$quiet"))
    if report.new_labels:
        parts.append((f"\n  ? {one_line(new_speakers(report))}", "bold $warning"))
    elif not sure(report) and seen is not None:
        said = keys.told(
            _("Speakers uncertain ({layout}, {percent}): {report-speakers} settles them."),
            layout=layout_word(seen.layout),
            percent=words.percent(round(seen.confidence * 100), 100),
        )
        parts.append((f"\n  ? {said}", "bold $warning"))
    return Content.assemble(*parts)
