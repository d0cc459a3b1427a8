"""A folder of Markdown files with front matter and links; knows nothing of the CRM."""

SCRM_PACKAGE = "scrm"
"""Tells our package from another distribution's of the same name; `scrm doctor` looks for it."""
