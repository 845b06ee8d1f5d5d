"""What a date looks like: the pieces of its bar, so that how well it is known reads without colour.

certain: a solid block · some time within: a thin bar between brackets · one of several: dashed between
solid ends · doubtful: hollow · approximate: faded end · open: fade and arrow · unknown end: fade alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf
from typing import NamedTuple

from palmyra_desktop.domain.dates import DateSpan


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures of the bars in pixels, at 13 px text; `scaled` for any other.

    Attributes:
        row: height of a row; bar, thin: of a block and of a thin bar; band: of a band.
        least: no bar is shorter; least_marked: one with brackets or dashes; least_faded: one that fades.
        tail: length of the fade towards an end nobody knows.
        gap: between a bar and its label; space: between neighbours; least_label: what an elided one keeps.
    """

    row: float = 27
    bar: float = 12
    thin: float = 4
    band: float = 20
    least: float = 5
    least_marked: float = 8
    least_faded: float = 20
    tail: float = 48
    gap: float = 6
    space: float = 12
    least_label: float = 56

    def scaled(self, factor: float) -> "Sizes":
        """These measures for text so many times as large."""
        return Sizes(*(getattr(self, name) * factor for name in self.__slots__))


class PieceKind(Enum):
    """The shape of a piece."""

    BLOCK = "block"
    THIN = "thin"
    DASHED = "dashed"
    JOIN = "join"
    """The hairline between dates that are all meant, or claimed."""
    GHOST = "ghost"
    """A date that is claimed otherwise."""


class Piece(NamedTuple):
    """A part of a bar from x0 to x1, in pixels.

    fade_start and fade_end: length over which it fades towards that end. An arrow says that it goes on.
    """

    kind: PieceKind
    x0: float
    x1: float
    is_hollow: bool = False
    fade_start: float = 0.0
    fade_end: float = 0.0
    arrow_start: bool = False
    arrow_end: bool = False


ToPixel = Callable[[float], float]
"""From a day, with its fraction, to x."""


def kind_of(date: DateSpan) -> PieceKind:
    """The shape of a whole date."""
    if date.is_one_of and (len(date.members) > 1 or date.members[0].is_interval):
        return PieceKind.DASHED
    if date.is_all_of and len(date.members) > 1:
        return PieceKind.JOIN
    only = date.members[0] if date.members else date
    return PieceKind.THIN if only.some_time_within else PieceKind.BLOCK


def extent(date: DateSpan, to_x: ToPixel, sizes: Sizes) -> tuple[float, float]:
    """Where the bar of a date begins and ends; infinite where it is open.

    A bar too short to be seen is drawn longer, about its middle.
    """
    first, last = date.earliest_day, date.latest_day
    if first is None and last is None:
        return -inf, inf
    x0 = -inf if first is None else to_x(first)
    x1 = inf if last is None else to_x(last + 1)
    if first is None and date.start_is_unknown:
        x0 = x1 - sizes.tail
    if last is None and date.end_is_unknown:
        x1 = x0 + sizes.tail
    if x1 - x0 >= sizes.least_faded:
        return x0, x1
    lacking = _least(date, sizes) - (x1 - x0)
    return (x0 - lacking / 2, x1 + lacking / 2) if lacking > 0 else (x0, x1)


def pieces(
    date: DateSpan, to_x: ToPixel, sizes: Sizes, view_start: float = -inf, view_end: float = inf
) -> tuple[Piece, ...]:
    """The pieces of a bar, from first to last.

    Args:
        view_start, view_end: an open bar ends there, any other a little farther out, where it is not seen;
            finite if the date may be open.
    """
    whole = extent(date, to_x, sizes)
    x0 = view_start if whole[0] == -inf else max(whole[0], view_start - 2 * sizes.tail)
    x1 = view_end if whole[1] == inf else min(whole[1], view_end + 2 * sizes.tail)
    if x0 >= x1:
        return ()
    if date.is_all_of and len(date.members) > 1:
        parts = (pieces(member, to_x, sizes, view_start, view_end) for member in date.members)
        return (Piece(PieceKind.JOIN, x0, x1), *(piece for part in parts for piece in part))
    found = _of_interval(date, to_x, sizes, x0, x1) if date.is_interval else ()
    found = found or (Piece(kind_of(date), x0, x1, date.is_uncertain),)
    return _ended(date, found, sizes, whole)


def _least(date: DateSpan, sizes: Sizes) -> float:
    if date.is_approximate:
        return sizes.least_faded
    return sizes.least if kind_of(date) is PieceKind.BLOCK else sizes.least_marked


def solid_piece(found: Sequence[Piece]) -> Piece | None:
    """The first piece on which words in the colour of the ground can be read."""
    for piece in found:
        goes_on = piece.arrow_start or piece.arrow_end
        if piece.kind is PieceKind.BLOCK and not piece.is_hollow and not goes_on:
            return piece
    return None


def _of_interval(date: DateSpan, to_x: ToPixel, sizes: Sizes, x0: float, x1: float) -> tuple[Piece, ...]:
    """A solid core between ends that are some time within; () if the core is too short to be seen."""
    start, end = date.start, date.end
    core0, core1 = x0, x1
    if start and start.some_time_within and start.latest_day is not None:
        core0 = to_x(start.latest_day)
    if end and end.some_time_within and end.earliest_day is not None:
        core1 = to_x(end.earliest_day + 1)
    if (core0, core1) == (x0, x1):
        return ()
    hollow = date.is_uncertain
    if core1 - core0 < sizes.least:
        return (Piece(PieceKind.THIN, x0, x1, hollow),)
    core0 = core0 if core0 - x0 >= sizes.least_marked else x0
    core1 = core1 if x1 - core1 >= sizes.least_marked else x1
    found = [Piece(PieceKind.BLOCK, core0, core1, hollow)]
    if core0 > x0:
        found.insert(0, Piece(PieceKind.THIN, x0, core0, hollow))
    if core1 < x1:
        found.append(Piece(PieceKind.THIN, core1, x1, hollow))
    return tuple(found)


def _ended(
    date: DateSpan, found: tuple[Piece, ...], sizes: Sizes, whole: tuple[float, float]
) -> tuple[Piece, ...]:
    """The pieces with what the first and the last end say: faded, open, unknown."""
    about_start = _is_about(date.start) if date.is_interval else date.is_approximate
    about_end = _is_about(date.end) if date.is_interval else date.is_approximate
    first, last = found[0], found[-1]
    longest = first.x1 - first.x0 if len(found) > 1 else (last.x1 - last.x0) / 3
    if date.earliest_day is None:
        fade = min(first.x1 - first.x0, sizes.tail * 6)
        first = first._replace(fade_start=fade, arrow_start=date.start_is_open and whole[0] < first.x0)
    elif about_start:
        first = first._replace(fade_start=min(longest, sizes.tail))
    found = (first, *found[1:])
    last = found[-1]
    if date.latest_day is None:
        fade = last.x1 - last.x0
        last = last._replace(fade_end=fade, arrow_end=date.end_is_open and whole[1] > last.x1)
    elif about_end:
        last = last._replace(fade_end=min(last.x1 - last.x0 if len(found) > 1 else longest, sizes.tail))
    return (*found[:-1], last)


def _is_about(end: DateSpan | None) -> bool:
    return end is not None and end.is_approximate
