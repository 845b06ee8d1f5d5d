"""The records that one act touches: as they stand, as they will, and the writing of all of them at once.

Shared by edits (writing.py) and by undo (undo.py). Nothing is written before `write`, so that ten thousand
records cost a few statements; what only the archive can tell is looked at after that, before the commit.
An act that is larger than the memory is written part by part: `write_part` as often as needed, then `finish`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from palmyra_desktop.domain.changes import Action
from palmyra_desktop.domain.custody import Custody
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.storage import change_log, custody, fulltext, rows
from palmyra_desktop.storage.change_log import LogRow
from palmyra_desktop.storage.fulltext_words import concerns
from palmyra_desktop.storage.references import (
    Choices,
    check_choices,
    check_links,
    check_sites,
    chosen_anew,
    moved_to_sites,
)
from palmyra_desktop.storage.rows import State
from palmyra_desktop.storage.schema import RECORD_TABLES, removed
from palmyra_desktop.storage.unit_of_work import Tick, Writing
from palmyra_desktop.storage.validation import check_whole
from palmyra_desktop.storage.values import Values

_INSERT, _CHECK, WORDS = 0.2, 0.6, 0.75
"""Parts of an act that are done when rows, checks and words begin, measured on ten thousand events."""


@dataclass(slots=True)
class Batch:
    """What one act does, collected until it is written; after that it may go on.

    Attributes:
        new: ids given to new records, of each kind.
    """

    unit: Writing
    new: dict[Kind, range] = field(default_factory=dict)
    _states: dict[RecordRef, State] = field(default_factory=dict)
    _log: list[LogRow] = field(default_factory=list)
    _custody: dict[RecordRef, Sequence[Custody]] = field(default_factory=dict)
    _given: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    """The keys that new records bring: the same for many, and as large as their values."""
    _reworded: set[RecordRef] = field(default_factory=set)
    _moved: list[int] = field(default_factory=list)
    _chosen: Choices = field(default_factory=dict)
    """What waits for the end of the act: records with other words, monuments at other sites, choices."""

    def load(self, refs: Iterable[RecordRef], with_text: Iterable[RecordRef] = ()) -> None:
        """Read records that are to be changed; sources whose text is concerned are named a second time."""
        wanted: dict[Kind, set[int]] = defaultdict(set)
        for ref in refs:
            wanted[ref.kind].add(ref.id)
        texts = {ref.id for ref in with_text}
        for kind, ids in wanted.items():
            read = rows.load(self.unit.connection, kind, sorted(ids), texts if kind is Kind.SOURCE else ())
            self._states |= {state.ref: state for state in read.values()}

    def state(self, ref: RecordRef) -> State:
        """Return a record as it stands within this act.

        Raises:
            KnownError: if there is no such record.
        """
        try:
            return self._states[ref]
        except KeyError:
            words = _("There is no {kind} #{number} in the archive.")
            raise KnownError(words.format(kind=ref.kind.value, number=ref.id)) from None

    def new_id(self, kind: Kind) -> int:
        """Return the id of the next new record of a kind; no other writer can take it meanwhile.

        An id that a removed record had is not given again: the log still tells of that record.
        """
        if kind not in self.new:
            newest = (
                select(func.max(RECORD_TABLES[kind].c.id)),
                select(func.max(removed.c.record_id)).where(removed.c.kind == kind.value),
            )
            ids = [self.unit.connection.execute(each).scalar_one() or 0 for each in newest]
            self.new[kind] = range(max(ids) + 1, max(ids) + 1)
        given = self.new[kind]
        self.new[kind] = range(given.start, given.stop + 1)
        return given.stop

    def create(self, ref: RecordRef, uid: str, values: Values, told: Sequence[Custody] = ()) -> None:
        """Add a new record; `told` is what a file says of how it was kept before."""
        if told:
            self._custody[ref] = told
        complete = rows.complete(ref.kind, values)
        given = frozenset(values)
        self._states[ref] = State(ref, uid, 1, 0, complete, self._given.setdefault(given, given))
        self._log.append(LogRow(ref, 1, Action.CREATE))

    def change(self, ref: RecordRef, action: Action, values: Mapping[str, Any]) -> None:
        """Change values of a record; where all are so already, nothing is changed or logged."""
        state = self.state(ref)
        after = {key: value for key, value in values.items() if state.values.get(key) != value}
        if not after:
            return
        before = {key: state.values.get(key) for key in after}
        state.values.update(after)
        state.changed |= after.keys()
        state.version += 1
        self._log.append(LogRow(ref, state.version, action, before, after))

    def write(self) -> tuple[RecordRef, ...]:
        """Write and log everything; return the records touched, in the order first touched.

        Raises:
            InvalidRecord: if a record would not be whole, or would point at what is not there.
        """
        touched = self.write_part(self.unit.tick)
        self.finish()
        return touched

    def write_part(self, tick: Tick = lambda part: None) -> tuple[RecordRef, ...]:
        """Write and log what was collected since the last part, and forget it; `finish` must follow.

        Links may lead to new records that are not written yet.

        Raises:
            InvalidRecord: as `write`.
        """
        touched = tuple(dict.fromkeys(row.ref for row in self._log))
        states = [self._states[ref] for ref in touched]
        for state in states:
            check_whole(state.ref.kind, state.ref.id, state.values)
        connection, at_utc = self.unit.connection, self.unit.at_utc
        for place, kind in enumerate(Kind):
            tick(_INSERT + (_CHECK - _INSERT) * place / len(Kind))
            of_kind = [state for state in states if state.ref.kind is kind]
            new = [state for state in of_kind if not state.stored_version]
            old = [state for state in of_kind if state.stored_version]
            if new:
                rows.insert_new(connection, kind, new, at_utc)
            if old:
                rows.update_changed(connection, kind, old, at_utc)
        tick(_CHECK)
        check_links(connection, states, self.new)
        change_log.append(self.unit, self._log)
        custody.take_over(self.unit, self._custody)
        custody.take_in(self.unit, states)
        self._reworded.update(s.ref for s in states if s.stored_version and concerns(s.ref.kind, s.changed))
        self._moved += moved_to_sites(states)
        self._chosen |= chosen_anew(states)
        self._states, self._log, self._custody = {}, [], {}
        return touched

    def finish(self) -> None:
        """Look at what all of an act must be, and write the words its records are found by.

        Raises:
            InvalidRecord: if a monument would be part of its own parts, or a field rest on a claim that is
                not about it.
        """
        check_sites(self.unit.connection, self._moved)
        check_choices(self.unit.connection, self._chosen)
        fulltext.update(
            self.unit.connection,
            self._reworded,
            self.new,
            lambda part: self.unit.tick(WORDS + (1 - WORDS) * part),
        )
