"""Stored values of the register and of candidates, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import one_line
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.services.waiting import Document


def kind_word(kind: str) -> str:
    """What a candidate or an entry is."""
    return {
        "cpr": _("CPR number"),
        "company number": _("company number"),
        "phone": _("phone number"),
        "email": _("e-mail address"),
        "url": _("web address"),
        "handle": _("profile name"),
        "address": _("address"),
        "street": _("street"),
        "postcode": _("postcode"),
        "date": _("date"),
        "birth": _("date of birth"),
        "age": _("age"),
        "plate": _("number plate"),
        "bank account": _("bank account"),
        "iban": _("IBAN"),
        "speaker label": _("speaker label"),
        "person": _("person"),
        "name": _("name"),
        "place": _("place"),
        "organisation": _("organisation"),
        "role": _("role"),
        "other": _("other"),
    }.get(kind, kind)


def profile_word(profile: str) -> str:
    """For whose eyes something is."""
    return {
        "internal": _("internal"),
        "supervisor": _("supervisor"),
        "assessment": _("assessment"),
        "public": _("public"),
    }.get(profile, profile)


def state_word(state: str) -> str:
    """How far the reading of a document is."""
    return {
        "imported": _("not yet"),
        "read": _("read"),
        "read again": _("to be read again"),
    }.get(state, state)


def keep_word(reason: str) -> str:
    """Why something that identifies may stand."""
    return {
        "public figure": _("a public figure"),
        "consent to be named": _("consent to be named"),
        "not identifying": _("does not identify"),
    }.get(reason, reason)


def reason_word(reason: str) -> str:
    """Why a document must be read again."""
    return {
        "text": _("the text changed"),
        "register": _("what is replaced changed"),
        "rules": _("the rules changed"),
    }.get(reason, reason)


def why_words(reasons: Iterable[str]) -> str:
    """What spoke for a candidate."""
    known = {
        "asked": _("decide each place"),
        "capital": _("capital inside a sentence"),
        "capital elsewhere": _("capital elsewhere"),
        "capitals inside": _("several capitals"),
        "check digit": _("check digit"),
        "date of birth": _("valid date"),
        "form": _("its form"),
        "hyphen": _("hyphen"),
        "informant": _("from the informants' records"),
        "institution": _("institution"),
        "list of towns": _("list of towns"),
        "name list": _("list of names"),
        "number words": _("number words"),
        "numbering plan": _("numbering plan"),
        "only one": _("the only one"),
        "P number": _("P number"),
        "part of a number": _("part of a number"),
        "role and place": _("role and place"),
        "several people": _("several entries"),
        "short": _("short name in lower case"),
        "speaker label": _("speaker label"),
        "spoken": _("spelt aloud"),
        "text changed": _("the text changed"),
        "title": _("title or kinship before it"),
        "unknown word": _("unknown word"),
        "verb behind it": _("verb behind it"),
        "word and name": _("word and name"),
        "word beside it": _("a word beside it"),
        "word too": _("may be a word"),
    }
    return ", ".join(known.get(reason, reason) for reason in reasons)


def document_warnings(one: Document) -> list[str]:
    """What a person should know of a document before relying on what the rules found in it."""
    said = []
    name = one_line(one.appendix)
    if one.casing.lower_case:
        said.append(
            _(
                "{appendix} is written without capitals: the rules miss many of the names"
                " there. Read it to its end before anything of it leaves."
            ).format(appendix=name)
        )
    if not one.casing.danish:
        said.append(
            _(
                "{appendix} does not look Danish: how much the rules find there is not known."
                " Read it to its end before anything of it leaves."
            ).format(appendix=name)
        )
    if one.cues.get("off the record"):
        said.append(
            _(
                "{appendix} has words with which speakers go off the record: {count}."
                " Look whether a passage must be restricted."
            ).format(appendix=name, count=one.cues["off the record"])
        )
    return said
