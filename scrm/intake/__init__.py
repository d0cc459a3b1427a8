"""Importing: one gate through which everything from outside comes in, previewed, then applied as one operation."""
