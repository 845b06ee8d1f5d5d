"""The peer of goals 1 to 4: the same answers in plain SQL on the same file, with all the memory SQLite likes.

A filter is a monument or an actor or both, or a word, or nothing; an answer is the total, the first hundred
rows by date, and how many events each of the 300 monuments and 500 actors would give.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PAGE = 100
_COLUMNS = "e.id, e.title, e.date, e.event_kind, e.place, e.damage"
_ORDER = "ORDER BY e.date_sort, e.date_last, e.id"  # there are no undated ones, so the index serves
_LIVE = "e.trashed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is chosen: at most one monument and one actor, by id; or a word in any field."""

    name: str
    monument: int | None = None
    actor: int | None = None
    word: str | None = None

    @property
    def condition(self) -> str:
        """The condition on the table of events, as somebody who knows SQL writes it."""
        parts = [_LIVE]
        if self.monument:
            parts.append("e.id IN (SELECT event_id FROM event_monument WHERE monument_id = :monument)")
        if self.actor:
            parts.append("e.id IN (SELECT event_id FROM event_actor WHERE actor_id = :actor)")
        if self.word:
            parts.append("e.id IN (SELECT rowid FROM search_event WHERE fields MATCH :word)")
        return " AND ".join(parts)

    @property
    def parameters(self) -> dict[str, Any]:
        """What stands for the names in the condition."""
        quoted = f'"{self.word}"*' if self.word else None
        return {"monument": self.monument, "actor": self.actor, "word": quoted}


class PlainSql:
    """A connection that only reads."""

    def __init__(self, path: Path) -> None:
        """Open the file as the best of guides advise for reading a lot."""
        self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        for pragma in ("mmap_size=8000000000", "cache_size=-262144", "temp_store=MEMORY"):
            self._database.execute(f"PRAGMA {pragma}")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def all(self, statement: str, parameters: dict[str, Any] | None = None) -> list[Any]:
        """Return every row of a query."""
        return self._database.execute(statement, parameters or {}).fetchall()

    def total(self, chosen: Filter) -> int:
        """Return how many events there are."""
        found = self.all(f"SELECT count(*) FROM event e WHERE {chosen.condition}", chosen.parameters)
        return int(found[0][0])

    def page(self, chosen: Filter) -> list[Any]:
        """Return the first hundred rows by date."""
        statement = f"SELECT {_COLUMNS} FROM event e WHERE {chosen.condition} {_ORDER} LIMIT {_PAGE}"
        return self.all(statement, chosen.parameters)

    def facets(self, chosen: Filter) -> dict[str, dict[int, int]]:
        """Return the counts of both facets, each without its own choice."""
        others = {
            "monument": Filter("", actor=chosen.actor, word=chosen.word),
            "actor": Filter("", monument=chosen.monument, word=chosen.word),
        }
        found = {}
        for facet, other in others.items():
            statement = (
                f"SELECT l.{facet}_id, count(*) FROM event_{facet} l "
                f"JOIN event e ON e.id = l.event_id WHERE {other.condition} GROUP BY 1"
            )
            if other.condition == _LIVE:  # every event: nothing to look up
                statement = f"SELECT l.{facet}_id, count(*) FROM event_{facet} l GROUP BY 1"
            found[facet] = dict(self.all(statement, other.parameters))
        return found

    def answer(self, chosen: Filter) -> tuple[int, list[Any], dict[str, dict[int, int]]]:
        """Return total, first page and counts."""
        return self.total(chosen), self.page(chosen), self.facets(chosen)

    def keystroke(self, chosen: Filter) -> tuple[int, list[Any]]:
        """Return total and first page of a word, by date, joining from the index to the events."""
        joined = f"FROM search_event s JOIN event e ON e.id = s.rowid WHERE s.fields MATCH :word AND {_LIVE}"
        total = self.all(f"SELECT count(*) {joined}", chosen.parameters)
        return total[0][0], self.all(f"SELECT {_COLUMNS} {joined} {_ORDER} LIMIT {_PAGE}", chosen.parameters)

    def ids_after(self, place: Sequence[int]) -> list[int]:
        """Return a hundred ids from a place on, (date_sort, date_last, id): the keyset way to a page."""
        statement = (
            "SELECT e.id FROM event e WHERE (e.date_sort, e.date_last, e.id) >= (:sort, :last, :id) "
            f"AND e.date_sort >= :sort AND {_LIVE} {_ORDER} LIMIT {_PAGE}"
        )
        found = self.all(statement, dict(zip(("sort", "last", "id"), place, strict=True)))
        return [int(row[0]) for row in found]

    def place_of(self, event: int) -> tuple[int, int, int]:
        """Return where an event stands in the order by date."""
        found = self.all("SELECT date_sort, date_last, id FROM event WHERE id = :id", {"id": event})
        return found[0][0], found[0][1], found[0][2]
