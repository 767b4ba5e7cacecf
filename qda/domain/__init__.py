"""Frozen values and the rules on them. Standard library only."""
