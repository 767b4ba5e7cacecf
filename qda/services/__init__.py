"""Use cases: each checks the rules and writes one transaction with its journal line."""
