"""Making a change of codes.yml: the lines that it touches, and no others."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.codebook import Codebook, Keyword, Theme, plain
from qda.domain.text import one_line
from qda.errors import BadCodebook, Refused
from qda.formats import yaml_edit, yaml_scalars
from qda.formats.codes_changes import (
    SETTABLE,
    AddKeyword,
    AddTheme,
    Change,
    MoveTheme,
    RemoveKeyword,
    Retire,
    SetField,
)
from qda.formats.codes_reading import THEME_FIELDS, codebook_of
from qda.formats.yaml_moving import move_group
from qda.formats.yaml_nodes import ListNode, TableNode
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.formats.yaml_nodes import Entry
    from qda.formats.yaml_text import Loaded


LINE_END = re.compile(r"\r\n|\r|\n")


def changed(
    codebook: Codebook, loaded: Loaded, change: Change, name: str
) -> tuple[bytes, tuple[Codebook, Loaded]]:
    """The file after one change, read again to see that nothing else has changed.

    Args:
        codebook: What the file holds.
        loaded: The file as it was understood.
        change: The change.
        name: What the file is called.
    """
    assert isinstance(loaded.root, TableNode)  # as it was read without problems
    expected = {theme.key: _bare(theme) for theme in codebook.themes}
    if isinstance(change, SetField):
        codebook.theme(change.theme)
        text = _set_field(loaded.text, loaded.root, change, expected)
    elif isinstance(change, AddKeyword):
        codebook.theme(change.theme)
        text = _add_keyword(loaded.text, loaded.root, change, expected)
    elif isinstance(change, RemoveKeyword):
        codebook.theme(change.theme)
        text = _remove_keyword(loaded.text, loaded.root, change, expected)
    elif isinstance(change, MoveTheme):
        text = _move_theme(loaded.text, loaded.root, change, codebook, expected)
    elif isinstance(change, Retire):
        codebook.theme(change.theme)
        text = _retire(loaded.text, loaded.root, change, expected)
    else:
        if change.parent is not None:
            codebook.theme(change.parent)
        text = _add_theme(loaded.text, loaded.root, change, expected)
    changed = (loaded.bom + text).encode("utf-8", "replace")
    try:
        after, nodes = codebook_of(changed, name)
    except BadCodebook as error:
        raise Refused(
            _('The change would spoil "{name}": {problem}').format(
                name=name, problem=error.problems[0].message
            )
        ) from error
    if {theme.key: _bare(theme) for theme in after.themes} != expected:
        raise Refused(
            _('"{name}" is written in a way that qda cannot change safely.').format(name=name),
            _("Change the line in an editor."),
        )
    return changed, (after, nodes)


def _set_field(text: str, root: TableNode, change: SetField, expected: dict[str, Theme]) -> str:
    if change.field not in SETTABLE:
        raise ValueError(change.field)
    value = None if change.value is None else _tidy(change.value)
    if value is not None and change.field in ("title", "hotkey", "colour"):
        value = plain(value)
    if change.field == "title":
        value = value or ""  # never removed: without it the theme could not be read
    theme = expected[change.theme]
    match change.field:
        case "title":
            theme = replace(theme, title=value or "")
        case "definition":
            theme = replace(theme, definition=value or "")
        case "include":
            theme = replace(theme, include=value or "")
        case "exclude":
            theme = replace(theme, exclude=value or "")
        case "hotkey":
            theme = replace(theme, hotkey=value)
    expected[change.theme] = theme
    table = _table_of(root, change.theme)
    return yaml_edit.set_field(text, table, change.field, value, THEME_FIELDS)


def _add_keyword(text: str, root: TableNode, change: AddKeyword, expected: dict[str, Theme]) -> str:
    keywords = [Keyword.parse(written, 0) for written in (change.written, *change.more)]
    theme = expected[change.theme]
    expected[change.theme] = replace(theme, keywords=(*theme.keywords, *keywords))
    table = _table_of(root, change.theme)
    entry = table.get("keywords")
    words = [keyword.written for keyword in keywords]
    if entry is not None and isinstance(entry.value, ListNode):
        return yaml_edit.add_items(text, entry.value, words)
    lines = [f"[{', '.join(yaml_scalars.written(word, flow=True) for word in words)}]"]
    return yaml_edit.add_field(text, table, "keywords", lines, THEME_FIELDS)


def _remove_keyword(
    text: str, root: TableNode, change: RemoveKeyword, expected: dict[str, Theme]
) -> str:
    theme = expected[change.theme]
    written = Keyword.parse(change.written, 0).written.casefold()
    places = [at for at, one in enumerate(theme.keywords) if one.written.casefold() == written]
    if not places:
        raise Refused(
            _('The theme "{key}" has no keyword "{keyword}".').format(
                key=theme.key, keyword=one_line(change.written)
            )
        )
    left = tuple(one for at, one in enumerate(theme.keywords) if at != places[0])
    expected[change.theme] = replace(theme, keywords=left)
    return yaml_edit.remove_item(text, _table_of(root, change.theme), "keywords", places[0])


def _move_theme(
    text: str, root: TableNode, change: MoveTheme, codebook: Codebook, expected: dict[str, Theme]
) -> str:
    theme = codebook.theme(change.theme)
    if change.parent is not None and change.theme in {
        one.key for one in codebook.path(change.parent)
    }:
        raise Refused(_("A theme cannot stand below itself."))
    source = root if theme.parent is None else _table_of(root, theme.parent)
    target = root if change.parent is None else _table_of(root, change.parent)
    expected[theme.key] = replace(expected[theme.key], parent=change.parent)
    return move_group(text, source, theme.key, target, "themes", change.before)


def _retire(text: str, root: TableNode, change: Retire, expected: dict[str, Theme]) -> str:
    theme = expected[change.theme]
    expected[change.theme] = replace(theme, retired=change.retired)
    table = _table_of(root, change.theme)
    if table.get("retired") is not None:
        text = yaml_edit.set_field(text, table, "retired", None, THEME_FIELDS)
        if not change.retired:
            return text
        loaded = codebook_of(text.encode("utf-8"), "")[1]
        assert isinstance(loaded.root, TableNode)  # one field less than before
        table = _table_of(loaded.root, change.theme)
    if not change.retired:
        return text
    return yaml_edit.add_field(text, table, "retired", ["true"], THEME_FIELDS)


def _add_theme(text: str, root: TableNode, change: AddTheme, expected: dict[str, Theme]) -> str:
    fields: dict[str, str | list[str]] = {"title": plain(change.title)}
    for name in ("definition", "include", "exclude"):
        if value := _tidy(getattr(change, name)):
            fields[name] = value
    fields |= {
        name: getattr(change, name) for name in ("hotkey", "colour") if getattr(change, name)
    }
    keywords = tuple(Keyword.parse(written, 0) for written in change.keywords)
    if keywords:
        fields["keywords"] = [keyword.written for keyword in keywords]
    key = plain(change.key)
    if key in expected:
        raise Refused(_('There is a theme "{key}" already.').format(key=one_line(key)))
    expected[key] = Theme(
        key,
        plain(change.title),
        definition=_tidy(change.definition),
        include=_tidy(change.include),
        exclude=_tidy(change.exclude),
        hotkey=change.hotkey,
        colour="",
        keywords=keywords,
        parent=change.parent,
    )
    group = root if change.parent is None else _table_of(root, change.parent)
    return yaml_edit.add_group(text, group, "themes", key, fields, THEME_FIELDS)


def _table_of(root: TableNode, key: str) -> TableNode:
    """The fields of a theme, which the codebook holds."""
    waiting: list[Entry] = [entry for entry in root.entries if entry.key.text == "themes"]
    while waiting:
        group = waiting.pop().value
        for theme in group.entries if isinstance(group, TableNode) else ():
            assert isinstance(theme.value, TableNode)  # as it was read without problems
            if theme.key.text == key:
                return theme.value
            waiting.extend(e for e in theme.value.entries if e.key.text == "themes")
    raise KeyError(key)


def _bare(theme: Theme) -> Theme:
    """A theme without what may change when another one does: places, and a chosen colour."""
    keywords = tuple(replace(keyword, line=0) for keyword in theme.keywords)
    questions = tuple(replace(question, line=0) for question in theme.questions)
    return replace(theme, keywords=keywords, questions=questions, colour="", position=0, line=0)


def _tidy(value: str) -> str:
    """A text as it can be written: line feeds, no blanks at the ends of lines."""
    rows = LINE_END.split(unicodedata.normalize("NFC", value))
    return "\n".join(row.rstrip() for row in rows).strip()
