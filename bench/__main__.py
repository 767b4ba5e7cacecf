"""`python -m bench [startup …]`: those that are named, or all."""

from __future__ import annotations

import importlib
import sys

ALL = (
    "startup", "importing", "thousands", "matrix", "reporting", "replacing", "suggesting",
    "ranking", "calibration", "thesis", "identifiers", "leaks", "killing", "tui", "tmux", "walking",
)  # fmt: skip

for name in sys.argv[1:] or ALL:
    print(f"\n{name}")
    importlib.import_module(f"bench.{name}").main()
