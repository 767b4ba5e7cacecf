"""A project for tests of suggestions on the screen: the harbour with keywords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.projects import fresh_project
from tests.tui_project import HARBOUR, OFF_RECORD, add_interview, hold_back, transcript_of

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

CODEBOOK = """\
title: Havnens fremtid
themes:
  arbejde:
    title: Arbejde på havnen
    hotkey: 1
    colour: blue
    keywords: [feje, dæk]
  naboer:
    title: Naboer og støj
    hotkey: 2
    colour: orange
    keywords: [larme, nabo, klage]
  penge:
    title: Penge
    hotkey: 4
    colour: red
    keywords: [penge, kaffe, kran]
  haab:
    title: Håb for fremtiden
    hotkey: 5
    colour: purple
"""

WORK, NOISE, MONEY, SECRET = 1, 2, 3, 7
"""Indexes of segments: with keywords of arbejde, of naboer and penge, of penge; off the record."""


def keyword_project(folder: Path, coder: str = "ida") -> Project:
    """Bilag 1 and Bilag 2 of the harbour, with a codebook that holds keywords."""
    project = fresh_project(folder, CODEBOOK.encode(), coder)
    add_interview(project, "Bilag 1", transcript_of(HARBOUR, "Samtale på havnen", pages=(0, 4)))
    hold_back(project, "Bilag 1", OFF_RECORD)
    add_interview(project, "Bilag 2", transcript_of(HARBOUR[:2]))
    return project
