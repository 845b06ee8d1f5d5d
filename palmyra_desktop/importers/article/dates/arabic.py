"""Dates in Arabic prose: days of the week, yesterday, months in both sets of names."""

import re

from palmyra_desktop.importers.article.dates.clock import Clock, day_text
from palmyra_desktop.importers.article.dates.rules import DateRule

_MONTHS = (
    ("كانون الثاني", "يناير"), ("شباط", "فبراير"), ("آذار", "مارس"), ("نيسان", "أبريل", "إبريل"),
    ("أيار", "مايو"), ("حزيران", "يونيو"), ("تموز", "يوليو"), ("آب", "أغسطس"), ("أيلول", "سبتمبر"),
    ("تشرين الأول", "أكتوبر"), ("تشرين الثاني", "نوفمبر"), ("كانون الأول", "ديسمبر"),
)  # fmt: skip
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_MONTH = "(?P<m>" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")(?:/\w+)?(?!\w)"
_NUMBER = r"[\d٠-٩]"


def _number(text: str) -> int:
    return int(text.translate(_DIGITS))


def _month(match: re.Match[str], clock: Clock) -> str | None:
    month = _NUMBER_OF[match["m"]]
    day = _number(match["d"]) if match["d"] else None
    if match["y"]:
        return day_text(_number(match["y"]), month, day)
    year = clock.latest(month, day)
    return day_text(year, month, day)


def _weekday(match: re.Match[str], clock: Clock) -> str | None:
    return clock.weekday(_DAYS.index(match["wd"]))


def _yesterday(match: re.Match[str], clock: Clock) -> str | None:
    return clock.days_ago(1 if "أمس" in match[0] else 0)


RULES: tuple[DateRule, ...] = (
    DateRule(
        "date.ar.month",
        re.compile(
            rf"(?:(?P<d>{_NUMBER}{{1,2}})\s+(?:من\s+)?)?{_MONTH}(?:\s+(?:عام\s+)?(?P<y>{_NUMBER}{{4}}))?"
        ),
        _month,
        True,
        tuple(_NUMBER_OF),
    ),
    DateRule(
        "date.ar.weekday", re.compile(rf"(?:يوم\s+)?(?P<wd>{'|'.join(_DAYS)})(?!\w)"), _weekday, True, _DAYS
    ),
    DateRule(
        "date.ar.yesterday",
        re.compile(r"(?<!\w)(?:يوم\s+)?(?:أمس|اليوم)(?!\w)"),
        _yesterday,
        True,
        ("أمس", "اليوم"),
    ),
)
