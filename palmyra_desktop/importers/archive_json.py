"""Archive JSON, as this program exports it, back to records; the sample archive is read by it too.

Several files make one set with one space of ids per kind. A reference leads, by its id, to a record of the
set; without one, by its name, to a record of the set or, later, of the archive.
"""

import json
from codecs import BOM_UTF8
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.custody import Custody, custody_of
from palmyra_desktop.domain.errors import InvalidRecord, KnownError
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.file_form import field_keys
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.domain.text import fold
from palmyra_desktop.domain.timeline.made_bands import MadeBand, from_value
from palmyra_desktop.i18n import N_, _
from palmyra_desktop.importers.base import Draft, ImportIssue, OpenLink
from palmyra_desktop.importers.json_values import Unreadable, field_value

FORMAT = 1
_HEAD_MARK = b'"palmyra"'
_RECORDS = b'"records":['
_SHORT = 32  # characters
_Parser = Callable[[str, BinaryIO], object]
_BANDS = "time_bands"


class ArchiveJsonImporter:
    """Records exported by this program."""

    key = "json"
    label = N_("Archive JSON")
    suffixes: tuple[str, ...] = (".json",)

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether it looks like archive JSON: an object that names this program at its beginning."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _HEAD_MARK in head

    def read(self, files: Sequence[Path], cancel: Cancellation) -> Draft:
        """Read a set of files that may refer to each other.

        Record by record where each has a line of its own, as this program writes them, else each as a whole:
        that takes several times the memory.
        """
        try:
            return self._read(files, cancel, _parsed_by_line)
        except ValueError:
            return self._read(files, cancel, _parsed)

    def _read(self, files: Sequence[Path], cancel: Cancellation, parsed: _Parser) -> Draft:
        reading = _Reading(cancel)
        for path in files:
            cancel.check()
            with _readable(path) as stream:
                reading.collect(path.name, parsed(path.name, stream))
        return reading.draft()


@dataclass(frozen=True, slots=True)
class _Found:
    """A record as it stands in a file, but for what is empty and for its claims."""

    kind: Kind
    place: str
    values: Mapping[str, Any]
    number: int
    """The negative number other edits know it by."""


@dataclass(slots=True)
class _Reading:
    cancel: Cancellation
    found: deque[_Found] = field(default_factory=deque)
    by_id: dict[tuple[Kind, Any], int] = field(default_factory=dict)
    by_name: dict[tuple[Kind, str], list[int]] = field(default_factory=dict)
    issues: list[ImportIssue] = field(default_factory=list)
    open_links: list[OpenLink] = field(default_factory=list)
    bands: list[MadeBand] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def collect(self, name: str, parsed: object) -> None:
        if not isinstance(parsed, dict):
            raise _no_archive_json(name)
        kind = _kind(name, parsed)
        self._take_bands(name, parsed.get(_BANDS) or [])
        for place, values in _objects(name, parsed.get("records")):
            self._add(kind, place, values)
        linked = parsed.get("linked") or {}  # looked for behind the records, where it stands
        if not isinstance(linked, dict):
            raise _no_archive_json(name)
        for plural, records in linked.items():
            for place, values in _objects(f"{name}, {plural}", records):
                self._add(_kind(name, {"palmyra": FORMAT, "kind": plural}), place, values)

    def _take_bands(self, name: str, values: object) -> None:
        for value in values if isinstance(values, list) else (values,):
            try:
                band = from_value(value)
            except InvalidRecord as error:
                self.issues.append(ImportIssue(name, _BANDS, str(value)[:200], str(error)))
                continue
            if band not in self.bands:
                self.bands.append(band)

    def _add(self, kind: Kind, place: str, values: Mapping[str, Any]) -> None:
        self.cancel.check()
        known = self.by_id.get((kind, values.get("id")))
        if known is None:
            number = -1 - len(self.found)
            filled = {key: self._same(told) for key, told in values.items() if told not in (None, [])}
            filled.pop("claims", None)
            self.found.append(_Found(kind, place, filled, number))
            if values.get("id") is not None:
                self.by_id[kind, values["id"]] = number
            for key in _name_keys(kind, values):
                self.by_name.setdefault((kind, key), []).append(number)
        for claim_place, claim in _objects(f"{place}, claims", values.get("claims") or []):
            own = {"subject_kind": kind.value, "subject_id": values.get("id"), "subject": values.get("title")}
            self._add(Kind.CLAIM, claim_place, {**own, **claim})

    def _same(self, value: Any) -> Any:
        """Return a short text as it was met first: half of all texts are the same few."""
        return self.texts.setdefault(value, value) if type(value) is str and len(value) < _SHORT else value

    def draft(self) -> Draft:
        edits: list[Edit] = []
        choices: list[Edit] = []
        counts: dict[Kind, int] = {}
        while self.found:  # let go of one by one: they are as large as the edits made of them
            self.cancel.check()
            record = self.found.popleft()
            values = self._values(len(edits), record)
            edits.append(Edit(Action.CREATE, record.kind, record.number, values=values))
            choices += self._choices(record)
            counts[record.kind] = counts.get(record.kind, 0) + 1
        every = (*edits, *choices)
        return Draft(every, tuple(self.open_links), tuple(self.issues), counts, tuple(self.bands))

    def _values(self, index: int, record: _Found) -> dict[str, Any]:
        described = record_type(record.kind)
        found: dict[str, Any] = {}
        for described_field, keys in _fields(record.kind):
            if record.values.keys().isdisjoint(keys):
                continue  # most fields of most records
            try:
                if described_field.is_link:
                    value: Any = self._links(index, record, described_field)
                else:
                    value = field_value(described_field, record.values)
            except Unreadable as problem:
                self._issue(record, described_field.key, record.values.get(described_field.key), str(problem))
                continue
            if value is not None and value != ():
                found[described_field.key] = value
        if record.kind in (Kind.IMAGE, Kind.SOURCE):
            found["custody"] = tuple(self._custody(record))
        if described.title_key not in found and isinstance(record.values.get("title"), str):
            found[described.title_key] = record.values["title"]
        return found

    def _links(self, index: int, record: _Found, described: Field) -> Link | tuple[Link, ...] | None:
        many = described.type is FieldType.LINKS
        links = tuple(
            link
            for reference in _references(record.values, described, many)
            if (link := self._link(index, record, described, reference, many))
        )
        if many:
            return links
        return links[0] if links else None

    def _link(
        self, index: int, record: _Found, described: Field, reference: "_Reference", many: bool
    ) -> Link | None:
        number = self.by_id.get((reference.kind, reference.id)) if reference.id is not None else None
        if number is None and reference.name:
            named = self.by_name.get((reference.kind, fold(reference.name)), [])
            number = named[0] if len(named) == 1 else None
        if number is not None:
            return Link(reference.kind, number, reference.name or "", reference.role)
        if reference.name:
            where = (index, described.key, reference.kind)
            self.open_links.append(OpenLink(*where, reference.name, many, reference.role, record.place))
        else:
            reason = _("No record of this number is in the file.")
            self._issue(record, described.key, reference.id, reason)
        return None

    def _custody(self, record: _Found) -> Iterator[Custody]:
        told = record.values.get("custody") or []
        for values in told if isinstance(told, list) else [told]:
            try:
                step = custody_of(RecordRef(record.kind, record.number), values)
            except ValueError:
                self._issue(record, "custody", values, _("A step of the chain of custody is expected here."))
            else:
                yield step

    def _choices(self, record: _Found) -> Iterator[Edit]:
        chosen = record.values.get("chosen") or {}
        if not isinstance(chosen, dict):
            self._issue(record, "chosen", chosen, _("Fields with numbers of claims are expected here."))
            return
        for key, claim_id in chosen.items():
            number = self.by_id.get((Kind.CLAIM, claim_id))
            if number is None:
                self._issue(record, f"chosen, {key}", claim_id, _("No record of this number is in the file."))
                continue
            yield Edit(
                Action.CHOOSE, record.kind, record.number, values={"field": str(key), "claim_id": number}
            )

    def _issue(self, record: _Found, key: str, text: object, reason: str) -> None:
        self.issues.append(ImportIssue(record.place, key, "" if text is None else str(text)[:200], reason))


@dataclass(frozen=True, slots=True)
class _Reference:
    kind: Kind
    id: Any
    name: str | None
    role: str | None = None


_UID = Field("uid", N_("Identifier across archives"))
_TEXT = Field("text", N_("Archived text"), FieldType.LONG_TEXT)
_EXTRAS: dict[Kind, tuple[Field, ...]] = {
    kind: (_UID, _TEXT) if kind is Kind.SOURCE else (_UID,) for kind in Kind
}


@cache
def _fields(kind: Kind) -> tuple[tuple[Field, tuple[str, ...]], ...]:
    """Return the fields a file may fill in, each with the keys its value may stand under."""
    entered = tuple((field, field_keys(kind, field)) for field in record_type(kind).entered)
    return (*entered, *((extra, (extra.key,)) for extra in _EXTRAS[kind]))


def _references(values: Mapping[str, Any], described: Field, many: bool) -> list[_Reference]:
    key = described.key
    if not many:
        kind_text = values.get(f"{key}_kind")
        kind = described.links_to[0]
        if len(described.links_to) > 1 and kind_text is not None:
            kind = _kind_of(kind_text)
        number, name = values.get(f"{key}_id"), values.get(key)
        _check_text(name)
        return [_Reference(kind, number, name)] if number is not None or name else []
    names, numbers, roles = (values.get(k) or [] for k in (key, f"{key}_ids", f"{key}_roles"))
    if not all(isinstance(part, list) for part in (names, numbers, roles)):
        raise Unreadable(_("A list is expected here."))
    for text in (*names, *roles):
        _check_text(text)
    length = max(len(names), len(numbers))

    def at(part: list[Any], index: int) -> Any:
        return part[index] if index < len(part) else None

    kind = described.links_to[0]
    return [_Reference(kind, at(numbers, i), at(names, i), at(roles, i)) for i in range(length)]


def _check_text(value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise Unreadable(_("A text is expected here."))


def _kind_of(text: object) -> Kind:
    try:
        return Kind(str(text))
    except ValueError as error:
        raise Unreadable(_("There is no kind of record called {kind}.").format(kind=text)) from error


def _name_keys(kind: Kind, values: Mapping[str, Any]) -> set[str]:
    texts = [values.get("title"), values.get(record_type(kind).title_key)]
    if isinstance(values.get("names"), list):
        texts += values["names"]
    return {fold(text) for text in texts if isinstance(text, str)}


def _objects(name: str, records: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Go through a list of objects with the place of each, for a reader ("events.json, record 3")."""
    if not isinstance(records, list | Iterator):
        raise _no_archive_json(name)
    for position, record in enumerate(records, 1):
        number = record.get("id") if isinstance(record, dict) else False
        if isinstance(number, bool) or not isinstance(number, int | str | None):
            raise _no_archive_json(name)
        yield _("{file}, record {number}").format(file=name, number=position), record


def _kind(name: str, parsed: Mapping[str, Any]) -> Kind:
    if parsed.get("palmyra") != FORMAT:
        message = _("{file} was written by a newer version of Palmyra Desktop, or is no export of it.")
        raise KnownError(message.format(file=name), _("Install the newest version and try again."))
    try:
        return Kind.from_plural(str(parsed.get("kind")))
    except ValueError as error:
        raise _no_archive_json(name) from error


def _parsed_by_line(_name: str, stream: BinaryIO) -> object:
    """Return what a file holds; its records are parsed as they are gone through, what is behind them at last.

    Raises:
        ValueError: if not each record has a line, now or when that is found.
    """
    head = next(stream, b"").rstrip()
    if not head.endswith(_RECORDS):
        raise ValueError(head[:100])
    parsed: dict[str, Any] = orjson.loads(head.removeprefix(BOM_UTF8) + b"]}")

    def records() -> Iterator[object]:
        for line in stream:
            if line.startswith(b"]"):
                parsed.update(orjson.loads(b"{" + _RECORDS + line + stream.read()))
                return
            yield orjson.loads(line.rstrip().removesuffix(b","))
        raise ValueError("the file has no end")

    parsed["records"] = records()
    return parsed


def _parsed(name: str, stream: BinaryIO) -> object:
    try:
        return json.loads(stream.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _no_archive_json(name) from error


@contextmanager
def _readable(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        message = _("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror)
        raise KnownError(message) from error
    except MemoryError as error:
        message = _("{file} is too large for the memory of this computer.").format(file=path.name)
        raise KnownError(message, _("Export it in parts, and bring in one after the other.")) from error


def _no_archive_json(name: str) -> KnownError:
    message = _("{file} is not whole, or is no export of Palmyra Desktop.").format(file=name)
    return KnownError(message, _("Export it again, or choose another file."))
