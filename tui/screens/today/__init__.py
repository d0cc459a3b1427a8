"""Today: the place, its list and its keys."""
