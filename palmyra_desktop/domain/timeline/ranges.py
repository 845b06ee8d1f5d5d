"""A stretch of days as the dates people name: a month, a year, or from one day to another."""

from palmyra_desktop.domain.calendar import days_to_iso, year_month_day
from palmyra_desktop.domain.criteria import DateFilter, DateMode
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.units import Step, Unit

_SNAP = 9.0
"""A month or a year narrower than this, in pixels, is taken whole: nobody aims at a part of it."""
_FAR_YEAR = 9999
"""A year beyond has more than four digits, and EDTF names no day of it."""


def range_filter(scale: Scale, x0: float, x1: float, mode: DateMode = DateMode.POSSIBLE) -> DateFilter:
    """The dates between two pixels, in either order; whole months or years where they are small."""
    first, last = sorted((x0, x1))
    unit = snap_unit(scale)
    return DateFilter(_named(int(scale.day(first) // 1), unit), _named(int(scale.day(last) // 1), unit), mode)


def range_days(dates: DateFilter) -> tuple[int | None, int | None]:
    """First and last day of a filter; None where it is unbounded."""
    first = dates.start.earliest_day if dates.start else None
    return first, (dates.end.latest_day if dates.end else None)


def snap_unit(scale: Scale) -> Step:
    """What a range is given in at this scale."""
    for step in (Step.DAY, Step.MONTH):
        larger = Unit(Step.MONTH) if step is Step.DAY else Unit(Step.YEAR)
        if larger.days / scale.days_per_pixel > _SNAP:
            return step
    return Step.YEAR


def span_of(first_day: int, last_day: int) -> DateSpan:
    """The days from first to last, named as a month or a year where they are one."""
    if first_day == last_day:
        return _named(first_day, Step.DAY)
    for step in (Step.MONTH, Step.YEAR):
        named = _named(first_day, step)
        if (named.earliest_day, named.latest_day) == (first_day, last_day):
            return named
    ends = (_named(first_day, Step.DAY), _named(last_day, Step.DAY))
    return ends[0] if ends[0] == ends[1] else DateSpan("/".join(map(str, ends)))


def _named(day: int, step: Step) -> DateSpan:
    """The day, month or year a day lies in."""
    year, month, _day = year_month_day(day)
    if abs(year) > _FAR_YEAR:
        return DateSpan(f"Y{year}")
    if step is Step.DAY:
        return DateSpan(days_to_iso(day))
    name = f"{year:04}" if year >= 0 else f"{year:05}"
    return DateSpan(f"{name}-{month:02}" if step is Step.MONTH else name)
