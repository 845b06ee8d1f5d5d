"""The second line of the axis: the Islamic calendar, from 622 on, so that no two words meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from palmyra_desktop.domain.date_languages import date_language
from palmyra_desktop.domain.hijri import FIRST_DAY, day_of_hijri, hijri_of, month_name, year_name
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.ticks import Measure, TickLabel
from palmyra_desktop.domain.timeline.units import Step

_DAYS_IN_YEAR = 10_631 / 30


@dataclass(frozen=True, slots=True)
class _Unit:
    """So many days, months or years; months are counted from that of the year, years from 0."""

    step: Step
    count: int = 1

    @property
    def days(self) -> float:
        match self.step:
            case Step.DAY:
                return self.count
            case Step.MONTH:
                return self.count * _DAYS_IN_YEAR / 12
        return self.count * _DAYS_IN_YEAR

    def between(self, first: int, last: int) -> Iterator[int]:
        """The days it begins on."""
        if self.step is Step.DAY:
            yield from range(first, last + 1)
            return
        year, month, _day = hijri_of(first)
        months = self.count if self.step is Step.MONTH else 12 * self.count
        number = (year * 12 + month - 1) // months * months
        while True:
            at, month = divmod(number, 12)
            day = day_of_hijri(at, month + 1, 1) if at > 0 else FIRST_DAY
            if day > last:
                return
            if day >= first and at > 0:
                yield day
            number += months


_UNITS = (
    _Unit(Step.DAY),
    *(_Unit(Step.MONTH, count) for count in (1, 2, 3, 6)),
    *(_Unit(Step.YEAR, count * 10**power) for power in range(7) for count in (1, 2, 5)),
)


def hijri_labels(
    scale: Scale, measure: Measure, language: str = "en", gap: float = 8.0, inset: float = 4.0
) -> tuple[TickLabel, ...]:
    """The words, in time order; none before the calendar begins.

    Strong are a year among months and a month among days. A pinned one says where the view is.

    Args:
        measure: width of a word in its boldest form. gap: between two words; inset: from a beginning to its
            word. Pixels.
    """
    first, last = max(floor(scale.start), FIRST_DAY), ceil(scale.end)
    if last <= first:
        return ()
    words = _Words(language)
    unit = _fitting(scale, measure, words, last, gap + inset)
    placed: list[TickLabel] = []

    def place(x: float, text: str, is_strong: bool, is_pinned: bool = False) -> None:
        width = measure(text)
        fits = all(x + width + gap <= other.x or other.x + other.width + gap <= x for other in placed)
        if text and x >= 0 and x + width <= scale.width and fits:
            placed.append(TickLabel(x, width, text, is_strong, is_pinned))

    days = list(unit.between(first, last))
    for day in days:
        if words.is_strong(day, unit):
            place(scale.x(day) + inset, words.text(day, unit), True)
    place(max(scale.x(first), 0.0) + inset, words.context(first, unit), True, True)
    for day in days:
        if not words.is_strong(day, unit):
            place(scale.x(day) + inset, words.text(day, unit), False)
    return tuple(sorted(placed, key=lambda label: label.x))


class _Words:
    """What beginnings are called in a language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._digits = date_language(language).digits

    def text(self, day: int, unit: _Unit) -> str:
        year, month, day_of_month = hijri_of(day)
        if unit.step is Step.YEAR:
            return self.year(year)
        if unit.step is Step.MONTH or day_of_month == 1:
            return self.month(month, year if month == 1 or unit.step is Step.DAY else None)
        return str(day_of_month).translate(self._digits)

    def context(self, day: int, unit: _Unit) -> str:
        """Where the view is, for words that do not say it themselves: month and year."""
        year, month, _day = hijri_of(day)
        return "" if unit.step is Step.YEAR else self.month(month, year)

    def is_strong(self, day: int, unit: _Unit) -> bool:
        """Whether a larger unit begins here."""
        year, month, day_of_month = hijri_of(day)
        match unit.step:
            case Step.DAY:
                return day_of_month == 1
            case Step.MONTH:
                return month == 1
        return bool(year % 10 ** len(str(unit.count)) == 0)

    def month(self, month: int, year: int | None = None) -> str:
        name = month_name(month, self._language)
        return name if year is None else f"{name} {str(year).translate(self._digits)}"

    def year(self, year: int) -> str:
        return year_name(year, self._language).translate(self._digits)


def _fitting(scale: Scale, measure: Measure, words: _Words, last: int, space: float) -> _Unit:
    """The shortest unit whose widest word fits between two of its beginnings."""
    year = measure(words.year(hijri_of(last)[0]))
    month = max(measure(words.month(number)) for number in range(1, 13))
    widths = {Step.DAY: measure("30"), Step.MONTH: month, Step.YEAR: year}
    for unit in _UNITS:
        if unit.days / scale.days_per_pixel >= widths[unit.step] + space:
            return unit
    return _UNITS[-1]
