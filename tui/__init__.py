"""The screens: what people see and touch, over the workspace and nothing below it."""

SCRM_PACKAGE = "scrm"
"""Tells our package from another distribution's of the same name; `scrm doctor` looks for it."""
