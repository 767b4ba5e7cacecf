"""The gates G01 to G18 before publication: each is asked, and says by id what is wrong.

What a gate finds names informants, interviews, entries and excerpts by id: a list of findings can
be shown to anybody. A profile is open when nothing that blocks is left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.danish.name_occurrences import tokens
from qda.domain.gates import ACCEPTABLE, APPLIES, Barrier, Gate, Gates, State
from qda.domain.identifiers import Kind
from qda.domain.register import LEVELS, Register, Verdict, is_category
from qda.errors import NotPermitted, Refused
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import gating_consent as on_consent
from qda.services import identifying, read_throughs
from qda.services.choosing import Choice
from qda.services.gate_words import in_lines, leak_in_words, titles
from qda.services.gating_consent import Consents
from qda.services.leaks import Scanner
from qda.services.naming import register_of
from qda.services.quoting import quotes
from qda.storage import approvals, journal, publishing, reviews

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qda.domain.permission import Profile
    from qda.services.project import Project
    from qda.services.waiting import Queue


def gates(project: Project, profile: Profile) -> Gates:
    """Ask every gate for a profile; the internal one has none."""
    with project.reading():
        return Gates(profile, tuple(_asked(project, profile)))


def _asked(project: Project, profile: Profile) -> Iterator[Gate]:
    at = Consents(project, profile)
    material = _Material(project, profile)
    asked: dict[str, Callable[[], Iterator[Barrier]]] = {
        "G01": lambda: on_consent.recorded(at),
        "G02": lambda: on_consent.in_time(at),
        "G03": lambda: on_consent.documented(at),
        "G04": lambda: on_consent.answered(at),
        "G05": lambda: on_consent.approved(at),
        "G06": material.restrictions,
        "G07": material.words,
        "G08": lambda: on_consent.appendices(at),
        "G09": material.decided,
        "G10": material.scanned,
        "G11": material.shared,
        "G12": material.pseudonyms,
        "G13": lambda: on_consent.named(at),
        "G14": lambda: on_consent.alone(at),
        "G16": material.sensitive,
        "G17": material.thesis,
        "G18": lambda: on_consent.kept(at),
    }
    accepted = publishing.accepted(project.db)
    broken = False
    for id_, title in titles().items():
        if profile not in APPLIES[id_]:
            yield Gate(id_, title, State.NOT_ASKED)
            continue
        if broken and id_ == "G10":
            yield Gate(id_, title, State.NOT_ASKED)
            continue
        found = [] if id_ not in asked else list(asked[id_]())
        broken = broken or (id_ == "G01" and bool(at.project and _is_broken(project)))
        if id_ in ACCEPTABLE:
            found = [_accepted(one, accepted.get((id_, one.subject))) for one in found]
        state = (
            State.CLOSED
            if any(one.blocks for one in found)
            else State.WARNING
            if any(not one.accepted for one in found)
            else State.OPEN
        )
        yield Gate(id_, title, state, tuple(found))


def _is_broken(project: Project) -> bool:
    from qda.services.consent_chains import broken_chains

    return bool(broken_chains(project))


def _accepted(one: Barrier, row: dict[str, str] | None) -> Barrier:
    if row is None:
        return one
    said = _("{reason} ({who}, {day})").format(
        reason=row["reason"], who=row["accepted_by"], day=row["accepted_at"][:10]
    )
    return replace(one, blocks=False, accepted=said)


class _Material:
    """The gates that look at texts, register and files."""

    def __init__(self, project: Project, profile: Profile) -> None:
        self.project = project
        self.profile = profile
        self._queue: Queue | None = None

    @property
    def queue(self) -> Queue:
        """What waits for a decision."""
        if self._queue is None:
            self._queue = identifying.queue(self.project)
        return self._queue

    def restrictions(self) -> Iterator[Barrier]:
        """G06: a correction may have uncovered a restricted passage."""
        doubtful = reviews.doubtful_interviews(self.project.db)
        for row in self.project.interviews():
            if row.id in doubtful:
                yield Barrier(
                    "G06", row.appendix, _("A correction changed a restricted passage."),
                    _("Look at it: `qda review`."),
                )  # fmt: skip

    def words(self) -> Iterator[Barrier]:
        """G07: restricted words in definitions, keywords and printed forms."""
        scanner = Scanner(self.project, self.profile)
        for theme in self.project.codebook.themes:
            keywords = " ".join(keyword.written for keyword in theme.keywords)
            parts = [theme.title, theme.definition, theme.include, theme.exclude, keywords]
            found = [leak for part in parts for leak in scanner.scan_text(part)]
            for whose in dict.fromkeys(one.whose for one in found if one.what == "passage"):
                yield Barrier(
                    "G07", f"{theme.key} {whose}", _("Words of a restricted passage stand here."),
                    _("Take them out of codes.yml: `qda codes edit`."),
                )  # fmt: skip
            for whose in dict.fromkeys(one.whose for one in found if one.what == "name"):
                yield Barrier(
                    "G07", f"{theme.key} {whose}", _("A protected name stands here."),
                    _("Take it out of codes.yml: `qda codes edit`."),
                )  # fmt: skip
        for uid, form in approvals.forms(self.project.db).items():
            if any(one.what == "passage" for one in scanner.scan_text(form["text"])):
                yield Barrier(
                    "G07", uid[:8], _("Words of a restricted passage stand in a printed form."),
                    _("Change the printed form of this coding."),
                )  # fmt: skip

    def decided(self) -> Iterator[Barrier]:
        """G09: names wait for a decision, or nobody has read the text to its end."""
        waiting: dict[str, int] = {}
        for form in self.queue.forms:
            if form.blocks:
                continue  # numbers and addresses are masked until somebody decides otherwise
            for place in form.places:
                waiting[place.appendix] = waiting.get(place.appendix, 0) + 1
        for row in self.project.interviews():
            count = waiting.get(row.appendix, 0)
            if count:
                yield Barrier(
                    "G09", row.appendix,
                    ngettext("{count} place waits for a decision.",
                             "{count} places wait for a decision.", count).format(count=count),
                    _("Decide: `qda anonymise list`, `qda anonymise decide`."),
                )  # fmt: skip
        for reading in read_throughs.readings(self.project):
            if reading.state != "read":
                yield Barrier(
                    "G09", reading.appendix,
                    _("Nobody has read it to its end.") if reading.state == "imported"
                    else _("It must be read again, for something has changed since."),
                    _("Read it and record that: `qda anonymise read`."), in_text=True,
                )  # fmt: skip
        for form_verdict in register_of(self.project).verdicts.values():
            if form_verdict.verdict is Verdict.KEEP and not form_verdict.reason:
                yield Barrier(
                    "G09", form_verdict.uid[:8], _("A name is kept without a reason."),
                    _("Decide again with a reason: `qda anonymise decide`."),
                )  # fmt: skip

    def scanned(self) -> Iterator[Barrier]:
        """G10: the quotes as they would leave, looked through."""
        scanner = Scanner(self.project, self.profile)
        chosen = quotes(self.project, Choice(profile=self.profile)).value
        for quote in chosen.quotes:
            parts = (quote.printed or quote.text, quote.source.label, quote.before, quote.after)
            for leak in dict.fromkeys(leak for part in parts for leak in scanner.scan_text(part)):
                yield Barrier(
                    "G10", f"{quote.appendix} {quote.codings[0][:8]} {leak.whose}".strip(),
                    leak_in_words(leak.what), _("`qda anonymise` decides what stands instead."),
                )  # fmt: skip

    def shared(self) -> Iterator[Barrier]:
        """G11: originals or databases in the folder of the exports."""
        from hashlib import sha256

        folder = self.project.paths.exports
        originals = {row.source_hash for row in self.project.interviews()}
        paths = sorted(folder.rglob("*")) if folder.is_dir() else []
        for number, path in enumerate((one for one in paths if one.is_file()), start=1):
            data = path.read_bytes()
            if data.startswith(b"SQLite format 3") or sha256(data).hexdigest() in originals:
                yield Barrier(
                    "G11", _("exports, file {number}").format(number=number),
                    _("A database or an original stands among the exports."),
                    _("Move it out of the folder exports."),
                )  # fmt: skip

    def pseudonyms(self) -> Iterator[Barrier]:
        """G12: a pseudonym is somebody's name, or stands for two."""
        register = register_of(self.project)
        real = {word for alias in register.aliases for word in tokens(alias.surface)}
        stands: dict[tuple[str, str], str] = {}
        for entity in register.entities:
            for profile, text in entity.replacements.items():
                if is_category(text) or not text[:1].isupper():
                    continue
                if profile in LEVELS and _own_words(register, text) & real:
                    yield Barrier("G12", entity.short_id, _("A pseudonym is a real name here."),
                                  _("Choose another: `qda anonymise entry`."))  # fmt: skip
                other = stands.setdefault((profile, text.casefold()), entity.short_id)
                if other != entity.short_id:
                    yield Barrier("G12", f"{other} {entity.short_id}",
                                  _("Two stand under one pseudonym."),
                                  _("Choose another: `qda anonymise entry`."))  # fmt: skip

    def sensitive(self) -> Iterator[Barrier]:
        """G16: words of special categories in what becomes public."""
        for document in self.queue.documents:
            if document.cues[str(Kind.SENSITIVE)]:
                yield Barrier(
                    "G16", document.appendix,
                    _("It speaks of health, belief, politics or the like."),
                    _("Publish without it, or accept it: `qda check --accept {gate}:{id}`.").format(
                        gate="G16", id=f'"{document.appendix}"'
                    ),
                )  # fmt: skip

    def thesis(self) -> Iterator[Barrier]:
        """G17: a thesis is checked as a file."""
        yield Barrier("G17", _("thesis"), _("The thesis itself is checked apart."),
                      _("`qda check thesis.docx`."), blocks=False)  # fmt: skip


def _own_words(_register: Register, text: str) -> set[str]:
    return {word for part in text.split() if part[:1].isupper() for word in tokens(part)}


def refuse_closed(project: Project, profile: Profile) -> None:
    """Refuse an export for a profile that is not open.

    Raises:
        NotPermitted: With the gates that are closed, by id.
    """
    closed = gates(project, profile).closed
    if not closed:
        return
    lines = [f"  {line}" for line in in_lines(closed)]
    raise NotPermitted(
        _('Nothing was written, for the profile "{profile}" is not open:').format(profile=profile)
        + "\n" + "\n".join(lines),
        _("`qda check --profile {profile}` shows everything.").format(profile=profile),
    )  # fmt: skip


def accept(project: Project, gate: str, subject: str, reason: str) -> None:
    """Accept what a gate found, with a reason that stands in the report.

    Raises:
        Refused: The gate is never passed over, or there is no reason.
    """
    if gate not in ACCEPTABLE:
        raise Refused(
            _("{gate} cannot be accepted.").format(gate=gate),
            _("These can: {gates}.").format(gates=", ".join(sorted(ACCEPTABLE))),
        )
    if not reason.strip():
        raise Refused(_("A risk is accepted with a reason."), _("Add `--reason`."))
    with project.action() as db:
        publishing.accept(db, gate, subject, reason.strip(), project.coder)
        journal.record(
            db, coder=project.coder, action="gate.accept", subject={"gate": gate, "about": subject}
        )
