"""The gaps of an archive: what its claims are about and where they come from, beside what its records hold.

Each table is read once, as arrays, so that a million events with their claims take seconds.
"""
