"""Dates in English prose. The first rule that fits at a place, and fits longest, is the one that tells."""

import re
from datetime import date, timedelta

from palmyra_desktop.importers.article.dates.clock import Clock, day_text, month_text, plain
from palmyra_desktop.importers.article.dates.rules import DateRule

_MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
    ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
    )
} | {"a": 1, "an": 1, "the": 1, "fifteen": 15, "eighteen": 18, "twenty": 20}
_VAGUE = {"few", "several", "couple of", "some"}

# A month is written with a capital: "may" is a verb and "march" a walk.
_FULL = "|".join(names[0].capitalize() for names in _MONTHS)
_MONTH = (
    rf"(?P<m>(?:{_FULL})|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|(?!\s+[A-Z])))(?![A-Za-z])"
)
_MONTH2 = _MONTH.replace("?P<m>", "?P<m2>")
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
_DAY2 = _DAY.replace("?P<d>", "?P<d2>")
_YEAR = r"(?P<y>(?:1\d|20)\d\d)(?!\d)"
_YEAR2 = _YEAR.replace("?P<y>", "?P<y2>")
_WHICH = r"(?P<w>last year|this year|that year|the same year|of that year|of this year|of last year|the previous year)"
_WHICH2 = _WHICH.replace("?P<w>", "?P<w2>")
_TAIL = rf"(?:,?\s+(?:{_YEAR}|{_WHICH}))?"
_TAIL2 = rf"(?:,?\s+(?:{_YEAR2}|{_WHICH2}))?"
_WEEKDAY = rf"(?P<wd>{'|'.join(name.capitalize() for name in _DAYS)})"
_COUNT = r"(?P<n>\d{1,3}|" + "|".join((*_NUMBERS, *_VAGUE, "a few", "a couple of")) + ")"
_UNIT = r"(?P<u>hour|day|week|month|year|decade)s?"
_DASH = r"\s?[-–—/]\s?"


def _month(match: re.Match[str], group: str = "m") -> int:
    return _NUMBER_OF[match[group].casefold().rstrip(".")]


def _year(match: re.Match[str], clock: Clock, month: int, day: int | None, two: str = "") -> int | None:
    """Return the year said, or told of ("last year"), or that of the latest such day."""
    if match[f"y{two}"]:
        return int(match[f"y{two}"])
    which = match[f"w{two}"]
    if which is None:
        return clock.latest(month, day) if clock.year_of_history is None else clock.year_of_history
    if "that" in which or "same" in which:
        return clock.told_year
    return None if clock.year is None else clock.year - (0 if "this" in which else 1)


def _one(match: re.Match[str], clock: Clock) -> str | None:
    month, day = _month(match), int(match["d"])
    return day_text(_year(match, clock, month, day), month, day)


def _of_month(match: re.Match[str], clock: Clock) -> str | None:
    month = _month(match)
    return day_text(_year(match, clock, month, None), month)


def _days(match: re.Match[str], clock: Clock) -> str | None:
    """Two days of one month: "12 or 13 May", "18 and 22 May", "23-24 May"."""
    month, first, last = _month(match), int(match["d"]), int(match["d2"])
    year = _year(match, clock, month, last)
    start, end = day_text(year, month, first), day_text(year, month, last)
    if start is None or end is None or first >= last:
        return None
    return f"[{start},{end}]" if match["j"].strip() == "or" else f"{start}/{end}"


def _from_to(match: re.Match[str], clock: Clock) -> str | None:
    """Two dates: "between 26 December and 10 January", "from May 2015 to March 2016"."""
    groups = match.groupdict()
    month, last_month = _month(match), _month(match, "m2")
    day = int(groups["d"]) if groups.get("d") else None
    last_day = int(groups["d2"]) if groups.get("d2") else None
    last_year = _year(match, clock, last_month, last_day, "2")
    if last_year is None:
        return None
    named = groups.get("y") or groups.get("w")
    year = (
        _year(match, clock, month, day)
        if named
        else last_year - ((month, day or 0) > (last_month, last_day or 0))
    )
    start, end = day_text(year, month, day), day_text(last_year, last_month, last_day)
    return f"{start}/{end}" if start and end and start < end else None


def _weekday(match: re.Match[str], clock: Clock) -> str | None:
    number = _DAYS.index(match["wd"].casefold())
    words = match[0].casefold()
    if "next" in words or "coming" in words:
        today = clock.today
        ahead = (number - today.weekday()) % 7 or 7 if today else 0
        return (today + timedelta(days=ahead)).isoformat() if today else None
    if "last week" in words or "the week before" in words:
        today = clock.today
        if today is None:
            return None
        return (today - timedelta(days=today.weekday() + 7 - number)).isoformat()
    found = clock.weekday(number)
    if "last" in words and found is not None and found == clock.days_ago(0):
        return clock.weekday(number, 1)
    return found


def _two_weekdays(match: re.Match[str], clock: Clock) -> str | None:
    last = clock.weekday(_DAYS.index(match["wd2"].casefold()))
    first = _DAYS.index(match["wd"].casefold())
    if last is None:
        return None
    day = date.fromisoformat(last)
    start = (day - timedelta(days=(day.weekday() - first) % 7)).isoformat()
    return f"[{start},{last}]" if match["j"] == "or" else f"{start}/{last}"


def _near_day(match: re.Match[str], clock: Clock) -> str | None:
    words = match[0].casefold()
    if words.startswith(("yesterday", "last night", "last evening")):
        return clock.days_ago(1)
    if words.startswith("overnight"):
        before, now = clock.days_ago(1), clock.days_ago(0)
        return f"{before}/{now}" if before and now else None
    if words.startswith("tomorrow"):
        return clock.days_ago(-1)
    if "day before yesterday" in words:
        return clock.days_ago(2)
    return clock.days_ago(0)


def _last_month(match: re.Match[str], clock: Clock) -> str | None:
    """ "last December": the latest that is over; with no other year said."""
    month = _month(match)
    year = clock.latest(month)
    if year is not None and (year, month) == (clock.year, clock.month):
        year -= 1
    return day_text(year, month)


def _following_month(match: re.Match[str], clock: Clock) -> str | None:
    told, month = plain(clock.told), _month(match)
    if told is None:
        return None
    year = int(told[:4])
    return day_text(year + 1 if len(told) < 7 or month <= int(told[5:7]) else year, month)


def _this(match: re.Match[str], clock: Clock) -> str | None:
    """ "last week", "earlier this month", "this year"."""
    which, unit = match["a"].casefold(), match["u"]
    if which == "previous":
        return None  # than what was told, which the words alone do not say
    back = {"this": 0, "last": 1, "past": 1, "previous": 1}[which]
    if unit == "year":
        return None if clock.year is None else f"{clock.year - back:04}"
    if unit == "month":
        return clock.months_ago(back)
    today = clock.today
    if today is None or "past" in which:
        return None
    monday = today - timedelta(days=today.weekday() + 7 * back)
    end = today if back == 0 else monday + timedelta(days=6)
    return f"{monday.isoformat()}/{end.isoformat()}" if monday < end else end.isoformat()


def _ago(match: re.Match[str], clock: Clock) -> str | None:
    words = match["n"].casefold().removeprefix("a ") if match["n"].casefold() != "a" else "a"
    number = int(words) if words.isdecimal() else _NUMBERS.get(words)
    vague = number is None or bool(match["about"])
    if words in _VAGUE:
        return None
    number = number or 1
    unit = match["u"]
    if unit == "hour":
        return clock.days_ago(0)
    if unit == "day":
        found = clock.days_ago(number)
    elif unit == "week":
        found = clock.days_ago(7 * number)
        vague = True
    elif unit == "month":
        found = clock.months_ago(number)
    elif match["now"]:  # "twenty years ago this week": the month is told, too
        found = clock.months_ago(12 * number * (10 if unit == "decade" else 1))
    else:
        years = number * (10 if unit == "decade" else 1)
        found = None if clock.year is None else f"{clock.year - years:04}"
    return f"{found}~" if found and vague else found


def _past_stretch(match: re.Match[str], clock: Clock) -> str | None:
    """The days up to publication: "over the past two days"; "recent weeks" have no beginning."""
    number = int(match["n"]) if match["n"].isdecimal() else _NUMBERS.get(match["n"].casefold())
    today = clock.days_ago(0)
    if number is None or today is None:
        return None
    if match["u"] == "month":
        return f"{clock.months_ago(number)}/{today[:7]}"
    return f"{clock.days_ago(number * (7 if match['u'] == 'week' else 1))}/{today}"


def _later(match: re.Match[str], clock: Clock) -> str | None:
    """ "five days later", "a week after that", "the following day": from the date last told."""
    groups = match.groupdict()
    words = match[0].casefold()
    sign = -1 if "before" in words or "earlier" in words or "previous" in words else 1
    if groups.get("u") in ("month", "year"):
        return _months_later(groups["u"], sign * (number_of(groups["n"]) or 0), clock)
    told = clock.told_day
    if told is None:
        return None
    if groups.get("n"):
        number = int(groups["n"]) if groups["n"].isdecimal() else _NUMBERS.get(groups["n"].casefold(), 0)
        days = {"day": 1, "week": 7}.get(groups["u"] or "", 0) * number
        return (told + timedelta(days=sign * days)).isoformat() if days else None
    if "same" in words or "that" in words:
        return told.isoformat()
    return (told + timedelta(days=sign)).isoformat()


def _months_later(unit: str, number: int, clock: Clock) -> str | None:
    """ "two months later", "a year earlier": as exactly as the date last told and the unit allow."""
    told = plain(clock.told)
    if told is None or not number:
        return None
    if unit == "year":
        return f"{int(told[:4]) + number:04}"
    return month_text(int(told[:4]) * 12 + int(told[5:7]) - 1 + number) if len(told) >= 7 else None


def _week_before(match: re.Match[str], clock: Clock) -> str | None:
    """ "a week before Sunday", "two days after Monday"."""
    base = clock.weekday(_DAYS.index(match["wd"].casefold()))
    if base is None:
        return None
    number = int(match["n"]) if match["n"].isdecimal() else _NUMBERS.get(match["n"].casefold(), 0)
    days = {"day": 1, "week": 7}.get(match["u"], 0) * number * (-1 if match["s"] == "before" else 1)
    return (date.fromisoformat(base) + timedelta(days=days)).isoformat() if days else None


def _season(match: re.Match[str], clock: Clock) -> str | None:
    number = _SEASONS[match["s"].casefold()]
    if match["y"]:
        return f"{match['y']}-{number}"
    if clock.year is None:
        return None
    which = (match["a"] or "").casefold()
    if which == "this":
        return f"{clock.year}-{number}"
    # Winter runs over the turn of the year and is named by the year it began in.
    over = (clock.month or 12) > {21: 5, 22: 8, 23: 11, 24: 12}[number]
    return f"{clock.year if over else clock.year - 1}-{number}"


def _plain_year(match: re.Match[str], clock: Clock) -> str | None:
    return match["y"]


def _decade(match: re.Match[str], clock: Clock) -> str | None:
    return f"{match['dec'][:3]}X"


def _century(match: re.Match[str], clock: Clock) -> str | None:
    number = int(match["c"])
    if not 1 <= number <= 21:
        return None
    if (match["era"] or "").upper().startswith("B"):
        return f"-{number * 100 - 1:04}/-{(number - 1) * 100:04}" if number > 1 else "-0099/0000"
    return f"{number - 1:02}XX"


def _iso(match: re.Match[str], clock: Clock) -> str | None:
    return (
        day_text(int(match["y"]), int(match["mm"]), int(match["d"]))
        if int(match["mm"]) in range(1, 13)
        else None
    )


def _years(match: re.Match[str], clock: Clock) -> str | None:
    return f"{match['y']}/{match['y2']}" if match["y"] < match["y2"] else None


def _that_year(match: re.Match[str], clock: Clock) -> str | None:
    return None if clock.told_year is None else f"{clock.told_year:04}"


def _start_of_year(match: re.Match[str], clock: Clock) -> str | None:
    return None if clock.year is None else month_text(clock.year * 12)


_PART = r"(?:(?:early|mid|late)[\s-]+(?:on\s+|in\s+)?|the (?:start|beginning|end|middle|first days|last days) of\s+|at the end of\s+)?"
_BEFORE_MONTH = r"(?:in|since|until|till|by|during|of|from|before|after|through|throughout|around)\s+"
_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime|noon))?"


_MONTHLY = tuple(names[-1].capitalize() for names in _MONTHS)
_WEEKLY = tuple(name.capitalize() for name in _DAYS)
_YEARLY = tuple("0123456789")


def _rule(
    key: str, pattern: str, read: object, is_relative: bool = False, needs: tuple[str, ...] | None = None
) -> DateRule:
    wanted = needs or (_MONTHLY if _FULL in pattern else _WEEKLY)
    return DateRule(f"date.{key}", re.compile(pattern), read, is_relative, wanted)  # type: ignore[arg-type]  # a Read


RULES: tuple[DateRule, ...] = (
    _rule("iso", rf"\b{_YEAR}-(?P<mm>[01]\d)-(?P<d>[0-3]\d)\b", _iso, needs=_YEARLY),
    _rule("between-days", rf"\b(?:[Bb]etween|[Ff]rom)\s+{_DAY}\s+{_MONTH}{_TAIL}\s+(?:and|to|until"
          rf"|till)\s+{_DAY2}\s+{_MONTH2}{_TAIL2}", _from_to, True),
    _rule("between-month-days", rf"\b(?:[Bb]etween|[Ff]rom)\s+{_MONTH}\s+{_DAY}{_TAIL}\s+(?:and|to|until"
          rf"|till)\s+{_MONTH2}\s+{_DAY2}{_TAIL2}", _from_to, True),
    _rule("between-months", rf"\b(?:[Bb]etween|[Ff]rom)\s+{_PART}{_MONTH}{_TAIL}\s+(?:and|to|until"
          rf"|till)\s+{_PART}{_MONTH2}{_TAIL2}", _from_to, True),
    _rule("days-over-months", rf"\b{_DAY}\s+{_MONTH}{_TAIL}{_DASH}{_DAY2}\s+{_MONTH2}{_TAIL2}",
          _from_to, True),
    _rule("month-days-over-months", rf"\b{_MONTH}\s+{_DAY}{_TAIL}{_DASH}{_MONTH2}\s+{_DAY2}{_TAIL2}",
          _from_to, True),
    _rule("between-years", rf"\b(?:[Bb]etween|[Ff]rom)\s+{_YEAR}\s+(?:and|to|until|till)\s+{_YEAR2}(?![\w-])", _years, needs=_YEARLY),
    _rule("days-of-month", rf"\b{_DAY}(?P<j>\s+(?:and|or|to)\s+|{_DASH}){_DAY2}\s+{_MONTH}{_TAIL}", _days, True),
    _rule("month-days", rf"\b{_MONTH}\s+{_DAY}(?P<j>\s+(?:and|or|to)\s+|{_DASH}){_DAY2}{_TAIL}", _days, True),
    _rule("day-month", rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}{_TAIL}", _one, True),
    _rule("month-day", rf"\b{_MONTH}\s+{_DAY}{_TAIL}(?!\s*(?:%|per))", _one, True),
    _rule("month-year", rf"\b{_PART}{_MONTH},?\s+(?:of\s+)?(?:{_YEAR}|{_WHICH})", _of_month, True),
    _rule("last-month", rf"\blast\s+{_MONTH}", _last_month, True),
    _rule("following-month", rf"\b[Tt]he\s+(?:following|next)\s+{_MONTH}", _following_month, True),
    _rule("month", rf"(?<![\w-])(?:(?i:{_BEFORE_MONTH})){_PART}{_MONTH}(?P<y>)?(?P<w>(?!))?(?!\s+\d)", _of_month, True),
    _rule("week-before", rf"\b(?P<n>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|\d)\s+(?P<u>day|week)s?\s+(?P<s>before|after)\s+{_WEEKDAY}", _week_before, True),
    _rule("two-weekdays", rf"\b{_WEEKDAY}\s+(?P<j>and|or)\s+(?:on\s+)?(?P<wd2>{'|'.join(d.capitalize() for d in _DAYS)})\b", _two_weekdays, True),
    _rule("weekday", rf"\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his|coming)\s+)?{_WEEKDAY}{_OF_DAY}(?:\s+(?:last week|the week before))?\b", _weekday, True),
    _rule("near-day", r"\b(?:[Tt]he day before yesterday|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Oo]vernight|[Tt]onight|[Ll]ast night|[Ll]ast evening|[Tt]his (?:morning|afternoon|evening))(?:\s+(?:morning|afternoon|evening))?\b", _near_day, True, needs=("yesterday", "today", "tomorrow", "night", "evening", "this")),
    _rule("this-week", r"\b(?:[Ee]arlier\s+|[Ll]ater?\s+|[Ee]arly\s+)?(?P<a>this|last|previous|past|This|Last)\s+(?P<u>week|month|year)\b(?!-)", _this, True, needs=("this", "last", "previous", "past")),
    _rule("past-stretch", rf"\b(?:[Oo]ver|[Ii]n|[Dd]uring|[Ww]ithin|[Ff]or)\s+the\s+(?:past|last)\s+(?i:{_COUNT})\s+(?P<u>day|week|month)s\b", _past_stretch, True, needs=("past", "last")),
    _rule("ago", rf"\b(?P<about>[Aa]bout\s+|[Aa]round\s+|[Nn]early\s+|[Aa]lmost\s+|[Mm]ore than\s+|[Ss]ome\s+)?(?i:{_COUNT})\s+{_UNIT}\s+ago(?P<now>\s+(?:this (?:week|month)|today))?\b", _ago, True, needs=("ago",)),
    _rule("later", r"\b(?P<n>\d{1,2}|[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Tt]en)\s+(?P<u>day|week|month|year)s?\s+(?:later|earlier|after that|before that)\b", _later, needs=("later", "earlier", "that")),
    _rule("next-day", r"\b[Tt]he\s+(?:(?:following|next|previous|same)\s+(?:day|morning|afternoon|evening|night)|day (?:before|after))\b(?!\s+\w+ing)|\b[Tt]hat\s+(?:day|night|evening|morning)\b", _later, needs=("following", "next", "previous", "same", "day", "that")),
    _rule("season", rf"\b(?P<a>last|this|the)?\s*(?:early\s+|late\s+)?(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?:\s+(?:of\s+)?{_YEAR})", _season, needs=("spring", "summer", "autumn", "winter")),
    _rule("last-season", r"\b(?P<a>last|this|(?<=[Ss]ince )the)\s+(?P<s>spring|summer|autumn|winter)\b(?P<y>(?!))?", _season, True, needs=("spring", "summer", "autumn", "winter")),
    _rule("start-of-year", r"\bthe (?:start|beginning) of the year\b", _start_of_year, True, needs=("the year",)),
    _rule("that-year", r"\b(?:that|the same) year\b", _that_year, needs=("year",)),
    _rule("decade", r"\b(?:[Tt]he\s+)?(?:early\s+|late\s+|mid-)?(?P<dec>1[0-9]\d0|20\d0)s\b", _decade, needs=_YEARLY),
    _rule("century", r"\b(?P<c>\d{1,2})(?:st|nd|rd|th)(?:\s+|-)[Cc]entury(?:\s+(?P<era>BCE?|CE|AD))?", _century, needs=("century",)),
    _rule("year", rf"(?<![\w-])(?i:in|since|until|till|by|during|of|from|to|before|after|around|early|late|mid|summer)[\s-]+(?:early |late |mid-?)?{_YEAR}(?![\w-])", _plain_year, needs=_YEARLY),
)  # fmt: skip

OPENINGS = {
    "since": "{date}/..",
    "until": "../{date}",
    "till": "../{date}",
    "by": "../{date}",
    "before": "../{date}",
}
"""Words before a date that make it an end of a stretch."""

LASTED = re.compile(
    rf"\b(?:for|after)\s+(?:about\s+|nearly\s+|some\s+)?{_COUNT}[\s-]+(?P<u>week|month|year)s?"
    r"(?=[^.]{0,40}\b(?:after|since|from)\b)"
)
"""How long something lasted, counted from a date behind it: "for 10 months after ... May 2015"."""


def number_of(word: str) -> int | None:
    """Return a number as printed, in digits or words, None where it is none."""
    return int(word) if word.isdecimal() else _NUMBERS.get(word.casefold())


def lasted(match: re.Match[str], start: str) -> str | None:
    """Return the stretch that began at a month and lasted so long."""
    number = number_of(match["n"])
    begun = plain(start)
    if number is None or begun is None or len(begun) < 7 or match["u"] == "week":
        return None
    months = int(begun[:4]) * 12 + int(begun[5:7]) - 1
    return f"{begun[:7]}/{month_text(months + number * (12 if match['u'] == 'year' else 1))}"
