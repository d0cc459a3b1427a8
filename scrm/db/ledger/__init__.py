"""The one way to write, and what it keeps: operations, their history, and taking them back."""
