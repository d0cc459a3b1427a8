"""Verified copies of the workspace: made, listed, verified, restored, pruned.

The database is copied by SQLite's backup API (never as a file: it may be in use) and goes back the same
way, as one transaction, so that other processes see the old rows or the new ones. With it go the notes and
what lies beside them. A copy counts only after it was read back and compared.
"""
