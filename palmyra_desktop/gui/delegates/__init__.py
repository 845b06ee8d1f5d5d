"""Delegates: each paints the rows of one kind of list with the primitives of painting and marks."""
