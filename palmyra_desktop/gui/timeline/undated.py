"""Records without a date, side by side in the strip at the foot of the timeline."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from palmyra_desktop.domain.reference import Link

_PADDING, _MORE_ROOM, _LONGEST, _SPACE = 7, 64, 240, 6  # pixels of the design


class UndatedBox(NamedTuple):
    """A record in the strip, from x0 to x1 pixels."""

    link: Link
    x0: float
    x1: float


def boxes(
    links: Sequence[Link], width: float, measure: Callable[[str], float], px: Callable[[float], int]
) -> Iterator[UndatedBox]:
    """Place records one after the other, as many as there is room for beside the number of the others."""
    x: float = px(2 + _SPACE)
    for link in links:
        end = x + min(measure(link.title) + px(2 * _PADDING), px(_LONGEST))
        if end > width - px(_MORE_ROOM):
            return
        yield UndatedBox(link, x, end)
        x = end + px(_SPACE)
