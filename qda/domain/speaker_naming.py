"""What a person says of labels that were found: another name for one, or that it is nobody."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qda.domain.speaker_labels import tidy
from qda.errors import Refused
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from qda.domain.interviews import Role
    from qda.domain.speaker_marks import Marks


@dataclass(frozen=True, slots=True)
class Naming:
    """Labels that stand for another name, or for nobody."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    """The name by label; two labels with one name are one speaker."""
    ignored: frozenset[str] = frozenset()
    """Labels that are words of the speaker before."""

    def __bool__(self) -> bool:
        return bool(self.renamed or self.ignored)

    def name(self, label: str) -> str:
        """The name behind a label."""
        return self.renamed.get(label, label)

    def wanted(self, names: Collection[str]) -> set[str]:
        """The labels that a person takes for speakers: renamed ones, and those behind names."""
        return {*self.renamed, *(name for name in names if name not in self.renamed.values())}

    def within(self, labels: Collection[str]) -> Naming:
        """What of it is about these labels."""
        return Naming(
            {label: name for label, name in self.renamed.items() if label in labels},
            self.ignored.intersection(labels),
        )

    def named(self, roles: Mapping[str, Role]) -> dict[str, Role]:
        """Roles by name, from roles by label or name."""
        return {self.name(label): role for label, role in roles.items()}

    def applied(self, marks: Marks) -> Marks:
        """The marks without those of ignored labels, and with the names of the others."""
        gone = [start for start in marks.starts if start.label in self.ignored]
        return replace(
            marks,
            starts=tuple(
                replace(start, label=self.name(start.label))
                for start in marks.starts
                if start.label not in self.ignored
            ),
            blocks=tuple(
                block
                for block in marks.blocks
                if not any(s.begin <= block.span.start < s.offset for s in gone)
            ),
            once=tuple(
                label
                for label in marks.once
                if label not in self.ignored and label not in self.renamed
            ),
        )

    def as_values(self) -> dict[str, Any]:
        """As it is stored."""
        return {"renamed": dict(self.renamed), "ignored": sorted(self.ignored)}

    @classmethod
    def from_values(cls, values: Mapping[str, Any] | None) -> Naming:
        """As it was stored; nothing where nothing was."""
        if not values:
            return cls()
        return cls(dict(values.get("renamed", {})), frozenset(values.get("ignored", ())))


def parse_names(text: str) -> dict[str, str]:
    """Names by label from a string such as `I=Ida,IP=Viggo`.

    Raises:
        Refused: Something is not `label=name`.
    """
    names: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        label, equals, name = (tidy(piece) for piece in part.partition("="))
        if not equals or not label or not name:
            raise Refused(
                _('"{part}" gives no label another name.').format(part=part),
                _("Write the label, an equals sign and the name: `I=Ida,IP=Viggo`."),
            )
        names[label] = name
    return names


def labels_in(texts: Iterable[str]) -> frozenset[str]:
    """Labels as they are compared, from what was typed."""
    return frozenset(tidy(text) for text in texts)
