"""Which records a filter finds and how many each value would give, from bitmaps in memory, in milliseconds.

Derived data, never the truth: every answer equals SQL's, and where an index is missing, too old or has no
answer, SQL answers. All lies on the rank of a record: its place in the kind's order by date, undated last.

- `positions`: ranks as places in bitmaps. `packed`: ids and the records of a word in little room.
- `dates`: the days of ranks. `by_record`: the values of a facet as one number for each record.
- `by_day`: when the records of each of these values count.
- `base`: one kind's values and dates, as they were after one act.
- `columns`: tables as arrays. `ways`: relations gone with these. `conflicts`: claims compared with these.
- `values`: what was gone to as the values of a facet, as bitmaps or by record, whichever takes less room.
- `build`: all that to a base. `blobs`: a base as bytes, kept in a table of the archive itself.
- `affected`: the records whose place or values the acts since then may have changed.
- `view`: a base together with those records, indexed anew: what questions are put to.
- `hits`: what a search asks for, in a view; how well it fits.
- `through`: monuments, actors and sources, by the views of what they have.
- `indexes`: the indexes of an open archive: which are there, loading, building, keeping.

numpy and pyroaring are imported here and by the timeline and nowhere else, and never before the window shows.
"""
