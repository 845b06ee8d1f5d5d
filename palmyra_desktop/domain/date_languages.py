"""What dates are called in each language: names of months and seasons, and the phrases around a date.

Kept apart from gettext because an export may speak another language than the window.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class DateLanguage:
    """The words of one language for dates; each phrase has its fields named."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    seasons: tuple[str, ...]
    """In the order of their EDTF codes, from 21 to 41."""
    digits: Mapping[int, str]
    """For str.translate: ASCII digits to the language's own."""
    parts: Mapping[str, str]
    """Names for some of year, month and day, keyed by their initials: "ym" is the year and the month."""
    ordinals: tuple[str, str, str, str]
    """What follows a number that ends in 1, 2, 3, and any other."""
    common_era: str
    before_common_era: str
    decade: str
    century: str
    millennium: str
    date_unknown: str
    year_unknown: str
    month_unknown: str
    day_unknown: str
    between: str
    estimated: str
    uncertain: str
    approximate: str
    uncertain_approximate: str
    parts_uncertain: str
    parts_approximate: str
    until_day: str
    until_period: str
    from_on: str
    until_start_unknown: str
    from_end_unknown: str
    any_time: str
    start_unknown_no_end: str
    no_start_end_unknown: str
    comma: str
    or_: str
    and_: str
    short_uncertain: str
    short_approximate: str
    short_only_approximate: str
    short_from: str
    short_until: str
    short_from_unknown: str
    short_until_unknown: str


def _parts(*names: str) -> Mapping[str, str]:
    return MappingProxyType(dict(zip(("y", "m", "d", "ym", "yd", "md", "ymd"), names, strict=True)))


_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENGLISH_SEASONS = (
    *("spring", "summer", "autumn", "winter"),
    *("northern spring", "northern summer", "northern autumn", "northern winter"),
    *("southern spring", "southern summer", "southern autumn", "southern winter"),
    *("first quarter", "second quarter", "third quarter", "fourth quarter"),
    *("January–April", "May–August", "September–December", "first half", "second half"),
)
_ENGLISH = DateLanguage(
    months=_ENGLISH_MONTHS,
    short_months=tuple(month[:3] for month in _ENGLISH_MONTHS),
    seasons=_ENGLISH_SEASONS,
    digits=MappingProxyType({}),
    parts=_parts(
        "year", "month", "day", "year and month", "year and day", "month and day", "year, month and day"
    ),
    ordinals=("st", "nd", "rd", "th"),
    common_era="{year} CE",
    before_common_era="{year} BCE",
    decade="{year}s",
    century="{number}{ordinal} century",
    millennium="{number}{ordinal} millennium",
    date_unknown="date unknown",
    year_unknown="{date}, year unknown",
    month_unknown="{date}, month unknown",
    day_unknown="{date}, day unknown",
    between="between {first} and {last}",
    estimated="between {first} and {last}, estimated {year}",
    uncertain="{date}, uncertain",
    approximate="about {date}",
    uncertain_approximate="about {date}, uncertain",
    parts_uncertain="{date}, {parts} uncertain",
    parts_approximate="{date}, {parts} approximate",
    until_day="on or before {date}",
    until_period="in or before {date}",
    from_on="from {date} on",
    until_start_unknown="until {date}, beginning unknown",
    from_end_unknown="from {date}, end unknown",
    any_time="any time",
    start_unknown_no_end="beginning unknown, no end",
    no_start_end_unknown="no beginning, end unknown",
    comma=", ",
    or_=" or ",
    and_=" and ",
    short_uncertain="{date} ?",
    short_approximate="c. {date}",
    short_only_approximate="approximate",
    short_from="{date} onward",
    short_until="{date} or before",
    short_from_unknown="{date} – ?",
    short_until_unknown="? – {date}",
)

_ARABIC_MONTHS = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
_ARABIC_SEASONS = (
    *("ربيع", "صيف", "خريف", "شتاء"),
    *("الربيع الشمالي", "الصيف الشمالي", "الخريف الشمالي", "الشتاء الشمالي"),
    *("الربيع الجنوبي", "الصيف الجنوبي", "الخريف الجنوبي", "الشتاء الجنوبي"),
    *("الربع الأول", "الربع الثاني", "الربع الثالث", "الربع الرابع"),
    *("كانون الثاني–نيسان", "أيار–آب", "أيلول–كانون الأول", "النصف الأول", "النصف الثاني"),
)
_ARABIC = DateLanguage(
    months=_ARABIC_MONTHS,
    short_months=_ARABIC_MONTHS,
    seasons=_ARABIC_SEASONS,
    digits=MappingProxyType(str.maketrans(dict(zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True)))),
    parts=_parts(
        "السنة", "الشهر", "اليوم", "السنة والشهر", "السنة واليوم", "الشهر واليوم", "السنة والشهر واليوم"
    ),
    ordinals=("", "", "", ""),
    common_era="{year} م",
    before_common_era="{year} ق.م",
    decade="عقد {year}",
    century="القرن {number}",
    millennium="الألفية {number}",
    date_unknown="التاريخ غير معروف",
    year_unknown="{date}، السنة غير معروفة",
    month_unknown="{date}، الشهر غير معروف",
    day_unknown="{date}، اليوم غير معروف",
    between="بين {first} و{last}",
    estimated="بين {first} و{last}، تقديراً {year}",
    uncertain="{date}، غير مؤكد",
    approximate="نحو {date}",
    uncertain_approximate="نحو {date}، غير مؤكد",
    parts_uncertain="{date}، غير مؤكد: {parts}",
    parts_approximate="{date}، تقريبي: {parts}",
    until_day="في {date} أو قبله",
    until_period="في {date} أو قبل ذلك",
    from_on="من {date} فصاعداً",
    until_start_unknown="حتى {date}، البداية غير معروفة",
    from_end_unknown="من {date}، النهاية غير معروفة",
    any_time="أي وقت",
    start_unknown_no_end="البداية غير معروفة، بلا نهاية",
    no_start_end_unknown="بلا بداية، النهاية غير معروفة",
    comma="، ",
    or_=" أو ",
    and_=" و",
    short_uncertain="{date} ؟",
    short_approximate="نحو {date}",
    short_only_approximate="تقريبي",
    short_from="{date} فصاعداً",
    short_until="{date} أو قبل",
    short_from_unknown="{date} – ؟",
    short_until_unknown="؟ – {date}",
)

_LANGUAGES = {"en": _ENGLISH, "ar": _ARABIC}


def date_language(code: str) -> DateLanguage:
    """The words of a language by its code, "ar" or "ar_SY"; English for a language without any."""
    return _LANGUAGES.get(code[:2], _ENGLISH)
