"""Archive JSON, as this program exports it, back to records; the sample archive is read by it too.

Several files make one set with one space of ids per kind. A reference leads, by its id, to a record of the
set; without one, by its name, to a record of the set or of the archive.

The files are read twice: first their records are numbered (json_numbers.py), then each becomes an edit whose
links are known at once, wherever in the files the other record stands.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.custody import Custody, custody_of
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.file_form import field_keys
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.domain.timeline.made_bands import MadeBand, from_value
from palmyra_desktop.i18n import N_, _
from palmyra_desktop.importers.base import Draft, ImportIssue, LookUp, Met, OpenLink, Tell, ignored, unheard
from palmyra_desktop.importers.json_files import (
    BANDS,
    NotByLine,
    Place,
    RecordFiles,
    changed_meanwhile,
    place_words,
)
from palmyra_desktop.importers.json_numbers import Numbers, Reference, references
from palmyra_desktop.importers.json_values import Unreadable, field_value

_HEAD_MARK = b'"palmyra"'


class ArchiveJsonImporter:
    """Records exported by this program."""

    key = "json"
    label = N_("Archive JSON")
    suffixes: tuple[str, ...] = (".json",)

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether it looks like archive JSON: an object that names this program at its beginning."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _HEAD_MARK in head

    def read(
        self,
        files: Sequence[Path],
        cancel: Cancellation,
        begin: Callable[[], Met] = unheard,
        tell: Tell = ignored,
    ) -> Draft:
        """Read a set of files that may refer to each other.

        Record by record where each has a line of its own, as this program writes them, else each as a whole:
        that takes several times the memory.
        """
        try:
            return _draft(RecordFiles(files, cancel), begin(), tell)
        except NotByLine:
            return _draft(RecordFiles(files, cancel, is_whole=True), begin(), tell)


def _draft(files: RecordFiles, met: Met, tell: Tell) -> Draft:
    numbers = Numbers(files)
    numbers.read(met, tell)
    bands, issues = _bands(files.bands)

    def edits(look_up: LookUp, issues: list[ImportIssue]) -> Iterator[Edit]:
        return _Reading(numbers, look_up, issues).edits()

    return Draft(Counter(numbers.kinds), numbers.kinds, edits, numbers.names, issues, bands)


def _bands(told: Mapping[Path, object]) -> tuple[tuple[MadeBand, ...], tuple[ImportIssue, ...]]:
    bands: dict[MadeBand, None] = {}
    issues: list[ImportIssue] = []
    for path, values in told.items():
        for value in values if isinstance(values, list) else (values,) if values else ():
            try:
                bands[from_value(value)] = None
            except InvalidRecord as error:
                issues.append(ImportIssue(path.name, BANDS, str(value)[:200], str(error)))
    return tuple(bands), tuple(issues)


@dataclass(frozen=True, slots=True)
class _Found:
    """A record as it stands in a file, but for what is empty."""

    kind: Kind
    place: Place
    values: Mapping[str, Any]
    number: int


@dataclass(slots=True)
class _Reading:
    """The second reading: one edit after the other."""

    numbers: Numbers
    look_up: LookUp
    issues: list[ImportIssue]
    choices: list[tuple[Kind, int, str, int]] = field(default_factory=list)

    def edits(self) -> Iterator[Edit]:
        try:
            for number, (kind, place, told) in self.numbers.again():
                values = {key: value for key, value in told.items() if value is not None and value != []}
                record = _Found(kind, place, values, number)
                yield Edit(Action.CREATE, kind, number, values=self._values(record))
                self._choose(record)
        except NotByLine as error:
            raise changed_meanwhile(self.numbers.files.paths[0].name) from error
        for kind, number, key, claim in self.choices:
            yield Edit(Action.CHOOSE, kind, number, values={"field": key, "claim_id": claim})

    def _values(self, record: _Found) -> dict[str, Any]:
        described = record_type(record.kind)
        found: dict[str, Any] = {}
        told = record.values.keys()
        for described_field, is_link, keys in _fields(record.kind):
            if told.isdisjoint(keys):
                continue  # most fields of most records
            try:
                if is_link:
                    value: Any = self._links(record, described_field)
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

    def _links(self, record: _Found, described: Field) -> Link | tuple[Link, ...] | None:
        links = tuple(
            link
            for reference in references(record.values, described)
            if (link := self._link(record, described, reference))
        )
        if described.type is FieldType.LINKS:
            return links
        return links[0] if links else None

    def _link(self, record: _Found, described: Field, reference: Reference) -> Link | None:
        kind, name = reference.kind, reference.name
        number = self.numbers.of(kind, reference.id)
        if number is None and name:
            number = self.numbers.named(kind, name)
            if number is None:
                number = self._looked_up(record, described, kind, name)
        elif number is None:
            reason = _("No record of this number is in the file.")
            self._issue(record, described.key, reference.id, reason)
        return None if number is None else Link(kind, number, name or "", reference.role)

    def _looked_up(self, record: _Found, described: Field, kind: Kind, name: str) -> int | None:
        if (kind, name) not in self.numbers.names:
            raise changed_meanwhile(str(record.place[0]))
        return self.look_up(OpenLink(kind, name, place_words(record.place), described.key))

    def _custody(self, record: _Found) -> Iterator[Custody]:
        told = record.values.get("custody") or []
        for values in told if isinstance(told, list) else [told]:
            try:
                step = custody_of(RecordRef(record.kind, record.number), values)
            except ValueError:
                self._issue(record, "custody", values, _("A step of the chain of custody is expected here."))
            else:
                yield step

    def _choose(self, record: _Found) -> None:
        chosen = record.values.get("chosen") or {}
        if not isinstance(chosen, dict):
            self._issue(record, "chosen", chosen, _("Fields with numbers of claims are expected here."))
            return
        for key, claim_id in chosen.items():
            number = self.numbers.of(Kind.CLAIM, claim_id)
            if number is None:
                self._issue(record, f"chosen, {key}", claim_id, _("No record of this number is in the file."))
                continue
            self.choices.append((record.kind, record.number, str(key), number))

    def _issue(self, record: _Found, key: str, text: object, reason: str) -> None:
        words = "" if text is None else str(text)[:200]
        self.issues.append(ImportIssue(place_words(record.place), key, words, reason))


_UID = Field("uid", N_("Identifier across archives"))
_TEXT = Field("text", N_("Archived text"), FieldType.LONG_TEXT)
_EXTRAS: dict[Kind, tuple[Field, ...]] = {
    kind: (_UID, _TEXT) if kind is Kind.SOURCE else (_UID,) for kind in Kind
}


@cache
def _fields(kind: Kind) -> tuple[tuple[Field, bool, tuple[str, ...]], ...]:
    """Return the fields a file may fill in, if it is a link, and the keys its value may stand under."""
    entered = tuple((field, field.is_link, field_keys(kind, field)) for field in record_type(kind).entered)
    return (*entered, *((extra, False, (extra.key,)) for extra in _EXTRAS[kind]))
