"""The second line of the axis: words of the Islamic calendar that fit, from a day to thousands of years."""

from hypothesis import given
from hypothesis import strategies as st

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.hijri import FIRST_DAY
from palmyra_desktop.domain.timeline.hijri_axis import hijri_labels
from palmyra_desktop.domain.timeline.scale import Scale


def measure(text: str) -> float:
    return 7.0 * len(text)


def words(first: tuple[int, int, int], last: tuple[int, int, int], language: str = "en") -> list[str]:
    scale = Scale.fitting(day_of(*first), day_of(*last), 1_000)
    return [label.text for label in hijri_labels(scale, measure, language)]


def test_months_are_named_and_the_first_says_its_year() -> None:
    shown = words((2015, 6, 1), (2015, 12, 31))
    assert shown[0] == "Shaban 1436"
    assert "Shawwal" in shown
    assert "Muharram 1437" in shown


def test_arabic_has_its_own_names_and_digits() -> None:
    assert words((2015, 8, 1), (2015, 9, 30), "ar")[0] == "شوال ١٤٣٦"


def test_years_name_their_era() -> None:
    assert "1410 AH" in words((1980, 1, 1), (2020, 1, 1))
    assert "١٤١٠ هـ" in words((1980, 1, 1), (2020, 1, 1), "ar")


def test_days_are_numbered() -> None:
    shown = words((2015, 8, 28), (2015, 9, 4))
    assert shown[0] == "Dhu al-Qidah 1436"
    assert "15" in shown


def test_nothing_is_said_of_days_before_the_calendar() -> None:
    assert words((-100, 1, 1), (600, 1, 1)) == []
    scale = Scale.fitting(day_of(500, 1, 1), day_of(1500, 1, 1), 1_000)
    assert min(label.x for label in hijri_labels(scale, measure)) >= scale.x(FIRST_DAY)


@given(
    st.integers(day_of(-3000, 1, 1), day_of(4000, 1, 1)),
    st.floats(1 / 120, 36_525),
    st.floats(0, 2_000),
    st.sampled_from(["en", "ar"]),
)
def test_words_stay_in_view_and_never_meet(first: int, per_pixel: float, width: float, language: str) -> None:
    labels = hijri_labels(Scale(first, per_pixel, width), measure, language)
    for label, after in zip(labels, labels[1:], strict=False):
        assert label.x + label.width <= after.x
    assert all(label.x >= 0 and label.x + label.width <= width for label in labels)
