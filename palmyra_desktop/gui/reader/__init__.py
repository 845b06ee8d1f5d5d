"""The text of a source with the words of its claims lit."""
