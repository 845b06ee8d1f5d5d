"""News articles: how they are read, and what is found in them; nothing here writes a record."""
