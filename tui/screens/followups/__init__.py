"""Follow-ups: the place, its list, and putting off."""
