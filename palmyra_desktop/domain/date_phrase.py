"""One date in words: its day, month and year, its signs, and what is unknown of it.

Nothing is said more precisely than the EDTF text says it. Intervals and sets are in date_words.py.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from palmyra_desktop.domain.calendar import year_month_day
from palmyra_desktop.domain.date_languages import DateLanguage, date_language
from palmyra_desktop.domain.edtf_grammar import PlainDate, read_date

if TYPE_CHECKING:
    from palmyra_desktop.domain.dates import DateSpan

JUST_THE_DATE = "{date}"


class Said(NamedTuple):
    """One date in words, its parts still apart so that neighbours can leave out what they share."""

    day: str
    month: str
    year: str
    phrase: str = JUST_THE_DATE

    def in_full(self) -> str:
        """With its year."""
        return self._with(self.year)

    def without_year(self) -> str:
        """Where the year is said elsewhere."""
        return self._with("")

    def _with(self, year: str) -> str:
        date = " ".join(part for part in (self.day, self.month, year) if part)
        return self.phrase.format(date=date)


def said(span: "DateSpan", speech: DateLanguage) -> Said:
    """One date in full words, with its signs and what is unknown of it."""
    date = read_date(span.text)
    bounds = bounds_to_say(span)
    plain = Said("", "", "", _between(date, bounds, speech)) if bounds else parts(date, speech, speech.months)
    return plain._replace(phrase=_signed(date, speech, plain.phrase))


def said_short(span: "DateSpan", speech: DateLanguage) -> Said:
    """One date in short words; what is unknown of it shows in what is left out."""
    if bounds_to_say(span):
        return said(span, speech)
    date = parts(read_date(span.text), speech, speech.short_months)
    phrase = JUST_THE_DATE if date.year else date.phrase
    return date._replace(phrase=short_signs(span, speech, phrase, bool(date.month)))


def short_signs(span: "DateSpan", speech: DateLanguage, phrase: str, has_words: bool) -> str:
    """The phrase with the span's signs in short; without words beside the year it has to stand alone."""
    if span.is_approximate:
        phrase = (speech.short_approximate if has_words else speech.short_only_approximate).format(
            date=phrase
        )
    return speech.short_uncertain.format(date=phrase) if span.is_uncertain else phrase


def without_repeats(dates: Sequence[Said]) -> list[str]:
    """Each date in words, the last in full, those before it without the month and year they share with it."""
    last = dates[-1]
    is_plain = all(date.phrase == JUST_THE_DATE and date.month for date in dates)
    if not is_plain or any(date.year != last.year for date in dates):
        return [date.in_full() for date in dates]
    if all(date.day and date.month == last.month for date in dates):
        return [*(date.day for date in dates[:-1]), last.in_full()]
    return [*(date.without_year() for date in dates[:-1]), last.in_full()]


def bounds_to_say(span: "DateSpan") -> tuple[PlainDate, PlainDate] | None:
    """First and last date where unknown digits have no name and only "between" can be said; else None."""
    date = _without_unknown_end(read_date(span.text))
    if date.year == "XXXX" or span.earliest_day is None or span.latest_day is None:
        return None
    is_exact = "X" not in date.year + date.month + date.day and not date.significant
    if is_exact or (not date.month and not date.significant and _named_years(date.year, date_language(""))):
        return None
    size = 3 if date.day else 2 if date.month else 1
    return _date_of(span.earliest_day, size), _date_of(span.latest_day, size)


def parts(date: PlainDate, speech: DateLanguage, months: Sequence[str]) -> Said:
    """Day, month and year in words, for a date whose unknown digits have a name of their own."""
    month = _month(date.month, speech, months)
    day = str(int(date.day)) if date.day.isdecimal() and month else ""
    if date.year == "XXXX":
        return Said(day, month, "", speech.year_unknown) if month else Said("", "", "", speech.date_unknown)
    year = _named_years(date.year, speech) if "X" in date.year else _year(int(date.year), speech)
    if date.month == "XX":
        return Said("", "", year, speech.month_unknown)
    return Said(day, month, year, speech.day_unknown if date.day == "XX" else JUST_THE_DATE)


def _signed(date: PlainDate, speech: DateLanguage, phrase: str) -> str:
    """The phrase for a date's signs: one for all of it, or naming the parts they hold for."""
    signs = {"y": date.year_sign}
    if date.month:
        signs["m"] = date.month_sign
    if date.day:
        signs["d"] = date.day_sign
    if len(set(signs.values())) == 1:
        whole = {"?": speech.uncertain, "~": speech.approximate, "%": speech.uncertain_approximate}
        return whole.get(date.year_sign, JUST_THE_DATE).format(date=phrase)
    for named, marks in ((speech.parts_uncertain, "?%"), (speech.parts_approximate, "~%")):
        initials = "".join(initial for initial, sign in signs.items() if sign and sign in marks)
        if initials:
            phrase = named.format(date=phrase, parts=speech.parts[initials])
    return phrase


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


def _date_of(day: int, size: int) -> PlainDate:
    """The year of a day number, with its month from size 2 on, with its day from 3 on."""
    year, month, day_of_month = year_month_day(day)
    return PlainDate(str(year), str(month) if size > 1 else "", str(day_of_month) if size > 2 else "")


def _without_unknown_end(date: PlainDate) -> PlainDate:
    """The date without a day or month that is wholly unknown, where nothing follows it."""
    day = "" if date.day == "XX" else date.day
    return date._replace(day=day, month="" if date.month == "XX" and not day else date.month)


def _between(date: PlainDate, bounds: tuple[PlainDate, PlainDate], speech: DateLanguage) -> str:
    ends = [parts(bound, speech, speech.months) for bound in bounds]
    if ends[0] == ends[1]:
        return ends[0].in_full()
    first, last = without_repeats(ends)
    if date.significant:
        return speech.estimated.format(first=first, last=last, year=_year(int(date.year), speech))
    return speech.between.format(first=first, last=last)
