"""Stored English names and click's own words, in the user's language.

Names in the database and in JSON stay English; only what a person reads is translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.domain.printed_form import Edit


def reader_kinds() -> dict[str, str]:
    """Kinds of the reader's report."""
    return {
        "author name": _("author's name in the file"),
        "automatic number": _("automatic number"),
        "chart": _("chart"),
        "comment": _("comment"),
        "control character": _("control character"),
        "cue number": _("subtitle number"),
        "cue time": _("subtitle time"),
        "damaged part": _("damaged part"),
        "data for programs": _("data for programs"),
        "deleted paragraph mark": _("deleted paragraph mark"),
        "deletion": _("tracked deletion"),
        "diagram": _("diagram"),
        "drawing text": _("text in a drawing"),
        "embedded document": _("embedded document"),
        "embedded object": _("embedded object"),
        "endnote": _("endnote"),
        "external content": _("external content"),
        "field instruction": _("field instruction"),
        "footer": _("page footer"),
        "footnote": _("footnote"),
        "form field": _("form field"),
        "formula": _("formula"),
        "front matter": _("front matter"),
        "guessed encoding": _("guessed encoding"),
        "header": _("page header"),
        "hidden text": _("hidden text"),
        "insertion": _("tracked insertion"),
        "line number": _("line number"),
        "macro": _("macro"),
        "markup": _("markup"),
        "misplaced text": _("misplaced text"),
        "missing part": _("missing part"),
        "move": _("moved text"),
        "moved away": _("moved from here"),
        "note for programs": _("note for programs"),
        "picture": _("picture"),
        "restarted page numbers": _("page numbers that start anew"),
        "ruby text": _("ruby text"),
        "second copy": _("second copy of a text box"),
        "soft hyphen": _("soft hyphen"),
        "subdocument": _("subdocument"),
        "symbol": _("symbol"),
        "text box": _("text box"),
        "unknown element": _("unknown element"),
        "unknown symbol": _("unknown symbol"),
        "unsafe part name": _("unsafe part name"),
    }


def page_source_words(known_from: str) -> str:
    """How pages are known, in the user's language; see `PageMap.known_from`."""
    source, _sign, program = known_from.partition(" with ")
    words = {
        "rendered": _("from the last layout"),
        "hard breaks": _("from page breaks"),
        "measured": _("measured with {program}") if program else _("measured"),
        "pdf": _("from the PDF"),
        "typed in": _("typed in"),
        "unknown": _("unknown"),
    }
    return words.get(source, source).format(program=program)


def line_source_words(source: str) -> str:
    """How line numbers are known, in the user's language."""
    return {
        "printed": _("counted on the printed page"),
        "numbered": _("numbered in the document"),
        "file": _("lines of the text file"),
        "unknown": _("unknown"),
    }.get(source, source)


def edit_word(edit: Edit) -> str:
    """How a printed form differs at a place, in the user's language."""
    return {
        "cut": _("cut"),
        "brackets": _("in brackets"),
        "filler": _("filler left out"),
        "repetition": _("repetition left out"),
        "first letter": _("first letter"),
        "end": _("sign at the end"),
        "left out": _("left out without a mark"),
        "put in": _("put in without a mark"),
    }[edit]


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
