"""A field for several lines, in which no character can act on the terminal.

Apart from the one for a line, since it takes its time to load and nothing at the start needs it.
"""

from __future__ import annotations

from rich.text import Text
from textual.widgets import TextArea

from qda.tui.widgets.drawing import safe


class WritingArea(TextArea):
    """Lines to write in; control characters show as visible signs, and stay what they are."""

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: each character by one sign, so places stay the same."""
        return Text(safe(self.document.get_line(line_index)), end="", no_wrap=True)
