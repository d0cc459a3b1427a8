"""What a command prints: data to stdout, talk to stderr, lists, JSON schemas and what changed."""
