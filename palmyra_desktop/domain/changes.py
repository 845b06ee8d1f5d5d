"""What to change, and what was changed.

An `Edit` says what to do; a `Change` is one row of the log of what was done; a `ChangeSet` tells every
part of the program which kinds and records to read anew.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from typing_extensions import override

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef


class Action(StrEnum):
    """What an edit does to one record."""

    CREATE = "create"
    UPDATE = "update"
    TRASH = "trash"
    RESTORE = "restore"
    CHOOSE = "choose"
    """Let a shown value rest on a claim."""
    REMOVE = "remove"
    """For good, out of the trash: never an edit asked for, and never undone."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change asked for.

    Attributes:
        id: the record's; for CREATE a negative number of the caller's own choosing, by which links in other
            edits of the same group may name the new record before it has an id.
        version: the version the edit was made on; None for CREATE. A record that has moved on is a Conflict.
        values: field key to value as the dataclass holds it (Link and tuples of Link for links; a Link's id
            may be such a negative number). A source's archived text is the extra key "text".
            For CHOOSE: {"field": key, "claim_id": id or None}.
    """

    action: Action
    kind: Kind
    id: int
    version: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ref(self) -> RecordRef:
        """The record it is about."""
        return RecordRef(self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Change:
    """One record's change as logged, or one of what the archive has beside its records.

    Attributes:
        kind: None for the archive itself; record_id is 0 then, the values those of storage/furnishing.
        at_utc: ISO 8601 with offset Z. version: of the record, after the change.
        before, after: the values that changed, in file form; both None for a created record. Beside field
            keys there are "trashed", a source's "text", and "chosen:FIELD", the claim a value rests on.
    """

    group_id: int
    kind: Kind | None
    record_id: int
    version: int
    action: Action
    at_utc: str
    author: str
    label: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def ref(self) -> RecordRef:
        """The record that was changed; not to be asked of the archive itself."""
        assert self.kind is not None
        return RecordRef(self.kind, self.record_id)


@dataclass(frozen=True, slots=True)
class ToldValue:
    """One value that was changed: its field's name and what stood there, in words; "" for nothing."""

    key: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words.

    Attributes:
        title: of the record, or the archive, as it is called now; of one that was removed, as it was called
            then.
        is_there: whether the record is still in the archive.
        removal: the change that removed it for good, if one did.
    """

    change: Change
    title: str
    values: tuple[ToldValue, ...]
    is_there: bool = True
    removal: Change | None = None

    @property
    def ref(self) -> RecordRef | None:
        """The record that was changed; None for the archive itself."""
        return None if self.change.kind is None else self.change.ref


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """One act of a user: what undo takes back at once.

    Attributes:
        label: the act in words, for "Undo ...". initiator: window, cli, import, sample
            or restore (a backup was put in place).
        reverts_group_id: the group this one undid, if it did. reverted: whether it has been undone since.
    """

    id: int
    at_utc: str
    author: str
    label: str
    initiator: str
    reverts_group_id: int | None = None
    reverted: bool = False
    change_count: int = 0


@dataclass(frozen=True, slots=True)
class NewRefs(Collection[RecordRef]):
    """The records that one act brought, kind by kind; a million of them take no more room than one."""

    ids: Mapping[Kind, range]

    @override
    def __len__(self) -> int:
        return sum(map(len, self.ids.values()))

    @override
    def __iter__(self) -> Iterator[RecordRef]:
        return (RecordRef(kind, number) for kind, numbers in self.ids.items() for number in numbers)

    @override
    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, RecordRef) and ref.id in self.ids.get(ref.kind, ())


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What an act changed.

    Attributes:
        group_id: its group in the log, 0 where nothing changed.
        refs: the records touched, created ones included.
        created: the caller's negative number to the new record, per created record.
    """

    group_id: int = 0
    label: str = ""
    refs: Collection[RecordRef] = ()
    created: Mapping[int, RecordRef] = field(default_factory=dict)
    initiator: str = ""

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of record touched."""
        return frozenset(ref.kind for ref in self.refs)
