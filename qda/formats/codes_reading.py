"""From the text of codes.yml to a codebook, or to the list of everything that is wrong.

Use through `codes_yml`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

from qda.domain.codebook import (
    HOTKEYS,
    MAX_DEPTH,
    PALETTE,
    RESERVED_HOTKEYS,
    Codebook,
    Keyword,
    Theme,
)
from qda.errors import BadCodebook
from qda.formats.codes_settings import lemmas_of, reference_of, stop_words_of
from qda.formats.yaml_fields import Fields, shown
from qda.formats.yaml_nodes import Scalar
from qda.formats.yaml_text import load
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.formats.yaml_nodes import Entry, Node, TableNode
    from qda.formats.yaml_text import Loaded

BOOK_FIELDS = ("title", "reference", "themes", "lemmas", "stop_words")
THEME_FIELDS = (
    "title", "definition", "include", "exclude", "hotkey", "colour", "retired", "keywords",
    "questions",
    "themes",
)  # fmt: skip
"""In the order in which they are written."""

# Latin-1 letters: æøå, and é, ö, ü in names; no letters that only look Latin.
_LETTERS = "0-9A-Za-zÀ-ÖØ-öø-ÿ"
_KEY = re.compile(rf"[{_LETTERS}]+(-+[{_LETTERS}]+)*")
_NOT_IN_KEY = re.compile(rf"[^{_LETTERS}]+")
_COLOURS_ELSEWHERE = {
    "blå": "blue", "grøn": "green", "rød": "red", "lilla": "purple", "grå": "grey",
    "gray": "grey", "lyserød": "pink", "brun": "brown", "gul": "yellow", "turkis": "cyan",
}  # fmt: skip
"""Danish and American words, for proposals."""

_YES_OR_NO = ("true", "false")
_YES_OR_NO_ELSEWHERE = {"ja": "true", "yes": "true", "nej": "false", "no": "false"}


def codebook_of(raw: bytes, file: str) -> tuple[Codebook, Loaded]:
    """The codebook in the bytes of a file, and the nodes it was read from.

    Raises:
        BadCodebook: with all problems.
    """
    loaded = load(raw, file=file, area="codebook")
    reader = _Reader(Fields(file, "codebook", loaded.problems))
    codebook = reader.read(loaded)
    if reader.fields.problems:
        raise BadCodebook(
            reader.fields.headline,
            sorted(reader.fields.problems),
            _("Correct the lines in an editor and try again."),
        )
    return codebook, loaded


class _Reader:
    """Walks the nodes once and remembers what must not occur twice."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.themes: list[Theme] = []
        self.keys: dict[str, int] = {}
        self.hotkeys: dict[str, int] = {}

    def read(self, loaded: Loaded) -> Codebook:
        if loaded.root is None and loaded.problems:
            return Codebook("", ())  # the file was refused as a whole
        if loaded.root is None:
            self.fields.report(1, "no-themes", _("The file is empty."), _starter_hint())
            return Codebook("", ())
        root = self.fields.table(loaded.root, 1, "codes.yml")
        if root is None:
            return Codebook("", ())
        known = self.fields.known(root, BOOK_FIELDS)
        title = self.fields.line_of_text(known.get("title"))
        self._themes(known.get("themes"), None, 0)
        if not self.keys:
            line = known["themes"].key.line if "themes" in known else root.line
            self.fields.report(
                line, "no-themes", _("The codebook holds no themes."), _starter_hint()
            )
        lemmas = lemmas_of(self.fields, known.get("lemmas"))
        reference = reference_of(self.fields, known.get("reference"))
        added, removed = stop_words_of(self.fields, known.get("stop_words"))
        return Codebook(title, self._coloured(), lemmas, reference, added, removed)

    def _themes(self, entry: Entry | None, parent: str | None, depth: int) -> None:
        if entry is None:
            return
        group = self.fields.table(entry.value, entry.key.line, entry.key.text)
        if group is None:
            return
        for theme in group.entries:
            if depth > MAX_DEPTH:
                self.fields.report(
                    theme.key.line,
                    "theme-depth",
                    _('"{key}" lies too deep: sub-codes may have sub-codes, but no more.').format(
                        key=shown(theme.key.text)
                    ),
                )
            self._check_key(theme)
            fields = self.fields.table(theme.value, theme.key.line, theme.key.text)
            if fields is not None:
                self._theme(theme.key, fields, parent, depth)

    def _theme(self, key: Scalar, table: TableNode, parent: str | None, depth: int) -> None:
        known = self.fields.known(table, THEME_FIELDS)
        title = self.fields.line_of_text(known.get("title"))
        if not title and not _is_wrong(known.get("title")):
            self.fields.report(
                key.line,
                "missing-title",
                _('The theme "{key}" has no title.').format(key=shown(key.text)),
            )
        colour = self.fields.choice(known.get("colour"), PALETTE, _COLOURS_ELSEWHERE)
        retired = self.fields.choice(known.get("retired"), _YES_OR_NO, _YES_OR_NO_ELSEWHERE)
        self.themes.append(
            Theme(
                key=key.text,
                title=title,
                definition=self.fields.text(known.get("definition")),
                include=self.fields.text(known.get("include")),
                exclude=self.fields.text(known.get("exclude")),
                hotkey=self._hotkey(known.get("hotkey")),
                colour=colour or "",
                keywords=self._keywords(known.get("keywords")),
                questions=self._keywords(known.get("questions")),
                parent=parent,
                position=len(self.themes),
                line=key.line,
                retired=retired == "true",
            )
        )
        self._themes(known.get("themes"), key.text, depth + 1)

    def _check_key(self, entry: Entry) -> None:
        key, line = entry.key.text, entry.key.line
        if not _KEY.fullmatch(key):
            near = _NOT_IN_KEY.sub("-", key).strip("-")
            self.fields.report(
                line,
                "bad-key",
                _('The key "{key}" may hold only letters and digits, with hyphens between.')
                .format(key=shown(key)),
                _('Did you mean "{name}"?').format(name=shown(near)) if near else "",
            )  # fmt: skip
        if key in self.keys and not entry.repeated:
            self.fields.report(
                line,
                "duplicate-key",
                _('The key "{key}" is taken by another theme, in line {line}.').format(
                    key=shown(key), line=self.keys[key]
                ),
            )
        self.keys.setdefault(key, line)

    def _hotkey(self, entry: Entry | None) -> str | None:
        if entry is None:
            return None
        before = len(self.fields.problems)
        hotkey, line = self.fields.line_of_text(entry), entry.key.line
        if len(self.fields.problems) > before:
            return None
        if hotkey not in HOTKEYS:
            reserved = hotkey.casefold() in RESERVED_HOTKEYS
            self.fields.report(
                line,
                "reserved-hotkey" if reserved else "bad-hotkey",
                _('The key "{hotkey}" belongs to the program.').format(hotkey=hotkey)
                if reserved
                else _('"{hotkey}" cannot be a hotkey.').format(hotkey=shown(hotkey)),
                _("A hotkey is one digit from 1 to 9."),
            )
            return None
        if hotkey in self.hotkeys:
            self.fields.report(
                line,
                "duplicate-hotkey",
                _("The hotkey {hotkey} is taken by another theme, in line {line}.").format(
                    hotkey=hotkey, line=self.hotkeys[hotkey]
                ),
            )
        self.hotkeys.setdefault(hotkey, line)
        return hotkey

    def _keywords(self, entry: Entry | None) -> tuple[Keyword, ...]:
        found: dict[str, Keyword] = {}
        for item in self.fields.items(entry):
            keyword = self._keyword(item)
            if keyword is None:
                continue
            first = found.setdefault(keyword.written.casefold(), keyword)
            if first is not keyword:
                self.fields.report(
                    keyword.line,
                    "duplicate-keyword",
                    _('The keyword "{keyword}" stands twice in the theme, also in line {line}.')
                    .format(keyword=shown(keyword.written), line=first.line),
                )  # fmt: skip
        return tuple(found.values())

    def _keyword(self, item: Node) -> Keyword | None:
        if not isinstance(item, Scalar):
            self.fields.text_of(item, item.line, "keywords")
            return None
        keyword = Keyword.parse(item.text, item.line)
        if not keyword.text:
            self.fields.report(
                item.line,
                "empty-keyword",
                _("A keyword is empty."),
                _("If it begins with a sign such as [ or #, put it in quotes."),
            )
        elif "*" in keyword.text or keyword.text.startswith("="):
            self.fields.report(
                item.line,
                "bad-keyword",
                _('In "{keyword}" a mark stands in the wrong place.').format(
                    keyword=shown(item.text)
                ),
                _('"*" counts at the end only and "=" at the beginning only, once each.'),
            )
        elif any(unicodedata.category(sign) == "Cf" for sign in keyword.text):
            self.fields.report(
                item.line,
                "invisible-character",
                _('The keyword "{keyword}" holds an invisible character.').format(
                    keyword=shown(item.text)
                ),
                _("It would never be found; type the word anew."),
            )
        else:
            return keyword
        return None

    def _coloured(self) -> tuple[Theme, ...]:
        """All themes with a colour: their own, their parent's, or the next that is free."""
        taken = {theme.colour for theme in self.themes if theme.parent is None}
        free = cycle([colour for colour in PALETTE if colour not in taken] or PALETTE)
        colours: dict[str | None, str] = {}
        themes: list[Theme] = []
        for theme in self.themes:
            inherited = next(free) if theme.parent is None and not theme.colour else ""
            colour = theme.colour or inherited or colours[theme.parent]
            colours.setdefault(theme.key, colour)
            themes.append(replace(theme, colour=colour))
        return tuple(themes)


def _is_wrong(entry: Entry | None) -> bool:
    """Whether something stands in a text field that was reported as no text."""
    if entry is None:
        return False
    return not isinstance(entry.value, Scalar) or entry.value.is_nothing


def _starter_hint() -> str:
    return _('Write a key under "themes:", and "title:" and the other fields under the key.')
