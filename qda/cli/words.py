"""Click's own words, in the user's language."""

from __future__ import annotations

from qda.language import gettext as _
from qda.language import ngettext


def click_words() -> tuple[str, ...]:
    """Texts of click that our catalogue translates; here only so that they are collected.

    A test compares them with click's source, for a text that click changes falls back to English.
    """
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
        _("Option {name!r} does not take a value."),
        _("{name} {filename!r} does not exist."),
        _("{name} {filename!r} is a file."),
        _("{name} {filename!r} is a directory."),
        _("{name} {filename!r} is not readable."),
        _("{name} {filename!r} is not writable."),
        _("file"),
        _("directory"),
        _("path"),
        _("Aborted!"),
        ngettext(
            "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
        ),
        ngettext(
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
            1,
        ),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    )
