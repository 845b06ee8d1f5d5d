"""What an archive has beside its records: bands, saved searches, looks of tags, own terms, pairs told apart.

Each subject keeps its present values in a table; `changes.put` is the one way to change them. The log of
changes tells of them as of one more record, the archive itself: so acts, undo, history, its search, its
export and its check are the same for all.
"""
