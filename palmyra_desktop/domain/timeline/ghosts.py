"""Other dates claimed for a record, where sources disagree: each a ghost of its bar, joined with it."""

from collections.abc import Sequence
from math import inf

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, Sizes, ToPixel, extent


def reach(date: DateSpan, ghosts: Sequence[DateSpan], to_x: ToPixel, sizes: Sizes) -> tuple[float, float]:
    """Where a bar with its ghosts begins and ends; infinite where any is open."""
    ends = [extent(one, to_x, sizes) for one in (date, *ghosts)]
    return min(x0 for x0, _x1 in ends), max(x1 for _x0, x1 in ends)


def ghost_pieces(
    date: DateSpan,
    ghosts: Sequence[DateSpan],
    to_x: ToPixel,
    sizes: Sizes,
    view_start: float = -inf,
    view_end: float = inf,
) -> tuple[Piece, ...]:
    """The ghosts of a bar, and the hairlines that join them with it, within view_start and view_end."""
    found: list[Piece] = []
    x0, x1 = extent(date, to_x, sizes)
    for ghost in ghosts:
        start, end = extent(ghost, to_x, sizes)
        join = (x1, start) if start >= x1 else (end, x0)
        for kind, first, last in ((PieceKind.JOIN, *join), (PieceKind.GHOST, start, end)):
            first, last = max(first, view_start), min(last, view_end)
            if first < last:
                found.append(Piece(kind, first, last))
    return tuple(found)
