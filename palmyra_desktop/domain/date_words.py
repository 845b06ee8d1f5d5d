"""Dates in words: a DateSpan as people say it, in full and for a narrow column.

Nothing is said more precisely than the EDTF text says it, and what it has in common two dates say once.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from palmyra_desktop.domain.calendar import year_month_day
from palmyra_desktop.domain.date_languages import DateLanguage, date_language
from palmyra_desktop.domain.edtf_extent import Precision
from palmyra_desktop.domain.edtf_grammar import PlainDate, read_date

if TYPE_CHECKING:
    from palmyra_desktop.domain.dates import DateSpan

_JUST_THE_DATE = "{date}"
_DASH = " – "


class _Said(NamedTuple):
    """One date in words, its parts still apart so that neighbours can leave out what they share."""

    day: str
    month: str
    year: str
    phrase: str = _JUST_THE_DATE

    def in_full(self) -> str:
        return self._with(self.year)

    def without_year(self) -> str:
        return self._with("")

    def _with(self, year: str) -> str:
        date = " ".join(part for part in (self.day, self.month, year) if part)
        return self.phrase.format(date=date)


def words(span: "DateSpan", language: str) -> str:
    """The date in full words."""
    return _words(span, date_language(language)).translate(date_language(language).digits)


def short(span: "DateSpan", language: str) -> tuple[str, str]:
    """The year it begins in ("" when there is none to name), and the rest in short words."""
    speech = date_language(language)
    year, rest = _short(span, speech)
    return year.translate(speech.digits), rest.translate(speech.digits)


def _words(span: "DateSpan", speech: DateLanguage) -> str:
    if span.members:
        return _listed(_of_members(span, speech), speech, span.is_one_of)
    if not span.is_interval:
        return _said(span, speech).in_full()
    if span.start and span.end:
        return _range(_said(span.start, speech), _said(span.end, speech))
    return _half_open(span, speech)


def _range(first: _Said, last: _Said) -> str:
    """From one date to another; the dash is close between two words of one kind: 20–21, May–June."""
    if first == last:
        return last.in_full()
    begin, end = _without_repeats((first, last))
    is_same_kind = bool(first.day) == bool(last.day) and bool(first.month) == bool(last.month)
    return ("–" if is_same_kind and " " not in begin else _DASH).join((begin, end))


def _half_open(span: "DateSpan", speech: DateLanguage) -> str:
    if span.start:
        phrase = speech.from_on if span.end_is_open else speech.from_end_unknown
        return phrase.format(date=_said(span.start, speech).in_full())
    if span.end:
        until = speech.until_day if span.end.precision is Precision.DAY else speech.until_period
        phrase = until if span.start_is_open else speech.until_start_unknown
        return phrase.format(date=_said(span.end, speech).in_full())
    if span.start_is_open and span.end_is_open:
        return speech.any_time
    return speech.no_start_end_unknown if span.start_is_open else speech.start_unknown_no_end


def _of_members(span: "DateSpan", speech: DateLanguage) -> list[str]:
    if any(member.is_interval for member in span.members):
        return [_words(member, speech) for member in span.members]
    return _without_repeats([_said(member, speech) for member in span.members])


def _listed(texts: Sequence[str], speech: DateLanguage, is_one_of: bool) -> str:
    """Several in a row: "12, 13 or 14"."""
    *others, last = texts
    if not others:
        return last
    return speech.comma.join(others) + (speech.or_ if is_one_of else speech.and_) + last


def _without_repeats(dates: Sequence[_Said]) -> list[str]:
    """Each date in words, the last in full, those before it without the month and year they share with it."""
    last = dates[-1]
    is_plain = all(date.phrase == _JUST_THE_DATE and date.month for date in dates)
    if not is_plain or any(date.year != last.year for date in dates):
        return [date.in_full() for date in dates]
    if all(date.day and date.month == last.month for date in dates):
        return [*(date.day for date in dates[:-1]), last.in_full()]
    return [*(date.without_year() for date in dates[:-1]), last.in_full()]


def _short(span: "DateSpan", speech: DateLanguage) -> tuple[str, str]:
    if span.is_interval or (len(span.members) == 1 and span.members[0].is_interval):
        return _short_interval(span.members[0] if span.members else span, speech)
    if any(member.is_interval for member in span.members):
        return "", _words(span, speech)
    if span.members:
        year, texts = _in_column([_said_short(member, speech) for member in span.members])
        return year, _listed(texts, speech, span.is_one_of).strip(" ,،")
    bounds = _bounds(span)
    if bounds:
        return _short_range([_parts(date, speech, speech.short_months) for date in bounds])
    year, texts = _in_column([_said_short(span, speech)])
    return year, texts[0].strip()


def _short_interval(span: "DateSpan", speech: DateLanguage) -> tuple[str, str]:
    if not (span.start or span.end):
        return "", _half_open(span, speech)
    ends = [_said_short(end, speech) for end in (span.start, span.end) if end]
    if len(ends) == 2:
        return _short_range(ends)
    year, texts = _in_column(ends)
    if span.start:
        phrase = speech.short_from if span.end_is_open else speech.short_from_unknown
    else:
        phrase = speech.short_until if span.start_is_open else speech.short_until_unknown
    return year, phrase.format(date=texts[0]).strip()


def _short_range(ends: Sequence[_Said]) -> tuple[str, str]:
    year, texts = _in_column(ends)
    return year, (texts[0] if ends[0] == ends[1] else _DASH.join(texts)).strip()


def _in_column(dates: Sequence[_Said]) -> tuple[str, list[str]]:
    """The first date's year for a column of its own, and each date without that year."""
    year = dates[0].year
    is_one_month = len({(date.month, date.year, date.phrase) for date in dates}) == 1 and all(
        date.day and date.phrase == _JUST_THE_DATE for date in dates
    )
    if is_one_month:
        return year, [*(date.day for date in dates[:-1]), dates[-1].without_year()]
    return year, [date.without_year() if date.year == year else date.in_full() for date in dates]


def _said(span: "DateSpan", speech: DateLanguage) -> _Said:
    """One date in full words, with its signs and what is unknown of it."""
    date = read_date(span.text)
    bounds = _bounds(span)
    if bounds:
        said = _Said("", "", "", _between(date, bounds, speech))
    else:
        said = _parts(date, speech, speech.months)
    return said._replace(phrase=_signed(date, speech, said.phrase))


def _said_short(span: "DateSpan", speech: DateLanguage) -> _Said:
    if _bounds(span):
        return _said(span, speech)
    said = _parts(read_date(span.text), speech, speech.short_months)
    if said.year:
        said = said._replace(phrase=_JUST_THE_DATE)
    if span.is_approximate:
        only_year = not (said.month or said.day)
        phrase = speech.short_only_approximate if only_year else speech.short_approximate
        said = said._replace(phrase=phrase.format(date=said.phrase))
    if span.is_uncertain:
        said = said._replace(phrase=speech.short_uncertain.format(date=said.phrase))
    return said


def _signed(date: PlainDate, speech: DateLanguage, phrase: str) -> str:
    """The phrase for a date's signs: one for all of it, or naming the parts they hold for."""
    signs = {"y": date.year_sign}
    if date.month:
        signs["m"] = date.month_sign
    if date.day:
        signs["d"] = date.day_sign
    if len(set(signs.values())) == 1:
        whole = {"?": speech.uncertain, "~": speech.approximate, "%": speech.uncertain_approximate}
        return whole.get(date.year_sign, _JUST_THE_DATE).format(date=phrase)
    for named, marks in ((speech.parts_uncertain, "?%"), (speech.parts_approximate, "~%")):
        parts = "".join(part for part, sign in signs.items() if sign and sign in marks)
        if parts:
            phrase = named.format(date=phrase, parts=speech.parts[parts])
    return phrase


def _parts(date: PlainDate, speech: DateLanguage, months: Sequence[str]) -> _Said:
    """Day, month and year in words, for a date whose unknown digits have a name of their own."""
    month = _month(date.month, speech, months)
    day = str(int(date.day)) if date.day.isdecimal() and month else ""
    if date.year == "XXXX":
        return _Said(day, month, "", speech.year_unknown) if month else _Said("", "", "", speech.date_unknown)
    year = _named_years(date.year, speech) if "X" in date.year else _year(int(date.year), speech)
    if date.month == "XX":
        return _Said("", "", year, speech.month_unknown)
    return _Said(day, month, year, speech.day_unknown if date.day == "XX" else _JUST_THE_DATE)


def _month(month: str, speech: DateLanguage, months: Sequence[str]) -> str:
    if not month.isdecimal():
        return ""
    number = int(month)
    return months[number - 1] if number <= 12 else speech.seasons[number - 21]


def _year(year: int, speech: DateLanguage) -> str:
    """A year in words; year 0 is 1 BCE. A year of fewer than four digits names its era, lest it seem cut."""
    if year <= 0:
        return speech.before_common_era.format(year=1 - year)
    return speech.common_era.format(year=year) if year < 1000 else str(year)


def _named_years(pattern: str, speech: DateLanguage) -> str:
    """The name of a decade, century or millennium, or "" where the unknown digits have none."""
    known = pattern.rstrip("X")
    digits = known.lstrip("-")
    if "X" in known or not digits or len(digits) > 3:
        return ""
    if len(digits) == 3:
        return speech.decade.format(year=f"{digits}0") if known[0] not in "-0" else ""
    number = int(digits) + 1
    last = 4 if 10 <= number % 100 <= 20 or not 1 <= number % 10 <= 3 else number % 10
    phrase = speech.century if len(digits) == 2 else speech.millennium
    name = phrase.format(number=number, ordinal=speech.ordinals[last - 1])
    return speech.before_common_era.format(year=name) if known[0] == "-" else name


def _bounds(span: "DateSpan") -> tuple[PlainDate, PlainDate] | None:
    """First and last date where unknown digits have no name and only "between" can be said; else None."""
    date = _without_unknown_end(read_date(span.text))
    if date.year == "XXXX" or span.earliest_day is None or span.latest_day is None:
        return None
    is_exact = "X" not in date.year + date.month + date.day and not date.significant
    if is_exact or (not date.month and not date.significant and _named_years(date.year, date_language(""))):
        return None
    size = 3 if date.day else 2 if date.month else 1
    return _date_of(span.earliest_day, size), _date_of(span.latest_day, size)


def _date_of(day: int, size: int) -> PlainDate:
    """The year of a day number, with its month from size 2 on, with its day from 3 on."""
    year, month, day_of_month = year_month_day(day)
    return PlainDate(str(year), str(month) if size > 1 else "", str(day_of_month) if size > 2 else "")


def _without_unknown_end(date: PlainDate) -> PlainDate:
    """The date without a day or month that is wholly unknown, where nothing follows it."""
    day = "" if date.day == "XX" else date.day
    return date._replace(day=day, month="" if date.month == "XX" and not day else date.month)


def _between(date: PlainDate, bounds: tuple[PlainDate, PlainDate], speech: DateLanguage) -> str:
    said = [_parts(bound, speech, speech.months) for bound in bounds]
    if said[0] == said[1]:
        return said[0].in_full()
    first, last = _without_repeats(said)
    if date.significant:
        return speech.estimated.format(first=first, last=last, year=_year(int(date.year), speech))
    return speech.between.format(first=first, last=last)
