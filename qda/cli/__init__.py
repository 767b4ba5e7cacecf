"""The command line: the only writer to stdout. Each verb calls a service."""
