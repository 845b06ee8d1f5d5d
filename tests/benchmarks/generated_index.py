"""An index of as many events as wanted, from generated arrays: for sizes of which there is no archive."""

import numpy as np
from pyroaring import BitMap

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.facet_index.base import Base, Bitmaps
from palmyra_desktop.storage.facet_index.columns import Values
from palmyra_desktop.storage.facet_index.dates import Dates
from palmyra_desktop.storage.facet_index.packed import Ids
from palmyra_desktop.storage.facet_index.positions import to_positions
from palmyra_desktop.storage.facet_index.values import values
from palmyra_desktop.storage.facet_index.view import View
from palmyra_desktop.storage.facet_index.ways import Reached
from tests.benchmarks.words import zipf

_DAYS, _SEED, _EXPONENT = 12_784, 7, 0.9
_VALUES = {"monument": 300, "actor": 500}


def generated(events: int) -> View:
    """Return the index of events with two monuments and two actors each, and a day."""
    random = np.random.default_rng(_SEED)
    firsts = np.sort(random.integers(0, _DAYS, events))
    facets = {key: _facet(random, events, number) for key, number in _VALUES.items()}
    ids = Ids.of(random.permutation(events) + 1)
    base = Base(Kind.EVENT, 1, ids, Dates.of(firsts, firsts), (), facets, BitMap())
    return View(base, 1, BitMap())


def answered(view: View, criteria: Criteria) -> int:
    """Ask for all that a filter changes: total, ids in order, and the counts of both facets."""
    found = view.select(criteria, None)
    counts = [found.counts(facet) for facet in _VALUES]
    return found.count + len(found.ids()) + sum(map(len, counts))


def _facet(random: np.random.Generator, events: int, number: int) -> Bitmaps:
    owners = to_positions(np.repeat(np.arange(events), 2))
    return values(Reached(owners, Values(zipf(random, number, _EXPONENT, 2 * events) + 1)), events)
