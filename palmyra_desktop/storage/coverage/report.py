"""The gaps of an archive, counted and listed; each table is read once, none is written."""

from collections.abc import Callable, Iterator
from typing import Final

from pyroaring import BitMap64
from sqlalchemy import Connection, select

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.coverage import (
    LINES,
    LOOPING,
    SINGLE_ORIGIN,
    UNCLAIMED,
    UNDATED,
    WITHOUT_CREDIT,
    WITHOUT_WORDS,
    Gap,
    Line,
)
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.coverage import facts, holdings
from palmyra_desktop.storage.schema import claim

MOST_LISTED = 10_000
_LACKING: Final = {UNDATED: (Kind.EVENT, "date"), WITHOUT_CREDIT: (Kind.IMAGE, "credit")}


def gaps(
    connection: Connection, tell: Callable[[Gap], None] = lambda gap: None, cancel: Cancellation | None = None
) -> tuple[Gap, ...]:
    """Return every line of the report, also those that find nothing.

    Args:
        tell: called with each line as soon as it is known; those that are quickly counted come first.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    cancel = cancel or Cancellation()
    known = {}
    for line, found in _counted(connection, cancel):
        known[line] = _gap(connection, line, found, cancel)
        tell(known[line])
    return tuple(known[line] for line in LINES)


def _counted(connection: Connection, cancel: Cancellation) -> Iterator[tuple[Line, BitMap64]]:
    """Yield for each line what it counts: ids of records, or facts, or claims astray."""
    line_of = {(line.code, line.kind): line for line in LINES}
    held = {}
    for kind in (line.kind for line in LINES if line.code == UNCLAIMED):
        lacking = {code: field for code, (its_kind, field) in _LACKING.items() if its_kind is kind}
        held[kind] = holdings.read(connection, kind, tuple(lacking.values()), cancel)
        for code, field in lacking.items():
            yield line_of[code, kind], held[kind].without(field)
    found = facts.read(connection, cancel)
    yield line_of[WITHOUT_WORDS, Kind.CLAIM], found.wordless
    yield line_of[SINGLE_ORIGIN, Kind.CLAIM], found.single
    yield line_of[LOOPING, Kind.CLAIM], found.astray
    for kind, its_own in held.items():
        yield line_of[UNCLAIMED, kind], its_own.unclaimed(connection, found, cancel)


def _gap(connection: Connection, line: Line, found: BitMap64, cancel: Cancellation) -> Gap:
    if line.code == SINGLE_ORIGIN:
        return Gap(line, len(found), facts.claims_on(connection, found, MOST_LISTED))
    if line.code == LOOPING:
        ids = _loops(connection, found, cancel)
        return Gap(line, len(ids), ids[:MOST_LISTED])
    return Gap(line, len(found), tuple(found[:MOST_LISTED]))


def _loops(connection: Connection, astray: BitMap64, cancel: Cancellation) -> tuple[int, ...]:
    """Return the claims of circles that claims end in, each from the smallest, in the order they are met."""
    about = claim.c.subject_kind, claim.c.subject_id, claim.c.field, claim.c.id
    rows = select(claim.c.id, claim.c.rests_on_id).where(among(claim.c.id, astray)).order_by(*about)
    rests_on = {number: base for number, base in connection.execute(rows)}  # noqa: C416
    loops: list[int] = []
    seen: set[int] = set()
    for start in rests_on:
        cancel.check()
        path: dict[int, int] = {}
        number = start
        while number not in seen:
            seen.add(number)
            path[number] = len(path)
            number = rests_on[number]
        if number in path:
            circle = list(path)[path[number] :]
            smallest = circle.index(min(circle))
            loops += circle[smallest:] + circle[:smallest]
    return tuple(loops)
