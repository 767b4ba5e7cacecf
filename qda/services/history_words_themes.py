"""What the log says of the codebook, of memos and of summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def titled(subject: Mapping[str, Any]) -> Mapping[str, Any]:
    """The subject with what its `{title}` is."""
    if subject.get("subject") == "memo":
        return {**subject, "title": _("a memo")}
    return {"title": subject.get("theme", ""), **subject}


def _codebook_edited(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} changed").format(**titled(subject))


def _theme_renamed(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} is now called {other}").format(**titled(subject))


def _theme_recoloured(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} has another colour").format(**titled(subject))


def _theme_on_key(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} has another key").format(**titled(subject))


def _theme_moved(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} stands elsewhere").format(**titled(subject))


def _theme_merged(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext(
        "{title} merged into {other}: {count} coding",
        "{title} merged into {other}: {count} codings",
        count,
    ).format(title=subject["title"], other=subject["other"], count=count)


def _theme_split(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext(
        "{other} split off from {title}: {count} coding",
        "{other} split off from {title}: {count} codings",
        count,
    ).format(title=subject["title"], other=subject["other"], count=count)


def _theme_retired(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} retired").format(**titled(subject))


def _theme_restored(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} taken into use again").format(**titled(subject))


def _memo_written(subject: Mapping[str, Any]) -> str:
    return _("memo written: {about}").format(about=_memo_about(subject))


def _memo_changed(subject: Mapping[str, Any]) -> str:
    return _("memo changed: {about}").format(about=_memo_about(subject))


def _memo_removed(subject: Mapping[str, Any]) -> str:
    return _("memo removed: {about}").format(about=_memo_about(subject))


def _memo_about(subject: Mapping[str, Any]) -> str:
    appendix, title = subject.get("appendix", ""), subject.get("title", "")
    match subject["about"]:
        case "project":
            return _("on the project")
        case "theme":
            return _("on the theme {title}").format(title=title)
        case "informant":
            return _("on an informant")
        case "coding" if not appendix:
            return _("on a coding that was removed")
        case "coding":
            return _("{appendix}, on the coding {title}").format(appendix=appendix, title=title)
        case "passage":
            return _("{appendix}, on a passage").format(appendix=appendix)
        case _:
            return str(appendix)


def _summary_put(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: summary of {title} written").format(**titled(subject))


def _summary_removed(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: summary of {title} removed").format(**titled(subject))


THEME_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "codebook.edit": _codebook_edited,
    "codebook.rename": _theme_renamed,
    "codebook.recolour": _theme_recoloured,
    "codebook.hotkey": _theme_on_key,
    "codebook.move": _theme_moved,
    "codebook.merge": _theme_merged,
    "codebook.split": _theme_split,
    "codebook.retire": _theme_retired,
    "codebook.restore": _theme_restored,
    "memo.write": _memo_written,
    "memo.change": _memo_changed,
    "memo.remove": _memo_removed,
    "summary.put": _summary_put,
    "summary.remove": _summary_removed,
}
"""By action."""
