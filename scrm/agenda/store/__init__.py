"""The SQL of Today: candidates by index, never by a walk over everybody. Each noun is imported by itself."""
