"""Dates in words: a DateSpan as people say it, in full and for a narrow column.

Intervals and sets, whose dates say once what they share; one date alone is in date_phrase.py.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from palmyra_desktop.domain.date_languages import DateLanguage, date_language
from palmyra_desktop.domain.date_phrase import (
    JUST_THE_DATE,
    Said,
    bounds_to_say,
    parts,
    said,
    said_short,
    short_signs,
    without_repeats,
)
from palmyra_desktop.domain.edtf_extent import Precision

if TYPE_CHECKING:
    from palmyra_desktop.domain.dates import DateSpan

_DASH = " – "


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
        return said(span, speech).in_full()
    if span.start and span.end:
        return _range(said(span.start, speech), said(span.end, speech))
    return _half_open(span, speech)


def _range(first: Said, last: Said) -> str:
    """From one date to another; the dash is close between two words of one kind: 20–21, May–June."""
    if first == last:
        return last.in_full()
    begin, end = without_repeats((first, last))
    is_same_kind = bool(first.day) == bool(last.day) and bool(first.month) == bool(last.month)
    return ("–" if is_same_kind and " " not in begin else _DASH).join((begin, end))


def _half_open(span: "DateSpan", speech: DateLanguage) -> str:
    if span.start:
        phrase = speech.from_on if span.end_is_open else speech.from_end_unknown
        return phrase.format(date=said(span.start, speech).in_full())
    if span.end:
        until = speech.until_day if span.end.precision is Precision.DAY else speech.until_period
        phrase = until if span.start_is_open else speech.until_start_unknown
        return phrase.format(date=said(span.end, speech).in_full())
    if span.start_is_open and span.end_is_open:
        return speech.any_time
    return speech.no_start_end_unknown if span.start_is_open else speech.start_unknown_no_end


def _of_members(span: "DateSpan", speech: DateLanguage) -> list[str]:
    if any(member.is_interval for member in span.members):
        return [_words(member, speech) for member in span.members]
    return without_repeats([said(member, speech) for member in span.members])


def _listed(texts: Sequence[str], speech: DateLanguage, is_one_of: bool) -> str:
    """Several in a row: "12, 13 or 14"."""
    *others, last = texts
    if not others:
        return last
    return speech.comma.join(others) + (speech.or_ if is_one_of else speech.and_) + last


def _short(span: "DateSpan", speech: DateLanguage) -> tuple[str, str]:
    if span.is_interval or (len(span.members) == 1 and span.members[0].is_interval):
        return _short_interval(span.members[0] if span.members else span, speech)
    if any(member.is_interval for member in span.members):
        return "", _words(span, speech)
    if span.members:
        year, texts = _in_column([said_short(member, speech) for member in span.members])
        return year, _listed(texts, speech, span.is_one_of).strip(" ,،")
    bounds = bounds_to_say(span)
    if bounds:
        year, rest = _short_range([parts(date, speech, speech.short_months) for date in bounds])
        return year, short_signs(span, speech, rest, bool(rest))
    year, texts = _in_column([said_short(span, speech)])
    return year, texts[0].strip()


def _short_interval(span: "DateSpan", speech: DateLanguage) -> tuple[str, str]:
    if not (span.start or span.end):
        return "", _half_open(span, speech)
    ends = [said_short(end, speech) for end in (span.start, span.end) if end]
    if len(ends) == 2:
        return _short_range(ends)
    year, texts = _in_column(ends)
    if span.start:
        phrase = speech.short_from if span.end_is_open else speech.short_from_unknown
    else:
        phrase = speech.short_until if span.start_is_open else speech.short_until_unknown
    return year, phrase.format(date=texts[0]).strip()


def _short_range(ends: Sequence[Said]) -> tuple[str, str]:
    year, texts = _in_column(ends)
    return year, (texts[0] if ends[0] == ends[1] else _DASH.join(texts)).strip()


def _in_column(dates: Sequence[Said]) -> tuple[str, list[str]]:
    """The first date's year for a column of its own, and each date without that year."""
    year = dates[0].year
    is_one_month = len({(date.month, date.year, date.phrase) for date in dates}) == 1 and all(
        date.day and date.phrase == JUST_THE_DATE for date in dates
    )
    if is_one_month:
        return year, [*(date.day for date in dates[:-1]), dates[-1].without_year()]
    return year, [date.without_year() if date.year == year else date.in_full() for date in dates]
