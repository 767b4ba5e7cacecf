"""Papers about consent to print: the overview, and the record of processing activities.

Neither holds a name or a word of an interview: informants stand by their ids and appendices.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qda.domain.consent import RestrictionKind, Scope
from qda.domain.permission import Profile
from qda.domain.text import one_line
from qda.errors import Refused
from qda.formats.papers import Heading, Paper, Table, Text
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import consenting, dates, restricting
from qda.services.consent_views import View, views
from qda.services.consent_words import answer_word, kind_word, scope_word
from qda.services.publishing import Publisher
from qda.storage import informants

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

_SHOWN = (Scope.ANALYSE, Scope.QUOTE, Scope.PARAPHRASE, Scope.BE_NAMED, Scope.LIBRARY, Scope.REUSE)
"""The scopes that what is published depends on; the others stand in the record."""


def write_overview(project: Project, path: Path) -> None:
    """Write the overview of consents.

    Raises:
        NotPermitted: The record of consent was changed from outside, or a name stands in it.
        Refused: The ending is not known.
    """
    _write(project, overview(project), path)


def write_record(project: Project, path: Path) -> None:
    """Write the record of processing activities.

    Raises:
        NotPermitted: The record of consent was changed from outside, or a name stands in it.
        Refused: The ending is not known.
    """
    _write(project, record_of_processing(project), path)


def _write(project: Project, paper: Paper, path: Path) -> None:
    from qda.formats import papers

    writers = {".docx": papers.as_docx, ".html": papers.as_html, ".md": papers.as_markdown}
    ending = path.suffix.casefold()
    if ending not in writers:
        raise Refused(
            _('"{name}" has an ending that is not known.').format(name=one_line(path.name)),
            _("Use one of: {endings}.").format(endings=", ".join(writers)),
        )
    contents = writers[ending](consenting.permit_paper(project, paper))
    # Labels and what is noted about an event are anybody's words: they are looked through too.
    Publisher(project, Profile.SUPERVISOR).write({path: contents})


def overview(project: Project) -> Paper:
    """Who allows what today, with what is restricted and the events behind it."""
    found = views(project)
    columns = (
        _("Informant"),
        _("Appendix"),
        *(scope_word(scope).capitalize() for scope in _SHOWN),
        _("Approval"),
        _("Transcript"),
        _("Kept until"),
    )
    rows = tuple(_row(one, appendix) for one in found for appendix, _state in one.states)
    events = tuple(
        (one.short_id, event["at"][:10], kind_word(event["kind"]), event["fields"].get("how", ""))
        for one in found
        for event in one.events
    )
    kinds = Counter((one.appendix, one.kind) for one in restricting.listed(project) if not one.over)
    restrictions = tuple(
        (appendix, restricting.in_words(kind), str(count))
        for (appendix, kind), count in kinds.items()
    )
    parts: list[Heading | Text | Table] = [
        Text(
            _("State on {date}. What is not recorded counts as a no.").format(
                date=dates.counted_day(project)
            )
        ),
        Table(columns, rows or (("–",) * len(columns),), (4, 4, 3, 3, 4, 4, 4, 4, 5, 4, 4)),
    ]
    if restrictions:
        parts += [
            Heading(_("Restricted passages")),
            Table((_("Appendix"), _("Restriction"), _("Number")), restrictions, (2, 4, 1)),
        ]
    if events:
        heads = (_("Informant"), _("Date"), _("What"), _("How"))
        parts += [Heading(_("What was recorded")), Table(heads, events, (2, 2, 4, 6))]
    parts.append(
        Text(
            _("Informants stand by their ids; the register that names them is kept apart."),
            small=True,
        )
    )
    return Paper(_("Consents – {title}").format(title=project.title), tuple(parts), landscape=True)


def _row(one: View, appendix: str) -> tuple[str, ...]:
    state = dict(one.states)[appendix]
    where = appendix or ", ".join(one.appendices) or "–"
    if state.withdrawn:
        gone = _("withdrawn {date}").format(date=state.withdrawn)
        return (one.short_id, where, gone, *("–",) * (len(_SHOWN) + 1), str(state.retention or "–"))
    answers = [
        answer_word(str(state.answer(scope))) if state.answer(scope) != "not recorded" else "–"
        for scope in _SHOWN
    ]
    return (
        one.short_id,
        where,
        *answers,
        answer_word(str(state.approval)) if state.approval else "–",
        answer_word(str(state.appendix)) if state.appendix else "–",
        str(state.retention or "–"),
    )


def record_of_processing(project: Project) -> Paper:
    """The record of processing activities (GDPR article 30), with what the project knows.

    The points are those of article 30(1), and those that Danish universities ask students for.
    """
    found = views(project)
    blank = _("[fill in]")
    kept = sorted({str(s.retention) for one in found for _a, s in one.states if s.retention})
    return Paper(
        _("Record of processing activities – {title}").format(title=project.title),
        (
            Text(_("Drawn up on {date}.").format(date=dates.today())),
            Table(
                (),
                (
                    (_("Controller and contact"), blank),
                    (_("Supervisor and institution"), blank),
                    (_("Joint controllers, data protection officer"), blank),
                    (_("Purpose"), blank),
                    (_("Legal basis"), _bases(found) or blank),
                    (_("Whose data"), _whose(project)),
                    (_("Categories of data"), _categories(project)),
                    (_("Sensitive data (article 9)"), _sensitive(project, found)),
                    (_("Who receives them"), _receivers(found)),
                    (_("Transfers to third countries"), blank),
                    (_("Where they are kept"), _where()),
                    (_("Security"), _security()),
                    (
                        _("Time of deletion"),
                        _("{dates} (last days agreed with informants)").format(
                            dates=", ".join(kept)
                        )
                        if kept
                        else blank,
                    ),
                    (_("What happens then"), _action(found) or blank),
                ),
                (2, 5),
            ),
            Text(
                _("What is marked {mark} is not known to the program. The record names nobody.")
                .format(mark=blank),
                small=True,
            ),
        ),
    )  # fmt: skip


def _of(found: list[View], name: str) -> str:
    values = (event["fields"].get(name, "") for one in found for event in one.events)
    return "; ".join(dict.fromkeys(filter(None, values)))


def _bases(found: list[View]) -> str:
    stated = _of(found, "legal_basis")
    given = sum(any(state.given for _a, state in one.states) for one in found)
    consent = ngettext(
        "consent, recorded for {count} informant",
        "consent, recorded for {count} informants",
        given,
    ).format(count=given)
    return "; ".join(filter(None, [stated, consent if given else ""]))


def _action(found: list[View]) -> str:
    return _of(found, "retention_action")


def _whose(project: Project) -> str:
    people, texts = len(informants.informants(project.db)), len(project.interviews())
    return (
        ngettext("{count} informant", "{count} informants", people).format(count=people)
        + ", "
        + ngettext("{count} interview", "{count} interviews", texts).format(count=texts)
        + "; "
        + _("persons whom informants speak of")
    )


def _categories(project: Project) -> str:
    rows = informants.informants(project.db)
    held = [
        (_("name"), any(row["name"] for row in rows)),
        (_("role"), any(row["role"] for row in rows)),
        (_("place of work"), any(row["organisation"] for row in rows)),
        (_("municipality"), any(row["municipality"] for row in rows)),
        (_("area"), any(row["area"] for row in rows)),
        (_("what was said in interviews"), bool(project.interviews())),
        (_("answers about consent"), True),
    ]
    return ", ".join(word for word, there in held if there)


def _sensitive(project: Project, found: list[View]) -> str:
    explicit = sum(
        event["fields"].get("art9", "").casefold() in ("yes", "ja") for one in found
        for event in one.events
    )  # fmt: skip
    marked = sum(one.kind is RestrictionKind.SENSITIVE for one in restricting.listed(project))
    return _(
        "explicit consent recorded {count} times; {marked} passages marked as sensitive"
    ).format(count=explicit, marked=marked)


def _receivers(found: list[View]) -> str:
    def count(scope: Scope) -> int:
        return sum(any(state.permits(scope) for _a, state in one.states) for one in found)

    return _(
        "supervisor and assessors; the library for {library} informants; other research for"
        " {reuse}; services outside our own computers for {cloud}"
    ).format(library=count(Scope.LIBRARY), reuse=count(Scope.REUSE), cloud=count(Scope.CLOUD_AI))


def _where() -> str:
    return _("in one database on the researchers' own computers, with checked copies beside it")


def _security() -> str:
    return _(
        "readable by the owner's account only; no network; events of consent are chained so that"
        " changes show; the disk must be encrypted besides: [fill in]"
    )
