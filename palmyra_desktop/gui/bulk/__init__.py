"""Changing many records at once: what to do, and what it would do, side by side."""
