"""The language of everything that a user reads: `--lang`, then QDA_LANG, then the locale.

English is the source; Danish has a complete catalogue under `locale/`. The language is settled
once, before any command module is imported, because click reads help texts at import.
Text for programs (JSON keys, CSV headers of data files, problem names) is never translated.
"""

from __future__ import annotations

import gettext as _gettext
import os
from pathlib import Path

LANGUAGES = ("da", "en")
"""Languages with a complete catalogue."""

_LOCALE = Path(__file__).parent / "locale"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def settle(wanted: str | None = None) -> str:
    """Choose the language of this process and return it.

    Args:
        wanted: "da" or "en"; None looks at QDA_LANG and then at the locale variables.
    """
    global _current, _language
    _language = wanted if wanted in LANGUAGES else _from_environment()
    _current = _gettext.translation("qda", _LOCALE, languages=[_language], fallback=True)
    return _language


def current() -> str:
    """The language that is in force, "da" or "en"."""
    return _language


def gettext(message: str) -> str:
    """The message in the user's language; placeholders are filled afterwards."""
    return _current.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or the plural message in the user's language."""
    return _current.ngettext(one, many, count)


def _from_environment() -> str:
    for variable in ("QDA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").lower()
        if value:
            return "da" if value.startswith("da") else "en"
    return "en"
