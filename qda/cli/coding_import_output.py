"""What `qda coding import` says of the codings of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.cli import output
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.services.coding_import import CodingImport


def import_values(report: CodingImport) -> dict[str, object]:
    """What an import did, for `--json`."""
    return {
        "new": len(report.new),
        "there": report.there,
        "typography": report.folded,
        "bad": [
            {
                "row": bad.row,
                "appendix": bad.appendix,
                "problem": bad.problem,
                "nearest": bad.nearest,
                "segment": bad.segment,
            }
            for bad in report.bad
        ],
    }


def say_import(report: CodingImport, *, dry_run: bool, lines: bool) -> None:
    """Tell of an import.

    Args:
        report: What was done.
        dry_run: Nothing was written.
        lines: Name each row that could not be placed.
    """
    if lines:
        _say_bad(report)
    output.talk(
        _counts(report, dry_run).format(
            count=len(report.new), there=report.there, bad=len(report.bad)
        )
    )
    if report.encoding not in ("", "UTF-8", "UTF-8 with BOM"):
        output.talk(
            _("The file was read as {encoding}; check that æ, ø and å are right.").format(
                encoding=report.encoding
            )
        )


def _say_bad(report: CodingImport) -> None:
    for bad in report.bad:
        output.talk(
            _("row {row} ({appendix}): {problem}").format(
                row=bad.row, appendix=bad.appendix or "–", problem=bad.problem
            )
        )
        if bad.nearest:
            nearest = " ".join(bad.nearest.split())
            output.talk(
                _("  nearest, segment {segment}: {words}").format(
                    segment=bad.segment, words=f"”{nearest}”"
                )
            )


def _counts(report: CodingImport, dry_run: bool) -> str:
    new = len(report.new)
    if dry_run:
        return ngettext(
            "Would import {count} coding; {there} there already, {bad} not placed.",
            "Would import {count} codings; {there} there already, {bad} not placed.",
            new,
        )
    return ngettext(
        "Imported {count} coding; {there} there already, {bad} not placed.",
        "Imported {count} codings; {there} there already, {bad} not placed.",
        new,
    )
