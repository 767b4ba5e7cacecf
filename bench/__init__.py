"""Measurements of speed and durability. Medians; ratios are taken within one run."""
