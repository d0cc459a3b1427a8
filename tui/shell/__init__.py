"""The app that holds the places: what it can do in parts that build on each other, and the whole."""
