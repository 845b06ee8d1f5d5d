"""What people write in dates beside numbers: months, seasons, parts of a stretch, signs, as patterns.

Everything is compared folded (`text.fold`): without case, without marks, with ASCII digits.
"""

import re
from collections.abc import Mapping
from typing import Final

from palmyra_desktop.domain.text import fold

_ENGLISH_MONTHS = "january february march april may june july august september october november december"
_ARABIC_MONTHS = (
    ("كانون الثاني", "يناير"),
    ("شباط", "فبراير"),
    ("آذار", "مارس"),
    ("نيسان", "أبريل"),
    ("أيار", "مايو"),
    ("حزيران", "يونيو"),
    ("تموز", "يوليو"),
    ("آب", "أغسطس"),
    ("أيلول", "سبتمبر"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
)


def _months() -> Mapping[str, int]:
    found = {"sept": 9}
    for number, name in enumerate(_ENGLISH_MONTHS.split(), 1):
        found |= {name: number, name[:3]: number}
    for number, names in enumerate(_ARABIC_MONTHS, 1):
        found |= {fold(name): number for name in names}
    return found


def _any(*words: str) -> str:
    """Return a pattern of any of these words, folded, the longest first."""
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))


MONTHS: Final = _months()
"""Folded names of months, in English and in both Arabic sets, to their numbers."""
_SEASONS = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
    "ربيع": 21, "صيف": 22, "خريف": 23, "شتاء": 24,
}  # fmt: skip
SEASONS: Final = {fold(name): code for name, code in _SEASONS.items()}
"""Names of seasons to their codes in EDTF."""
_THIRDS = {
    0: ("early", "beginning of", "the beginning of", "start of", "the start of", "أوائل", "مطلع", "بداية"),
    1: ("mid", "middle of", "the middle of", "منتصف", "أواسط"),
    2: ("late", "end of", "the end of", "أواخر", "نهاية"),
}
THIRDS: Final = {fold(word): third for third, words in _THIRDS.items() for word in words}
"""Words for the first, the middle and the last third of a month or a year."""
_ORDINALS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
ORDINALS: Final = {fold(word): number for number, word in enumerate(_ORDINALS.split(), 1)}
"""Arabic words for the first centuries."""

_ABOUT = _any("about", "around", "approximately", "roughly", "circa", "ca.", "c.", "نحو", "حوالي")
ABOUT: Final = re.compile(rf"^(?:{_ABOUT}|~)\s*")
"""Before a date that is an estimate."""
PERHAPS: Final = re.compile(
    rf"^(?:{_any('perhaps', 'possibly', 'probably', 'maybe', 'ربما', 'يحتمل', 'لعله')})\s+"
    rf"|(?:[,،]?\s+(?:{_any('uncertain', 'غير مؤكد')})|\s*\(?[?؟]\)?)$"
)
"""Before or behind a date that is doubted."""
NOISE: Final = re.compile(
    rf"^(?:{_any('on', 'in', 'during', 'the', 'في', 'خلال', 'يوم', 'شهر', 'عام', 'سنة')})\s+"
)
"""Before a date, saying nothing of it."""

_OR, _AND = _any("or", "أو"), "and"
LIST_OR: Final = re.compile(rf"\s+(?:{_OR})\s+")
"""Between dates of which one is meant."""
LIST_AND: Final = re.compile(r"\s+and\s+|\s+و\s?(?=[\d\w])|\s*[,،]\s+(?!(?:\d{3,4}|of)\b)")
"""Between dates of which all are meant."""
BETWEEN: Final = re.compile(rf"^(?:{_any('between', 'بين')})\s+(?P<a>.+?)(?:\s+and\s+|\s+و\s?)(?P<b>.+)$")
"""Some time between two dates."""
_TO = _any("to", "until", "till", "through", "إلى", "حتى")
_HYPHEN = r"(?<=^\d)-(?=\d\d?\s)|(?<=^\d\d)-(?=\d\d?\s)"  # between days; elsewhere it is a date's own
FROM_TO: Final = re.compile(
    rf"^(?:(?:{_any('from', 'من')})\s+)?(?P<a>.+?)"
    rf"(?:\s+(?:{_TO})\s+|\s*[–—]\s*|\s+-\s+|{_HYPHEN})(?P<b>.+)$"
)
"""From one date to another."""
_ON = _any("on", "onward", "onwards", "فصاعداً")
SINCE: Final = re.compile(
    rf"^(?:{_any('since', 'منذ')})\s+(?P<a>.+?)(?:\s+(?:{_ON}))?$"
    rf"|^(?:{_any('from', 'من')})\s+(?P<b>.+?)\s+(?:{_ON})$"
)
"""From a date on, without an end."""
_UNTIL = _any("until", "till", "by", "up to", "on or before", "in or before", "حتى", "لغاية")
UNTIL: Final = re.compile(rf"^(?:{_UNTIL})\s+(?P<a>.+)$")
"""To a date, without a beginning."""
BEFORE: Final = re.compile(rf"^(?:{_any('before', 'قبل')})\s+(?P<a>.+)$")
"""Some time before a date."""
AFTER: Final = re.compile(rf"^(?:{_any('after', 'بعد')})\s+(?P<a>.+)$")
"""Some time after a date."""

_MONTH = rf"(?P<month>{_any(*MONTHS)})\.?(?:\s?/\s?(?:{_any(*MONTHS)}))?(?!\w)"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_THIRD = rf"(?:(?P<third>{_any(*THIRDS)})[\s-]+(?:in\s+|of\s+|شهر\s+|عام\s+)?)?"
_OF = r"(?:\s*,?\s+|\s+of\s+|\s+من\s+(?:عام\s+)?|\s+عام\s+|\s+سنه\s+)"
_BEFORE_CHRIST = ("bce", "bc", "b.c.", "ق.م", "ق م", "قبل الميلاد")
_ERA = rf"(?P<era>{_any(*_BEFORE_CHRIST, 'ce', 'ad', 'a.d.', 'م', 'ميلادي', 'الميلادي')})"
ONE: Final = tuple(
    re.compile(rf"^{pattern}$")
    for pattern in (
        rf"{_DAY}{_OF}?{_MONTH}(?:{_OF}{_YEAR})?",
        rf"{_MONTH}\s+{_DAY}(?:{_OF}{_YEAR})?",
        rf"{_THIRD}{_MONTH}(?:{_OF}{_YEAR})?",
        rf"(?P<season>{_any(*SEASONS)}){_OF}{_YEAR}",
        rf"{_THIRD}{_YEAR}",
        rf"(?P<age>\d{{1,4}})\s*{_ERA}",
        r"ad\s+(?P<age>\d{1,4})",
        r"(?:the\s+)?(?P<decade>\d{3})0s",
        r"(?:عقد\s+)(?P<decade>\d{3})0",
        rf"(?:the\s+)?(?P<century>\d{{1,2}})(?:st|nd|rd|th)[\s-]+century(?:\s+{_ERA})?",
        rf"{fold('القرن')}\s+(?P<century>\d{{1,2}}|{_any(*ORDINALS)})(?:\s+{_ERA})?",
        r"(?P<n1>\d{1,2})[./](?P<n2>\d{1,2})[./](?P<year>\d{4})",
        r"(?P<edtf>-?\d{4}-\d\d(?:-\d\d)?)",
        _DAY,
    )
)
"""The forms one date is written in; the last is a day whose month stands in the date behind it."""
