"""Rows that mirror codes.yml, so that a coding always points at a theme that exists."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from qda.domain.codebook import Codebook


def mirrored_hash(db: Database) -> str:
    """The hash of the codes.yml that the theme rows mirror; empty before the first."""
    return str(db.execute("select codebook_hash from project").fetchone()[0])


def mirror(db: Database, codebook: Codebook, codebook_hash: str) -> None:
    """Make the theme rows mirror the codebook; a theme that left the file is retired."""
    db.execute("update theme set retired = 1, hotkey = null")
    # Parents stand before children in a codebook, so each row finds its parent.
    for theme in codebook.themes:
        db.execute(
            "insert into theme"
            " (key, title, parent, definition, hotkey, colour, keywords, position, retired)"
            " values (:key, :title, :parent, :definition, :hotkey, :colour, :keywords,"
            " :position, 0)"
            " on conflict (key) do update set title = excluded.title, parent = excluded.parent,"
            " definition = excluded.definition, hotkey = excluded.hotkey,"
            " colour = excluded.colour, keywords = excluded.keywords,"
            " position = excluded.position, retired = 0",
            {
                "key": theme.key,
                "title": theme.title,
                "parent": theme.parent,
                "definition": theme.definition,
                "hotkey": theme.hotkey,
                "colour": theme.colour,
                "keywords": json.dumps(
                    [keyword.text for keyword in theme.keywords], ensure_ascii=False
                ),
                "position": theme.position,
            },
        )
    db.execute("update project set codebook_hash = ?", [codebook_hash])


def theme_titles(db: Database) -> dict[str, str]:
    """The titles of all themes by key, retired ones included."""
    return dict(db.execute("select key, title from theme order by position").fetchall())


def retired_with_codings(db: Database) -> dict[str, int]:
    """Themes that codes.yml no longer holds but codings still use, with their numbers."""
    return dict(
        db.execute(
            "select t.key, count(*) from theme t join coding c on c.theme = t.key"
            " where t.retired = 1 group by t.key"
        ).fetchall()
    )
