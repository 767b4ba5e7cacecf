"""Screens: they hold state, call services, and hand values to widgets."""
