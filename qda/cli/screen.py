"""`qda code`: the coding screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from qda.cli import output
from qda.cli.options import (
    coder_option,
    example,
    opened,
    project_option,
)
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Unpack


class Wanted(TypedDict):
    """What the screen is to be like, wherever it is shown."""

    suggester: str
    mouse: bool
    tour: bool | None


@click.command(
    help=_("Open the coding screen, at INTERVIEW if one is named."),
    epilog=example("qda code", 'qda code "Bilag 6"'),
)
@click.argument("interview", required=False)
@click.option(
    "--suggester", default="", metavar=_("NAME"), help=_("Another suggester for the panel.")
)
@click.option(
    "--no-mouse",
    is_flag=True,
    help=_("The coding screen does nothing with the mouse; the terminal selects text itself."),
)
@click.option(
    "--tour/--no-tour",
    default=None,
    help=_("Begin with the tour of five minutes, or without it; otherwise only the first time."),
)
@click.option(
    "--serve",
    is_flag=True,
    help=_("Show the screen in a browser on this computer, at an address that only you get."),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help=_("With --serve: at which port; otherwise any that is free."),
)
@coder_option
@project_option
def code(
    interview: str | None,
    suggester: str,
    no_mouse: bool,
    tour: bool | None,
    serve: bool,
    port: int,
    coder: str | None,
    project_folder: Path | None,
) -> None:
    """Open the coding screen."""
    import os
    import sys

    from qda.errors import Refused

    with opened(project_folder, coder) as project:
        appendix = project.interview(interview).appendix if interview else None
        root, who = project.paths.root, project.coder
        if serve:
            project.close()
            _serve(port, root, appendix, who, suggester=suggester, mouse=not no_mouse, tour=tour)
            return
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise Refused(
                _("The coding screen needs a terminal."),
                _("Use `qda coding add` where there is none."),
            )
        from qda.tui import garbage
        from qda.tui.terminal import needed

        needed(os.environ)
        garbage.look_seldom()
        from qda.tui.app import run

        run(project, appendix, suggester, mouse=not no_mouse, tour=tour)


def _serve(
    port: int, root: Path, appendix: str | None, coder: str, **wanted: Unpack[Wanted]
) -> None:
    from qda.errors import Refused

    try:
        from qda.tui.serving import screen_command, serve
    except ImportError as error:
        raise Refused(
            _("The screen in a browser needs textual-serve, which is not installed."),
            _('Install it: `pip install "qda[serve]"`.'),
        ) from error

    def say(address: str) -> None:
        output.data(address)
        output.talk(
            _(
                "Open this address in a browser on this computer. Whoever has it can read and"
                " code, so pass it on to nobody. Ctrl+C ends it."
            )
        )

    try:
        serve(screen_command(root, appendix, coder, **wanted), port, say)
    except OSError as error:
        raise Refused(
            _("Port {port} cannot be used.").format(port=port),
            _("Leave out --port: any free one is taken."),
        ) from error
