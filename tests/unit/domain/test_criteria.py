"""What is chosen, and changing one's mind."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.criteria import Criteria, DateFilter, DateMode, FacetChoice, Sort, TextScope
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind

KEYS = st.one_of(st.integers(1, 50), st.text(min_size=1, max_size=8))
CHOICES = st.dictionaries(
    st.sampled_from(["monument", "agency", "damage"]),
    st.tuples(st.lists(KEYS, max_size=3, unique=True), st.lists(KEYS, max_size=2, unique=True)),
).map(
    lambda chosen: tuple(
        FacetChoice(facet, tuple(taken), tuple(k for k in excluded if k not in taken))
        for facet, (taken, excluded) in chosen.items()
    )
)
SPANS = st.sampled_from(["2015-08", "2015-08-30/..", "[2015,2016]", "1200~"]).map(DateSpan)
CRITERIA = st.builds(
    Criteria,
    kind=st.sampled_from(Kind),
    text=st.text(max_size=20),
    scope=st.just(TextScope.FIELDS),
    facets=CHOICES,
    dates=st.none() | st.builds(DateFilter, st.none() | SPANS, st.none() | SPANS, st.sampled_from(DateMode)),
    sort=st.none() | st.builds(Sort, st.just("title"), st.booleans()),
    ids=st.none() | st.lists(st.integers(1, 9), max_size=4).map(tuple),
    trashed=st.booleans(),
)


@given(CRITERIA)
@settings(max_examples=100)
def test_criteria_come_back_from_json_as_they_were(criteria: Criteria) -> None:
    assert Criteria.from_json(json.loads(json.dumps(criteria.to_json()))) == criteria


@given(CRITERIA, KEYS)
@settings(max_examples=60)
def test_toggling_a_value_not_chosen_takes_it_and_again_drops_it(criteria: Criteria, key: int | str) -> None:
    criteria = criteria.without("monument")
    taken = criteria.toggled("monument", key)
    assert taken.choice("monument").taken == (key,)
    assert taken.toggled("monument", key) == criteria


def test_nothing_chosen_hides_nothing_and_is_short_in_json() -> None:
    assert not Criteria().is_filtered
    assert Criteria().to_json() == {"kind": "events"}


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(text="بل"),
        Criteria(facets=(FacetChoice("monument", (1,)),)),
        Criteria(dates=DateFilter()),
        Criteria(ids=()),
    ],
)
def test_words_choices_dates_and_named_records_are_filters(criteria: Criteria) -> None:
    assert criteria.is_filtered
    assert not criteria.cleared().is_filtered


def test_words_of_spaces_alone_filter_nothing() -> None:
    assert not Criteria(text="  \t").is_filtered


def test_excluding_a_taken_value_moves_it() -> None:
    criteria = Criteria().toggled("actor", 1).toggled("actor", 2).excluding("actor", 1)
    assert criteria.choice("actor") == FacetChoice("actor", (2,), (1,))


def test_choosing_one_value_only_drops_the_others_and_keeps_other_facets() -> None:
    criteria = Criteria().toggled("actor", 1).toggled("damage", "severe").only("actor", 3)
    assert criteria.facets == (FacetChoice("actor", (3,)), FacetChoice("damage", ("severe",)))


def test_clearing_keeps_kind_order_and_where_to_look() -> None:
    kept = Criteria(kind=Kind.CLAIM, scope=TextScope.TEXTS, sort=Sort("said"), trashed=True)
    filtered = kept.toggled("status", "conflict")
    assert filtered.cleared() == kept


@pytest.mark.parametrize("values", [{}, {"kind": "stones"}, {"kind": "events", "dates": {"from": "soon"}}])
def test_json_that_is_no_criteria_is_refused(values: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        Criteria.from_json(values)
