"""The entry point: settles the language, then hands over to the command that is meant.

`qda --help` imports click and the table of verbs; a command's module loads when it is called.
"""

from __future__ import annotations

import gettext as standard_gettext
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qda import __version__, language
from qda.cli.verbs import command_table
from qda.errors import ExitCode, QdaError
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class Root(click.Group):
    """The group of all verbs; loads a command when it is called and words every error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, by family."""
        return [verb for family in command_table().values() for verb in family]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a verb."""
        for family in command_table().values():
            if cmd_name in family:
                module, name = family[cmd_name][0].split(":")
                command: click.Command = getattr(importlib.import_module(f"qda.cli.{module}"), name)
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest verbs when one is misspelt."""
        import difflib

        verb = args[0]
        if not verb.startswith("-") and verb not in self.list_commands(ctx):
            near = difflib.get_close_matches(verb, self.list_commands(ctx), n=2)
            hint = _("Did you mean {names}?").format(names=", ".join(near)) if near else ""
            message = _('There is no command "{name}".').format(name=verb)
            raise click.UsageError(f"{message} {hint}".strip(), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs by family, from the table, without loading any."""
        for family, verbs in command_table().items():
            with formatter.section(family):
                formatter.write_dl([(verb, help_) for verb, (_place, help_) in verbs.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn the error family into one message and an exit code."""
        try:
            return super().invoke(ctx)
        except QdaError as error:
            from qda.cli.output import complain

            complain(error)
            ctx.exit(int(error.exit_code))


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"qda {__version__}")
        ctx.exit()


def build() -> click.Command:
    """The root command, in the language that is settled."""
    epilog = _(
        "Exit codes: 0 fine · 1 problems found or refused · 2 usage · 3 a file or project"
        " that cannot be used · 130 interrupted."
    )
    return Root(
        name="qda",
        help=_("Qualitative interview analysis: import, code, quote matrix, consent."),
        epilog=epilog,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(language.LANGUAGES),
                expose_value=False,
                help=_("Language of this run; otherwise QDA_LANG, then the system's."),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_print_version,
                help=_("Show the version and exit."),
            ),
        ],
    )


def _wanted_language(arguments: Sequence[str]) -> str | None:
    # Looked up before click parses, for click reads help texts when commands are made.
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return None


def settle_language(arguments: Sequence[str]) -> None:
    """Settle the language for us and for click, which asks the process-wide catalogue."""
    os.environ["LANGUAGE"] = language.settle(_wanted_language(arguments))
    standard_gettext.bindtextdomain("qda", str(Path(language.__file__).parent / "locale"))
    standard_gettext.textdomain("qda")


def _say(sentence: str) -> None:
    from qda.cli.output import talk

    talk(sentence)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run qda; never returns."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    settle_language(arguments)
    os.umask(0o077)  # whatever is written holds confidential text
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        code = build().main(arguments, prog_name="qda", standalone_mode=False)
    except click.exceptions.Abort:
        code = ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except UnicodeEncodeError:
        # Only what the shell hands over can hold such bytes; stored text is canonical.
        _say(_("An argument or a file name holds bytes that are no text in UTF-8."))
        code = ExitCode.USAGE
    except OSError as error:
        # Files and the project word their own errors; what is left is the output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        _say(_("The output could not be written: {reason}.").format(reason=reason))
        code = ExitCode.UNUSABLE
    sys.exit(int(code) if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
