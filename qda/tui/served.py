"""The coding screen for a page in a browser: the program that the server starts for each page."""

from __future__ import annotations

import sys
from pathlib import Path

from qda import language
from qda.errors import QdaError


def main(arguments: list[str]) -> None:
    """Show a project's coding screen; speaks the protocol of textual-serve on stdout.

    Args:
        arguments: The project's folder, the coder, and the interview to open, if any.
    """
    language.settle()
    from qda.services.project import open_project
    from qda.tui.app import run

    root, coder, *appendix = arguments
    try:
        with open_project(Path(root), coder) as project:
            run(project, appendix[0] if appendix else None)
    except QdaError as error:
        raise SystemExit(int(error.exit_code)) from error


if __name__ == "__main__":
    main(sys.argv[1:])
