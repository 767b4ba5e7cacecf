"""`qda anonymise register|entry|preview|read`: the register, what it does, and who has read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.domain.permission import Profile
from qda.domain.register import AliasKind
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.identifier_words import kind_word, profile_word, reason_word, state_word

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.register import Entity


@click.command(
    help=_(
        "Show the register: who is entered, under which names, and what stands instead. It is"
        " confidential. `--informants` enters all informants who are not in it."
    ),
    epilog=example("qda anonymise register --informants", "qda anonymise register"),
)
@click.option("--informants", is_flag=True, help=_("Enter the informants, as [informant I1] …"))
@coder_option
@json_option
@project_option
def register(
    informants: bool, coder: str | None, as_json: bool, project_folder: Path | None
) -> None:
    """Show the register."""
    from qda.domain.register import LEVELS
    from qda.services import naming

    with opened(project_folder, coder) as project:
        made = naming.enter_informants(project) if informants else []
        found = naming.register_of(project)
    if as_json:
        output.data_json([_entry_values(entity) for entity in found.entities])
    elif found.entities:
        output.table(
            ["", _("Kind"), _("Names"), *(profile_word(str(level)) for level in LEVELS)],
            [
                (
                    entity.short_id,
                    kind_word(str(entity.kind)),
                    " · ".join(alias.surface for alias in entity.aliases),
                    *(entity.shown(level) or _("real name") for level in LEVELS),
                )
                for entity in found.entities
            ],
        )
    if informants:
        output.talk(
            ngettext("{count} informant entered", "{count} informants entered", len(made)).format(
                count=len(made)
            )
        )
    count = len(found.entities)
    output.talk(ngettext("{count} entry", "{count} entries", count).format(count=count))


def _entry_values(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.short_id,
        "kind": str(entity.kind),
        "relation": str(entity.relation),
        "category": entity.category,
        "protect": entity.protect,
        "names": [
            {"name": alias.surface, "kind": str(alias.kind), "ask": alias.ask}
            for alias in entity.aliases
        ],
        "shown": {str(profile): entity.shown(profile) for profile in Profile},
    }


@click.command(
    help=_(
        "Change ENTRY of the register: what stands instead for a profile, another name, whether"
        " it is protected; join it with another entry, or remove it."
    ),
    epilog=example(
        'qda anonymise entry E1 --supervisor "[udlejningschef]"',
        'qda anonymise entry E1 --name "Kisser"',
        "qda anonymise entry E1 --real-name",
    ),
)
@click.argument("entry")
@click.option("--internal", metavar=_("TEXT"), help=_("What the coders see."))
@click.option("--supervisor", metavar=_("TEXT"), help=_("What a supervisor sees."))
@click.option("--assessment", metavar=_("TEXT"), help=_("What examiners see."))
@click.option("--public", metavar=_("TEXT"), help=_("What everybody sees."))
@click.option("--name", metavar=_("NAME"), help=_("Another name of it."))
@click.option(
    "--name-kind", type=click.Choice([str(kind) for kind in AliasKind]), help=_("How it is used.")
)
@click.option("--same-as", metavar="E2", help=_("E2 is the same; its names come here."))
@click.option("--real-name/--protected", default=None, help=_("Whether the real name is shown."))
@click.option("--remove", is_flag=True, help=_("Take it out of the register."))
@coder_option
@project_option
def entry(
    entry: str,
    name: str | None,
    name_kind: str | None,
    same_as: str | None,
    real_name: bool | None,
    remove: bool,
    coder: str | None,
    project_folder: Path | None,
    **levels: str | None,
) -> None:
    """Change an entry."""
    from qda.services import naming

    if not (name or same_as or remove or real_name is not None) and all(
        text is None for text in levels.values()
    ):
        raise click.UsageError(_("Say what to change; `--help` shows what can be."))
    with opened(project_folder, coder) as project:
        entity = naming.entity_by_id(project, entry)
        for profile, text in levels.items():
            if text is not None:
                naming.set_level(project, entity, Profile(profile), text)
        if name:
            kind = AliasKind(name_kind) if name_kind else None
            naming.add_alias(project, entity, name, kind)
        if real_name is not None:
            naming.set_protected(project, entity, protect=not real_name)
        if same_as:
            other = naming.entity_by_id(project, same_as)
            naming.merge(project, naming.entity_by_id(project, entry), other)
        if remove:
            naming.remove(project, naming.entity_by_id(project, entry))
    output.talk(_("{id} is changed; `qda undo` takes it back.").format(id=entity.short_id))


@click.command(
    help=_("Show INTERVIEW as it stands and as a profile sees it, side by side."),
    epilog=example(
        'qda anonymise preview "Bilag 6"',
        'qda anonymise preview "Bilag 6" --profile public --changed --json',
    ),
)
@click.argument("interview")
@click.option(
    "--profile",
    type=click.Choice([str(profile) for profile in Profile]),
    default=str(Profile.ASSESSMENT),
    show_default=True,
    help=_("For whose eyes."),
)
@click.option("--changed", is_flag=True, help=_("Only segments in which something is replaced."))
@json_option
@project_option
def preview(
    interview: str, profile: str, changed: bool, as_json: bool, project_folder: Path | None
) -> None:
    """Show both texts."""
    from qda.services import identifying, previewing

    with opened(project_folder) as project:
        row = project.interview(interview)
        lines = previewing.lines(project, row, Profile(profile))
        waiting = sum(not form.blocks and not form.asked for form in
                      identifying.queue(project, row).forms)  # fmt: skip
    shown = [line for line in lines if line.changed or not changed]
    if as_json:
        output.data_json([line.as_values() for line in shown])
    elif shown:
        output.table(
            [("", "right"), _("Original"), profile_word(profile)],
            [(line.number, line.original.strip(), line.rendered.strip()) for line in shown],
        )
    replaced = sum(line.replaced for line in lines)
    undecided = sum(line.undecided for line in lines)
    output.talk(
        ngettext("{count} place replaced", "{count} places replaced", replaced).format(
            count=replaced
        )
    )
    if undecided:
        output.talk(
            ngettext(
                "{count} place is masked because nobody has decided: `qda anonymise list`.",
                "{count} places are masked because nobody has decided: `qda anonymise list`.",
                undecided,
            ).format(count=undecided)
        )
    if waiting:
        output.talk(
            ngettext(
                "{count} form waits for a decision and stands as it is: `qda anonymise list`.",
                "{count} forms wait for a decision and stand as they are: `qda anonymise list`.",
                waiting,
            ).format(count=waiting)
        )


@click.command(
    help=_(
        "Record that you have read INTERVIEW to its end, as it is rendered now; without one, show"
        " which documents have been read."
    ),
    epilog=example('qda anonymise read "Bilag 6"', "qda anonymise read"),
)
@click.argument("interview", required=False)
@coder_option
@json_option
@project_option
def read(
    interview: str | None, coder: str | None, as_json: bool, project_folder: Path | None
) -> None:
    """Record or show what was read."""
    from qda.services import read_throughs

    with opened(project_folder, coder) as project:
        if interview:
            one = read_throughs.record(project, project.interview(interview))
            output.talk(
                _("{appendix}: read to the end by {name}, {count} characters.").format(
                    appendix=one.appendix, name=one.read_by, count=one.characters
                )
            )
            return
        found = read_throughs.readings(project)
    if as_json:
        output.data_json([{name: getattr(one, name) for name in one.__slots__} for one in found])
    else:
        output.table(
            [_("Appendix"), _("Read to the end"), _("Why again"), _("By"), _("When")],
            [
                (
                    one.appendix,
                    state_word(one.state),
                    ", ".join(reason_word(reason) for reason in one.reasons),
                    one.read_by,
                    one.read_at[:10],
                )
                for one in found
            ],
        )
    missing = sum(one.state != "read" for one in found)
    if missing:
        output.talk(
            ngettext(
                "{count} document is still to be read to its end.",
                "{count} documents are still to be read to their end.",
                missing,
            ).format(count=missing)
        )
