"""The axis: where its lines stand and what is written at them, so that no two words meet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

from palmyra_desktop.domain.calendar import year_month_day
from palmyra_desktop.domain.date_languages import DateLanguage, date_language
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.units import UNITS, Step, Unit, unit_at_least

_AXIS_MONTHS = {"تشرين الأول": "ت١", "تشرين الثاني": "ت٢", "كانون الأول": "ك١", "كانون الثاني": "ك٢"}
"""Months of two words as calendars in the Levant shorten them; each would take the room of three."""

Measure = Callable[[str], float]
"""The width of a text in pixels."""


class Line(NamedTuple):
    """A hairline at a beginning; strong where a larger unit begins too."""

    x: float
    is_strong: bool


@dataclass(frozen=True, slots=True)
class TickLabel:
    """Words on the axis, from x on.

    Attributes:
        is_strong: names a larger unit than its neighbours: the year among months.
        is_pinned: stands at the near edge and says where the view is, not at a beginning of its own.
    """

    x: float
    width: float
    text: str
    is_strong: bool
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Lines and words of the axis, both in time order, and the units they stand for."""

    lines: tuple[Line, ...]
    labels: tuple[TickLabel, ...]
    line_unit: Unit
    label_unit: Unit


def axis(
    scale: Scale,
    measure: Measure,
    language: str = "en",
    least_spacing: float = 12.0,
    gap: float = 8.0,
    inset: float = 4.0,
) -> Axis:
    """Divide what the scale shows.

    Args:
        measure: width of a word in its boldest form.
        least_spacing: between two lines; gap: between two words; inset: from a line to its word. Pixels.
    """
    speech = date_language(language)
    label_unit = _label_unit(scale, measure, speech, gap + inset)
    line_unit = unit_at_least(least_spacing * scale.days_per_pixel, of=label_unit)
    strong = _strong_starts(scale, line_unit)
    lines = tuple(Line(scale.x(day), day in strong) for day in _starts(scale, line_unit))
    labels = tuple(sorted(_labels(scale, measure, speech, label_unit, gap, inset), key=_place))
    return Axis(lines, labels, line_unit, label_unit)


def year_label(year: int, speech: DateLanguage) -> str:
    """A year on the axis; year 0 is 1 BCE. Years before 1000 name their era, lest they seem cut."""
    if year <= 0:
        text = speech.before_common_era.format(year=_figures(1 - year))
    else:
        text = speech.common_era.format(year=year) if year < 1000 else _figures(year)
    return text.translate(speech.digits).replace(",", "٬" if speech.digits else ",")


def _figures(year: int) -> str:
    return str(year) if year < 10_000 else f"{year:,}"


def _month(month: int, speech: DateLanguage) -> str:
    name = speech.short_months[month - 1]
    return _AXIS_MONTHS.get(name, name)


def _place(label: TickLabel) -> float:
    return label.x


def _starts(scale: Scale, unit: Unit) -> Iterator[int]:
    first, last = floor(scale.start), ceil(scale.end)
    yield from unit.between(first, last)
    if unit.step is Step.WEEK:  # months do not begin with a week
        yield from (day for day in Unit(Step.MONTH).between(first, last) if unit.floor(day) != day)


def _label_unit(scale: Scale, measure: Measure, speech: DateLanguage, space: float) -> Unit:
    """The shortest unit whose widest word fits between two of its beginnings."""
    year = max(measure(year_label(year_month_day(int(day))[0], speech)) for day in (scale.start, scale.end))
    month = max(year, *(measure(_month(number, speech)) for number in range(1, 13)))
    widths = {Step.DAY: measure("30"), Step.WEEK: measure("30"), Step.MONTH: month, Step.YEAR: year}
    for unit in UNITS:
        if unit.days / scale.days_per_pixel >= widths[unit.step] + space:
            return unit
    return UNITS[-1]


def _strong_starts(scale: Scale, unit: Unit) -> frozenset[int]:
    """Where a larger unit begins too: a year among months, a month among days, ten among ones."""
    larger = Unit(Step.YEAR, 10 ** len(str(unit.count)))
    if unit.step is not Step.YEAR:
        larger = Unit(Step.YEAR if unit.step is Step.MONTH else Step.MONTH)
    return frozenset(larger.between(floor(scale.start), ceil(scale.end)))


def _text(day: int, unit: Unit, speech: DateLanguage) -> str:
    year, month, day_of_month = year_month_day(day)
    if unit.step is Step.YEAR or (unit.step is Step.MONTH and month == 1):
        return year_label(year, speech)
    if unit.step is Step.MONTH:
        return _month(month, speech)
    if day_of_month == 1:
        name = _month(month, speech)
        return name if month > 1 else f"{name} {year_label(year, speech)}"
    return str(day_of_month).translate(speech.digits)


def _context(day: int, unit: Unit, speech: DateLanguage) -> str:
    """Where the view is, for words that do not say it themselves: the year of months, the month of days."""
    year, month, _day = year_month_day(day)
    match unit.step:
        case Step.YEAR:
            return ""
        case Step.MONTH:
            return year_label(year, speech)
    return f"{_month(month, speech)} {year_label(year, speech)}"


def _labels(
    scale: Scale, measure: Measure, speech: DateLanguage, unit: Unit, gap: float, inset: float
) -> list[TickLabel]:
    """The words: those of larger units first, then what fits between them."""
    placed: list[TickLabel] = []

    def place(x: float, text: str, is_strong: bool, is_pinned: bool = False) -> None:
        width = measure(text)
        fits = all(x + width + gap <= other.x or other.x + other.width + gap <= x for other in placed)
        if text and x >= 0 and x + width <= scale.width and fits:
            placed.append(TickLabel(x, width, text, is_strong, is_pinned))

    strong = _strong_starts(scale, unit)
    starts = [(day, day in strong) for day in _starts(scale, unit)]
    for day, is_strong in starts:
        if is_strong:
            place(scale.x(day) + inset, _text(day, unit, speech), True)
    place(inset, _context(floor(scale.start), unit, speech), True, True)
    for day, is_strong in starts:
        if not is_strong:
            place(scale.x(day) + inset, _text(day, unit, speech), False)
    return placed
