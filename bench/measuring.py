"""How things are measured: wall time, medians, interleaved runs so that noise hits both sides."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def seconds(action: Callable[[], object]) -> float:
    """Wall time of one run."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def median(action: Callable[[], object], rounds: int) -> float:
    """Median wall time."""
    return statistics.median(seconds(action) for _ in range(rounds))


def work(action: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median processor time, which other jobs on the machine change least, and wall time."""
    walls, works = [], []
    for _ in range(rounds):
        wall, begin = time.perf_counter(), time.process_time()
        action()
        works.append(time.process_time() - begin)
        walls.append(time.perf_counter() - wall)
    return statistics.median(works), statistics.median(walls)


def report_work(name: str, action: Callable[[], object], rounds: int, goal: float) -> None:
    """Measure and print the time on the clock with its goal, and processor time."""
    worked, waited = work(action, rounds)
    report(name, waited, "s", goal)
    report("  of it processor time", worked, "s")


def medians(actions: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median wall times of several actions, run in turn."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            times[name].append(seconds(action))
    return {name: statistics.median(values) for name, values in times.items()}


def report(name: str, value: float, unit: str, goal: float | None = None) -> None:
    """Print a figure, and whether it meets its goal (a ceiling)."""
    verdict = (
        "" if goal is None else f"   goal < {goal:g} {unit}: {'ok' if value < goal else 'MISSED'}"
    )
    print(f"{name:<58}{value:>10.3f} {unit}{verdict}")
