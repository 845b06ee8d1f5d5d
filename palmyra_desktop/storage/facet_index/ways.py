"""A relation gone step by step with arrays: from records in their order to what belongs to each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, case

from palmyra_desktop.storage.facet_index.columns import Columns, Values, Wanted
from palmyra_desktop.storage.facet_index.packed import smallest
from palmyra_desktop.storage.facet_index.positions import parts
from palmyra_desktop.storage.relations import Relation, Step


@dataclass(frozen=True, slots=True)
class Reached:
    """What was come to from records.

    Attributes:
        places: of the records, in order; one comes as often as it leads somewhere. values: where each leads.
    """

    places: NDArray[np.uint32]
    values: Values


_Pairs = tuple[NDArray[np.uint32], NDArray[Any]]
"""The places of records, in order, and a number that each leads to."""


def wanted(relation: Relation) -> Iterator[Wanted]:
    """Yield the columns that are needed to go a relation."""
    for way in relation.ways:
        for step in way:
            if step.parts is None:
                yield from (_records(step), _keys(step))


def gone(relation: Relation, columns: Columns, start: Reached) -> Reached:
    """Return what records lead to; where there are several ways, by any of them."""
    found = [_gone(way, columns, start) for way in relation.ways]
    if len(found) == 1:
        return found[0]
    texts = dict.fromkeys(text for reached in found for text in reached.values.texts or ())
    numbers = [_alike(reached.values, tuple(texts) or None) for reached in found]
    places = np.concatenate([reached.places for reached in found])
    order = np.argsort(places, kind="stable")
    return Reached(places[order], Values(np.concatenate(numbers)[order], tuple(texts) or None))


def _records(step: Step) -> Wanted:
    """Return the records from which a step leads on, in the rows that meet its conditions."""
    if not step.conditions:
        return Wanted(step.table, step.record)
    return Wanted(step.table, case((and_(*step.conditions), step.record)))


def _keys(step: Step) -> Wanted:
    return Wanted(step.table, step.key)


@dataclass(frozen=True, slots=True)
class _Leading:
    """Where a step leads from each number; what it leads to from one lies side by side.

    Attributes:
        starts: for each number its first place in `tos`, and the end of all.
    """

    starts: NDArray[Any]
    tos: NDArray[Any]
    texts: tuple[str, ...] | None

    def gone(self, reached: _Pairs) -> _Pairs:
        """Return where the step leads from numbers; those it does not know are left out."""
        places, numbers = reached
        if numbers.max(initial=0) >= len(self.starts) - 1:
            known = numbers < len(self.starts) - 1
            places, numbers = places[known], numbers[known]
        numbers = numbers.astype(np.int64, copy=False)
        starts, ends = self.starts[numbers].astype(np.int64), self.starts[numbers + 1].astype(np.int64)
        often = ends - starts
        if often.max(initial=0) > 1:
            rows = np.arange(often.sum()) + np.repeat(ends - np.cumsum(often), often)
            return np.repeat(places, often), self.tos[rows]
        leads_on = often > 0
        return places[leads_on], self.tos[starts[leads_on]]


def _gone(way: Sequence[Step], columns: Columns, start: Reached) -> Reached:
    """Return where a way leads, some of the records at a time."""
    steps, texts = [], start.values.texts
    for step in way:
        steps.append(_leading(step, columns, texts))
        texts = steps[-1].texts
    places, numbers = [start.places[:0]], [steps[-1].tos[:0]]
    for part in parts(len(start.places), often=4):
        reached = start.places[part], start.values.numbers[part]
        for one in steps:
            reached = one.gone(reached)
        places.append(reached[0])
        numbers.append(reached[1])
    return Reached(np.concatenate(places), Values(np.concatenate(numbers), texts))


def _leading(step: Step, columns: Columns, reached: tuple[str, ...] | None) -> _Leading:
    """Return where a step leads.

    Args:
        reached: the texts whose numbers it is gone from; None if these are no texts' numbers.
    """
    if step.parts is not None:
        records, keys = _parted(reached or (), step.parts)
    else:
        records, keys = columns[_records(step)], columns[_keys(step)]
    leads = (records.numbers >= 0) & (keys.numbers >= 0)
    froms, tos = _alike(records, reached)[leads], keys.numbers[leads]
    if np.any(froms[1:] < froms[:-1]):
        order = np.argsort(froms, kind="stable")
        froms, tos = froms[order], tos[order]
    starts = np.append(0, np.cumsum(np.bincount(froms)))
    return _Leading(starts.astype(smallest(len(tos))), tos, keys.texts)


def _parted(texts: Sequence[str], parts: Callable[[str], Iterable[str]]) -> tuple[Values, Values]:
    """Return pairs of some texts, by their places, and each text in them."""
    pairs = [(place, part) for place, text in enumerate(texts) for part in parts(text)]
    places = np.array([place for place, _part in pairs], dtype=np.int64)
    return Values(places), Values.of([part for _place, part in pairs])


def _alike(records: Values, texts: tuple[str, ...] | None) -> NDArray[Any]:
    """Return the numbers of records; where these are texts, those that others have for the same texts."""
    if records.texts is None or texts is None:
        return records.numbers
    theirs = {text: number for number, text in enumerate(texts)}
    # A text nobody came to gets a number nobody has.
    known = [theirs.get(text, len(theirs)) for text in records.texts]
    return np.array(known, dtype=np.int64)[records.numbers] if known else records.numbers
