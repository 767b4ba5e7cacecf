"""From the bytes and numbers of an RTF file to letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.formats.rtf_words import CODE_PAGES, SYMBOL_CHARSET
from qda.formats.word_symbols import UNMAPPED, symbol

if TYPE_CHECKING:
    from collections.abc import Callable


class Letters:
    """Collects bytes until their letters are complete, and skips what is said twice."""

    def __init__(self, put: Callable[[str], None]) -> None:
        self._put = put
        self.page = "cp1252"
        """The encoding of the document."""
        self.default_font: int | None = None
        self._fonts: dict[int, tuple[str, int]] = {}
        """Name and character set by number."""
        self._pending = bytearray()
        self._high = 0
        """First half of a character beyond 16 bits."""
        self._skip = 0
        """Characters to come that only repeat the last one for old programs."""

    def name_font(self, number: int, piece: str) -> None:
        """The name of a font, or a piece of it."""
        name, charset = self._fonts.get(number, ("", 0))
        self._fonts[number] = ((name + piece).partition(";")[0], charset)

    def set_charset(self, number: int, charset: int) -> None:
        """The character set of a font."""
        self._fonts[number] = (self._fonts.get(number, ("", 0))[0], charset)

    def text(self, raw: bytes, font: int | None) -> None:
        """Plain bytes."""
        if self._skip:
            skipped = min(self._skip, len(raw))
            raw, self._skip = raw[skipped:], self._skip - skipped
        if raw.isascii() or self._pending:
            self._pending += raw
            return
        try:
            # Not allowed, but written: UTF-8 without a word about it.
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            self._pending += raw
        else:
            self.settle(font)
            self._put(text)

    def byte(self, code: int) -> None:
        """A byte in hexadecimal digits."""
        if self._skip:
            self._skip -= 1
        else:
            self._pending.append(code)

    def unicode(self, value: int, fallback: int, font: int | None) -> None:
        """A number of 16 bits, with a sign; `fallback` characters that follow repeat it."""
        high, self._high = self._high, 0
        self.settle(font)
        code = value % 0x10000
        if high and 0xDC00 <= code < 0xE000:
            self._put((high.to_bytes(2, "little") + code.to_bytes(2, "little")).decode("utf-16-le"))
        else:
            if high:
                self._put(UNMAPPED)
            self._one(code, font)
        self._skip = fallback

    def settle(self, font: int | None) -> None:
        """Hand on the letters that are complete, before anything else happens."""
        self._skip = 0
        if self._high:
            self._high = 0
            self._put(UNMAPPED)
        if not self._pending:
            return
        raw = bytes(self._pending)
        self._pending.clear()
        name, charset = self._font(font)
        if charset == SYMBOL_CHARSET:
            self._put("".join(symbol(name, f"{byte:x}") for byte in raw if byte > 31))
        else:
            self._put(raw.decode(CODE_PAGES.get(charset, self.page), "replace"))

    def _one(self, code: int, font: int | None) -> None:
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            self._put(UNMAPPED)
        elif 0xF000 <= code < 0xF100:
            self._put(symbol(self._font(font)[0], f"{code:x}"))
        else:
            self._put(chr(code))

    def _font(self, number: int | None) -> tuple[str, int]:
        if number is None:
            number = self.default_font
        return ("", 0) if number is None else self._fonts.get(number, ("", 0))
