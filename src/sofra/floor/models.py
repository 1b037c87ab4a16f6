"""All tables of the floor, chapter by chapter."""
