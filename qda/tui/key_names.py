"""Keys as people write them, and as the library behind the screen calls them."""

from __future__ import annotations

from qda.language import gettext as _

ALIKE = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that a terminal sends as another one."""

_WORDS = {
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page up": "pageup",
    "page down": "pagedown",
    "esc": "escape",
    "del": "delete",
    "return": "enter",
    "ins": "insert",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "⌫": "backspace",
}
_NAMED = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab",
    "space", "delete", "insert", "backspace", *(f"f{number}" for number in range(1, 13)),
}  # fmt: skip
_MODIFIERS = ("ctrl", "alt", "shift")


def key_of(written: str) -> str | None:
    """The library's name of a key that somebody wrote; None where there is no such key.

    Args:
        written: Such as `z`, `Z`, `?`, `PgDn`, `ctrl+z`, `Shift+↑` or `full_stop`.
    """
    if len(written) == 1:
        return _WORDS.get(written) or _sign(written)
    *modifiers, base = written.removesuffix("+").split("+")
    if written.endswith("++"):
        modifiers, base = [*modifiers, base][:-1], "+"
    wanted = {one.strip().casefold() for one in modifiers}
    if not wanted <= set(_MODIFIERS) or len(wanted) != len(modifiers):
        return None
    name = _base(base.strip())
    if name is None:
        return None
    if wanted == {"shift"} and len(name) == 1:
        return name.upper() if name.isalpha() else None  # a sign has a name of its own then
    if wanted == {"ctrl"} and len(name) == 1:
        name = name.lower()
    return "+".join([*(one for one in _MODIFIERS if one in wanted), name])


def _base(written: str) -> str | None:
    plain = written.casefold()
    plain = "space" if plain == _("Space").casefold() else _WORDS.get(plain, plain)
    if plain in _NAMED:
        return plain
    if len(written) == 1:
        return _sign(written)
    return plain if len(plain) > 1 and _sign_called(plain) else None


_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "delete": "Del",
    "backspace": "⌫",
    "question_mark": "?",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "number_sign": "#",
}


def key_name(key: str) -> str:
    """A key as a person reads it."""
    *modifiers, base = key.split("+")
    if len(base) == 1:
        if base.isupper():
            modifiers = [*modifiers, "shift"]
        elif modifiers:
            base = base.upper()
    elif base == "space":
        base = _("Space")
    elif base in _SHOWN:
        base = _SHOWN[base]
    elif base in _NAMED:
        base = base.capitalize()
    else:
        base = _sign_called(base) or base
    return "+".join([*(one.capitalize() for one in modifiers), base])


def _sign_called(name: str) -> str | None:
    from textual.keys import REPLACED_KEYS, key_to_character

    return key_to_character(REPLACED_KEYS.get(name, name))


def _sign(sign: str) -> str | None:
    from textual.keys import _character_to_key

    if sign == " ":
        return "space"
    # The library's own rule; a key that no letter and no sign makes has no name.
    return _character_to_key(sign) if sign.isprintable() else None
