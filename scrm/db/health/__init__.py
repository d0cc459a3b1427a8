"""Is the workspace sound? What `scrm doctor` wants to know of the database and of what lies around it.

Each check gives findings, waits for no lock, and repairs nothing.
"""
