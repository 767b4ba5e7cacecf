"""codes.yml, the researcher's own codebook file: reading it, and changing it with a diff.

All mistakes are reported at once, each with its line. A change touches only its own lines:
comments, order, quotes and line lengths everywhere else stay byte for byte.
"""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.text import one_line
from qda.errors import Refused
from qda.formats import yaml_scalars
from qda.formats.codes_reading import codebook_of
from qda.formats.codes_starter import STARTERS
from qda.formats.files import read_at_most, write_atomically
from qda.formats.yaml_text import SIZE_LIMIT
from qda.language import current
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.domain.codebook import Codebook
    from qda.formats.codes_changes import (
        Change,
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """What changes make of codes.yml; nothing is written yet."""

    before: str
    """The whole file as it is, line ends and byte order mark included."""
    after: str
    """The whole file as it would be."""

    def diff(self) -> str:
        """The changed lines with three lines around them; empty when nothing changes."""
        from qda.formats.codes_applying import LINE_END

        before, after = (LINE_END.split(text) for text in (self.before, self.after))
        lines = difflib.unified_diff(before, after, "codes.yml", "codes.yml", lineterm="")
        return "\n".join(lines)


def read_codebook(path: Path) -> Codebook:
    """The codebook in a file.

    Raises:
        BadFile: there is no such file, or it may not be read.
        BadCodebook: with all problems, in order of line.
    """
    return codebook_of(_bytes_of(path), one_line(path.name))[0]


def codebook_text(path: Path) -> str:
    """The whole text of a codebook file, line ends and byte order mark included."""
    return _bytes_of(path).decode("utf-8")


def codebook_from(text: str, name: str) -> Codebook:
    """The codebook in a text as it stands in a file, such as `Edit.after`.

    Raises:
        BadCodebook: With all problems.
    """
    return codebook_of(text.encode("utf-8"), name)[0]


def edit_codebook(path: Path, changes: Sequence[Change]) -> Edit:
    """What changes would make of a codebook file; nothing is written.

    Raises:
        BadCodebook: the file has problems already.
        NotFound: a theme that it does not hold.
        Refused: the result would have problems.
    """
    from qda.formats.codes_applying import changed

    name = one_line(path.name)
    raw = _bytes_of(path)
    before = raw
    read = codebook_of(raw, name)
    for change in changes:
        raw, read = changed(*read, change, name)
    return Edit(before.decode("utf-8"), raw.decode("utf-8"))


def write_codebook_text(path: Path, text: str, before: str | None = None) -> None:
    """Replace a codebook file in one step; it keeps its permissions.

    Args:
        path: the file.
        text: all of it, as in `Edit.after`.
        before: what the file must still hold, as in `Edit.before`; None does not look.

    Raises:
        Refused: the file was changed in the meantime.
    """
    if before is not None and _bytes_of(path) != before.encode("utf-8"):
        raise Refused(
            _('"{name}" was changed by another program in the meantime.').format(
                name=one_line(path.name)
            ),
            _("Nothing was written; look at the file and try again."),
        )
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    write_atomically(path, text.encode("utf-8"), mode)


def default_codebook_text(title: str) -> str:
    """A small commented codes.yml for a new project, in the user's language."""
    starter = STARTERS[current()]
    shown = one_line(unicodedata.normalize("NFC", title))
    return starter.replace("TITLE", yaml_scalars.written(shown, flow=False), 1)


def _bytes_of(path: Path) -> bytes:
    # One byte more than is allowed shows that a file is too large.
    return read_at_most(path, SIZE_LIMIT + 1)
