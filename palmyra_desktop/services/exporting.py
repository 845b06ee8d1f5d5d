"""Export what is selected: the rows shown, in the order shown, counted before and read back after.

The file is written under a temporary name beside its place and renamed when it was found whole; until then
a file that stood there is untouched. Each export is logged in the archive.
"""

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from palmyra_desktop.collecting import no_collecting
from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import GRADE_KEYS, value_keys
from palmyra_desktop.domain.found import Spans
from palmyra_desktop.domain.plain_page import PlainPage
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.domain.source import Source
from palmyra_desktop.exporters.base import Exporter, ExportItem, Selection
from palmyra_desktop.exporters.registry import EXPORTERS, exporter
from palmyra_desktop.i18n import _, format_number
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.citation import cite
from palmyra_desktop.services.describing import filter_words
from palmyra_desktop.services.timeline import made_bands, notes_on
from palmyra_desktop.services.whole_file import refuse, replacing, sha256_of
from palmyra_desktop.storage import export_log
from palmyra_desktop.storage.nested import nested_page
from palmyra_desktop.storage.plain_columns import Known, plain_columns
from palmyra_desktop.storage.unit_of_work import reading, writing

_PAGE = 1_000
_PLAIN_PAGE = 1_500
"""Records read at once; more would be a little faster and take much more memory."""


@dataclass(frozen=True, slots=True)
class Format:
    """An export format as a dialog shows it; labels are English, marked for translation.

    Attributes:
        options: option name to (label, default).
    """

    key: str
    label: str
    explanation: str
    suffix: str
    has_columns: bool
    options: Mapping[str, tuple[str, Any]]
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        count: records, as read back from the file. logged: whether the archive could take the log entry.
        notes: what the user has to know about the file, in words.
    """

    path: Path
    count: int
    sha256: str
    logged: bool
    notes: tuple[str, ...] = ()


def formats(kind: Kind = Kind.EVENT) -> tuple[Format, ...]:
    """Return every export format a kind of record can be written in, in the order of the dialog."""
    return tuple(
        Format(
            found.key,
            found.label,
            found.explanation,
            found.suffix,
            found.has_columns,
            {
                option.name: (option.metadata["label"], option.default)
                for option in fields(found.options)
                if option.name != "grades" or _takes_grades(found, kind)
            },
            found.promise,
        )
        for found in EXPORTERS
        if record_type(kind).date_key or not found.needs_dates
    )


def export(
    archive: Archive,
    criteria: Criteria,
    *,
    format: str,
    output: Path,
    columns: Sequence[str] | None = None,
    options: Mapping[str, Any] | None = None,
    force: bool = False,
    author: str = "",
    initiator: str = "window",
    cancel: Cancellation | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write what the criteria find to a file.

    Args:
        columns: keys (`file_form.value_keys`), for formats made of columns; None is all.
        force: replace a file that is there.

    Raises:
        KnownError: if the format is unknown, the file is there, or it cannot be written whole.
        Cancelled: on request; nothing is left behind.
    """
    chosen = _exporter(format)
    cancel = cancel or Cancellation()
    refuse(output, force)
    notes: list[str] = []
    wanted = _options(chosen, criteria.kind, options or {})
    has_grades = getattr(wanted, "grades", False)
    selection = _selection(archive, criteria, chosen, columns, cancel, progress, notes.append, has_grades)
    with replacing(output) as temporary, no_collecting():
        count, sha256 = _write(chosen, selection, wanted, temporary)
        cancel.check()
    logged = {
        "format": chosen.key,
        "criteria": criteria.to_json(),
        "count": count,
        "file_name": output.name,
        "sha256": sha256,
        "author": author,
        "initiator": initiator,
    }
    is_logged = not archive.read_only and _log(archive, logged)
    if not is_logged:
        notes.append(_("The archive may not be written to, so the export is not in its log."))
    return Exported(output, count, sha256, is_logged, tuple(notes))


def _log(archive: Archive, logged: dict[str, Any]) -> bool:
    """Log an export; return whether the archive could take that: the file is written in any case."""
    try:
        with writing(archive.engine) as unit:
            export_log.add(unit.connection, logged)
    except KnownError:
        return False
    return True


def report(
    archive: Archive,
    criteria: Criteria,
    cancel: Cancellation | None = None,
    progress: Progress | None = None,
) -> str:
    """Return what the criteria find as the HTML report, for printing.

    Raises:
        Cancelled: on request.
    """
    chosen = _exporter("html")
    selection = _selection(archive, criteria, chosen, None, cancel or Cancellation(), progress)
    stream = io.BytesIO()
    chosen.write(selection, stream, chosen.options())
    return stream.getvalue().decode()


def _selection(
    archive: Archive,
    criteria: Criteria,
    chosen: Exporter,
    columns: Sequence[str] | None,
    cancel: Cancellation,
    progress: Progress | None,
    note: Callable[[str], None] = lambda words: None,
    has_grades: bool = False,
) -> Selection:
    found = archive.search(criteria, first=0, cancel=cancel)
    keys = value_keys(found.kind, with_grades=has_grades)
    if columns is not None and not chosen.is_nested:
        keys = (*columns, *(GRADE_KEYS.get(found.kind, ()) if has_grades else ()))

    def spans(lanes: str) -> Spans:
        drawn = archive.spans(criteria, lanes, cancel)
        if progress:
            progress(drawn.total, drawn.total)  # the index gives all of them at once
        return drawn

    pages = _Pages(archive, found.kind, found.ids, keys, chosen.is_nested, cancel, progress, has_grades)
    return Selection(
        kind=found.kind,
        criteria=criteria,
        count=len(found.ids),
        items=pages.items(),
        plain=pages.plain(),
        records=pages.records,
        lookup=pages.lookup,
        cite=_cite,
        columns=keys,
        has_grades=has_grades,
        title=archive.title,
        filter_words=filter_words(archive, criteria),
        made_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        check=cancel.check,
        note=note,
        bands=lambda: archive.spans(replace(criteria, ids=()), cancel=cancel).bands,
        spans=spans,
        made_bands=lambda: made_bands(archive),
        notes=lambda bars, lanes: notes_on(archive, bars, cancel, lanes),
    )


class _Pages:
    """The records found, read page by page as they are written."""

    def __init__(
        self,
        archive: Archive,
        kind: Kind,
        ids: Sequence[int],
        keys: tuple[str, ...],
        is_nested: bool,
        cancel: Cancellation,
        progress: Progress | None,
        has_grades: bool,
    ) -> None:
        self._archive, self._kind, self._ids, self._keys = archive, kind, ids, keys
        self._has_grades = has_grades
        self._is_nested, self._cancel, self._progress = is_nested, cancel, progress
        self._known = Known()

    def items(self) -> Iterator[ExportItem]:
        """Give the records."""
        for page in self._pages(_PAGE):
            nested = self._archive.nested(self._kind, page) if self._is_nested else {}
            for record in self._archive.rows(self._kind, page):
                inside = nested.get(record.id)
                if inside is None:
                    yield ExportItem(record)
                else:
                    yield ExportItem(record, inside.claims, inside.chosen, inside.images, inside.text)

    def plain(self) -> Iterator[PlainPage]:
        """Give the records as plain values, page by page; a page may be empty where some were removed."""
        for page in self._pages(_PLAIN_PAGE):
            yield self._plain(self._kind, page, self._keys)

    def records(self, refs: Sequence[RecordRef]) -> Iterator[Record]:
        """Give records that are cited, kind by kind."""
        for kind in Kind:
            ids = tuple(ref.id for ref in refs if ref.kind is kind)
            for start in range(0, len(ids), _PAGE):
                self._cancel.check()
                yield from self._archive.rows(kind, ids[start : start + _PAGE])

    def lookup(self, kind: Kind, ids: Sequence[int]) -> Iterator[PlainPage]:
        """Give records that others point at, page by page."""
        for start in range(0, len(ids), _PLAIN_PAGE):
            self._cancel.check()
            keys = value_keys(kind, with_grades=self._has_grades)
            yield self._plain(kind, tuple(ids[start : start + _PLAIN_PAGE]), keys)

    def _pages(self, size: int) -> Iterator[tuple[int, ...]]:
        for start in range(0, len(self._ids), size):
            self._cancel.check()
            yield tuple(self._ids[start : start + size])
            if self._progress:
                self._progress(min(start + size, len(self._ids)), len(self._ids))

    def _plain(self, kind: Kind, ids: tuple[int, ...], keys: tuple[str, ...]) -> PlainPage:
        with reading(self._archive.engine) as connection:
            if self._is_nested:
                return nested_page(connection, kind, ids, self._known, with_grades=self._has_grades)
            return PlainPage(plain_columns(connection, kind, ids, keys, self._known))


def _exporter(key: str) -> Exporter:
    try:
        return exporter(key)
    except KeyError as error:
        known = ", ".join(found.key for found in EXPORTERS)
        message = _("There is no export format called {format}.").format(format=key)
        raise KnownError(message, _("Choose one of: {known}.").format(known=known)) from error


def _takes_grades(exporter: Exporter, kind: Kind) -> bool:
    """Whether a file has a place for grades: those of its records, or of the claims inside them."""
    has_option = "grades" in {option.name for option in fields(exporter.options)}
    return has_option and (exporter.is_nested or kind in GRADE_KEYS)


def _options(chosen: Exporter, kind: Kind, options: Mapping[str, Any]) -> Any:
    """Return the options of a format; of those it does not know only grades are missed by anybody."""
    if options.get("grades") and not _takes_grades(chosen, kind):
        able = ", ".join(one.key for one in EXPORTERS if _takes_grades(one, kind))
        message = _("A file of the format {format} has no place for grades.").format(format=chosen.key)
        raise KnownError(message, _("Choose one of: {known}.").format(known=able))
    known = {option.name for option in fields(chosen.options)}
    return chosen.options(**{name: value for name, value in options.items() if name in known})


def _write(chosen: Exporter, selection: Selection, options: Any, temporary: Path) -> tuple[int, str]:
    """Write, read back, compare; return the count and the SHA-256 of what stands on the disk."""
    with temporary.open("wb") as stream:
        written = chosen.write(selection, stream, options)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        with temporary.open("rb") as stream:
            found = chosen.count(stream)
            sha256 = sha256_of(stream)
    except ValueError as error:
        raise _not_whole(str(error)) from error
    if not selection.count == written == found:
        counts = (format_number(number) for number in (selection.count, written, found))
        raise _not_whole(
            _("{asked} asked for, {written} written, {read} read back").format(
                **dict(zip(("asked", "written", "read"), counts, strict=True))
            )
        )
    return found, sha256


def _not_whole(reason: str) -> KnownError:
    message = _("The export was not whole when read back ({reason}), so no file was written.")
    hint = _("If the archive is being changed by somebody else, try again.")
    return KnownError(message.format(reason=reason), hint)


def _cite(record: Record) -> str:
    assert isinstance(record, Source)
    return cite(record, None, "prose")
