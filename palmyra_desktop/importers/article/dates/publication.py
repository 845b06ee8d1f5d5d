"""When an article that does not say so was published: inferred from what it tells, or not told at all.

The lead of a news report tells of something that happened days before. Where that is a well-known event of
the chronology, the day is that of the event, moved on to a day of the week that the lead names; all that the
article dates must lie before it. What is found is inferred, never stated, and two that fit are none.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from palmyra_desktop import assets
from palmyra_desktop.domain.findings import Article, BlockKind
from palmyra_desktop.importers.article.dates.clock import plain
from palmyra_desktop.importers.article.dates.finding import find_dates

_LEAD, _WEEKDAYS = 450, 1_500  # code points in which a report says what it is about, and when it was
_NEARBY = 6  # days after an event in which it is news
_WEEKDAY = re.compile(r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_LAST_YEAR = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|"
                              r"November|December) last year\b")  # fmt: skip
_READ = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class WellKnown:
    """An event of the chronology: its day, and groups of stems of which each must be met."""

    day: date
    words: tuple[tuple[str, ...], ...]


@cache
def chronology() -> tuple[WellKnown, ...]:
    """Return the built-in events, the oldest first."""
    found = json.loads(assets.read_text("gazetteer", "chronology.json"))["events"]
    events = (WellKnown(date.fromisoformat(e["date"]), tuple(map(tuple, e["words"]))) for e in found)
    return tuple(sorted(events, key=lambda event: event.day))


def infer_publication(article: Article) -> tuple[str | None, str]:
    """Return the day an article was published as EDTF, and the rule; (None, "") where it cannot be told."""
    text = _text(article)
    lead, first = text[:_LEAD], text[:_WEEKDAYS]
    folded = lead.casefold()
    year = _year_of_last(text)
    newest = max((day for day in map(_day_of, find_dates(article)) if day), default=None)
    fitting = [
        event
        for event in chronology()
        if all(any(stem in folded for stem in group) for group in event.words)
        and (year is None or event.day.year == year)
        and (newest is None or newest <= event.day + timedelta(days=_NEARBY))
    ]
    after = [event for event in fitting if newest is None or event.day >= newest - timedelta(days=31)]
    chosen = fitting if len(fitting) == 1 else after
    if len(chosen) != 1:
        return None, ""
    return _moved_on(chosen[0].day, first).isoformat(), "publication.well-known-event"


def _text(article: Article) -> str:
    return "\n".join(article.words(block.span) for block in article.blocks if block.kind in _READ)


def _moved_on(day: date, lead: str) -> date:
    """Return the event's day, or the last day of the week the lead names if it lies just after."""
    named = {_DAYS.index(match[1]) for match in _WEEKDAY.finditer(lead)}
    if not named or day.weekday() in named:
        return day
    return day + timedelta(days=min((number - day.weekday()) % 7 for number in named))


def _year_of_last(text: str) -> int | None:
    """Return the year of publication where a month "last year" is told a second time with its year."""
    for match in _MONTH_LAST_YEAR.finditer(text):
        years = {int(year) for year in re.findall(rf"\b{match[1]} (20\d\d|19\d\d)\b", text)}
        if len(years) == 1:
            return years.pop() + 1
    return None


def _day_of(found: object) -> date | None:
    """Return the latest day that a date told with its year surely reaches."""
    edtf = getattr(found, "edtf", None)
    start = plain(edtf)
    if start is None or getattr(found, "is_relative", True):
        return None
    parts = [int(part) for part in (start.split("-") + ["1", "1"])[:3]]
    try:
        return date(parts[0], min(parts[1], 12), parts[2])
    except ValueError:
        return None
