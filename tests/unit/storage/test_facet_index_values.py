"""The values of a facet: the same, whether as bitmaps or as a number for each record."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.facet_index import blobs, positions
from palmyra_desktop.storage.facet_index import values as forms
from palmyra_desktop.storage.facet_index.base import Base, Bitmaps
from palmyra_desktop.storage.facet_index.by_record import ByRecord
from palmyra_desktop.storage.facet_index.columns import Values
from palmyra_desktop.storage.facet_index.dates import AFTER_ALL, BEFORE_ALL, Dates
from palmyra_desktop.storage.facet_index.packed import Ids
from palmyra_desktop.storage.facet_index.positions import bitmap, to_positions
from palmyra_desktop.storage.facet_index.values import shared, values
from palmyra_desktop.storage.facet_index.ways import Reached
from palmyra_desktop.storage.facets import facets_of

_MANY = 2_000


@pytest.fixture(autouse=True)
def _many_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGE", _MANY)
    monkeypatch.setattr(positions, "_AT_ONCE", _MANY // 7)


def _reached(records: Sequence[Sequence[int]], texts: tuple[str, ...] | None = None) -> Reached:
    owners = np.repeat(np.arange(len(records)), [len(each) for each in records])
    numbers = np.array([number for each in records for number in each], dtype=np.int64)
    return Reached(to_positions(owners), Values(numbers, texts))


def _base(facets: dict[str, Bitmaps], count: int) -> Base:
    nothing = np.empty(0, dtype=np.int64)
    ids = Ids.of(np.arange(count, dtype=np.int64) + 1)
    return Base(Kind.EVENT, 1, ids, Dates.of(nothing, nothing), (), facets, BitMap())


def _records(numbers: Sequence[int], often: int = 3) -> list[list[int]]:
    """Return for each record one to three numbers, one the same twice, one many, one none."""
    random, most = np.random.default_rng(7), len(numbers)
    drawn = np.asarray(numbers)[random.integers(0, most, (_MANY, often))].tolist()
    found = [each[: 1 + rank % often] for rank, each in enumerate(drawn)]
    found[1] = [drawn[1][0]] * 2
    found[_MANY // 2] = []
    found[0] = list(numbers[:30])
    return found


@pytest.mark.parametrize(
    ("most", "often", "by_record"),
    [(1, 3, True), (3, 3, True), (40, 3, True), (300, 3, True), (1_500, 4, True), (1_500, 5, False)],
)
def test_each_value_has_its_records_in_either_form(most: int, often: int, by_record: bool) -> None:
    records = _records(range(5, 5 + most), often)
    expected: dict[FacetKey, set[int]] = {}
    for rank, numbers in enumerate(records):
        for number in numbers:
            expected.setdefault(number, set()).add(rank + 1)

    made = values(_reached(records), _MANY)
    base = _base({"actor": made}, _MANY)

    assert isinstance(made, ByRecord) == by_record
    assert (len(made), set(made)) == (len(expected), set(expected))
    assert {key: set(base.ids_of(found).tolist()) for key, found in base.every("actor")} == expected
    for key in (5, 5 + most // 2):
        assert set(base.ids_of(made[key]).tolist()) == expected.get(key, set())
    assert 4 not in made
    with pytest.raises(KeyError):
        made[4]


@pytest.mark.parametrize("most", [3, 40, 300])
@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.8, 1.0])
def test_the_selected_are_counted_as_they_are(most: int, part: float) -> None:
    records = _records(range(1, 1 + most))
    base = _base({"actor": values(_reached(records), _MANY)}, _MANY)
    ranks = np.flatnonzero(np.random.default_rng(3).random(_MANY) < part)
    selected = bitmap(to_positions(ranks))
    pairs = sorted((rank + 1, number) for rank in ranks.tolist() for number in set(records[rank]))
    numbers, often = np.unique([number for _rank, number in pairs], return_counts=True)

    found = base.counts("actor", base.selection(selected))

    assert found == dict(zip(numbers.tolist(), often.tolist(), strict=True))
    assert sorted(base.values("actor", selected)) == pairs


def test_a_site_takes_no_room_beyond_that_of_its_monument_but_for_its_parts() -> None:
    records = _records(range(1, 301))
    monuments = values(_reached(records), _MANY)
    same = values(_reached(records), _MANY)
    # 1 is part of 2, and 3 of 999, which no event leads to by itself.
    whole = {1: [1, 2], 3: [3, 999]}
    of_parts = [[site for one in each for site in whole.get(one, [one])] for each in records]
    sites = values(_reached(of_parts), _MANY)
    assert isinstance(monuments, ByRecord)
    assert isinstance(sites, ByRecord)

    found = shared(monuments, sites)

    assert shared(monuments, same) is monuments
    assert isinstance(found, ByRecord)
    assert found.low is monuments.low
    assert dict(found.every()) == dict(sites.every())
    assert found[999] == found[3] == monuments[3]
    assert found[2] == monuments[1] | monuments[2]
    assert shared(sites, monuments) is monuments


@pytest.mark.parametrize("left_out", [frozenset(), frozenset({2, 7}), frozenset(range(1, 301))])
def test_the_days_of_each_value_are_the_same_in_either_form(left_out: frozenset[int]) -> None:
    made = values(_reached(_records(range(1, 301))), _MANY)
    random, dated = np.random.default_rng(5), _MANY - 100
    firsts = np.sort(random.choice([BEFORE_ALL, 730_000, 730_001, 730_400], dated))
    lasts = firsts + 1
    lasts[firsts == BEFORE_ALL] = np.sort(
        random.choice([700_000, 730_001, AFTER_ALL], np.sum(firsts == BEFORE_ALL))
    )
    bases = [
        replace(_base({"actor": form}, _MANY), dates=Dates.of(firsts, lasts)) for form in (made, dict(made))
    ]
    base = bases[0]
    for selected in (BitMap(), made[3], base.all - made[4], base.all):
        each, plain = (
            {
                key: (days.tolist(), often.tolist())
                for key, (days, often) in one.days_of_values("actor", selected, left_out)
                if len(days)
            }
            for one in bases
        )
        assert each == plain
        assert bool(each) == bool(selected)


@given(st.lists(st.lists(st.sampled_from(range(5)), max_size=4), max_size=40))
def test_few_records_have_bitmaps(records: list[list[int]]) -> None:
    texts = "a", "b", "ج", "d", ""

    found = values(_reached(records, texts), len(records))

    assert found == {
        text: BitMap([rank for rank, each in enumerate(records) if number in each])
        for number, text in enumerate(texts)
        if any(number in each for each in records)
    }


def test_what_is_kept_is_read_back_in_the_form_it_had() -> None:
    records = _records(range(1, 301))
    made = values(_reached(records), _MANY)
    few: Bitmaps = {"first": BitMap([1, 2]), 7: BitMap()}
    facets = {facet.key: few for facet in facets_of(Kind.EVENT)} | {"monument": made, "site": made}

    data = blobs.to_bytes(_base(facets, _MANY))
    read = blobs.from_bytes(data).facets

    monuments, sites = read["monument"], read["site"]
    assert isinstance(made, ByRecord)
    assert isinstance(monuments, ByRecord)
    assert isinstance(sites, ByRecord)
    assert dict(monuments.every()) == dict(made.every())
    assert sites.low is monuments.low
    assert read["tag"] == few
    assert len(data) < 2 * made.bytes + 8 * _MANY  # what both facets share is written once


def test_the_selected_of_a_site_are_counted_with_its_parts() -> None:
    monuments = values(_reached(_records(range(1, 301))), _MANY)
    sites = values(
        _reached([[*each, *(900 for one in each if one < 4)] for each in _records(range(1, 301))]), _MANY
    )
    base = _base({"site": shared(monuments, sites)}, _MANY)
    plain = _base({"site": dict(sites)}, _MANY)

    for selected in (BitMap(), monuments[3], monuments[3] | monuments[9], base.all - monuments[3], base.all):
        assert base.counts("site", base.selection(selected)) == plain.counts(
            "site", plain.selection(selected)
        )
