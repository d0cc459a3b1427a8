"""The forms of each noun, which any place may open."""
