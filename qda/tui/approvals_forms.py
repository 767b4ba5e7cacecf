"""The forms about approval: an answer that came back, a pack that is sent, and what they do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qda.domain.approval import Answered
from qda.domain.text import one_line
from qda.errors import Refused
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import consents, dates
from qda.services.consent_fields import day_meant
from qda.tui.widgets.fields import Field

if TYPE_CHECKING:
    from qda.services.approval_views import Worded
    from qda.services.packing import Packed


def answer_fields(answer: Answered, words: Worded) -> list[Field]:
    """The fields of an answer that came back."""

    def check_moment(written: str) -> None:
        if written:
            consents.check_moment(written)

    def check_words(written: str) -> None:
        if not written:
            raise Refused(_("An approval with changes needs the other wording."))

    fields = [
        Field("at", _("When it was said"), dates.today().isoformat(), check=check_moment),
        Field("channel", _("How it came"), hint=_("e-mail, telephone, letter …")),
    ]
    if answer is Answered.WITH_CHANGES:
        text = one_line(words.answered or words.shown)
        fields.insert(0, Field("text", _("In these words"), text, long=True, check=check_words))
    return fields


def answer_warning(answer: Answered) -> str:
    """What recording an answer does."""
    said = {
        Answered.APPROVED: _("It holds for exactly the words that were shown."),
        Answered.WITH_CHANGES: _("These words become the printed form of the quote."),
        Answered.LEFT_OUT: _("Its words are restricted, and gone from everything that leaves."),
    }[answer]
    return said + " " + _("An answer cannot be undone; the newest counts. Enter records it.")


def pack_fields(informant: str) -> list[Field]:
    """The fields of a pack for an informant."""

    def check_deadline(written: str) -> None:
        day = day_meant(written)
        if day is not None and day < dates.today():
            raise Refused(_("The deadline {date} has passed.").format(date=day))

    def check_file(written: str) -> None:
        if not written:
            raise Refused(_("A file needs a name."))

    return [
        Field("file", _("File"), f"exports/{one_line(informant)}", check=check_file),
        Field("form", _("As"), "docx", (
            ("docx", _("Word, to fill in")), ("html", _("page, to print")), ("both", _("both")),
        )),
        Field("deadline", _("Answer by"), hint=_("year-month-day"), check=check_deadline),
        Field("channel", _("How it is sent"), hint=_("encrypted e-mail, letter …")),
        Field("again", _("Approved ones too"), "no", (("no", _("no")), ("yes", _("yes")))),
    ]  # fmt: skip


def pack_paths(root: Path, written: str, form: str) -> list[Path]:
    """The files that are written: from the project's folder, unless the path says otherwise."""
    path = root / Path(written).expanduser()
    if path.suffix.casefold() in (".docx", ".html"):
        path = path.with_suffix("")
    endings = {"docx": [".docx"], "html": [".html"]}.get(form, [".docx", ".html"])
    return [path.with_name(path.name + ending) for ending in endings]


def packed(done: Packed) -> str:
    """What became of a pack."""
    said = ngettext(
        "{id}: {count} excerpt written to {files}, and recorded as sent.",
        "{id}: {count} excerpts written to {files}, and recorded as sent.",
        done.excerpts,
    ).format(id=done.short_id, count=done.excerpts, files=", ".join(done.files))
    if done.shared:
        said += " " + ngettext(
            "{count} coding is left out: somebody else's words stand in it too.",
            "{count} codings are left out: somebody else's words stand in them too.",
            done.shared,
        ).format(count=done.shared)
    return one_line(said)
