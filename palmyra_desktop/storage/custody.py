"""The chain of custody: appended to, never altered, each row bound to the one before by its hash.

The hash is made as that of the log of changes: see change_log.py.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select

from palmyra_desktop.domain.custody import Custody, Step
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.change_log import chained
from palmyra_desktop.storage.rows import State
from palmyra_desktop.storage.schema import custody, image, source
from palmyra_desktop.storage.unit_of_work import Writing
from palmyra_desktop.storage.values import TEXT, text_sha256

FILE = "file"
Held = tuple[RecordRef, str, str]
"""What an archive holds: of which record, FILE or TEXT, and the SHA-256 it was taken in with."""


def append(unit: Writing, held: Iterable[tuple[Held, Step, str]]) -> int:
    """Log steps of an act: what is held, what was done, and from where it came; return how many."""
    return _append(
        unit.connection,
        (
            Custody(ref, unit.at_utc, step, what, sha256, origin, unit.author, unit.label, unit.initiator)
            for (ref, what, sha256), step, origin in held
        ),
    )


def take_over(unit: Writing, told: Mapping[RecordRef, Iterable[Custody]]) -> None:
    """Log the steps that a file tells of records it brings, as they were logged where it comes from.

    That they came with a file is told by the step of the act itself, which follows.
    """
    _append(unit.connection, (replace(step, ref=ref) for ref, steps in told.items() for step in steps))


def _append(connection: Connection, steps: Iterable[Custody]) -> int:
    newest = select(custody.c.id, custody.c.hash).order_by(custody.c.id.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    number, last_hash = (row.id, row.hash) if row else (0, "")
    written = []
    for step in steps:
        number += 1
        values = {
            "id": number,
            "kind": step.ref.kind.value,
            "record_id": step.ref.id,
            "at_utc": step.at_utc,
            "step": step.step.value,
            "what": step.what,
            "sha256": step.sha256,
            "origin": step.origin,
            "author": step.author,
            "how": step.how,
            "initiator": step.initiator,
        }
        last_hash = chained(last_hash, values)
        written.append(values | {"hash": last_hash})
    if written:
        connection.execute(insert(custody), written)
    return len(written)


def take_in(unit: Writing, states: Sequence[State]) -> None:
    """Log the files and texts that an act brings into the archive."""
    append(unit, (found for state in states for found in _taken_in(state)))


def of_record(connection: Connection, ref: RecordRef) -> tuple[Custody, ...]:
    """Return the steps of what a record holds, in order."""
    return of_records(connection, ref.kind, (ref.id,)).get(ref.id, ())


def of_records(connection: Connection, kind: Kind, ids: Collection[int]) -> Mapping[int, tuple[Custody, ...]]:
    """Return the same for many records of a kind; those that hold nothing are left out."""
    found: dict[int, tuple[Custody, ...]] = {}
    if kind not in (Kind.IMAGE, Kind.SOURCE):
        return found
    ours = custody.c.kind == kind.value, among(custody.c.record_id, ids)
    for row in connection.execute(select(custody).where(*ours).order_by(custody.c.id)):
        step = Custody(
            ref=RecordRef(kind, row.record_id),
            at_utc=row.at_utc,
            step=Step(row.step),
            what=row.what,
            sha256=row.sha256,
            origin=row.origin,
            author=row.author,
            how=row.how,
            initiator=row.initiator,
        )
        found[row.record_id] = (*found.get(row.record_id, ()), step)
    return found


def held(connection: Connection) -> Iterator[Held]:
    """Yield every file and every text the archive holds."""
    for table, column, what in (
        (image, image.c.file_sha256, FILE),
        (source, source.c.file_sha256, FILE),
        (source, source.c.text_sha256, TEXT),
    ):
        kind = Kind(table.name)
        rows = select(table.c.id, column).where(column.is_not(None)).order_by(table.c.id)
        for number, sha256 in connection.execute(rows).all():
            yield RecordRef(kind, number), what, sha256


def verify(connection: Connection) -> Iterator[str]:
    """Yield in words the first step that is not as it was written, or is gone."""
    last_hash = ""
    in_order = select(custody).order_by(custody.c.id)
    with connection.execute(in_order, execution_options={"yield_per": 5_000}) as rows:
        for expected, row in enumerate(rows.mappings(), 1):
            values = {key: value for key, value in row.items() if key != "hash"}
            last_hash = chained(last_hash, values)
            if row["id"] != expected or row["hash"] != last_hash:
                words = _("Step {number} of the chain of custody was altered, or one before it is missing.")
                yield words.format(number=expected)
                return


def _taken_in(state: State) -> Iterator[tuple[Held, Step, str]]:
    values: Mapping[str, Any] = state.values
    sha256 = values.get("file_sha256")
    if sha256 and "file_sha256" in state.changed:
        yield (state.ref, FILE, sha256), Step.TAKEN_IN, _name_of(values.get("file_name"))
    text = values.get(TEXT)
    if text is not None and TEXT in state.changed:
        # An abstract is written here, and does not come from the address of what it sums up.
        origin = None if values.get("text_kind") == "abstract" else values.get("url")
        yield (state.ref, TEXT, text_sha256(text)), Step.TAKEN_IN, origin or ""


def _name_of(path: str | None) -> str:
    """Return a file's name alone: an archive holds no folder of a machine."""
    return (path or "").replace("\\", "/").rpartition("/")[2]
