"""The table of verbs: each with its place and its one line of help, and nothing of it loaded."""

from __future__ import annotations

from qda.language import gettext as _

Verbs = dict[str, tuple[str, str]]
"""By verb, the module and name of its command, and what it does."""


def command_table() -> dict[str, Verbs]:
    """Families of commands, in the order of the work."""
    return {
        _("Start"): _start(),
        _("Material"): _material(),
        _("Codebook"): _codebook(),
        _("Coding"): _coding(),
        _("People"): _people(),
        _("Results"): _results(),
        _("Publication"): _publication(),
        _("Care"): _care(),
    }


def _start() -> Verbs:
    return {
        "init": ("start:init", _("Make a project in a folder.")),
        "demo": ("demo:demo", _("Make a project from eight invented interviews.")),
        "status": ("start:status", _("Say how far the project has come.")),
        "doctor": ("start:doctor", _("Examine the project for damage.")),
    }


def _material() -> Verbs:
    return {
        "import": ("importing:import_", _("Import transcripts from Word files.")),
        "import-project": (
            "exchange:import_project",
            _("Import a project of NVivo, ATLAS.ti, MAXQDA, QualCoder or Taguette."),
        ),
        "list": ("material:list_", _("List the interviews.")),
        "show": ("material:show", _("Print a transcript with its segment numbers.")),
        "search": ("material:search", _("Find words in all interviews.")),
        "pages": ("pages:pages", _("Show, measure or type in page numbers.")),
        "replace": ("correcting:replace", _("Put a corrected file in the place of a text.")),
        "review": ("correcting:review", _("Decide about codings that a correction changed.")),
    }


def _codebook() -> Verbs:
    return {
        "codes": ("codebook:codes", _("List, check and edit the themes of codes.yml.")),
    }


def _coding() -> Verbs:
    return {
        "code": ("screen:code", _("Open the coding screen.")),
        "keys": ("keys:keys", _("List the keys of the coding screen, and check keys.yml.")),
        "suggest": ("suggest:suggest", _("Suggest themes for segments, with reasons.")),
        "coding": ("coding:coding", _("Add, remove, list and import codings.")),
        "segment": ("segments:segment", _("Merge and split segments.")),
        "memo": ("memos:memo", _("Write, find and change memos on everything.")),
        "summary": (
            "summaries:summary",
            _("Write what an informant says on a theme, in short."),
        ),
        "undo": ("history:undo", _("Take back the last step.")),
        "redo": ("history:redo", _("Do the last undone step again.")),
        "log": ("history:log", _("Show what was done, newest first.")),
    }


def _people() -> Verbs:
    return {
        "informant": ("people:informant", _("Register, load and list informants.")),
        "consent": ("consent:consent", _("Record and show what informants allow.")),
        "restrict": ("restrict:restrict", _("Restrict passages that may not be used.")),
        "approve": ("approve:approve", _("Have excerpts approved by informants.")),
    }


def _results() -> Verbs:
    return {
        "matrix": ("results:matrix", _("Show or write the quote matrix.")),
        "report": ("results:report", _("Write the report, one page for the browser.")),
        "quotes": ("results:quotes", _("List or write quotes with their context.")),
        "table": ("results:table", _("Show or write a table for the thesis.")),
        "export": ("exchange:export", _("Write the project for other programs.")),
    }


def _publication() -> Verbs:
    return {
        "citations": ("thesis:citations", _("List a thesis' references to its appendices.")),
        "check": ("thesis:check", _("Ask the gates before publication, or check a thesis.")),
        "share": ("share:share", _("Make a pseudonymised copy of the project.")),
        "appendix": ("appendix:appendix", _("Write the appendices, as informants allow.")),
        "anonymise": (
            "anonymise:anonymise",
            _("Find what identifies people, and decide what stands instead."),
        ),
    }


def _care() -> Verbs:
    return {
        "forget": ("forget:forget", _("Erase a person for good, with a receipt.")),
        "close": ("close:close", _("End the project: key and originals are destroyed.")),
        "backup": ("care:backup", _("Write a checked copy of the project.")),
        "restore": ("care:restore", _("Restore the project from a copy.")),
    }
