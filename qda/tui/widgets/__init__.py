"""Widgets: they show what screens hand them and post what the user did; no rule lives here."""
