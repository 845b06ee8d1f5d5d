"""The timeline in plain numbers: days to pixels, ticks, bars, bands and counts to rectangles.

No Qt here: the window paints these rectangles, and an exporter can write the same ones. Every x is
logical, it grows with time from the edge where reading starts; who paints mirrors it.
"""
