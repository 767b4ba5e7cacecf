"""What exports and imports say: what was withheld, what no program carries, what had no place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qda.cli import output
from qda.domain.counting import Counting
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.permission import Permitted
    from qda.domain.tables import Tables
    from qda.services.import_targets import TextReport
    from qda.services.placing import ProjectImport


def say_withheld(permitted: Permitted[Any]) -> None:
    """Say how many texts and codings did not leave, and why."""
    for reason, count in sorted(permitted.withheld.items()):
        why = reason.removeprefix("text: ")
        words = _reasons().get(why, why)
        if reason.startswith("text: "):
            sentence = ngettext(
                "{count} text is left out: {reason}.",
                "{count} texts are left out: {reason}.",
                count,
            )
        else:
            sentence = ngettext(
                "{count} coding is left out: {reason}.",
                "{count} codings are left out: {reason}.",
                count,
            )
        output.talk(sentence.format(count=count, reason=words))


def _reasons() -> dict[str, str]:
    return {
        "appendix": _("the transcript may not be appended in full"),
        "quote": _("the informant has not said yes to being quoted"),
        "not recorded": _("no consent is recorded"),
        "withdrawn": _("the informant has withdrawn"),
        "review": _("a restricted passage was changed, see `qda review`"),
        "restricted": _("overlap with a restricted passage"),
    }


def say_profile(permitted: Permitted[Any]) -> None:
    """Say for whom the file is."""
    if permitted.profile == "internal":
        output.talk(
            _(
                "Internal – not for publication: restricted passages are in it."
                " Keep it where the project is kept."
            )
        )


def say_not_carried(kinds: Mapping[str, int]) -> None:
    """Say what the standard has no place for."""
    if kinds:
        named = _not_carried()
        output.talk(
            _("REFI-QDA has no place for: {kinds}.").format(
                kinds=", ".join(
                    f"{count} × {named.get(kind, kind)}" for kind, count in kinds.items()
                )
            )
        )


def _not_carried() -> dict[str, str]:
    return {
        "turn": _("turn with its speaker"),
        "segment": _("segment"),
        "page": _("page"),
        "consent": _("consent"),
        "restriction": _("restriction"),
        "earlier version": _("earlier version of a text"),
        "decision": _("decision on a suggestion"),
        "summary": _("summary"),
        "memo": _("memo on what does not leave"),
        "printed form": _("printed form of a quote"),
        "pseudonym": _("name in the register of pseudonyms"),
        "journal": _("line of the log"),
    }


def data_sentence(permitted: Permitted[Tables], name: str) -> str:
    """What `qda export data` wrote."""
    tables = permitted.value.tables
    return _("Wrote to {name}: tables {tables}, rows {rows}; README.md describes them.").format(
        tables=len(tables), rows=sum(len(table.rows) for table in tables), name=name
    )


def say_import(report: ProjectImport, *, dry_run: bool, as_json: bool) -> None:
    """Say what an import did or would do; ends with 1 where codings have no place."""
    if as_json:
        output.data_json(_values(report))
    else:
        _describe(report)
    output.talk(_conclusion(report, dry_run))
    if report.left:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))


def _values(report: ProjectImport) -> dict[str, Any]:
    return {
        "origin": report.origin,
        "themes": {
            "new": [theme.key for theme in report.themes.new],
            "there": report.themes.there,
        },
        "texts": [
            {
                "name": one.name,
                "appendix": one.appendix,
                "outcome": one.outcome,
                "positions": str(one.counting) if one.counting else None,
                "certain": one.certain,
                "same_words": one.exact,
            }
            for one in report.texts
        ],
        "codings": {"new": len(report.new), "there": report.there},
        "informants": {
            "new": [one.row["short_id"] for one in report.people.new],
            "there": report.people.there,
        },
        "memos": {"new": report.new_notes("memo"), "there": report.notes_there},
        "summaries": {"new": report.new_notes("summary")},
        "restrictions": len(report.restrictions),
        "left": [
            {"text": text, "reason": reason, "count": count}
            for (text, reason), count in sorted(report.left.items())
        ],
        "dropped": dict(report.dropped),
    }


def _describe(report: ProjectImport) -> None:
    if report.themes.edit is not None:
        output.data(report.themes.edit.diff())
    for one in report.texts:
        output.talk(_text_line(one))
    for (text, reason), count in sorted(report.left.items()):
        output.talk(
            ngettext(
                "{text}: {count} coding has no place: {reason}.",
                "{text}: {count} codings have no place: {reason}.",
                count,
            ).format(text=text or "–", count=count, reason=_missed().get(reason, reason))
        )
    if report.restrictions:
        count = len(report.restrictions)
        output.talk(
            ngettext(
                "{count} passage is restricted there and so here too.",
                "{count} passages are restricted there and so here too.",
                count,
            ).format(count=count)
        )
    _describe_people(report)
    if report.dropped:
        named = _dropped()
        output.talk(
            _("Not taken: {kinds}.").format(
                kinds=", ".join(
                    f"{count} × {named.get(kind, kind)}"
                    for kind, count in sorted(report.dropped.items())
                )
            )
        )


def _describe_people(report: ProjectImport) -> None:
    people = [one.row["short_id"] for one in report.people.new]
    if people:
        output.talk(
            ngettext(
                "New informant: {ids}. Consent is not recorded yet (`qda consent give`).",
                "New informants: {ids}. Consent is not recorded yet (`qda consent give`).",
                len(people),
            ).format(ids=", ".join(people))
        )
    memos, summaries = report.new_notes("memo"), report.new_notes("summary")
    if memos or summaries or report.notes_there:
        output.talk(
            _("New memos: {memos}, summaries: {summaries}; there already: {there}.").format(
                memos=memos, summaries=summaries, there=report.notes_there
            )
        )


def _text_line(one: TextReport) -> str:
    outcomes = {
        "there": _("in the project already"),
        "new": _("new"),
        "missing": _("the file does not hold its text"),
        "empty": _("empty"),
        "too large": _("too large to be a transcript"),
        "erased": _("its informant was erased from this project"),
        "not here": _("not in the project; `qda import-project` brings texts too"),
    }
    line = f"{one.appendix or '–'} ({one.name}): {outcomes[one.outcome]}"
    if not one.exact:
        line += "; " + _("other words than ours, so codings are placed by their quotes")
    if one.counting is not None:
        line += "; " + _("positions: {counting}").format(counting=_countings()[one.counting])
        if not one.certain:
            line += " " + _("(assumed)")
    return line


def _countings() -> dict[Counting, str]:
    return {
        Counting.CODE_POINTS: _("characters"),
        Counting.CRLF: _("line ends as two"),
        Counting.BOM: _("byte order mark counted"),
        Counting.BOM_CRLF: _("byte order mark counted, line ends as two"),
        Counting.UTF16: _("emoji as two"),
        Counting.UTF16_CRLF: _("emoji and line ends as two"),
        Counting.UTF8: _("bytes"),
    }


def _missed() -> dict[str, str]:
    return {
        "missing": _("the file does not hold the text"),
        "empty": _("the text is empty"),
        "too large": _("the text is too large"),
        "erased": _("its informant was erased from this project"),
        "not here": _("the text is not in the project"),
        "outside": _("the position lies outside the text"),
        "not found": _("the words do not stand there"),
        "several places": _("the words stand there more than once"),
        "no words": _("nothing but blanks"),
        "no speech": _("nobody speaks there"),
        "no code": _("the file does not hold its code"),
        "no theme": _("the theme is not in codes.yml; `qda codes import` brings themes"),
    }


def _dropped() -> dict[str, str]:
    return {
        "note": _("memo"),
        "case": _("case"),
        "erased case": _("informant who was erased from this project"),
        "case of others": _("case whose texts have another informant here"),
        "case without a text": _("case without a text here"),
        "speaker": _("informant in a group without the label of their turns"),
        "variable value": _("value of a variable"),
        "link": _("link"),
        "set": _("set"),
        "graph": _("drawing of a network"),
        "picture": _("picture"),
        "PDF": _("PDF"),
        "audio": _("sound"),
        "video": _("video"),
        "picture or sound": _("picture or sound"),
        "coding of other media": _("coding of a picture, PDF, sound or video"),
        "coding of a whole source": _("coding of a whole text"),
        "selection without a coding": _("marked passage without a code"),
        "impossible position": _("coding with an impossible position"),
        "repeated or missing GUID": _("repeated or missing identity"),
        "unsafe part name": _("unsafe part name"),
        "damaged part": _("damaged part"),
    }


def _conclusion(report: ProjectImport, dry_run: bool) -> str:
    sentence = (
        _(
            "Would import codings: {codings}, themes: {themes}, texts: {texts}."
            " Codings there already: {there}, without a place: {left}."
        )
        if dry_run
        else _(
            "Imported codings: {codings}, themes: {themes}, texts: {texts}."
            " Codings there already: {there}, without a place: {left}."
        )
    )
    return sentence.format(
        codings=len(report.new),
        themes=len(report.themes.new) if report.themes.edit is not None else 0,
        texts=sum(one.outcome == "new" for one in report.texts),
        there=report.there,
        left=sum(report.left.values()),
    )
