"""What is known while dates are read: when the article was published, and the date last told."""

from dataclasses import dataclass
from datetime import date, timedelta

from palmyra_desktop.domain.dates import DateSpan, InvalidDate


@dataclass(frozen=True, slots=True)
class Clock:
    """When "today" is, and what "that year" and "five days later" are counted from.

    Attributes:
        published: EDTF, None where unknown. told: the EDTF of the date last told in the same paragraph or
            before it, None where there is none.
    """

    published: str | None = None
    told: str | None = None

    @property
    def today(self) -> date | None:
        """The day of publication; None where no day is known."""
        return _day(self.published)

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return _year(self.published)

    @property
    def month(self) -> int | None:
        """The month of publication; None where none is known."""
        text = plain(self.published)
        return int(text[5:7]) if text and len(text) >= 7 else None

    @property
    def told_day(self) -> date | None:
        """The day last told; None where it was no day."""
        return _day(self.told)

    @property
    def told_year(self) -> int | None:
        """The year last told, else that of publication."""
        return _year(self.told) or self.year

    @property
    def year_of_history(self) -> int | None:
        """The year of the day last told, where that lies years back: what follows is told of it, too."""
        day, year = self.told_day, self.year
        return day.year if day is not None and year is not None and day.year < year - 1 else None

    def latest(self, month: int, day: int | None = None) -> int | None:
        """Return the year this month, or day of it, last was: that of publication or the one before."""
        if self.year is None:
            return None
        here = (self.month or 12, self.today.day if self.today else 31)
        return self.year if (month, day or 0) <= here else self.year - 1

    def weekday(self, number: int, weeks_ago: int = 0) -> str | None:
        """Return the latest such day of the week (Monday is 0) that is not after publication."""
        if self.today is None:
            return None
        back = (self.today.weekday() - number) % 7
        return (self.today - timedelta(days=back + 7 * weeks_ago)).isoformat()

    def days_ago(self, days: int) -> str | None:
        """Return the day so many days before publication."""
        return None if self.today is None else (self.today - timedelta(days=days)).isoformat()

    def months_ago(self, months: int) -> str | None:
        """Return the month so many months before publication."""
        if self.year is None or self.month is None:
            return None
        return month_text(self.year * 12 + self.month - 1 - months)


def month_text(months: int) -> str:
    """Return a month counted from year 0 as EDTF."""
    return f"{months // 12:04}-{months % 12 + 1:02}"


def day_text(year: int | None, month: int, day: int | None = None) -> str | None:
    """Return a date as EDTF; None where it does not exist or its year is unknown."""
    if year is None:
        return None
    text = f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"
    try:
        return DateSpan(text).text
    except InvalidDate:
        return None


def plain(text: str | None) -> str | None:
    """Return the start of an interval, else the date itself, without its signs; None where open or absent."""
    if text is None:
        return None
    start = text.strip("[]{}").split("/")[0].split(",")[0]
    found = start.rstrip("?~%")
    return found if found[:4].isdecimal() else None


def _year(text: str | None) -> int | None:
    found = plain(text)
    return int(found[:4]) if found else None


def _day(text: str | None) -> date | None:
    found = plain(text)
    try:
        return date.fromisoformat(found) if found and len(found) == 10 else None
    except ValueError:
        return None
