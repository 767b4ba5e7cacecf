"""`python -m qda`."""

from qda.cli.main import main

main()
