"""Fields of a YAML file taken one by one, with everything that is wrong collected on the way.

A field that is wrong yields an empty value and a problem, so that reading goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.codebook import nearest, plain
from qda.domain.problems import Problem
from qda.domain.text import one_line
from qda.formats.yaml_nodes import Entry, ListNode, Scalar, TableNode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from qda.formats.yaml_nodes import Node

_SHOWN = 40
"""Characters of a wrong value that a message shows."""


class Fields:
    """The problems of one file, and ways to take a field that notice one."""

    def __init__(
        self, file: str, area: str, problems: Iterable[Problem] = (), *, quoting: bool = True
    ) -> None:
        """Begin a file.

        Args:
            file: its name.
            area: first part of the problems' names.
            problems: what is wrong already.
            quoting: whether messages may show a wrong value; never where it may be a name.
        """
        self.file = file
        self.area = area
        self.quoting = quoting
        self.problems = list(problems)

    def report(self, line: int, name: str, *sentences: str) -> None:
        """Note a problem; `name` comes without the area, empty sentences are left out."""
        message = " ".join(sentence for sentence in sentences if sentence)
        self.problems.append(Problem(self.file, line, f"{self.area}.{name}", message))

    def table(self, node: Node | None, line: int, what: str) -> TableNode | None:
        """The group of fields under a name, or a problem."""
        if isinstance(node, TableNode):
            return node
        self.report(
            line,
            "expected-fields",
            _('Under "{name}" fields are expected, each on a line of its own.').format(
                name=one_line(what)
            ),
        )
        return None

    def known(self, table: TableNode, names: Collection[str]) -> dict[str, Entry]:
        """The fields of a group by name; others are problems."""
        found: dict[str, Entry] = {}
        for entry in table.entries:
            name = entry.key.text
            if name in names:
                found.setdefault(name, entry)
            else:
                self.report(
                    entry.key.line,
                    "unknown-field",
                    _('Unknown field "{name}".').format(name=shown(name)),
                    did_you_mean(name, names),
                )
        return found

    def items(self, entry: Entry | None) -> tuple[Node, ...]:
        """What stands in a list; a missing field is an empty list."""
        if entry is None:
            return ()
        if isinstance(entry.value, ListNode):
            return entry.value.items
        self.report(
            entry.key.line,
            "expected-list",
            _('The field "{name}" needs a list: [one, another], or lines that begin with "- ".')
            .format(name=entry.key.text),
        )  # fmt: skip
        return ()

    def text(self, entry: Entry | None) -> str:
        """The text of a field, without blanks around it; a missing field is empty."""
        if entry is None:
            return ""
        return self.text_of(entry.value, entry.key.line, entry.key.text)

    def line_of_text(self, entry: Entry | None) -> str:
        """The text of a field as one line."""
        return plain(self.text(entry))

    def text_of(self, node: Node, line: int, name: str) -> str:
        """The text that stands somewhere, or a problem."""
        if not isinstance(node, Scalar):
            sentence = _('"{name}" needs text, but a list or group stands here.')
        elif node.is_nothing:
            sentence = _('"{name}" needs text, but nothing stands here.')
        else:
            return node.text.strip()
        self.report(
            line,
            "expected-text",
            sentence.format(name=one_line(name)),
            _("If it begins with a sign such as [ or #, put it in quotes."),
        )
        return ""

    def choice(
        self, entry: Entry | None, choices: Collection[str], also: Mapping[str, str]
    ) -> str | None:
        """One of several texts; None where the field is missing or wrong.

        Args:
            entry: the field.
            choices: what may stand there.
            also: other words for some of them, for the proposal only.
        """
        if entry is None:
            return None
        before = len(self.problems)
        value = self.line_of_text(entry)
        if value in choices:
            return value
        if len(self.problems) == before:
            self.report(
                entry.key.line,
                "unknown-value",
                _('"{value}" is no value of "{name}".').format(
                    value=shown(value) if self.quoting else "…", name=entry.key.text
                ),
                did_you_mean(value, choices, also),
                _("Possible: {values}.").format(values=", ".join(choices)),
            )
        return None

    @property
    def headline(self) -> str:
        """How many problems there are; the problems themselves travel beside it."""
        count = len(self.problems)
        return ngettext(
            '"{name}" has {count} problem.', '"{name}" has {count} problems.', count
        ).format(name=self.file, count=count)


def shown(value: str) -> str:
    """A wrong value as a message may show it: on one line, harmless, not long."""
    line = one_line(value)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def did_you_mean(word: str, choices: Collection[str], also: Mapping[str, str] = {}) -> str:
    """A sentence with the nearest right name, or empty when none comes near."""
    near = [*nearest(word, choices), *(also[name] for name in nearest(word, also))]
    return _('Did you mean "{name}"?').format(name=near[0]) if near else ""
