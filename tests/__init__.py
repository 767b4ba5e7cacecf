"""Tests: real files, real databases, a real terminal."""
