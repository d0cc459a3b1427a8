"""Notes: Markdown files that any editor may change, linked to people; the files are the truth, the tables a cache."""
