"""Whom to write to this morning and why, the brief of a person, and one line that logs what happened."""
