"""The files of archive JSON, gone through record by record, as often as a reader needs.

Where each record has a line of its own, as this program writes them, no more than a line is in memory. Other
files are parsed as a whole and kept: that takes several times their size.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.i18n import _

FORMAT = 1
BANDS = "time_bands"
_RECORDS = b'"records":['

Place = tuple[str | int, ...]
"""Where a record stands: ("events.json", 3, "claims", 1); `place_words` says it to a reader."""
Told = tuple[Kind, Place, Mapping[str, Any]]
"""A record as it stands in a file."""


class NotByLine(Exception):
    """Some record has no line of its own; the files have to be parsed as a whole."""


@dataclass(slots=True)
class RecordFiles:
    """Files that make one set.

    Attributes:
        is_whole: whether files are parsed as a whole; else by line.
        bands: what each file gone through says of the user's own bands.
        read: bytes gone through by now.
    """

    paths: Sequence[Path]
    cancel: Cancellation
    is_whole: bool = False
    bands: dict[Path, object] = field(default_factory=dict)
    read: int = 0
    _stamps: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _parsed: dict[Path, object] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes there are to go through, known once that has begun."""
        return sum(size for size, _time in self._stamps.values())

    def records(self) -> Iterator[Told]:
        """Go through all records from the beginning, each before its claims.

        Raises:
            NotByLine: if a file is to be parsed as a whole, and is not.
            KnownError: if a file is no archive JSON or cannot be read, or changed since it was first opened.
        """
        self.read = 0
        for path in self.paths:
            self._check_same(path)
        for path in self.paths:
            self.cancel.check()
            with _in_words(path), path.open("rb") as stream:
                for told in self._records(path, self._content(path, stream)):
                    self.cancel.check()
                    yield told
            self._check_same(path)

    def _records(self, path: Path, parsed: object) -> Iterator[Told]:
        name = path.name
        if not isinstance(parsed, dict):
            raise no_archive_json(name)
        kind = _kind(name, parsed)
        self.bands[path] = parsed.get(BANDS)
        yield from _objects(kind, (name,), parsed.get("records"))
        linked = parsed.get("linked") or {}  # looked for behind the records, where it stands
        if not isinstance(linked, dict):
            raise no_archive_json(name)
        for plural, records in linked.items():
            yield from _objects(_kind(name, {"palmyra": FORMAT, "kind": plural}), (name, plural), records)

    def _content(self, path: Path, stream: BinaryIO) -> object:
        if not self.is_whole:
            return self._by_line(stream)
        if path not in self._parsed:
            self._parsed[path] = _parsed(path.name, stream)
        self.read += self._stamps[path][0]
        return self._parsed[path]

    def _by_line(self, stream: BinaryIO) -> object:
        """Return what a file holds; records are parsed as they are gone through, what is behind at last."""
        first = next(stream, b"")
        head = first.rstrip()
        if not head.endswith(_RECORDS):
            raise NotByLine
        parsed: dict[str, Any] = _line(head.removeprefix(BOM_UTF8) + b"]}")
        self.read += len(first)

        def records() -> Iterator[object]:
            for line in stream:
                self.read += len(line)
                if line.startswith(b"]"):
                    rest = stream.read()
                    self.read += len(rest)
                    parsed.update(_line(b"{" + _RECORDS + line + rest))
                    return
                yield _line(line.rstrip().removesuffix(b","))
            raise NotByLine  # the file has no end

        parsed["records"] = records()
        return parsed

    def _check_same(self, path: Path) -> None:
        """Look whether a file is still as it was when the first of all was opened."""
        with _in_words(path):
            found = path.stat()
        stamp = found.st_size, found.st_mtime_ns
        if self._stamps.setdefault(path, stamp) != stamp:
            raise changed_meanwhile(path.name)


def place_words(place: Place) -> str:
    """Return where a record stands, for a reader: "events.json, record 3"."""
    words = str(place[0])
    for part in place[1:]:
        if isinstance(part, int):
            words = _("{file}, record {number}").format(file=words, number=part)
        else:
            words = f"{words}, {part}"
    return words


def changed_meanwhile(name: str) -> KnownError:
    """Return the error that a file is not any more what it was when its reading began."""
    message = _("{file} was changed while it was read.").format(file=name)
    return KnownError(message, _("Wait until nobody writes to it, and try again."))


def no_archive_json(name: str) -> KnownError:
    """Return the error that a file cannot be read as archive JSON."""
    message = _("{file} is not whole, or is no export of Palmyra Desktop.").format(file=name)
    return KnownError(message, _("Export it again, or choose another file."))


def _objects(kind: Kind, place: Place, records: object) -> Iterator[Told]:
    """Go through a list of records of a kind, and the claims that stand in each."""
    if not isinstance(records, list | Iterator):
        raise no_archive_json(place_words(place))
    for position, record in enumerate(records, 1):
        number = record.get("id") if isinstance(record, dict) else False
        if isinstance(number, bool) or not isinstance(number, int | str | None):
            raise no_archive_json(place_words(place))
        its_place = (*place, position)
        yield kind, its_place, record
        if claims := record.get("claims"):
            own = {"subject_kind": kind.value, "subject_id": number, "subject": record.get("title")}
            for each_kind, each_place, claim in _objects(Kind.CLAIM, (*its_place, "claims"), claims):
                yield each_kind, each_place, {**own, **claim}


def _kind(name: str, parsed: Mapping[str, Any]) -> Kind:
    if parsed.get("palmyra") != FORMAT:
        message = _("{file} was written by a newer version of Palmyra Desktop, or is no export of it.")
        raise KnownError(message.format(file=name), _("Install the newest version and try again."))
    try:
        return Kind.from_plural(str(parsed.get("kind")))
    except ValueError as error:
        raise no_archive_json(name) from error


def _line(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except ValueError as error:
        raise NotByLine from error


def _parsed(name: str, stream: BinaryIO) -> object:
    try:
        return json.loads(stream.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise no_archive_json(name) from error


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = _("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror)
        raise KnownError(message) from error
    except MemoryError as error:
        message = _("{file} is too large for the memory of this computer.").format(file=path.name)
        raise KnownError(message, _("Export it in parts, and bring in one after the other.")) from error
