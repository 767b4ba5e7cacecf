"""spaCy without its command line, which it imports for one function and which costs a third of it.

`spacy.info` and `import spacy.cli` work as ever: what they need is read when they are asked for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def _info(*args: Any, **options: Any) -> Any:
    return import_module("spacy.cli.info").info(*args, **options)


def _imported() -> ModuleType:
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    stand_ins = [ModuleType(name) for name in _COMMANDS]
    stand_ins[-1].info = _info  # type: ignore[attr-defined]
    sys.modules.update(zip(_COMMANDS, stand_ins, strict=True))
    try:
        return import_module("spacy")
    finally:
        for name in _COMMANDS:
            del sys.modules[name]


if TYPE_CHECKING:
    import spacy
    import spacy.language
    import spacy.tokens
else:
    spacy = _imported()

__all__ = ["spacy"]
