"""A relation gone step by step with arrays: from records in their order to what belongs to each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, case

from palmyra_desktop.storage.facet_index.columns import Columns, Values, Wanted
from palmyra_desktop.storage.relations import Relation, Step


@dataclass(frozen=True, slots=True)
class Reached:
    """What was come to from records.

    Attributes:
        places: of the records, in order; one comes as often as it leads somewhere. values: where each leads.
    """

    places: NDArray[np.uint32]
    values: Values


def wanted(relation: Relation) -> Iterator[Wanted]:
    """Yield the columns that are needed to go a relation."""
    for way in relation.ways:
        for step in way:
            if step.parts is None:
                yield from (_records(step), _keys(step))


def gone(relation: Relation, columns: Columns, start: Reached) -> Reached:
    """Return what records lead to; where there are several ways, by any of them."""
    found = []
    for way in relation.ways:
        reached = start
        for step in way:
            reached = _gone(reached, step, columns)
        found.append(reached)
    if len(found) == 1:
        return found[0]
    texts = dict.fromkeys(text for reached in found for text in reached.values.texts or ())
    numbers = [
        _alike(reached.values, Values(start.values.numbers, tuple(texts) or None)) for reached in found
    ]
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


def _gone(reached: Reached, step: Step, columns: Columns) -> Reached:
    """Return where a step leads from what was reached; what it does not know is left out."""
    if step.parts is not None:
        records, keys = _parted(reached.values.texts or (), step.parts)
    else:
        records, keys = columns[_records(step)], columns[_keys(step)]
    leads = (records.numbers >= 0) & (keys.numbers >= 0)
    froms, tos = _alike(records, reached.values)[leads], keys.numbers[leads]
    if np.any(froms[1:] < froms[:-1]):
        order = np.argsort(froms, kind="stable")
        froms, tos = froms[order], tos[order]
    # The rows that lead on from a number lie side by side.
    numbers = np.bincount(froms)
    starts = np.cumsum(numbers) - numbers
    values = reached.values.numbers
    known = values < len(numbers)
    places, values = reached.places[known], values[known]
    often = numbers[values]
    if numbers.max(initial=0) > 1:
        rows = np.arange(often.sum()) + np.repeat(starts[values] - np.cumsum(often) + often, often)
        places = np.repeat(places, often)
    else:
        leads_on = often > 0
        rows, places = starts[values[leads_on]], places[leads_on]
    return Reached(places, Values(tos[rows], keys.texts))


def _parted(texts: Sequence[str], parts: Callable[[str], Iterable[str]]) -> tuple[Values, Values]:
    """Return pairs of some texts, by their places, and each text in them."""
    pairs = [(place, part) for place, text in enumerate(texts) for part in parts(text)]
    places = np.array([place for place, _part in pairs], dtype=np.int64)
    return Values(places), Values.of([part for _place, part in pairs])


def _alike(records: Values, reached: Values) -> NDArray[Any]:
    """Return the numbers of records; where these are texts, those that others have for the same texts."""
    if records.texts is None or reached.texts is None:
        return records.numbers
    theirs = {text: number for number, text in enumerate(reached.texts)}
    # A text nobody came to gets a number nobody has.
    known = [theirs.get(text, len(theirs)) for text in records.texts]
    return np.array(known, dtype=np.int64)[records.numbers] if known else records.numbers
