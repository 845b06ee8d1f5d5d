"""Dates as people write them, read as EDTF: "early August 2015", "between May and July", "أوائل آب 2015".

A third of a month is its days 1-10, 11-20 and 21 to the end; a third of a year is four months. "Between" is
some time within (a set, `[A..B]`), "from ... to" the whole of it (an interval, `A/B`). Nothing is told from
the day of today, and a date that can be read in two ways is refused. Dates in the prose of an article, which
lean on when it was published, are read by importers/article/dates.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from palmyra_desktop.domain import hidden_marks
from palmyra_desktop.domain import written_words as say
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.text import fold
from palmyra_desktop.i18n import _

_SPACES = re.compile(r"\s+")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class _One:
    """One date as written; what it leaves to the date behind it is None.

    Attributes:
        edtf: the date where it is no plain year, month and day. sign: "~", "?" or "%".
        third: 0 to 2, of the month or of the year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    third: int | None = None
    edtf: str = ""
    sign: str = ""


def read_written(text: str, year: str = "") -> DateSpan:
    """Return the date a text says, in EDTF or in words of English or Arabic.

    Args:
        year: four digits, the year of words that name none ("between May and July").

    Raises:
        InvalidDate: if it is neither, or can be read in two ways; the message tells the reader why.
    """
    text = hidden_marks.without(text)  # what is copied from a web page or a file's properties has some
    try:
        return DateSpan.parse(text)
    except InvalidDate:
        if len(text) > _LONGEST:
            raise
        words = _SPACES.sub(" ", fold(text)).strip(" .")
        edtf = _read(words) or (_read(f"{words} {year}") if year else None)
        if edtf is None and _read(f"{words} 2000"):
            lacking = _("“{text}” lacks its year. Write it behind the month: August 2015.")
            raise InvalidDate(lacking.format(text=text)) from None
        if edtf is None:
            raise
    return DateSpan.parse(edtf)


def _read(words: str) -> str | None:
    """Return what words say as EDTF; None where they are no date."""
    if match := say.BETWEEN.match(words):
        return _joined(match["a"], match["b"], "[{a}..{b}]")
    if match := say.SINCE.match(words):
        return _with(_one(match["a"] or match["b"]), "{date}/..")
    if match := say.UNTIL.match(words):
        return _with(_one(match["a"]), "../{date}")
    if match := say.BEFORE.match(words):
        return _beside(_one(match["a"]), -1)
    if match := say.AFTER.match(words):
        return _beside(_one(match["a"]), 1)
    one = _one(words)
    if one is not None:
        return _edtf(one)
    for pattern, form in ((say.LIST_OR, "[{}]"), (say.LIST_AND, "{{{}}}")):
        if pattern.search(words):
            return _listed(words, form)
    if match := say.FROM_TO.match(words):
        return _joined(match["a"], match["b"], "{a}/{b}")
    return None


def _joined(first: str, last: str, form: str) -> str | None:
    """Return two dates as one; the first takes the month and the year it leaves out from the last."""
    end = _one(last)
    start = _filled(_one(first), end)
    if start is None or end is None:
        return None
    a, b = _bound(start, 0), _bound(end, 1)
    return form.format(a=a, b=b) if a and b else None


def _listed(words: str, form: str) -> str | None:
    """Return several dates as a set; each takes what it leaves out from the one behind it."""
    members: list[str] = []
    behind: _One | None = None
    parts = [part for some in say.LIST_OR.split(words) for part in say.LIST_AND.split(some)]
    for part in reversed(parts):
        behind = _filled(_one(part), behind) if behind else _one(part)
        edtf = behind and _edtf(behind)
        if not edtf or not edtf[0].isdigit() or "/" in edtf:
            return None
        members.append(edtf)
    return form.format(",".join(reversed(members)))


def _one(words: str) -> _One | None:
    """Return one date with its signs; None where the words are none."""
    is_about = is_doubted = False
    while True:
        rest = say.NOISE.sub("", words)
        if found := say.ABOUT.match(rest):
            is_about, rest = True, rest[found.end() :]
        if found := say.PERHAPS.search(rest):
            is_doubted, rest = True, (rest[: found.start()] + rest[found.end() :]).strip()
        if rest == words:
            break
        words = rest
    matches = (form.match(words) for form in say.ONE)
    read = next((_of(match) for match in matches if match), None)
    sign = "%" if is_about and is_doubted else "~" if is_about else "?" if is_doubted else ""
    return read and replace(read, sign=sign)


def _of(match: re.Match[str]) -> _One | None:
    found = {key: value for key, value in match.groupdict().items() if value is not None}
    if "edtf" in found:
        return _One(edtf=found["edtf"])
    if "n1" in found:
        return _numbers(match[0], int(found["n1"]), int(found["n2"]), int(found["year"]))
    if "season" in found:
        return _One(edtf=f"{found['year']}-{say.SEASONS[found['season']]}")
    if "decade" in found:
        return _One(edtf=f"{found['decade']}X")
    if "century" in found:
        return _century(found["century"], found.get("era", ""))
    if "age" in found:
        year = int(found["age"])
        return _One(edtf=_year(1 - year if _is_before(found.get("era", "")) else year))
    return _One(
        year=int(found["year"]) if "year" in found else None,
        month=say.MONTHS[found["month"]] if "month" in found else None,
        day=int(found["day"]) if "day" in found else None,
        third=say.THIRDS[found["third"]] if "third" in found else None,
    )


def _numbers(text: str, first: int, second: int, year: int) -> _One:
    """Return 30/8/2015, the day first unless it can only be the month."""
    if first <= 12 and second <= 12 and first != second:
        words = _("“{text}” can be read in two ways. Write the month's name, or 2015-08-30.")
        raise InvalidDate(words.format(text=text))
    day, month = (second, first) if second > 12 else (first, second)
    return _One(year, month, day)


def _century(number: str, era: str) -> _One | None:
    count = say.ORDINALS.get(number) or int(number)
    if not 1 <= count <= 21:
        return None
    if _is_before(era):
        return _One(edtf=f"[{_year(1 - 100 * count)}..{_year(-100 * (count - 1))}]")
    return _One(edtf=f"{count - 1:02}XX")


def _is_before(era: str) -> bool:
    return era.startswith(("b", "ق"))


def _year(number: int) -> str:
    return f"{number:05}" if number < 0 else f"{number:04}"


def _filled(one: _One | None, behind: _One | None) -> _One | None:
    """Return a date with what it leaves out; its year is the one before where it would come later."""
    if one is None or behind is None or one.edtf or one.year is not None:
        return one
    month = one.month or behind.month
    is_later = (month or 0, one.day or 0) > (behind.month or 12, behind.day or 31)
    return replace(one, month=month, year=behind.year and behind.year - is_later)


def _edtf(one: _One) -> str | None:
    """Return one date as EDTF; a third of a stretch as some day of it."""
    if one.third is not None:
        first, last = _bound(one, 0), _bound(one, 1)
        return f"[{first}..{last}]" if first and last else None
    return _plain(one)


def _plain(one: _One) -> str | None:
    if one.edtf:
        return one.edtf if one.edtf[0] == "[" else one.edtf + one.sign
    if one.year is None or (one.day is not None and one.month is None):
        return None
    parts = [_year(one.year)]
    parts += [f"{part:02}" for part in (one.month, one.day) if part is not None]
    return "-".join(parts) + one.sign


def _bound(one: _One, end: int) -> str | None:
    """Return where a date begins (0) or ends (1); itself where it is no third of a stretch."""
    if one.third is None:
        text = _plain(one)
        if text and text[0] == "[":
            return text[1:-1].split("..")[end]
        return text
    if one.year is None:
        return None
    if one.month is None:
        return _plain(replace(one, third=None, month=4 * one.third + (4 if end else 1)))
    last = calendar.monthrange(one.year, one.month)[1]
    day = (10, 20, last)[one.third] if end else 10 * one.third + 1
    return _plain(replace(one, third=None, day=day))


def _with(one: _One | None, form: str) -> str | None:
    text = one and _plain(one)
    return form.format(date=text) if text and text[0] != "[" else None


def _beside(one: _One | None, step: int) -> str | None:
    """Return some day before (-1) or after (1) a date."""
    text = one and _edtf(one)
    if not text:
        return None
    span = DateSpan.parse(text)
    day = span.earliest_day if step < 0 else span.latest_day
    if day is None or not 1 <= day + step <= date.max.toordinal():
        return None
    beside = (date.fromordinal(day) + timedelta(days=step)).isoformat()
    return f"[..{beside}]" if step < 0 else f"[{beside}..]"
