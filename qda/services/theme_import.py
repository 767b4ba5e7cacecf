"""Codes of another program as themes of codes.yml: what is there already, what would be new.

Nothing that stands in codes.yml is changed. New themes are shown as a diff before they are written.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qda.domain.codebook import HOTKEYS, MAX_DEPTH, plain
from qda.domain.exchange import fields_in
from qda.domain.text import canonical, one_line
from qda.formats.codes_changes import AddTheme
from qda.formats.refi_names import nearest_colour
from qda.services import codebooks
from qda.services.consenting import INTERNAL, SHARED
from qda.services.exchange_names import Identities, theme_guid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.exchange import Code, ForeignProject
    from qda.formats.codes_yml import Edit
    from qda.services.project import Project

MOST_THEMES = 1_000
"""New themes that one file may bring; the largest codebook met holds 262."""

_LONGEST_KEY = 40
_NOT_IN_KEY = re.compile(r"[^0-9a-zà-öø-ÿ]+")


@dataclass(slots=True)
class ThemePlan:
    """What the codes of a file are to codes.yml."""

    keys: dict[str, str] = field(default_factory=dict)
    """The theme of each code, by GUID; it is there or would be new."""
    new: list[AddTheme] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    """What codes.yml cannot hold, by kind."""
    edit: Edit | None = None
    """The change of the file; None where nothing is new."""

    @property
    def there(self) -> int:
        """Codes that are themes already."""
        new = {theme.key for theme in self.new}
        return sum(key not in new for key in self.keys.values())


def plan_themes(project: Project, foreign: ForeignProject) -> ThemePlan:
    """Find the theme of each code, and plan those that are missing; nothing is written."""
    from qda.errors import Refused
    from qda.language import gettext as _

    plan = match_themes(project, foreign)
    if len(plan.new) > MOST_THEMES:
        raise Refused(
            _("The file holds {count} new codes, more than a codebook can be used with.").format(
                count=len(plan.new)
            ),
            _("Nothing was changed."),
        )
    if plan.new:
        plan.edit = codebooks.plan(project, plan.new)
    return plan


def match_themes(project: Project, foreign: ForeignProject) -> ThemePlan:
    """The themes of codes, those that would be new included, without the change of the file."""
    matcher = _Matcher(project, [_with_fields(code) for code in foreign.codes])
    for code in matcher.codes.values():
        matcher.match(code)
    return matcher.plan


def apply_themes(project: Project, plan: ThemePlan) -> None:
    """Write the planned themes to codes.yml."""
    if plan.edit is not None:
        codebooks.apply(project, plan.edit, plan.new[0].key)


def _known(project: Project) -> dict[str, str]:
    """Our themes by the GUIDs under which we export them."""
    return {
        theme_guid(ids, theme.key): theme.key
        for profile in (INTERNAL, SHARED)
        for ids in [Identities.of_project(project, profile)]
        for theme in project.codebook.themes
    }


class _Matcher:
    """Goes through codes, parents first: finds the theme of each, or plans a new one.

    A theme is found by the identity under which we export it, by its key in a file of ours, by its
    title under the same theme, or by a title that stands once on both sides.
    """

    def __init__(self, project: Project, codes: Sequence[Code]) -> None:
        book = project.codebook
        self.plan = ThemePlan()
        self.codes = {code.guid: code for code in codes}
        self.known = _known(project)
        self.depth = {theme.key: len(book.path(theme.key)) - 1 for theme in book.themes}
        self.parents = {theme.key: theme.parent for theme in book.themes}
        self.titles = {theme.key: theme.title for theme in book.themes}
        self.places = {
            (theme.parent, plain(theme.title).casefold()): theme.key
            for theme in reversed(book.themes)
        }
        by_name: dict[str, list[str]] = {}
        for theme in book.themes:
            for name in {plain(theme.title).casefold(), theme.key.casefold()}:
                by_name.setdefault(name, []).append(theme.key)
        self.unique = {name: keys[0] for name, keys in by_name.items() if len(keys) == 1}
        self.names = Counter(plain(code.name).casefold() for code in codes)
        self.taken = {key.casefold() for key in self.titles}
        self.hotkeys = {theme.hotkey for theme in book.themes if theme.hotkey}

    def match(self, code: Code) -> None:
        """Give a code its theme."""
        title, parent, lifted = self._place(code)
        name = plain(code.name).casefold()
        key = (
            self.known.get(code.guid)
            or (code.fields["key"] if code.fields.get("key") in self.titles else None)
            or self._of_folder(code)
            or self.places.get((parent, title.casefold()))
            or (self.unique.get(name) if self.names[name] == 1 else None)
        )
        if key is None:
            key = self._add(code, title, parent)
            self.plan.left["level"] += lifted
        self.plan.keys[code.guid] = key

    def _place(self, code: Code) -> tuple[str, str | None, bool]:
        """Title and parent of the theme that a code would be, and whether it had to come up."""
        title = plain(one_line(canonical(code.name)[0])) or "–"
        parent = self.plan.keys.get(code.parent or "")
        if parent is None or self.depth[parent] < MAX_DEPTH:
            return title, parent, False
        return f"{self.titles[parent]} – {title}", self.parents[parent], True

    def _of_folder(self, code: Code) -> str | None:
        """The theme of a folder that only holds a code of its own name.

        QualCoder and NVivo split a code with sub-codes in two: a folder, and a code inside.
        """
        above = self.codes.get(code.parent or "")
        if above is None or above.codable or plain(above.name) != plain(code.name):
            return None
        return self.plan.keys.get(above.guid)

    def _add(self, code: Code, title: str, parent: str | None) -> str:
        fields = {name: canonical(value)[0] for name, value in code.fields.items()}
        words = [word.strip() for word in fields.get("keywords", "").split(",")]
        hotkey = fields.get("hotkey", "")
        free = hotkey in HOTKEYS and hotkey not in self.hotkeys
        key = _free_key(fields.get("key") or title, self.taken)
        self.depth[key] = 0 if parent is None else self.depth[parent] + 1
        self.parents[key], self.titles[key] = parent, title
        if free:
            self.hotkeys.add(hotkey)
        self.plan.new.append(
            AddTheme(
                key,
                title,
                parent,
                definition=canonical(code.description)[0],
                colour=nearest_colour(code.colour) or None,
                hotkey=hotkey if free else None,
                include=fields.get("include", ""),
                exclude=fields.get("exclude", ""),
                keywords=tuple(dict.fromkeys(word for word in words if word.strip("=* "))),
            )
        )
        return key


def _with_fields(code: Code) -> Code:
    """A code with the fields that we once wrote into its description."""
    if code.fields:
        return code
    definition, fields = fields_in(code.description)
    return replace(code, description=definition, fields=fields)


def _free_key(wanted: str, taken: set[str]) -> str:
    stem = _NOT_IN_KEY.sub("-", canonical(wanted)[0].casefold()).strip("-")
    stem = stem[:_LONGEST_KEY].rstrip("-") or "kode"
    key, number = stem, 1
    while key.casefold() in taken:
        number += 1
        key = f"{stem}-{number}"
    taken.add(key.casefold())
    return key
