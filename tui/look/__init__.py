"""How it looks: themes and the signs that are drawn."""
