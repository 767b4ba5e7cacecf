"""Codes of another program as themes of codes.yml: what is there already, what would be new.

Nothing that stands in codes.yml is changed. New themes are shown as a diff before they are written.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qda.domain.codebook import HOTKEYS, MAX_DEPTH, nearest, plain
from qda.domain.exchange import fields_in
from qda.domain.text import canonical, one_line
from qda.formats.codes_yml import AddTheme, Edit
from qda.formats.refi_names import nearest_colour
from qda.services import codebooks
from qda.services.consenting import INTERNAL, SHARED
from qda.services.exchange_names import Identities, theme_guid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.codebook import Codebook
    from qda.domain.exchange import Code, ForeignProject
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
    plan = ThemePlan()
    codes = [_with_fields(code) for code in foreign.codes]
    known = _known(project)
    finder = _Finder(project.codebook, codes)
    taken = {theme.key.casefold() for theme in project.codebook.themes}
    hotkeys = {theme.hotkey for theme in project.codebook.themes if theme.hotkey}
    depth: dict[str, int] = {}
    for code in codes:
        key = known.get(code.guid) or _of_folder(code, finder, plan) or finder.theme_of(code)
        if key is not None:
            plan.keys[code.guid] = key
            if key not in depth:  # else it is one of the new ones
                depth[key] = len(project.codebook.path(key)) - 1
            continue
        made = _new_theme(code, plan, depth, taken)
        if made.hotkey in hotkeys:
            made = replace(made, hotkey=None)
        elif made.hotkey:
            hotkeys.add(made.hotkey)
        plan.new.append(made)
    return plan


def apply_themes(project: Project, plan: ThemePlan) -> None:
    """Write the planned themes to codes.yml."""
    if plan.edit is not None:
        codebooks.apply(project, plan.edit, plan.new[0].key)


def near_titles(codebook: Codebook, name: str) -> list[str]:
    """Titles of the codebook that look like a name."""
    return nearest(name, [theme.title for theme in codebook.themes], 2)


def _known(project: Project) -> dict[str, str]:
    """Our themes by the GUIDs under which we export them."""
    return {
        theme_guid(ids, theme.key): theme.key
        for profile in (INTERNAL, SHARED)
        for ids in [Identities.of_project(project, profile)]
        for theme in project.codebook.themes
    }


class _Finder:
    """Finds themes by their key in a file of ours, by path of titles, or by title alone."""

    def __init__(self, codebook: Codebook, codes: Sequence[Code]) -> None:
        self.codes = {code.guid: code for code in codes}
        self.keys = {theme.key for theme in codebook.themes}
        self.paths = {
            tuple(plain(one.title).casefold() for one in codebook.path(theme.key)): theme.key
            for theme in codebook.themes
        }
        by_title: dict[str, list[str]] = {}
        for theme in codebook.themes:
            for name in {plain(theme.title).casefold(), theme.key.casefold()}:
                by_title.setdefault(name, []).append(theme.key)
        self.titles = {name: keys[0] for name, keys in by_title.items() if len(keys) == 1}
        self.names = Counter(plain(code.name).casefold() for code in codes)

    def theme_of(self, code: Code) -> str | None:
        """The key of the theme that a code is, or None."""
        if code.fields.get("key") in self.keys:
            return code.fields["key"]
        path: list[str] = []
        above: Code | None = code
        while above is not None and len(path) <= MAX_DEPTH:
            path.insert(0, plain(above.name).casefold())
            above = self.codes.get(above.parent or "")
        found = self.paths.get(tuple(path)) if above is None else None
        if found is None and self.names[path[-1]] == 1:
            found = self.titles.get(path[-1])
        return found


def _with_fields(code: Code) -> Code:
    """A code with the fields that we once wrote into its description."""
    if code.fields:
        return code
    definition, fields = fields_in(code.description)
    return replace(code, description=definition, fields=fields)


def _of_folder(code: Code, finder: _Finder, plan: ThemePlan) -> str | None:
    """The theme of a folder that only holds a code of its own name.

    QualCoder and NVivo split a code with sub-codes in two: a folder, and a code inside.
    """
    above = finder.codes.get(code.parent or "")
    if above is None or above.codable or plain(above.name) != plain(code.name):
        return None
    return plan.keys.get(above.guid)


def _new_theme(code: Code, plan: ThemePlan, depth: dict[str, int], taken: set[str]) -> AddTheme:
    title = plain(one_line(canonical(code.name)[0])) or "–"
    parent = plan.keys.get(code.parent or "")
    if parent is not None and depth[parent] >= MAX_DEPTH:
        above = next((one for one in plan.new if one.key == parent), None)
        title = f"{above.title if above else parent} – {title}"
        parent = above.parent if above else None
        plan.left["level"] += 1
    key = _free_key(code.fields.get("key") or title, taken)
    depth[key] = 0 if parent is None else depth[parent] + 1
    plan.keys[code.guid] = key
    fields = {name: canonical(value)[0] for name, value in code.fields.items()}
    words = [word.strip() for word in fields.get("keywords", "").split(",")]
    hotkey = fields.get("hotkey")
    return AddTheme(
        key,
        title,
        parent,
        definition=canonical(code.description)[0],
        colour=nearest_colour(code.colour) or None,
        hotkey=hotkey if hotkey in HOTKEYS else None,
        include=fields.get("include", ""),
        exclude=fields.get("exclude", ""),
        keywords=tuple(dict.fromkeys(word for word in words if word.strip("=* "))),
    )


def _free_key(wanted: str, taken: set[str]) -> str:
    stem = _NOT_IN_KEY.sub("-", canonical(wanted)[0].casefold()).strip("-")
    stem = stem[:_LONGEST_KEY].rstrip("-") or "kode"
    key, number = stem, 1
    while key.casefold() in taken:
        number += 1
        key = f"{stem}-{number}"
    taken.add(key.casefold())
    return key
