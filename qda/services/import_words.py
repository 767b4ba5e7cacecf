"""Sentences about files that were read, for the command line and the screen alike.

Stored names (roles, kinds of the reader's report, sources of pages) stay English; only what a
person reads is translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.speakers import Layout, Why
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.importing import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.importing import FileReport
    from qda.services.outlines import Outline


def said_of(report: FileReport) -> str:
    """What became of a file, on one line."""
    if report.error is not None:
        return f"✗ {report.error.message} {report.error.hint}".rstrip()
    if report.outcome is Outcome.UNCHANGED:
        return _("= {appendix} is in the project already, unchanged; skipped.").format(
            appendix=report.appendix
        )
    seen = report.seen
    assert seen is not None
    pages = len(seen.pages.known)
    return _("✓ {appendix}: {turns}, {segments}, {pages} ({source})").format(
        appendix=report.appendix,
        turns=counted_turns(seen.turns),
        segments=counted_segments(seen.segments),
        pages=ngettext("{count} page", "{count} pages", pages).format(count=pages or "–"),
        source=pages_known(seen.pages.known_from),
    )


def counted_turns(count: int) -> str:
    """So many turns."""
    return ngettext("{count} turn", "{count} turns", count).format(count=count)


def counted_segments(count: int) -> str:
    """So many segments."""
    return ngettext("{count} segment", "{count} segments", count).format(count=count)


def measured_sentence(count: int, program: str) -> str:
    """How many interviews' pages were measured."""
    return ngettext(
        "{count} interview measured with {program}. Word may break pages elsewhere.",
        "{count} interviews measured with {program}. Word may break pages elsewhere.",
        count,
    ).format(count=count, program=program)


def guessed_encoding(seen: Outline) -> str:
    """A remark where a text file does not say how it encodes its letters; empty otherwise."""
    if not seen.notes.get("guessed encoding"):
        return ""
    return _("The file does not say how it encodes its letters; read as {encoding}.").format(
        encoding=seen.encoding
    )


def new_speakers(report: FileReport) -> str:
    """A remark where a file has speakers whom the interview it follows lacks; empty otherwise."""
    if not report.new_labels:
        return ""
    return _("{appendix} has no speaker called {labels}: look at their roles.").format(
        appendix=report.as_in, labels=", ".join(f'"{one}"' for one in report.new_labels)
    )


def skipped_of(seen: Outline) -> list[str]:
    """What a file was read as, what was left out of the text, and what deserves mention."""
    read_as = ", ".join(filter(None, (seen.form, seen.encoding)))
    return [
        _("read as: {form}").format(form=read_as),
        *(
            _("left out: {kind} × {count} ({characters} characters)").format(
                kind=kind_word(kind), count=piece.count, characters=piece.characters
            )
            for kind, piece in sorted(seen.skipped.items())
        ),
        *(
            _("read: {kind} × {count}").format(kind=kind_word(kind), count=count)
            for kind, count in sorted(seen.notes.items())
        ),
    ]


def conclusion(reports: Sequence[FileReport], *, dry_run: bool = False) -> str:
    """What importing some files did, or would do, in one sentence."""
    done = [r for r in reports if r.outcome in (Outcome.IMPORTED, Outcome.RESETTLED)]
    segments = sum(r.seen.segments for r in done if r.seen)
    refused = [r for r in reports if r.outcome is Outcome.REFUSED]
    unchanged = len(reports) - len(done) - len(refused)
    message = (
        ngettext(
            "Would import {count} interview, {segments}; {unchanged} unchanged, {refused} refused.",
            "Would import {count} interviews, {segments};"
            " {unchanged} unchanged, {refused} refused.",
            len(done),
        )
        if dry_run
        else ngettext(
            "Imported {count} interview, {segments}; {unchanged} unchanged, {refused} refused.",
            "Imported {count} interviews, {segments}; {unchanged} unchanged, {refused} refused.",
            len(done),
        )
    )
    return message.format(
        count=len(done),
        segments=counted_segments(segments),
        unchanged=unchanged,
        refused=len(refused),
    )


def pages_known(known_from: str) -> str:
    """How the pages of a transcript are known, or that they are not."""
    return _("pages unknown") if known_from == "unknown" else page_source_words(known_from)


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


def role_word(role: str) -> str:
    """A role in the user's language."""
    return {
        "interviewer": _("interviewer"),
        "informant": _("informant"),
        "other": _("other"),
    }.get(role, role)


def kind_word(kind: str) -> str:
    """A kind of the reader's report in the user's language."""
    return reader_kinds().get(kind, kind)


def layout_word(layout: Layout) -> str:
    """How a transcript marks its speakers."""
    return {
        Layout.COLON: _("label and colon"),
        Layout.NAME_LINE: _("name on a line of its own"),
        Layout.TABLE: _("a column of speakers"),
        Layout.BRACKET: _("label in brackets"),
        Layout.BOLD: _("name in bold"),
        Layout.DASH: _("label and dash"),
        Layout.QUESTIONS: _("questions in bold"),
        Layout.NONE: _("no speakers"),
    }[layout]


def rejected_word(why: Why) -> str:
    """Why something that looks like a label was not taken for one."""
    return {
        Why.ONCE: _("met once"),
        Why.NUMBER: _("a number follows"),
        Why.ADDRESS: _("an address"),
        Why.LENGTH: _("too long"),
        Why.PUNCTUATION: _("punctuation inside"),
        Why.LOWER_CASE: _("begins in lower case"),
        Why.SENTENCE: _("words of a sentence"),
        Why.NO_NAME: _("a heading or a turn of speech"),
        Why.TIME: _("out of order in time"),
    }[why]


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
