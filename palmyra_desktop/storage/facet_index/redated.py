"""A base in which records without a date have one from elsewhere: claims, that of their source."""

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import Connection, func, select
from typing_extensions import override

from palmyra_desktop.storage.facet_index.base import Base
from palmyra_desktop.storage.facet_index.by_day import summed
from palmyra_desktop.storage.facet_index.dates import AFTER_ALL, BEFORE_ALL
from palmyra_desktop.storage.facet_index.positions import Ranks, bitmap, to_positions, to_ranks
from palmyra_desktop.storage.facet_index.view import View
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import claim, source


@dataclass(frozen=True)
class Redated(Base):
    """A base and the dates of some of the records that have none in it.

    Attributes:
        firsts, lasts: first and last day of each of these records, by rank. places: where they stand.
    """

    places: BitMap = field(default_factory=BitMap)
    firsts: Ranks = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    lasts: Ranks = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @cached_property
    def _ranks(self) -> Ranks:
        return to_ranks(self.places)

    @cached_property
    def _days(self) -> Ranks:
        """The day on which each of them counts."""
        return np.where(self.firsts == BEFORE_ALL, self.lasts, self.firsts)

    def _of(self, selected: BitMap) -> NDArray[np.intp]:
        """Return which of them are selected, in order."""
        return np.searchsorted(self._ranks, to_ranks(selected & self.places))

    def _those(self, marks: NDArray[np.bool_]) -> BitMap:
        return bitmap(to_positions(self._ranks[marks]))

    @cached_property
    @override
    def undated(self) -> BitMap:
        return super().undated - self.places

    @override
    def days(self, selected: BitMap) -> tuple[Ranks, Ranks]:
        days, numbers = super().days(selected)
        own = self._days[self._of(selected)]
        if not len(own):
            return days, numbers
        return summed(np.append(days, own), np.append(numbers, np.ones_like(own)))

    @override
    def day_of(self, ranks: Ranks) -> Ranks:
        found = super().day_of(ranks)
        own = slice(*np.searchsorted(self._ranks, (ranks[0], ranks[-1] + 1)))
        _both, there, some = np.intersect1d(ranks, self._ranks[own], assume_unique=True, return_indices=True)
        found[there] = self._days[own][some]
        return found

    @override
    def latest(self, selected: BitMap) -> int | None:
        lasts = self.lasts[self._of(selected)]
        found = [int(day) for day in (lasts[lasts < AFTER_ALL].max(initial=BEFORE_ALL),) if day > BEFORE_ALL]
        of_base = super().latest(selected)
        return max([*found, *([] if of_base is None else [of_base])], default=None)

    @override
    def between(self, first_day: int, last_day: int) -> BitMap:
        own = (self.firsts <= last_day) & (self.lasts >= first_day)
        return super().between(first_day, last_day) | self._those(own)

    @override
    def counting(self, first_day: int, last_day: int) -> BitMap:
        own = (self._days >= first_day) & (self._days <= last_day)
        return super().counting(first_day, last_day) | self._those(own)

    @override
    def lengths(self, selected: BitMap) -> Ranks:
        own = self._of(selected)  # they stand behind all that have a date in the base
        lengths = np.minimum(self.lasts[own], AFTER_ALL // 4) - np.maximum(self.firsts[own], BEFORE_ALL // 4)
        return np.append(super().lengths(selected - self.places), lengths)


def as_said(connection: Connection, view: View) -> View:
    """Return the claims of a view at the time they were said, else at that their source was published."""
    columns = claim.c.id, source.c.published_first, source.c.published_last
    day = func.coalesce(source.c.published_first, source.c.published_last)
    joined = select(*columns).join(source, source.c.id == claim.c.source_id)
    rows = connection.execute(joined.where(live(claim), claim.c.said.is_(None), day.is_not(None)))
    found = [
        (number, BEFORE_ALL if first is None else first, AFTER_ALL if last is None else last)
        for number, first, last in rows
    ]
    dates = np.array(found, dtype=np.int64).reshape(-1, 3)
    recent = None if view.recent is None else _redated(view.recent, dates)
    return View(_redated(view.base, dates), view.act, view.stale, recent, view.before)


def _redated(base: Base, dates: NDArray[Any]) -> Redated:
    known = {one.name: getattr(base, one.name) for one in fields(base)}
    places = base.places_of(dates[:, 0])
    ids = base.ids[to_ranks(places)]
    order = np.argsort(dates[:, 0], kind="stable")
    own = dates[order[np.searchsorted(dates[:, 0], ids, sorter=order)]]
    return Redated(**known, places=places, firsts=own[:, 1], lasts=own[:, 2])
