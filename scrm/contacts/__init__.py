"""People: who they are, how to reach them, where they work, what ties them to each other."""
