"""Records that may be the same thing twice: looked for by what they have in common, never each with each.

Every record is put under a few keys: its names and the words of its title, a text or file or address, what it
is linked to. Only records under one key are compared; of a key that very many share, each with its neighbours
in time. So the work grows with the records, not with their square.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.text import words
from palmyra_desktop.i18n import N_
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import (
    LINKS,
    RECORD_TABLES,
    claim,
    event,
    image,
    name,
    not_duplicate,
    source,
)

NAME, WORDS, NEAR, TEXT, ADDRESS, FILE, PLACE, SAYING = (
    N_("same name"),
    N_("same words"),
    N_("dates near"),
    N_("same text"),
    N_("same address"),
    N_("same file"),
    N_("same kind at the same place"),
    N_("same value, same source"),
)
"""Why two records may be one; English, marked for translation."""

MOST: Final = 500
"""Pairs that are returned."""
_READ: Final = 1_000_000
"""Records that are looked at."""
_NEIGHBOURS: Final = 4
_DAYS: Final = 3
_BETWEEN_CHECKS: Final = 2_000
_COMMON: Final = frozenset({"the", "of", "in", "a", "an", "and", "at", "on", "by", "to", "al"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of a kind, the older first, and why they may be one."""

    kind: Kind
    first: int
    second: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A record under a key; days None where it is undated."""

    id: int
    first: int | None = None
    last: int | None = None

    def is_near(self, other: "_Dated") -> bool | None:
        """Whether the two may be of the same days; None where one of them is undated."""
        days = (self.first, self.last, other.first, other.last)
        if any(day is None for day in days):
            return None
        assert self.first is not None and self.last is not None
        assert other.first is not None and other.last is not None
        return self.first - _DAYS <= other.last and other.first - _DAYS <= self.last


def pairs(connection: Connection, kind: Kind, check: Callable[[], None]) -> tuple[Pair, ...]:
    """Return records that may be the same, those with most in common first; without those told apart.

    Args:
        check: asked now and then; what it raises ends the work.
    """
    apart = {
        (row.record_id, row.other_id)
        for row in connection.execute(select(not_duplicate).where(not_duplicate.c.kind == kind.value))
    }
    dated = _dated(connection, kind)
    reasons: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    for reason, keyed in _keys(connection, kind):
        for one, other in _under_one_key(_watched(keyed, check), dated):
            pair = (min(one.id, other.id), max(one.id, other.id))
            near = one.is_near(other)
            if pair in apart or (near is False and reason not in _TIMELESS):
                continue
            reasons[pair][reason] = None
            if near:
                reasons[pair][NEAR] = None
        if len(reasons) > 20 * MOST:
            break
    strong = ((pair, tuple(why)) for pair, why in reasons.items() if set(why) - {PLACE, NEAR} or len(why) > 1)
    ranked = sorted(strong, key=lambda each: (-len(each[1]), each[0]))
    return tuple(Pair(kind, *pair, why) for pair, why in ranked[:MOST])


_TIMELESS: Final = (TEXT, ADDRESS, FILE)
"""What makes two records the same whatever their dates."""

_Keyed = Iterable[tuple[int, Any]]


def _keys(connection: Connection, kind: Kind) -> Iterator[tuple[str, _Keyed]]:
    """Yield, for each reason, (record, key)."""
    table, described = RECORD_TABLES[kind], record_type(kind)
    title = table.c[described.title_key]
    if kind in (Kind.MONUMENT, Kind.ACTOR):
        yield NAME, _names(connection, kind)
    yield WORDS, ((number, key) for number, text in _rows(connection, select(table.c.id, title), table)
                  if (key := _word_key(text)))  # fmt: skip
    if kind is Kind.EVENT:
        links = LINKS[kind, "monuments"]
        placed = select(event.c.id, event.c.event_kind, links.target_column).join_from(
            event, links.table, links.owner_column == event.c.id
        ).where(event.c.event_kind.is_not(None))  # fmt: skip
        yield PLACE, ((number, tuple(key)) for number, *key in _rows(connection, placed, event))
    if kind is Kind.SOURCE:
        for reason, column in ((TEXT, source.c.text_sha256), (ADDRESS, source.c.url)):
            yield reason, _rows(connection, select(source.c.id, column).where(column.is_not(None)), source)
    if kind is Kind.IMAGE:
        found = select(image.c.id, image.c.file_sha256).where(image.c.file_sha256.is_not(None))
        yield FILE, _rows(connection, found, image)
    if kind is Kind.CLAIM:
        said = select(
            claim.c.id, claim.c.subject_kind, claim.c.subject_id, claim.c.field, claim.c.value,
            claim.c.source_id, claim.c.stance,
        ).where(claim.c.source_id.is_not(None), claim.c.value.is_not(None))  # fmt: skip
        yield SAYING, ((number, tuple(key)) for number, *key in _rows(connection, said, claim))


def _rows(connection: Connection, found: Select[Any], table: Any) -> list[tuple[Any, ...]]:
    rows = connection.execute(found.where(live(table)).order_by(table.c.id).limit(_READ))
    return [tuple(row) for row in rows.all()]


def _names(connection: Connection, kind: Kind) -> _Keyed:
    table = RECORD_TABLES[kind]
    yield from _rows(connection, select(table.c.id, table.c.folded), table)
    others = select(name.c.record_id, name.c.folded).join_from(name, table, table.c.id == name.c.record_id)
    yield from _rows(connection, others.where(name.c.kind == kind.value), table)


def _word_key(text: str) -> tuple[str, ...]:
    """Return the words of a title whatever their order: "Temple of Bel" and "Bel, the temple" are alike."""
    return tuple(sorted(word for word in words(text) if word not in _COMMON))


def _dated(connection: Connection, kind: Kind) -> dict[int, _Dated]:
    key, table = record_type(kind).date_key, RECORD_TABLES[kind]
    if key is None:
        return {}
    columns = table.c.id, table.c[f"{key}_first"], table.c[f"{key}_last"]
    return {row[0]: _Dated(*row) for row in _rows(connection, select(*columns), table)}


def _watched(keyed: _Keyed, check: Callable[[], None]) -> _Keyed:
    for place, one in enumerate(keyed):
        if place % _BETWEEN_CHECKS == 0:
            check()
        yield one


def _under_one_key(keyed: _Keyed, dated: dict[int, _Dated]) -> Iterator[tuple[_Dated, _Dated]]:
    blocks: dict[Any, dict[int, None]] = defaultdict(dict)
    for number, key in keyed:
        blocks[key][number] = None
    for ids in blocks.values():
        if len(ids) > 1:
            block = [dated.get(number) or _Dated(number) for number in ids]
            block.sort(key=lambda one: (one.first is None, one.first or 0, one.id))
            for place, one in enumerate(block):
                for other in block[place + 1 : place + 1 + _NEIGHBOURS]:
                    yield one, other
