"""The import preview and the questions that imports leave."""
