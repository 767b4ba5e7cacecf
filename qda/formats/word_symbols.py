"""Signs of Word's symbol fonts as Unicode; what is not in the table becomes U+FFFD.

Symbol follows Unicode's own table for the Symbol font (SYMBOL.TXT). Of the Wingdings fonts
only the signs that turn up in running text are here, after Unicode document L2/12-368, with
the plain sign where Unicode also has an ornate one.
"""

from __future__ import annotations

import unicodedata

UNMAPPED = "\ufffd"

_SYMBOL = dict(
    zip(
        [*range(0x20, 0x7F), *range(0xA0, 0xE6)],
        " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
        strict=True,
    )
)
_WINGDINGS = {
    0x20: " ", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●",
    0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "□",
    0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x97: "●", 0xA3: "□"}
_FONTS: dict[str, dict[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": {0x20: " ", 0x61: "✔", 0x72: "✕"},
    "wingdings 3": {0x20: " "},
}


def symbol(font: str, code: str) -> str:
    """The sign of a `w:sym` element.

    Args:
        font: name of the font, empty where none is given.
        code: hexadecimal; symbol fonts often lie in the private area from F000 on.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return UNMAPPED
    private = 0xF000 <= number <= 0xF0FF
    table = _FONTS.get(font.strip().casefold())
    if table is not None:
        return table.get(number - 0xF000 if private else number, UNMAPPED)
    sign = chr(number) if 0x20 <= number <= 0xFFFF else UNMAPPED
    plain = sign.isprintable() and len(unicodedata.normalize("NFC", sign)) == 1
    return sign if plain else UNMAPPED
