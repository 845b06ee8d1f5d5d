"""Ranks as places in bitmaps: there and back, and never in the room between."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from palmyra_desktop.storage.facet_index import positions


@given(st.sets(st.integers(0, 300_000), max_size=200))
def test_places_and_ranks_lead_to_each_other(ranks: set[int]) -> None:
    ordered = np.array(sorted(ranks), dtype=np.int64)

    places = BitMap(positions.to_positions(ordered))

    assert np.array_equal(positions.to_ranks(places), ordered)
    assert not places & positions.room(300_001)
    assert all(positions.position(rank) in places for rank in ranks)


@pytest.mark.parametrize("every", [2, 3, 20, 200, 900])
def test_what_is_counted_is_bits_whatever_its_density(every: int) -> None:
    count = 200_000
    selected = BitMap(positions.to_positions(np.arange(0, count, every)))

    found = positions.countable(selected, positions.room(count), count)

    assert found.get_statistics()["n_bitset_containers"] == found.get_statistics()["n_containers"]
    assert found - positions.room(count) == selected
    assert np.array_equal(positions.to_ranks(selected), np.arange(0, count, every))


@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_a_range_of_ranks_is_all_between(start: int, end: int) -> None:
    found = positions.to_ranks(positions.between(start, end))

    assert len(found) == max(0, end - start)
    assert not len(found) or (found[0], found[-1]) == (start, end - 1)
