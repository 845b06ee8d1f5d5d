"""Changing what an archive has beside its records, logged; and taking that back as far as it still stands."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select

from palmyra_desktop.domain.changes import Change
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.change_log import ARCHIVE, append_of_archive
from palmyra_desktop.storage.furnishing.apart import ToldApart
from palmyra_desktop.storage.furnishing.own_terms import OwnTerms
from palmyra_desktop.storage.furnishing.searches import SavedSearches
from palmyra_desktop.storage.furnishing.subject import SetApart, Subject
from palmyra_desktop.storage.furnishing.tag_looks import TagLooks
from palmyra_desktop.storage.furnishing.time_bands import TimeBands
from palmyra_desktop.storage.schema import change_log
from palmyra_desktop.storage.unit_of_work import Writing

SUBJECTS: Final[tuple[Subject, ...]] = (
    TimeBands(),
    SavedSearches(),
    TagLooks(),
    OwnTerms(),
    ToldApart(),
)
"""All there is, in the order it is written."""

Values = Mapping[str, Any]
"""By the key of the subject with ":" and the name behind it; None is absent."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What one act changed: values before it and after it."""

    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a value cannot be given back, in a sentence, and the keys that later acts changed."""

    words: str
    keys: frozenset[str]


def subject_of(key: str) -> tuple[Subject, str]:
    """Return the subject and the name within it that a key of the log holds.

    Raises:
        KeyError: if there is no such subject.
    """
    called, _colon, name = key.partition(":")
    return _BY_KEY[called], name


def present(connection: Connection, keys: Iterable[str]) -> dict[str, Any]:
    """Return the values that stand now."""
    wanted = [(key, *subject_of(key)) for key in keys]
    read = {subject: subject.read(connection) for _key, subject, _name in wanted}
    return {key: read[subject].get(name) for key, subject, name in wanted}


def put(unit: Writing, values: Values) -> bool:
    """Put values in the place of those there are, as part of an act; say whether that changes anything.

    Raises:
        KnownError: if one needs what another has that is not among them.
    """
    wanted = json.loads(json.dumps(values))  # as the log gives it back: lists, not tuples
    now = present(unit.connection, wanted)
    after = {key: value for key, value in wanted.items() if value != now[key]}
    if not after:
        return False
    for blocked in dict(_blocked(unit.connection, wanted)).values():
        raise KnownError(blocked.words)
    _write(unit, after)
    append_of_archive(unit, {key: now[key] for key in after}, after)
    return True


def changed_by(changes: Iterable[Change]) -> Changed:
    """Return what the changes of an act changed in all, those of records left out."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for change in changes:
        if change.kind is None:
            before = {**(change.before or {}), **before}
            after |= change.after or {}
    return Changed(before, after)


def hindrances(connection: Connection, changed: Changed) -> dict[str, Hindrance]:
    """Return what keeps values from being given back as they were before an act, by their key."""
    now = present(connection, changed.after)
    found = {
        key: Hindrance(_changed_again(connection, key), frozenset({key}))
        for key, value in changed.after.items()
        if now[key] != value
    }
    while True:  # what is not given back may be in the way of another value
        rest = {key: value for key, value in changed.before.items() if key not in found}
        blocked = dict(_blocked(connection, rest))
        if not blocked:
            return found
        found |= blocked


def give_back(unit: Writing, values: Values, touched: Collection[RecordRef]) -> None:
    """Put the values there were before an act; a term that a record still holds stays.

    Args:
        touched: the records that were taken back with it.
    """
    staying = {key for key, value in values.items() if stays(unit.connection, key, value, touched)}
    put(unit, {key: value for key, value in values.items() if key not in staying})


def stays(connection: Connection, key: str, value: Any, touched: Collection[RecordRef] = ()) -> bool:
    """Whether what is to be taken away is still held by a record; as `Subject.is_needed`."""
    subject, name = subject_of(key)
    return value is None and subject.is_needed(connection, name, touched)


def acts_after(connection: Connection, group_id: int, changed: Changed) -> set[int]:
    """Return the acts after one that changed the same again, or what is in the way of taking it back."""
    if not changed.after:
        return set()
    ours = set(changed.after).union(*(one.keys for one in hindrances(connection, changed).values()))
    columns = change_log.c
    later = select(columns.group_id, columns.after).where(_is_archives(), columns.group_id > group_id)
    return {number for number, after in connection.execute(later) if ours & json.loads(after).keys()}


def differing(connection: Connection) -> Iterator[str]:
    """Yield the key of each value that is not the one it was last given, as the log says."""
    last = _last_given(connection)
    now = present(connection, last)
    yield from (key for key, value in last.items() if now[key] != value)


def give_again(unit: Writing) -> None:
    """Put what the log says was given last, without an act: what a damaged file lost."""
    last = _last_given(unit.connection)
    now = present(unit.connection, last)
    _write(unit, {key: value for key, value in last.items() if now[key] is None and value is not None})


def changed_since(connection: Connection, number: int, act: int) -> tuple[str, ...]:
    """Return the keys of the values that rows of the log behind one changed, in acts after one."""
    columns = change_log.c
    later = _is_archives() & (columns.id > number) & (columns.group_id > act)
    rows = connection.execute(select(columns.after).where(later).order_by(columns.id)).scalars()
    return tuple(dict.fromkeys(key for after in rows for key in json.loads(after)))


def label_of(connection: Connection, key: str) -> str:
    """Return what a key of the log holds, for a reader; the key itself where there is no such subject."""
    try:
        subject, name = subject_of(key)
    except KeyError:
        return key
    return subject.label(connection, name)


def words_of(connection: Connection, key: str, value: Any, set_apart: SetApart) -> str:
    """Return a value of the log in words; "" for an absent one."""
    return "" if value is None else subject_of(key)[0].words(connection, value, set_apart)


_BY_KEY = {subject.key: subject for subject in SUBJECTS}


def _write(unit: Writing, values: Values) -> None:
    for subject in SUBJECTS:
        named = {subject_of(key): value for key, value in values.items()}
        ours = {name: value for (of, name), value in named.items() if of is subject}
        if ours:
            subject.write(unit, ours)


def _changed_again(connection: Connection, key: str) -> str:
    subject, name = subject_of(key)
    return subject.changed_again(connection, name)


def _blocked(connection: Connection, values: Values) -> Iterator[tuple[str, Hindrance]]:
    for key, value in values.items():
        subject, _name = subject_of(key)
        if value is None:
            continue
        others = {
            name: other
            for name, other in subject.read(connection).items()
            if f"{subject.key}:{name}" not in values
        }
        blocking = subject.in_the_way(value, others)
        if blocking is not None:
            yield key, Hindrance(blocking[1], frozenset({f"{subject.key}:{blocking[0]}"}))


def _last_given(connection: Connection) -> dict[str, Any]:
    found: dict[str, Any] = {}
    rows = select(change_log.c.after).where(_is_archives()).order_by(change_log.c.id)
    for after in connection.execute(rows).scalars():
        found |= _read(after)
    return {key: value for key, value in found.items() if key.partition(":")[0] in _BY_KEY}


def _read(after: str | None) -> dict[str, Any]:
    """Return values of the log; none where they cannot be read, which its chain tells of."""
    try:
        values = json.loads(after or "{}")
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _is_archives() -> ColumnElement[bool]:
    return (change_log.c.kind == ARCHIVE) & (change_log.c.record_id == 0)
