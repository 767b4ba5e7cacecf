"""What the log says of each act: one sentence, without interview text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.consent import RestrictionKind
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.history_words_themes import THEME_SENTENCES, titled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qda.storage.journal import Entry


def in_words(entry: Entry) -> str:
    """One sentence that says what a journal entry did, without interview text."""
    action = entry.subject.get("action", entry.action)
    sentence = _SENTENCES.get(action, _other)(entry.subject)
    if "by" in entry.subject:
        sentence = f"{sentence} · {entry.subject['by']}"
    if entry.action == "undo":
        return _("Undone: {step}").format(step=sentence)
    if entry.action == "redo":
        return _("Redone: {step}").format(step=sentence)
    return sentence


def _coding_added(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: coded as {title}").format(**titled(subject))


def _coding_removed(subject: Mapping[str, Any]) -> str:
    if "count" in subject:
        count = int(subject["count"])
        return ngettext("{count} coding removed", "{count} codings removed", count).format(
            count=count
        )
    return _("{appendix}: coding {title} removed").format(**titled(subject))


def _codings_imported(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext("{count} coding imported", "{count} codings imported", count).format(
        count=count
    )


def _memos_imported(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext("{count} memo imported", "{count} memos imported", count).format(count=count)


def _replaced(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: text replaced by version {version}").format(**subject)


def _pages_settled(subject: Mapping[str, Any]) -> str:
    return {
        "measured": _("{appendix}: pages measured with {program}"),
        "pdf": _("{appendix}: pages taken from a PDF"),
        "typed in": _("{appendix}: pages typed in"),
    }.get(subject["how"], _("{appendix}: pages forgotten")).format(**subject)


def _review_accepted(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: the words now marked as {title} accepted").format(**titled(subject))


def _review_moved(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: {title} moved to other words").format(**titled(subject))


def _review_dropped(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: coding {title} dropped after a correction").format(**titled(subject))


def _suggestion_accepted(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: suggestion {title} accepted").format(**titled(subject))


def _suggestion_rejected(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: suggestion {title} rejected").format(**titled(subject))


def _ends_changed(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: coding {title} has other words").format(**titled(subject))


def _theme_changed(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: coding {earlier} is now {title}").format(**titled(subject))


def _merged(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: segment {number} merged with the next").format(**subject)


def _split(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: segment {number} split in two").format(**subject)


def _theme_added(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} added").format(**titled(subject))


def _imported(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: imported").format(**subject)


def _speakers_settled(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: speakers settled anew").format(**subject)


def _register_loaded(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext("{count} informant registered", "{count} informants registered", count).format(
        count=count
    )


def _informant_saved(subject: Mapping[str, Any]) -> str:
    return _("{informant}: registered or changed").format(**subject)


def _consent_recorded(subject: Mapping[str, Any]) -> str:
    return _("{informant}: consent recorded").format(**subject)


def _restricted(subject: Mapping[str, Any]) -> str:
    if subject.get("kind") == RestrictionKind.OFF_RECORD:
        return _("{appendix}: a passage marked off the record").format(**subject)
    return _("{appendix}: a passage restricted").format(**subject)


def _lifted(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: a restriction lifted").format(**subject)


def _printed_form(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: the printed form of a quote changed").format(**subject)


def _excerpts_sent(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext(
        "{informant}: {count} excerpt written for approval",
        "{informant}: {count} excerpts written for approval",
        count,
    ).format(informant=subject["informant"], count=count)


def _answer_recorded(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext(
        "{count} answer about an excerpt recorded", "{count} answers about excerpts recorded", count
    ).format(count=count)


def _restored(subject: Mapping[str, Any]) -> str:
    return _("restored from the backup {backup}").format(**subject)


def _entered(subject: Mapping[str, Any]) -> str:
    return _("register: {id} entered").format(**subject)


def _informants_entered(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext(
        "register: {count} informant entered", "register: {count} informants entered", count
    ).format(count=count)


def _entry_changed(subject: Mapping[str, Any]) -> str:
    return _("register: {id} changed").format(**subject)


def _entry_removed(subject: Mapping[str, Any]) -> str:
    return _("register: {id} removed").format(**subject)


def _form_decided(subject: Mapping[str, Any]) -> str:
    return _("register: decided about a form")


def _place_decided(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: decided about a place").format(**subject)


def _document_read(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: read to its end").format(**subject)


def _other(subject: Mapping[str, Any]) -> str:
    return str(subject.get("action", ""))


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "project.closed": lambda _subject: _("The project was closed"),
    **THEME_SENTENCES,
    "person.erased": lambda s: _("A person was erased"),
    "gate.accept": lambda s: _("{gate}: a risk accepted for {about}").format(**s),
    "export.written": lambda s: _("Written for other eyes ({profile})").format(**s),
    "coding.add": _coding_added,
    "coding.remove": _coding_removed,
    "coding.import": _codings_imported,
    "memo.import": _memos_imported,
    "coding.ends": _ends_changed,
    "coding.theme": _theme_changed,
    "segment.merge": _merged,
    "segment.split": _split,
    "codebook.add": _theme_added,
    "suggestion.accept": _suggestion_accepted,
    "suggestion.reject": _suggestion_rejected,
    "interview.import": _imported,
    "interview.replace": _replaced,
    "interview.pages": _pages_settled,
    "review.accept": _review_accepted,
    "review.move": _review_moved,
    "review.drop": _review_dropped,
    "interview.speakers": _speakers_settled,
    "informants.load": _register_loaded,
    "informant.add": _informant_saved,
    "informant.edit": _informant_saved,
    "consent.given": _consent_recorded,
    "consent.extended": _consent_recorded,
    "consent.restricted": _consent_recorded,
    "consent.withdrawn": _consent_recorded,
    "consent.clarified": _consent_recorded,
    "restriction.add": _restricted,
    "restriction.lift": _lifted,
    "quote.form": _printed_form,
    "approval.sent": _excerpts_sent,
    "approval.record": _answer_recorded,
    "project.restore": _restored,
    "register.enter": _entered,
    "register.informants": _informants_entered,
    "register.alias": _entry_changed,
    "register.level": _entry_changed,
    "register.protect": _entry_changed,
    "register.merge": _entry_changed,
    "register.remove": _entry_removed,
    "form.decide": _form_decided,
    "place.decide": _place_decided,
    "document.read": _document_read,
}
