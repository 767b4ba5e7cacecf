"""`python -m bench [startup|importing|matrix|replacing …]`: all of them when none is named."""

from __future__ import annotations

import importlib
import sys

ALL = ("startup", "importing", "matrix", "replacing", "killing")

for name in sys.argv[1:] or ALL:
    print(f"\n{name}")
    importlib.import_module(f"bench.{name}").main()
