"""People: the place and its lazy list of everybody."""
