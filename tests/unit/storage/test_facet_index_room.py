"""Ids, days and words in little room: what is read back is what was written."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from palmyra_desktop.storage.facet_index import packed
from palmyra_desktop.storage.facet_index.dates import AFTER_ALL, BEFORE_ALL, Dates
from palmyra_desktop.storage.facet_index.packed import Ids

_DAYS = st.sampled_from((BEFORE_ALL, 730_000, 730_001, 730_100, 740_000))


@given(st.lists(st.sampled_from((1, 65_535, 65_536, 2**24 - 1, 2**24, 2**40)) | st.integers(1, 2**31)))
def test_ids_are_what_they_were_however_large(ids: list[int]) -> None:
    kept = Ids.of(np.array(ids, dtype=np.int64))

    assert len(kept) == len(ids)
    assert kept[:].tolist() == ids
    assert [kept.at(rank) for rank in range(len(ids))] == ids


def test_an_id_takes_three_bytes_until_there_are_many() -> None:
    assert Ids.of(np.array([2**24 - 1], dtype=np.int64)).bytes == 3
    assert Ids.of(np.array([2**24], dtype=np.int64)).bytes == 4


@given(st.lists(st.tuples(_DAYS, st.sampled_from((0, 1, 40, AFTER_ALL))), max_size=30))
def test_days_are_found_as_if_each_were_written_down(drawn: list[tuple[int, int]]) -> None:
    spans = sorted((first, AFTER_ALL if more == AFTER_ALL else max(first, 0) + more) for first, more in drawn)
    firsts, lasts = np.array(spans, dtype=np.int64).reshape(-1, 2).T

    dates = Dates.of(firsts, lasts)

    ranks = np.arange(len(spans))
    for some in (ranks, ranks[1::4], ranks[-1:]):
        assert dates.firsts(some).tolist() == firsts[some].tolist()
        assert dates.lasts(some).tolist() == lasts[some].tolist()
    assert [dates.days(rank) for rank in ranks] == spans
    start = dates.rank_from(730_001)
    assert start == sum(first < 730_001 for first in firsts)
    ending = dates.ranks(start, len(spans), 730_001, 730_140)
    assert ending.tolist() == [rank for rank in ranks[start:] if 730_001 <= lasts[rank] <= 730_140]


@pytest.mark.parametrize("every", [1, 2, 7, 100, 999, 5_000])
def test_the_records_of_a_word_are_what_they_were(every: int) -> None:
    random = np.random.default_rng(every)
    found = BitMap(np.flatnonzero(random.integers(0, every, 100_000) == 0).astype(np.uint32))

    assert packed.from_bytes(packed.to_bytes(found)) == found


def test_words_of_no_record_and_of_few_are_kept_too() -> None:
    for members in ([], [0], [2**32 - 1], range(2_000), range(0, 2**32, 2**20)):
        found = BitMap(list(members))
        assert packed.from_bytes(packed.to_bytes(found)) == found


def test_a_word_of_one_in_a_hundred_takes_half_the_room_of_a_bitmap() -> None:
    random = np.random.default_rng(3)
    found = BitMap(np.flatnonzero(random.integers(0, 100, 1_000_000) == 0).astype(np.uint32))

    assert len(packed.to_bytes(found)) < 0.55 * len(found.serialize())
