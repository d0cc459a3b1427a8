"""Finding: the query language, the index over people and what was said, and the search over everything."""
