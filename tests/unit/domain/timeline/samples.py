"""Bars and bands made by hand, for the tests of the timeline."""

from hypothesis import strategies as st

from palmyra_desktop.domain.calendar import days_to_iso
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band, Bar
from palmyra_desktop.domain.reference import Link, RecordRef

JANUARY_2015 = 735_599


def bar(number: int, date: str, title: str = "", lanes: tuple[int | str, ...] = ("",)) -> Bar:
    span = DateSpan(date)
    return Bar(
        RecordRef(Kind.EVENT, number),
        title or f"Event {number}",
        span,
        span.earliest_day,
        span.latest_day,
        lanes,
    )


def band(holder: str, date: str, *claims: int) -> Band:
    span = DateSpan(date)
    return Band(Link(Kind.ACTOR, len(holder), holder), span, span.earliest_day, span.latest_day, claims)


def width_of_text(text: str) -> float:
    return 7.0 * len(text)


@st.composite
def dates(draw: st.DrawFn) -> str:
    first = JANUARY_2015 + draw(st.integers(0, 900))
    last = first + draw(st.integers(0, 200))
    start, end = days_to_iso(first), days_to_iso(last)
    forms = (start, start[:7], start[:4], f"{start}/{end}", f"{start}~", f"{start}?", f"[{start},{end}]")
    return draw(st.sampled_from((*forms, f"{start}/..", f"../{end}", f"{start}/", f"{start[:7]}/{end[:7]}")))


@st.composite
def some_bars(draw: st.DrawFn, most: int = 60) -> tuple[Bar, ...]:
    texts = draw(st.lists(dates(), max_size=most))
    lanes = st.lists(st.sampled_from((1, 2, 3)), min_size=1, max_size=2, unique=True)
    titles = st.integers(1, 40)
    found = [
        bar(number, text, "x" * draw(titles), tuple(draw(lanes))) for number, text in enumerate(texts, 1)
    ]
    return tuple(sorted(found, key=lambda one: one.date.sort_key))
