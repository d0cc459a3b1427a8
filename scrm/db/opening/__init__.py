"""The one SQLite file: made, opened, brought up to date, read where it cannot be written; SQLite's errors as ours."""
