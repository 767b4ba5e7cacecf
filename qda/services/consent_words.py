"""The words of consent in the user's language, for the command line and for what is printed."""

from __future__ import annotations

from qda.domain.consent import ConsentKind, Scope
from qda.language import gettext as _


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
