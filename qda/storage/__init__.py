"""The only floor that knows SQLite.

sqlite-utils loads numpy and pandas where they are installed, only to know their column types; they
are hidden from it while it loads, which saves every command 0.2 s.
"""

from __future__ import annotations

import sys

_hidden = [name for name in ("numpy", "pandas") if name not in sys.modules]
sys.modules.update(dict.fromkeys(_hidden))  # type: ignore[arg-type]  # None: the import fails
try:
    import sqlite_utils  # noqa: F401
finally:
    for _name in _hidden:
        del sys.modules[_name]
