"""Stored English names and click's own words, in the user's language.

Names in the database and in JSON stay English; only what a person reads is translated.
"""

from __future__ import annotations

from qda.language import gettext as _


def reader_kinds() -> dict[str, str]:
    """Kinds of the reader's report."""
    return {
        "deletion": _("tracked deletion"),
        "insertion": _("tracked insertion"),
        "move": _("moved text"),
        "comment": _("comment"),
        "footnote": _("footnote"),
        "endnote": _("endnote"),
        "header": _("page header"),
        "footer": _("page footer"),
        "hidden text": _("hidden text"),
        "text box": _("text box"),
        "picture": _("picture"),
        "soft hyphen": _("soft hyphen"),
        "control character": _("control character"),
        "automatic number": _("automatic number"),
        "symbol": _("symbol"),
    }


def click_words() -> tuple[str, ...]:
    """Texts of click that our catalogue translates; here only so that they are collected."""
    return (
        _("Usage:"),
        _("Options"),
        _("Commands"),
        _("Positional arguments"),
        _("Show this message and exit."),
        _("required"),
        _("default: {default}"),
        _("Error: {message}"),
        _("Try '{command} {option}' for help."),
        _("No such option {name!r}."),
        _("No such command {name!r}."),
        _("Missing argument"),
        _("Missing option"),
        _("Missing parameter"),
        _("Missing command."),
        _("Invalid value: {message}"),
        _("Invalid value for {param_hint}: {message}"),
        _("{value!r} is not a valid {number_type}."),
        _("Got unexpected extra argument ({args})"),
        _("Option {name!r} requires an argument."),
        _("Aborted!"),
    )
