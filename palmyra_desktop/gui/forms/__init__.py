"""Forms to enter a record, made from the description of its fields."""
