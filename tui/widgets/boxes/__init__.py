"""Boxes that open over the places: each asks, tells or takes one thing."""
