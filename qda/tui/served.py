"""The coding screen for a page in a browser: the program that the server starts for each page."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qda import language
from qda.errors import QdaError
from qda.tui import garbage


def main(arguments: list[str]) -> None:
    """Show a project's coding screen; speaks the protocol of textual-serve on stdout.

    Args:
        arguments: The project's folder and coder, and what the screen is to be like.
    """
    language.settle()
    garbage.look_seldom()
    from qda.services.project import open_project
    from qda.tui.app import run

    wanted = json.loads(arguments[0])
    try:
        with open_project(Path(wanted["root"]), wanted["coder"]) as project:
            run(
                project,
                wanted["appendix"],
                wanted["suggester"],
                mouse=wanted["mouse"],
                tour=wanted["tour"],
            )
    except QdaError as error:
        raise SystemExit(int(error.exit_code)) from error


if __name__ == "__main__":
    main(sys.argv[1:])
