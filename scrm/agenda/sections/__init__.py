"""The sections of Today, one file for each kind of reason."""
