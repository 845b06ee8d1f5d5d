"""The parts of the list of records: table, cards, columns, copying, and what stands in for an empty list."""
