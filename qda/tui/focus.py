"""What the focus mode dims."""

from __future__ import annotations

from enum import Enum


class Focus(Enum):
    """What is dimmed, so that the eye finds the rest."""

    OFF = "off"
    UNCODED = "uncoded"
    """What has a coding is dimmed."""
    OWN = "own"
    """What has no coding of one's own is dimmed."""
