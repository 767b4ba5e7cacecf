"""Codebook files of tests, and the problems in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.errors import BadCodebook
from qda.formats.codes_yml import (
    read_codebook,
)

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "codes.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(BadCodebook) as caught:
        read_codebook(path)
    return [str(problem) for problem in caught.value.problems]


QUOTE_IT = "If it begins with a sign such as [ or #, put it in quotes."
