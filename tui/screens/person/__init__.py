"""One person: the place, the card that other places show too, and the keys that act on people."""
