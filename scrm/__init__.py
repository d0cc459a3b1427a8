"""scrm: a terminal-first, local-first social CRM for one consultant or a small firm."""

__version__ = "0.1.0"

SCRM_PACKAGE = "scrm"
"""Tells our package from another distribution's of the same name; `scrm doctor` looks for it."""
