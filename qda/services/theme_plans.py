"""Changes of themes, each with its effect before it is made: title, colour, place, retirement.

A plan holds what codes.yml and the rows would become; carrying it out is one step to undo. Keys of
themes never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.codebook import HOTKEYS, PALETTE, plain
from qda.errors import Refused
from qda.formats.codes_changes import AddKeyword, MoveTheme, RemoveKeyword, Retire, SetField
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import codebooks
from qda.storage import codings, journal, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.domain.codebook import Theme
    from qda.formats import codes_changes
    from qda.formats.codes_yml import Edit
    from qda.services.project import Project
    from qda.storage.journal import Change


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of a theme; nothing is written yet."""

    action: str
    """What the journal calls it."""
    theme: str
    """Key of the theme that it is about."""
    edit: Edit
    sentences: tuple[str, ...] = ()
    """What it does, beside the lines of codes.yml that it changes."""
    changes: tuple[Change, ...] = ()
    """Rows that it changes, in the order of doing."""
    revision: int = 0
    """State of the project for which the rows hold."""
    other: str = ""
    """Title of another theme that it is about."""

    @property
    def empty(self) -> bool:
        """Whether it would change nothing."""
        return self.edit.before == self.edit.after and not self.changes


def carry_out(project: Project, plan: Plan) -> None:
    """Do what a plan says; one step to undo, on disk when this returns.

    Raises:
        Refused: It changes nothing, or codes.yml or the codings have changed since it was made.
    """
    if plan.empty:
        raise Refused(_("That would change nothing."))
    with project.action() as db:
        if plan.changes and journal.revision(db) != plan.revision:
            raise Refused(
                _("The project was changed in the meantime."),
                _("Nothing was written; look at the effect again."),
            )
        title = project.codebook.theme(plan.theme).title if plan.theme in _keys(project) else ""
        project.change_codebook(plan.edit)
        for change in plan.changes:
            if change.before is not None:
                marks.put(db, change.table, change.uid, None)
        for change in plan.changes:
            if change.after is not None:
                marks.put(db, change.table, change.uid, change.after)
        journal.record(
            db,
            coder=project.coder,
            action=plan.action,
            subject={
                "theme": plan.theme,
                "title": title or project.codebook.theme(plan.theme).title,
                "other": plan.other,
                "count": sum(change.table == "coding" for change in plan.changes),
            },
            changes=[codebooks.change_of(plan.edit), *plan.changes],
            undoable=True,
        )


def _keys(project: Project) -> set[str]:
    return {theme.key for theme in project.codebook.themes}


def add(
    project: Project,
    title: str,
    *,
    parent: str | None = None,
    hotkey: str | None = None,
    definition: str = "",
) -> Plan:
    """Plan a new theme; see `codebooks.new_theme`."""
    wish = codebooks.new_theme(project, title, parent=parent, hotkey=hotkey, definition=definition)
    return Plan("codebook.add", wish.key, codebooks.plan(project, [wish]))


def rename(project: Project, key: str, title: str) -> Plan:
    """Plan another title for a theme; its key and its codings stay.

    Raises:
        Refused: Another theme has that title, or there are no letters in it.
    """
    title = plain(title)
    codebooks.refuse_title(project, title, but=key)
    theme = project.codebook.theme(key)
    edit = codebooks.plan(project, [SetField(theme.key, "title", title)])
    return Plan("codebook.rename", theme.key, edit, tuple(_stays(project, [theme])), other=title)


def change_fields(
    project: Project, key: str, *, keywords: Sequence[str] | None = None, **fields: str | None
) -> Plan:
    """Plan other words for a theme.

    Args:
        project: An open project.
        key: The theme.
        keywords: All keywords that it is to have, with their marks; None leaves them.
        **fields: Fields of `SETTABLE` with their texts; None leaves one, an empty text
            removes it.

    Raises:
        Refused: A title, colour or hotkey that cannot be.
    """
    theme = project.codebook.theme(key)
    wishes: list[codes_changes.Change] = []
    for name, value in fields.items():
        if value is None or value.strip() == (getattr(theme, name) or ""):
            continue
        if name == "title":
            codebooks.refuse_title(project, plain(value), but=key)
        if name == "colour":
            _refuse_colour(value)
        if name == "hotkey" and value.strip():
            codebooks.refuse_hotkey(project, value.strip(), but=key)
        wishes.append(SetField(theme.key, name, value.strip() or None))
    if keywords is not None:
        wishes += _keyword_wishes(theme, keywords)
    return Plan("codebook.edit", theme.key, codebooks.plan(project, wishes))


def _keyword_wishes(theme: Theme, wanted: Iterable[str]) -> list[codes_changes.Change]:
    there = {one.written.casefold(): one.written for one in theme.keywords}
    new = {word.strip().casefold(): word.strip() for word in wanted if word.strip()}
    gone = [RemoveKeyword(theme.key, text) for word, text in there.items() if word not in new]
    come = [text for word, text in new.items() if word not in there]
    adding = [AddKeyword(theme.key, come[0], tuple(come[1:]))] if come else []
    return [*adding, *gone]  # so that the list is never empty in between


def recolour(project: Project, key: str, colour: str) -> Plan:
    """Plan another colour for a theme.

    Raises:
        Refused: The palette holds no such colour.
    """
    _refuse_colour(colour)
    theme = project.codebook.theme(key)
    return Plan(
        "codebook.recolour",
        theme.key,
        codebooks.plan(project, [SetField(theme.key, "colour", colour)]),
    )


def _refuse_colour(colour: str) -> None:
    if colour and colour not in PALETTE:
        raise Refused(
            _("There is no such colour."),
            _("Colours are: {names}.").format(names=", ".join(PALETTE)),
        )


def give_hotkey(project: Project, key: str, hotkey: str) -> Plan:
    """Plan another hotkey for a theme; the theme that has it now gives it up. Empty removes it.

    Raises:
        Refused: It is no digit, 1 to 9.
    """
    theme = project.codebook.theme(key)
    if hotkey and hotkey not in HOTKEYS:
        raise Refused(_("A hotkey is a digit, 1–9."))
    owner = project.codebook.by_hotkey(hotkey) if hotkey else None
    wishes: list[codes_changes.Change] = []
    sentences: list[str] = []
    if owner is not None and owner.key != theme.key:
        wishes.append(SetField(owner.key, "hotkey", None))
        sentences.append(_("{title} gives up the key {key}.").format(title=owner.title, key=hotkey))
    wishes.append(SetField(theme.key, "hotkey", hotkey or None))
    return Plan("codebook.hotkey", theme.key, codebooks.plan(project, wishes), tuple(sentences))


def move(project: Project, key: str, parent: str | None, before: str | None = None) -> Plan:
    """Plan another place for a theme, with its sub-codes.

    Args:
        project: An open project.
        key: The theme.
        parent: Key of the theme to stand below; None is the top level.
        before: Key of the theme there before which it is to stand; None puts it last.

    Raises:
        Refused: It would stand below itself or too deep, or is written in a way that cannot be
            moved.
    """
    book = project.codebook
    theme = book.theme(key)
    if parent is not None:
        parent = book.theme(parent).key
    if before is not None and book.theme(before).parent != parent:
        raise Refused(_("The two themes do not stand below the same theme."))
    edit = codebooks.plan(project, [MoveTheme(theme.key, parent, before)])
    sentences = []
    if parent != theme.parent:
        beneath = [one for one in book.themes if theme.key in {a.key for a in book.path(one.key)}]
        sentences = [
            _("Stands below {title} then.").format(title=book.theme(parent).title)
            if parent
            else _("Stands at the top level then."),
            *_stays(project, beneath),
        ]
    return Plan("codebook.move", theme.key, edit, tuple(sentences))


def neighbour(project: Project, key: str, direction: int) -> Plan:
    """Plan to put a theme before or after the next one below the same theme.

    Raises:
        Refused: There is none on that side.
    """
    book = project.codebook
    theme = book.theme(key)
    siblings = [one.key for one in book.themes if one.parent == theme.parent]
    place = siblings.index(key) + direction
    if not 0 <= place < len(siblings):
        raise Refused(_("There is no theme on that side."))
    behind = siblings[place + 1 :] if direction > 0 else siblings[place:]
    return move(project, key, theme.parent, behind[0] if behind else None)


def retire(project: Project, key: str) -> Plan:
    """Plan to retire a theme with its sub-codes: it stays on its codings, and is given no more.

    Raises:
        Refused: It is retired already.
    """
    book = project.codebook
    theme = book.theme(key)
    if theme.retired:
        raise Refused(_("The theme is retired already."))
    wishes: list[codes_changes.Change] = [Retire(theme.key)]
    if theme.hotkey:
        wishes.append(SetField(theme.key, "hotkey", None))
    beneath = [one for one in book.themes if theme.key in {a.key for a in book.path(one.key)}]
    sentences = [*_stays(project, beneath)]
    if theme.hotkey:
        sentences.append(_("The key {key} becomes free.").format(key=theme.hotkey))
    sentences.append(_("It is offered and suggested no more."))
    return Plan("codebook.retire", theme.key, codebooks.plan(project, wishes), tuple(sentences))


def restore(project: Project, key: str) -> Plan:
    """Plan to take a retired theme into use again.

    Raises:
        Refused: It is not retired.
    """
    theme = project.codebook.theme(key)
    if not theme.retired:
        raise Refused(_("The theme is not retired."))
    return Plan(
        "codebook.restore",
        theme.key,
        codebooks.plan(project, [Retire(theme.key, retired=False)]),
        (_("It can be given to words again."),),
    )


def _stays(project: Project, some: Iterable[Theme]) -> list[str]:
    counts = codings.codings_per_theme(project.db)
    count = sum(counts.get(theme.key, 0) for theme in some)
    return [
        ngettext("{count} coding stays as it is.", "{count} codings stay as they are.", count)
        .format(count=count)
    ]  # fmt: skip
