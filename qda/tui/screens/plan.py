"""What a corrected file would change, before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services.correcting_words import fate_word, outcome, remarks, subject_word
from qda.tui.screens.dialog import Box, Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.carrying import Item
    from qda.services.replacing import Plan
    from qda.tui.app import CodingApp

_SHOWN = 200
"""Signs of the words that are shown of each."""


class PlanScreen(Dialog[bool]):
    """The report of a dry run; gives whether the text is to be replaced."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "replace", show=False),
        Binding("escape,q", "answer(False)", "leave", show=False),
    ]

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan

    def compose(self) -> ComposeResult:
        """The sentence, the remarks, and every change with both texts."""
        plan = self._plan
        title = _('Put "{name}" in the place of the text of {appendix}?').format(
            name=one_line(plan.file), appendix=one_line(plan.appendix)
        )
        with Box(id="plan"):
            yield Static(Content(title), classes="title")
            yield Static(Content(one_line(outcome(plan, dry_run=True))))
            for remark in remarks(plan):
                yield Static(Content.assemble((f"! {one_line(remark)}", "bold $warning")))
            with VerticalScroll(id="plan-items"):
                for item in plan.to_review:
                    yield Static(_item(item))
            yield Static(
                Content(self.app.keys.told(
                    _("Enter replaces it; a backup is made first, and {undo} takes it back"
                      " · Esc leaves everything as it is")
                )),
                classes="quiet",
            )  # fmt: skip

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one("#plan-items", VerticalScroll).focus()

    def action_answer(self, answer: bool) -> None:
        """Replace the text, or do not."""
        self.dismiss(answer)


def _item(item: Item) -> Content:
    parts: list[str | tuple[str, str]] = [
        (f"{subject_word(item.subject)} {one_line(item.theme)} · {fate_word(item)}\n", "bold"),
        (f"  − {_cut(item.old_text)}\n", "$error"),
    ]
    if item.new_text:
        parts.append((f"  + {_cut(item.new_text)}\n", "$success"))
    return Content.assemble(*parts)


def _cut(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN].rstrip() + " …"
