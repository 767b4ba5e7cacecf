"""The words of consent in the user's language, for the command line and for what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import (
    APPENDIX_FIELD,
    APPROVAL_FIELD,
    RETENTION_FIELD,
    Answer,
    ConsentKind,
    Scope,
)
from qda.domain.text import one_line
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.consent import ConsentState


def scope_word(scope: Scope) -> str:
    """What an informant allows or not."""
    return {
        Scope.RECORD: _("recording"),
        Scope.TRANSCRIBE: _("transcription"),
        Scope.CLOUD_AI: _("services outside our own computers"),
        Scope.ANALYSE: _("analysis"),
        Scope.PARAPHRASE: _("paraphrase"),
        Scope.QUOTE: _("quotes"),
        Scope.BE_NAMED: _("being named"),
        Scope.LOCATOR: _("page numbers of a transcript that is not appended"),
        Scope.LIBRARY: _("the library"),
        Scope.REUSE: _("use in other research"),
        Scope.BACKGROUND_ONLY: _("background only"),
    }[scope]


def kind_word(kind: ConsentKind) -> str:
    """What happened."""
    return {
        ConsentKind.GIVEN: _("consent given"),
        ConsentKind.EXTENDED: _("consent extended"),
        ConsentKind.RESTRICTED: _("consent restricted"),
        ConsentKind.WITHDRAWN: _("consent withdrawn"),
        ConsentKind.CLARIFIED: _("consent clarified"),
    }[kind]


def answer_word(answer: str) -> str:
    """An answer, a wish for approval, or how the appendix stands."""
    return {
        "yes": _("yes"),
        "no": _("no"),
        "not recorded": _("not recorded"),
        "none": _("not needed"),
        "quotes": _("quotes"),
        "all_mentions": _("every excerpt"),
        "full": _("in full"),
        "pseudonymised": _("pseudonymised"),
        "excerpts": _("excerpts"),
        "empty": _("empty, number kept"),
        "omitted": _("omitted"),
    }.get(answer, answer)


def state_lines(state: ConsentState) -> list[str]:
    """What an informant allows, in a few lines."""
    if state.withdrawn:
        return [_("withdrawn on {date}: nothing may be used").format(date=state.withdrawn)]
    lines = [
        _("consent given on {date}").format(date=state.given)
        if state.given
        else _("no consent is recorded")
    ]
    for answer in (Answer.YES, Answer.NO, Answer.NOT_RECORDED):
        named = [scope_word(scope) for scope in Scope if state.answer(scope) is answer]
        if named:
            lines.append(f"{answer_word(str(answer))}: {', '.join(named)}")
    lines.append(
        _("approval: {approval} · appendix: {appendix} · may be kept until: {date}").format(
            approval=answer_word(str(state.approval or "not recorded")),
            appendix=answer_word(str(state.appendix or "not recorded")),
            date=state.retention or answer_word("not recorded"),
        )
    )
    return lines


def fields_in_words(fields: Mapping[str, str]) -> list[str]:
    """What an event says: answers by answer, then conditions, then how it was said."""
    said = []
    for answer in Answer:
        named = [scope_word(scope) for scope in Scope if fields.get(scope) == answer]
        if named:
            said.append(f"{answer_word(str(answer))}: {', '.join(named)}")
    for name, label in (
        (APPROVAL_FIELD, _("approval")),
        (APPENDIX_FIELD, _("appendix")),
        (RETENTION_FIELD, _("may be kept until")),
        ("interviews", _("only for")),
        ("how", _("how")),
        ("conditions", _("conditions")),
        ("note", _("note")),
    ):
        if fields.get(name):
            said.append(f"{label}: {answer_word(one_line(fields[name]))}")
    return said
