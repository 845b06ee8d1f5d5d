"""A date of publication as it is printed: a day or month with its year; clock times are left out."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "january|jan|janvier|januar|enero|gennaio|يناير|كانون الثاني|января",
    "february|feb|février|februar|febrero|febbraio|فبراير|شباط|февраля",
    "march|mar|mars|märz|marzo|مارس|آذار|марта",
    "april|apr|avril|abril|aprile|أبريل|ابريل|نيسان|апреля",
    "may|mai|mayo|maggio|مايو|أيار|ايار|мая",
    "june|jun|juin|juni|junio|giugno|يونيو|حزيران|июня",
    "july|jul|juillet|juli|julio|luglio|يوليو|تموز|июля",
    "august|aug|août|agosto|أغسطس|اغسطس|آب|августа",
    "september|sept|sep|septembre|septiembre|settembre|سبتمبر|أيلول|ايلول|сентября",
    "october|oct|octobre|oktober|octubre|ottobre|أكتوبر|اكتوبر|تشرين الأول|октября",
    "november|nov|novembre|noviembre|نوفمبر|تشرين الثاني|ноября",
    "december|dec|décembre|dezember|diciembre|dicembre|ديسمبر|كانون الأول|декабря",
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_MONTH = "(?P<month>" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/-]){pattern}", re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)[-/](?P<number>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)",
        rf"{_DAY}[\s-](?:de\s|of\s)?{_MONTH},?[\s-](?:de\s)?{_YEAR}",
        rf"{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}",
        rf"{_MONTH},?\s{{1,3}}{_YEAR}",
        r"(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
_DIGITS = {
    ord(digit): str(number) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, digit in enumerate(digits)
}


def printed_dates(words: str) -> Iterator[tuple[str, int, int]]:
    """Return each date with a year in a line, as EDTF with its place; the most telling form first."""
    words = words.translate(_DIGITS)
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(words):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            edtf = _edtf(found.groupdict())
            if edtf:
                yield edtf, found.start(), found.end()


def published_date(words: str) -> str | None:
    """Return the date that a line about publication carries, as EDTF; of several the first one printed.

    An ISO date and time counts by the day it names itself.
    """
    iso = _ISO.match(words.strip())
    if iso:
        year, month, day = iso.groups()
        if day:
            return _day(int(year), int(month), int(day))
        return f"{year}-{month}" if month and 1 <= int(month) <= 12 else None if month else year
    found = sorted(printed_dates(words), key=lambda one: (len(one[0]) < len("2000-01-01"), one[1]))
    return found[0][0] if found else None


def _edtf(parts: dict[str, str | None]) -> str | None:
    named = parts.get("month")
    month = _NUMBER_OF[named.casefold()] if named else int(parts.get("number") or 0)
    year, day = int(parts["year"] or 0), parts.get("day")
    if not day:
        return f"{year:04}-{month:02}"
    if named is None and parts.get("number") and not _is_unambiguous(parts):
        return None
    return _day(year, month, int(day))


def _is_unambiguous(parts: dict[str, str | None]) -> bool:
    """Whether it cannot be read two ways, as 3/4/2017 can: a number is no month, or the year is first."""
    day, number = int(parts["day"] or 0), int(parts["number"] or 0)
    return list(parts)[0] == "year" or day > 12 or day == number


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
