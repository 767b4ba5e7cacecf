"""The words of the report page, in the user's language."""

from __future__ import annotations

from qda.language import gettext as _


def day(written: str) -> str:
    """An ISO day as it is written in the user's language; anything else stays."""
    parts = written.split("-")
    if len(parts) != 3:
        return written
    year, month, number = parts
    return _("{year}-{month}-{day}").format(year=year, month=month, day=number)


def words() -> dict[str, str]:
    """Every word on the page that is not the project's own, by a short name."""
    return {
        "matrix": _("Matrix"),
        "quotes": _("Quotes"),
        "profiles": _("Themes"),
        "along": _("Along the interviews"),
        "together": _("Themes that meet"),
        "codebook": _("Codebook"),
        "progress": _("Progress"),
        "informant": _("Informant"),
        "theme": _("Theme"),
        "coder": _("Coder"),
        "total": _("Total"),
        "search": _("Search"),
        "all": _("All"),
        "reset": _("Show all"),
        "more": _("Show more"),
        "every": _("Show every quote, for printing"),
        "shown": _("{count} of {all} quotes"),
        "none": _("No quotes."),
        "open": _("Show the quotes of {informant} on {theme}: {count}"),
        "context": _("Context"),
        "contents": _("Contents"),
        "skip": _("Skip to the quotes"),
        "changed": _("As of {day}"),
        "save": _("Save picture"),
        "definition": _("Definition"),
        "include": _("Use it when"),
        "exclude": _("Do not use it when"),
        "keywords": _("Keywords"),
        "typical": _("For example"),
        "count": _("Quotes"),
        "words": _("Words"),
        "segments": _("Segments"),
        "coded": _("Coded"),
        "share": _("Share"),
        "met_why": _(
            "How many passages two themes share, or overlap with. The numbers on top are those "
            "of the themes on the left."
        ),
        "along_why": _(
            "Each dot is a quote: on the left the beginning of the interview, on the right its end."
        ),
        "progress_why": _(
            "Segments of the informant that a quote touches. Passages off the record count "
            "nowhere on this page."
        ),
        "typical_why": _(
            "Examples are quotes that several coders agree on, of a readable length, from "
            "different informants; they are chosen by the program."
        ),
        "noscript": _(
            "The quotes are shown by a script in this file; your browser has scripts switched off."
        ),
    }
