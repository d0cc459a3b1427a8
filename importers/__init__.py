"""Formats of others, each identified and read, never written; loaded by name through `scrm.intake`."""

SCRM_PACKAGE = "scrm"
"""Tells our package from another distribution's of the same name; `scrm doctor` looks for it."""
