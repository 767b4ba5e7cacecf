"""The forms that restrict words of an interview in another way than off the record, and lift that.

Marking is undone like a coding; lifting asks for a reason, for it protected somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import RestrictionKind
from qda.domain.text import one_line
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import restricting
from qda.services.consent_fields import day_meant
from qda.tui.people_forms import day_field
from qda.tui.screens.form import FormScreen
from qda.tui.widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.services.restricting import Listed
    from qda.storage.interviews import InterviewRow


def restriction_form(project: Project, interview: InterviewRow, span: Span) -> FormScreen:
    """Asks why words may not be used, and restricts them."""

    def save(values: Mapping[str, str]) -> None:
        restricting.add(
            project,
            interview,
            span,
            RestrictionKind(values["kind"]),
            until=str(day_meant(values["until"]) or ""),
            source=values["source"] or "by hand",
        )

    kinds = tuple((str(kind), restricting.in_words(kind)) for kind in RestrictionKind)
    fields = [
        Field("kind", _("Why they may not be used"), str(RestrictionKind.THIRD_PARTY), kinds),
        day_field("until", _("Last day, where they are held back")),
        Field("source", _("How it became known"), hint=_("e-mail, telephone, letter …")),
    ]
    return FormScreen(
        _("{appendix}: restrict these words").format(appendix=one_line(interview.appendix)),
        fields,
        save,
        about=_("They are gone from everything that leaves, and no gap tells of them."),
    )


def lifting_form(project: Project, found: Sequence[Listed]) -> FormScreen:
    """Asks which restriction is lifted and why, and lifts it."""

    def save(values: Mapping[str, str]) -> None:
        restricting.lift(project, values["which"], values["reason"])

    def check(reason: str) -> None:
        if not reason:
            raise Refused(_("Lifting a restriction needs a reason: it protects somebody."))

    choices = tuple(
        (one.uid, f"{restricting.in_words(one.kind, one_line(one.until))}, {one.at[:10]}")
        for one in found
    )
    return FormScreen(
        _("{appendix}: lift a restriction").format(appendix=one_line(found[0].appendix)),
        [
            Field("which", _("Restriction"), found[0].uid, choices),
            Field("reason", _("Who has allowed it, and when"), check=check),
        ],
        save,
        about=_(
            "From then on the words may leave. The reason stays in the log, and this can be undone."
        ),
    )
