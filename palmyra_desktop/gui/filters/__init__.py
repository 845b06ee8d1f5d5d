"""Filters: facets, a range of time, and the chips that say what is filtered."""
