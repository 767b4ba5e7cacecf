"""Sentences about corrected texts, for the command line and the screen alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.carrying import Fate
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.import_words import role_word

if TYPE_CHECKING:
    from qda.services.carrying import Item
    from qda.services.replacing import Plan

LOW_SHARE = 0.5
"""Below this the corrected file may be the wrong one."""


def subject_word(subject: str) -> str:
    """A coding, a memo or a restricted passage."""
    if subject == "memo":
        return _("memo")
    return _("coding") if subject == "coding" else _("restricted passage")


def kind_word(kind: str, typography: bool) -> str:
    """What became of the words."""
    if kind == "gone":
        return _("gone")
    return _("changed, typography only") if typography else _("changed")


def fate_word(item: Item) -> str:
    """What becomes of something marked."""
    if item.doubled:
        return _("marked so already")
    return kind_word(str(item.fate), item.typography)


def remarks(plan: Plan) -> list[str]:
    """What a person should know before a text is replaced."""
    roles = {speaker.label: str(speaker.role) for speaker in plan.speech.reading.speakers}
    found = [
        _('The speaker "{label}" is new, and taken for: {role}.').format(
            label=label, role=role_word(roles[label])
        )
        for label in plan.unknown_labels
    ]
    found += [
        _('The speaker "{label}" is no longer there.').format(label=label)
        for label in plan.missing_labels
    ]
    if plan.unchanged < LOW_SHARE:
        found.append(
            _("Only {percent} % of the earlier text stands in it. Is it the right file?").format(
                percent=round(100 * plan.unchanged)
            )
        )
    return found


def outcome(plan: Plan, *, dry_run: bool) -> str:
    """What replacing a text did, or would do, in one sentence."""
    exact = plan.count(Fate.EXACT)
    sentence = (
        ngettext(
            "{appendix} would become version {version}: {count} coding, memo or restriction moves"
            " with its words, {changed} changed, {gone} gone.",
            "{appendix} would become version {version}: {count} codings, memos and restrictions"
            " move with their words, {changed} changed, {gone} gone.",
            exact,
        )
        if dry_run
        else ngettext(
            "{appendix} is version {version} now: {count} coding, memo or restriction moved with"
            " its words, {changed} changed, {gone} gone.",
            "{appendix} is version {version} now: {count} codings, memos and restrictions moved"
            " with their words, {changed} changed, {gone} gone.",
            exact,
        )
    )
    return sentence.format(
        appendix=plan.appendix,
        version=plan.version,
        count=exact,
        changed=plan.count(Fate.CHANGED),
        gone=plan.count(Fate.GONE),
    )
