"""How each side keeps its tables in SQLite."""
