"""The records that have what a search asks for, and how well it fits them."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import Connection

from palmyra_desktop.domain.criteria import TextScope
from palmyra_desktop.domain.search_terms import Term
from palmyra_desktop.storage import fulltext
from palmyra_desktop.storage.facet_index import postings
from palmyra_desktop.storage.facet_index.base import Base
from palmyra_desktop.storage.facet_index.positions import to_ranks
from palmyra_desktop.storage.facet_index.view import Hits, View


def hits(connection: Connection, view: View, scope: TextScope, asked: Sequence[Term]) -> Hits:
    """Return the records that have all terms."""
    found = _of_postings(connection, view, scope, asked)
    if found is not None:
        return found
    statement = fulltext.having(connection, view.kind, scope, asked)
    every = np.fromiter(connection.execute(statement).scalars(), dtype=np.int64)
    return Hits(view.base.places_of(every), view.recent.places_of(every) if view.recent else BitMap())


def _of_postings(connection: Connection, view: View, scope: TextScope, asked: Sequence[Term]) -> Hits | None:
    """Return what the words that are kept tell, those changed since looked at one by one; None if nothing."""
    if view.reworded is None:
        return None
    found = postings.matching(connection, view.base, scope, asked)
    if found is None:
        return None

    def having(base: Base, ids: Collection[int]) -> BitMap:
        some = postings.have_words(connection, view.kind, scope, sorted(ids), asked)
        return base.places_of(np.array(some, dtype=np.int64))

    if view.reworded:
        others = view.base.places_of(np.fromiter(view.reworded, dtype=np.int64))
        found = (found - others) | having(view.base, view.reworded)
    recent = view.recent
    return Hits(found, having(recent, recent.ids[:].tolist()) if recent else BitMap())


def points(connection: Connection, view: View, text: str) -> list[NDArray[Any]]:
    """Return by rank how well a text fits each record: of the base, and of the recent ones if there are any.

    The more, the better; what counts is in fulltext.TIERS.
    """
    found = [np.zeros(base.count, dtype=np.int16) for base in view.bases]
    for term in fulltext.asked_for(text):
        best = [np.zeros_like(each) for each in found]
        for scope, is_whole, worth in reversed(fulltext.TIERS):
            having = hits(connection, view, scope, [term.whole if is_whole else term])
            for each, places in zip(best, (having.base, having.recent), strict=False):
                each[to_ranks(places)] = worth
        for each, more in zip(found, best, strict=True):
            each += more
    return found
