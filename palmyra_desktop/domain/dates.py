"""Uncertain dates: DateSpan, an EDTF value with its first and last possible day.

EDTF levels 0 to 2 (Library of Congress specification, 2019; ISO 8601-2). What the date is in
words for people is in date_words.py; day numbers are explained in calendar.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Final

from palmyra_desktop.domain import date_words
from palmyra_desktop.domain.calendar import days_to_iso
from palmyra_desktop.domain.edtf_extent import FARTHEST_DAY, Precision, extent, precision
from palmyra_desktop.domain.edtf_faults import InvalidDate, fault, not_a_date
from palmyra_desktop.domain.edtf_grammar import read_date
from palmyra_desktop.i18n import _

__all__ = ["DateSpan", "InvalidDate", "Precision", "date_span"]

_BEFORE_ALL: Final = -FARTHEST_DAY - 1
_AFTER_ALL: Final = FARTHEST_DAY + 1
_CLOSING = {"[": "]", "{": "}"}

_derived = partial(field, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as exactly, and as vaguely, as it was said.

    Made from EDTF text; text that is not EDTF, or a date that does not exist, raises InvalidDate.
    Two are equal when their texts are: `2015-08` and `2015-08-01/2015-08-31` cover the same days
    and do not say the same. Days are numbered as in datetime.date.toordinal().
    """

    text: str
    earliest_day: int | None = _derived()
    """First day it may mean; None when open or unknown."""
    latest_day: int | None = _derived()
    """Last day it may mean; None when open or unknown."""
    precision: Precision = _derived()
    """The unit it is said in; of an interval or a set, the coarsest of its parts."""
    start: "DateSpan | None" = _derived()
    """Where an interval begins; None when open or unknown, or when this is no interval."""
    end: "DateSpan | None" = _derived()
    """Where an interval ends; None when open or unknown, or when this is no interval."""
    members: tuple["DateSpan", ...] = _derived()
    """The dates of a set in the order written (a range `A..B` as the interval `A/B`), else empty."""

    def __post_init__(self) -> None:
        """Read the text."""
        text = self.text
        start, end = None, None
        members: tuple[DateSpan, ...] = ()
        if text[:1] in _CLOSING:
            members = tuple(_members(text))
        elif "/" in text:
            start, end = _ends(text)
        else:
            date = read_date(text)
            self._derive(*extent(date), precision(date))
            return
        self._derive(*_hull(start, end, members), _coarsest(start, end, members), start, end, members)

    def _derive(
        self,
        earliest_day: int | None,
        latest_day: int | None,
        precision: Precision,
        start: "DateSpan | None" = None,
        end: "DateSpan | None" = None,
        members: tuple["DateSpan", ...] = (),
    ) -> None:
        put = object.__setattr__
        put(self, "earliest_day", earliest_day)
        put(self, "latest_day", latest_day)
        put(self, "precision", precision)
        put(self, "start", start)
        put(self, "end", end)
        put(self, "members", members)

    @classmethod
    def parse(cls, text: str) -> "DateSpan":
        """Read EDTF text exactly as it stands, trimming nothing; raise InvalidDate when it is not EDTF."""
        return cls(text)

    def __str__(self) -> str:
        """The EDTF text, as it was read."""
        return self.text

    @property
    def earliest(self) -> str | None:
        """First day it may mean, as ISO text (-0099-01-01, +170000002-01-01); None when open or unknown."""
        return None if self.earliest_day is None else days_to_iso(self.earliest_day)

    @property
    def latest(self) -> str | None:
        """Last day it may mean, as ISO text; None when open or unknown."""
        return None if self.latest_day is None else days_to_iso(self.latest_day)

    @property
    def sort_key(self) -> tuple[int, int]:
        """Order by first day, then by last: an open or unknown start comes first, an open end last."""
        return self._first, self._last

    @property
    def _first(self) -> int:
        return _BEFORE_ALL if self.earliest_day is None else self.earliest_day

    @property
    def _last(self) -> int:
        return _AFTER_ALL if self.latest_day is None else self.latest_day

    @property
    def is_interval(self) -> bool:
        """Whether it runs from one date to another (`A/B`)."""
        return "/" in self.text

    @property
    def is_one_of(self) -> bool:
        """Whether it is one of several dates, not known which (`[A,B]`)."""
        return self.text[0] == "["

    @property
    def is_all_of(self) -> bool:
        """Whether it is several dates, all of them (`{A,B}`)."""
        return self.text[0] == "{"

    @property
    def is_uncertain(self) -> bool:
        """Whether it, or a part of it, is doubted (`?` or `%`)."""
        return "?" in self.text or "%" in self.text

    @property
    def is_approximate(self) -> bool:
        """Whether it, or a part of it, is an estimate (`~` or `%`)."""
        return "~" in self.text or "%" in self.text

    @property
    def start_is_open(self) -> bool:
        """Whether it has no beginning (`../B`, `[..B]`)."""
        return self.text.startswith(("..", "[..", "{.."))

    @property
    def end_is_open(self) -> bool:
        """Whether it has no end (`A/..`, `[A..]`)."""
        return self.text.endswith(("..", "..]", "..}"))

    @property
    def start_is_unknown(self) -> bool:
        """Whether it has a beginning that nobody has said (`/B`, `XXXX`)."""
        return self.earliest_day is None and not self.start_is_open

    @property
    def end_is_unknown(self) -> bool:
        """Whether it has an end that nobody has said (`A/`, `XXXX`)."""
        return self.latest_day is None and not self.end_is_open

    @property
    def some_time_within(self) -> bool:
        """Whether it is one date somewhere in its extent: coarser than a day, or with unknown digits.

        False for an interval, which fills its extent, and for a set; their parts answer for themselves.
        """
        is_one_date = not (self.is_interval or self.members)
        return is_one_date and (self.precision is not Precision.DAY)

    def certainly_within(self, first_day: int | None, last_day: int | None) -> bool:
        """Whether no day it may mean is outside first_day to last_day, both included; None is unbounded."""
        after_start = first_day is None or self._first >= first_day
        return after_start and (last_day is None or self._last <= last_day)

    def possibly_within(self, first_day: int | None, last_day: int | None) -> bool:
        """Whether it may mean a day from first_day to last_day, both included; None is unbounded.

        Of a set, any member may; an open or unknown end reaches without bound.
        """
        if self.members:
            return any(member.possibly_within(first_day, last_day) for member in self.members)
        from_before_end = last_day is None or self._first <= last_day
        return from_before_end and (first_day is None or self._last >= first_day)

    def overlaps(self, other: "DateSpan") -> bool:
        """Whether both may mean the same day."""
        if other.members:
            return any(self.overlaps(member) for member in other.members)
        return self.possibly_within(other.earliest_day, other.latest_day)

    def disagrees_with(self, other: "DateSpan") -> bool:
        """Whether the two cannot be the same time: no day is possible in both. Signs (~ ?) widen nothing."""
        return not self.overlaps(other)

    def words(self, language: str = "en") -> str:
        """The date in words, such as "12 or 13 May 2015"."""
        return date_words.words(self, language)

    def short(self, language: str = "en") -> tuple[str, str]:
        """The date for a narrow column: its year, and the rest, such as ("2015", "12 or 13 May")."""
        return date_words.short(self, language)


def _ends(text: str) -> tuple[DateSpan | None, DateSpan | None]:
    """Both ends of an interval; None for an open (..) or unknown (blank) one."""
    ends = text.split("/")
    if len(ends) > 2:
        raise fault(_("“{part}” has more than two ends; a date is written 2015-08-30."), text)
    if ends == ["", ""]:
        raise fault(_("“{part}” has neither a beginning nor an end."), text)
    start, end = (None if end in ("", "..") else DateSpan(_one_date(end)) for end in ends)
    if start and end and start._first > end._last:
        raise fault(_("“{part}” ends before it begins."), text)
    return start, end


@lru_cache(maxsize=1 << 14)
def date_span(text: str) -> DateSpan:
    """Return a date as `DateSpan.parse` does, the same object for the same text; archives repeat theirs."""
    return DateSpan(text)


def _members(text: str) -> Iterator[DateSpan]:
    """The dates and ranges of a set; only its first may be open before, only its last open after."""
    if len(text) < 3 or text[-1] != _CLOSING[text[0]]:
        raise fault(_("“{part}” is not a set: dates divided by commas between [ ] or {{ }}."), text)
    parts = text[1:-1].split(",")
    for place, part in enumerate(parts):
        before, dots, after = part.partition("..")
        if not dots:
            yield DateSpan(_one_date(part))
            continue
        if not (before or after) or (not before and place > 0) or (not after and place < len(parts) - 1):
            raise fault(_("“{part}”: a set can be open only before its first and after its last date."), text)
        yield DateSpan(f"{_one_date(before) if before else '..'}/{_one_date(after) if after else '..'}")


def _one_date(part: str) -> str:
    """The text of a date in an interval or a set, where no time, interval or set can stand."""
    if part[10:11] == "T" or "/" in part or part[:1] in _CLOSING:
        raise not_a_date(part)
    return part


def _hull(
    start: DateSpan | None, end: DateSpan | None, members: tuple[DateSpan, ...]
) -> tuple[int | None, int | None]:
    """First and last day of an interval or a set."""
    if not members:
        return (start.earliest_day if start else None), (end.latest_day if end else None)
    first = min(member._first for member in members)
    last = max(member._last for member in members)
    return (None if first == _BEFORE_ALL else first), (None if last == _AFTER_ALL else last)


def _coarsest(start: DateSpan | None, end: DateSpan | None, members: tuple[DateSpan, ...]) -> Precision:
    return max((part.precision for part in (start, end, *members) if part), default=Precision.AGE)
