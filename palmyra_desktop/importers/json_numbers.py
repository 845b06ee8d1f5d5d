"""The first reading of archive JSON: which record has which number, and what is linked by name alone.

Of a record it keeps its id alone, so that a file may be far larger than the memory.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, zip_longest
from typing import Any, NamedTuple

from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.text import fold
from palmyra_desktop.i18n import _
from palmyra_desktop.importers.base import Met, Tell
from palmyra_desktop.importers.json_files import RecordFiles, Told, changed_meanwhile
from palmyra_desktop.importers.json_values import Unreadable

_SEVERAL = 0
_OFTEN = 1_000  # records between two words about how far it is
_SPARSE = 8
"""How many places a table may have for each record in it."""


class Reference(NamedTuple):
    """What a record says of another that it leads to; a tuple, for there are many of them."""

    kind: Kind
    id: Any
    name: str | None
    role: str | None = None


@dataclass(slots=True)
class _Ids:
    """Ids of one kind, with the numbers of their records.

    Most ids are whole numbers with few gaps: a table takes 4 bytes for each, a dictionary 130.
    """

    count: int = 0
    table: "array[int]" = field(default_factory=lambda: array("i"))
    others: dict[int | str, int] = field(default_factory=dict)

    def get(self, identity: object) -> int | None:
        if isinstance(identity, float) and identity.is_integer():
            identity = int(identity)  # as some programs write ids
        if type(identity) is int and 0 <= identity < len(self.table) and self.table[identity]:
            return self.table[identity]
        return self.others.get(identity) if isinstance(identity, int | str) else None

    def put(self, identity: int | str, number: int) -> None:
        self.count += 1
        if not isinstance(identity, int) or not 0 <= identity < _SPARSE * (self.count + _OFTEN):
            self.others[identity] = number
            return
        if identity >= len(self.table):
            self.table.frombytes(bytes(self.table.itemsize * (identity + 1 - len(self.table))))
        self.table[identity] = number


@dataclass(slots=True)
class Numbers:
    """The records of a set of files, numbered -1, -2, ... in the order they are met.

    Attributes:
        kinds: of the records, in that order.
        names: what is linked by a name that no single record of the set has.
    """

    files: RecordFiles
    kinds: list[Kind] = field(default_factory=list)
    names: frozenset[tuple[Kind, str]] = frozenset()
    _by_id: dict[Kind, _Ids] = field(default_factory=lambda: {kind: _Ids() for kind in Kind})
    _by_name: dict[tuple[Kind, str], int] = field(default_factory=dict)

    def read(self, met: Met, tell: Tell) -> None:
        """Go through the files for the first time.

        Args:
            met: told of each record. tell: told how many bytes are read, and of how many.

        Raises:
            NotByLine, KnownError: as `RecordFiles.records`.
        """
        named: set[tuple[Kind, Any, str]] = set()
        for kind, _place, values in self.files.records():
            identity, ids = values.get("id"), self._by_id[kind]
            if ids.get(identity) is not None:
                continue
            self.kinds.append(kind)
            number = -len(self.kinds)
            if identity is not None:
                ids.put(identity, number)
            named.update(self._named(kind, values))
            met(kind, number, values.get("uid"))
            if number % _OFTEN == 0:
                tell(self.files.read, self.files.size)
        self._find({(kind, name) for kind, identity, name in named if self.of(kind, identity) is None})

    def of(self, kind: Kind, identity: Any) -> int | None:
        """Return the number of the record with an id; None where no file has it."""
        return self._by_id[kind].get(identity)

    def named(self, kind: Kind, name: str) -> int | None:
        """Return the number of the one record of a name that is linked by it alone; None if it is not one."""
        return self._by_name.get((kind, fold(name))) or None

    def again(self) -> Iterator[tuple[int, Told]]:
        """Go through the files once more: each record with its number, in order.

        Raises:
            KnownError: if they are not any more what they were.
        """
        count = 0
        for told in self.files.records():
            kind, place, values = told
            next_number, identity = -1 - count, values.get("id")
            number = next_number if identity is None else self.of(kind, identity)
            if number is not None and number > next_number:
                continue  # the same record once more
            if number != next_number or count == len(self.kinds) or kind is not self.kinds[count]:
                raise changed_meanwhile(str(place[0]))
            count += 1
            yield number, told
        if count != len(self.kinds):
            raise changed_meanwhile(self.files.paths[-1].name)

    def _named(self, kind: Kind, values: Mapping[str, Any]) -> Iterator[tuple[Kind, Any, str]]:
        """Yield what links name that is not met yet; it may come later, or is known by its name alone."""
        for described in _links(kind):
            if values.get(described.key):
                try:
                    found = references(values, described)
                except Unreadable:
                    continue  # told when it is read for good
                for each in found:
                    if each.name and self.of(each.kind, each.id) is None:
                        yield each.kind, None if isinstance(each.id, list | dict) else each.id, each.name

    def _find(self, wanted: set[tuple[Kind, str]]) -> None:
        """Look in the files for records of these names; what is not found there is kept in `names`."""
        if not wanted:
            return
        folded = {(kind, fold(name)) for kind, name in wanted}
        for number, (kind, _place, values) in self.again():
            for name in folded & _names(kind, values):
                self._by_name[name] = _SEVERAL if name in self._by_name else number
        self.names = frozenset((kind, name) for kind, name in wanted if self.named(kind, name) is None)


def references(values: Mapping[str, Any], described: Field) -> list[Reference]:
    """Return where a field's links lead.

    Raises:
        Unreadable: if something else stands there.
    """
    key = described.key
    if described.type is not FieldType.LINKS:
        kind_text = values.get(f"{key}_kind")
        kind = described.links_to[0]
        if len(described.links_to) > 1 and kind_text is not None:
            kind = _kind_of(kind_text)
        number, name = values.get(f"{key}_id"), values.get(key)
        _check_text(name)
        return [Reference(kind, number, name)] if number is not None or name else []
    names, numbers, roles = (values.get(k) or [] for k in (key, f"{key}_ids", f"{key}_roles"))
    if not all(isinstance(part, list) for part in (names, numbers, roles)):
        raise Unreadable(_("A list is expected here."))
    for text in (*names, *roles):
        _check_text(text)
    kind = described.links_to[0]
    parallel = islice(zip_longest(numbers, names, roles), max(len(names), len(numbers)))
    return [Reference(kind, *each) for each in parallel]


def _check_text(value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise Unreadable(_("A text is expected here."))


def _kind_of(text: object) -> Kind:
    try:
        return Kind(str(text))
    except ValueError as error:
        raise Unreadable(_("There is no kind of record called {kind}.").format(kind=text)) from error


@cache
def _links(kind: Kind) -> tuple[Field, ...]:
    return tuple(each for each in record_type(kind).entered if each.is_link)


def _names(kind: Kind, values: Mapping[str, Any]) -> set[tuple[Kind, str]]:
    texts = [values.get("title"), values.get(record_type(kind).title_key)]
    if isinstance(values.get("names"), list):
        texts += values["names"]
    return {(kind, fold(text)) for text in texts if isinstance(text, str)}
