"""The rows of a record beside the list."""
