"""The database floor: connections, migrations, the ledger and backups. Knows tables, not nouns."""
