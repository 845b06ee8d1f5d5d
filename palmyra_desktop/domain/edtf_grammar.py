"""The grammar of one EDTF date: its text taken apart into year, month, day and their signs.

Levels 0 to 2 of the Library of Congress specification (2019) and ISO 8601-2. Whether the
date exists in the calendar is asked in edtf_extent.py; intervals and sets are in dates.py.
"""

import re
from typing import NamedTuple

from palmyra_desktop.domain.edtf_faults import fault, not_a_date
from palmyra_desktop.i18n import N_, _

# A year of more digits has no day number in 63 bits (about 2.5e16 years).
_MOST_YEAR_DIGITS = 17
_MINUS_ZERO = N_("“{part}”: year 0 has no minus sign; 1 BCE is 0000.")

# [0-9], never \d: \d also matches Arabic-Indic digits. Always fullmatch, never $: $ lets a newline pass.
_DATE = re.compile(
    r"([?~%])?(-?[0-9X]{4})([?~%])?"
    r"(?:-([?~%])?([0-9X]{2})([?~%])?"
    r"(?:-([?~%])?([0-9X]{2})([?~%])?)?)?"
)
_LONG_YEAR = re.compile(r"(?:Y(-?[1-9][0-9]*)(?:E([0-9]+))?|(-?[0-9]{4})(?=S))(?:S([0-9]+))?([?~%])?")
_DATE_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?"
)


class PlainDate(NamedTuple):
    """One EDTF date in its parts, as text; a part not given is empty.

    A sign is "", "?", "~" or "%", already spread: a sign to the right of a part holds for the
    parts before it too (EDTF level 2, "Qualification").
    """

    year: str
    month: str = ""
    day: str = ""
    year_sign: str = ""
    month_sign: str = ""
    day_sign: str = ""
    significant: int = 0


def read_date(text: str) -> PlainDate:
    """Take one date apart; raise InvalidDate where it is none.

    Of a date with a time of day the date is kept: the day as written, in the zone as written.
    """
    if text[10:11] == "T":
        return _read_date_time(text)
    match = _DATE.fullmatch(text)
    if match is None:
        return _read_long_year(text)
    left_year, year, right_year, left_month, month, right_month, left_day, day, right_day = match.groups("")
    if year == "-0000":
        raise fault(_(_MINUS_ZERO), year)
    if (left_year and right_year) or (left_month and right_month) or (left_day and right_day):
        raise fault(_("“{part}” has two signs on one number; uncertain and approximate is %."), text)
    if not (left_year or right_year or left_month or right_month or left_day or right_day):
        return PlainDate(year, month, day)
    year_sign = _both(left_year, right_year, right_month, right_day)
    month_sign = _both(left_month, right_month, right_day)
    return PlainDate(year, month, day, year_sign, month_sign, left_day or right_day)


def _read_date_time(text: str) -> PlainDate:
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        raise fault(_("“{part}” is not a date with a time, such as 2017-03-02T18:30:00+02:00."), text)
    year, month, day = match.groups()
    return PlainDate(year, month, day)


def _both(*signs: str) -> str:
    """One sign for several: uncertain and approximate together are %."""
    found = "".join(signs)
    if "%" in found or ("?" in found and "~" in found):
        return "%"
    return found[:1]


def _read_long_year(text: str) -> PlainDate:
    match = _LONG_YEAR.fullmatch(text)
    if match is None:
        raise not_a_date(text)
    mantissa, exponent, short_year, significant, sign = match.groups("")
    year = short_year or _expanded(text, mantissa, exponent)
    if short_year == "-0000":
        raise fault(_(_MINUS_ZERO), text)
    digits = len(year.lstrip("-"))
    if significant and not 1 <= _small(significant) <= digits:
        raise fault(_("“{part}”: S counts the known digits, from 1 to {digits}."), text, digits=digits)
    return PlainDate(year, year_sign=sign, significant=_small(significant))


def _expanded(text: str, mantissa: str, exponent: str) -> str:
    """The year with its zeros written out; lengths are checked before any number is made."""
    length = len(mantissa.lstrip("-")) + _small(exponent)
    if length > _MOST_YEAR_DIGITS:
        raise fault(_("“{part}” is too far away to be counted in days."), text)
    if length <= 4:
        raise fault(_("“{part}”: Y is for years of more than four digits."), text)
    return mantissa + "0" * _small(exponent)


def _small(digits: str) -> int:
    """A small count; anything long is simply too large, whatever it says."""
    return int(digits or "0") if len(digits) <= 6 else 1_000_000
