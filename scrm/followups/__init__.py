"""Promises with a date, mine and theirs, and the rhythm of talking to people."""
