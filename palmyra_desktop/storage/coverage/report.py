"""The gaps of an archive, counted and listed; each table is read once, none is written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
from palmyra_desktop.storage.change_log import newest_act
from palmyra_desktop.storage.coverage import facts, holdings
from palmyra_desktop.storage.coverage.touched import Touched, touched
from palmyra_desktop.storage.schema import claim

MOST_LISTED = 10_000
_LACKING: Final = {UNDATED: (Kind.EVENT, "date"), WITHOUT_CREDIT: (Kind.IMAGE, "credit")}
_LINE_OF: Final = {(line.code, line.kind): line for line in LINES}
_Found = Mapping[Line, BitMap64]
"""What each line counts: ids of records, or facts of a single origin, or claims astray."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The report as it was after an act; from it is counted what it is after others.

    Attributes:
        gaps: every line, also those that find nothing.
    """

    gaps: tuple[Gap, ...]
    act: int
    found: _Found


def count(
    connection: Connection,
    before: Counted | None = None,
    tell: Callable[[Gap], None] = lambda gap: None,
    cancel: Cancellation | None = None,
) -> Counted:
    """Count what an archive does not know.

    Args:
        before: the report of this archive as it was; where little was done since, only that is looked at.
        tell: called with each line as soon as it is known; those that are quickly counted come first.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    cancel = cancel or Cancellation()
    act = newest_act(connection)
    changed = touched(connection, before.act) if before and before.act <= act else None
    found, gaps = {}, {}
    for line, now in _found(connection, changed, cancel):
        found[line] = _merged(line, before.found[line], now, changed) if before and changed else now
        gaps[line] = _gap(connection, line, found[line], cancel)
        tell(gaps[line])
    return Counted(tuple(gaps[line] for line in LINES), act, found)


def _found(
    connection: Connection, changed: Touched | None, cancel: Cancellation
) -> Iterator[tuple[Line, BitMap64]]:
    """Yield what each line counts, of all records or of those that are changed and some others."""
    held = {}
    for kind in (line.kind for line in LINES if line.code == UNCLAIMED):
        lacking = {code: field for code, (its_kind, field) in _LACKING.items() if its_kind is kind}
        only = None if changed is None else changed.records[kind]
        held[kind] = holdings.read(connection, kind, tuple(lacking.values()), only, cancel)
        for code, field in lacking.items():
            yield _LINE_OF[code, kind], held[kind].without(field)
    said = facts.read(connection, None if changed is None else changed.claims, cancel)
    yield _LINE_OF[WITHOUT_WORDS, Kind.CLAIM], said.wordless
    yield _LINE_OF[SINGLE_ORIGIN, Kind.CLAIM], said.single
    yield _LINE_OF[LOOPING, Kind.CLAIM], said.astray
    for kind, its_own in held.items():
        yield _LINE_OF[UNCLAIMED, kind], its_own.unclaimed(connection, said, cancel)


def _merged(line: Line, before: BitMap64, now: BitMap64, changed: Touched) -> BitMap64:
    """Return what a line counts: of changed records what it does now, of all others what it did before."""
    is_of_facts = line.code == SINGLE_ORIGIN
    records = changed.records
    of_changed = facts.of_records(records) if is_of_facts else BitMap64(records[line.kind])
    return (before - of_changed) | (now & of_changed)


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
