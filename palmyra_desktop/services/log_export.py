"""The log of changes as a file: what the filter finds, the newest first, read back, counted and logged.

CSV has a row for each value that was changed, in words; a cell a spreadsheet would run is made harmless. JSON
has the changes as they are kept, with the hashes that chain them. What was changed beside the records is of
the kind "archive" and has the number 0.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TextIO

from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.changes import Told
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.formulas import harmless
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.exporting import Exported
from palmyra_desktop.services.whole_file import refuse, replacing, sha256_of
from palmyra_desktop.storage import export_log, log_search
from palmyra_desktop.storage.change_log import ARCHIVE, Logged
from palmyra_desktop.storage.furnishing import telling
from palmyra_desktop.storage.unit_of_work import interruptible, writing

COLUMNS: Final = (
    "change",
    "act",
    "at_utc",
    "author",
    "made_by",
    "label",
    "kind",
    "id",
    "title",
    "version",
    "action",
    "field",
    "before",
    "after",
)
"""Headings of the CSV; `change` is a number of the log, `made_by` is window, cli, import or sample."""

_Page = Sequence[tuple[Logged, Told]]


def export(
    archive: Archive,
    wanted: LogFilter,
    output: Path,
    *,
    force: bool = False,
    author: str = "",
    initiator: str = "window",
    cancel: Cancellation | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write the changes looked for to a file whose ending, .csv or .json, says in which format.

    Raises:
        KnownError: for another ending, a file that is there, or one that cannot be written whole.
        Cancelled: on request; nothing is left behind.
    """
    form = output.suffix.lower()
    if form not in _FORMATS:
        raise KnownError(_("The history is written as CSV or JSON."), _("End the name with .csv or .json."))
    refuse(output, force)
    cancel = cancel or Cancellation()
    write, read = _FORMATS[form]
    with replacing(output) as temporary:
        with interruptible(archive.engine, cancel) as connection:
            total = log_search.count(connection, wanted)
            found = (
                tuple(zip(page, telling.told(connection, (one.change for one in page)), strict=True))
                for page in log_search.changes(connection, wanted)
            )
            pages = _watched(found, total, cancel, progress)
            with temporary.open("w", encoding="utf-8", newline="") as stream:
                written = write(pages, stream)
        with temporary.open(encoding="utf-8", newline="") as stream:
            read_back = read(stream)
        if not written == read_back == total:
            raise KnownError(_("The file was not whole when read back, so none was written."))
        with temporary.open("rb") as binary:
            sha256 = sha256_of(binary)
        cancel.check()
    logged = _log(
        archive,
        {
            "author": author,
            "initiator": initiator,
            "format": f"history{form}",
            "criteria": {"history": wanted.to_json()},
            "count": read_back,
            "file_name": output.name,
            "sha256": sha256,
        },
    )
    return Exported(output, read_back, sha256, logged)


def _watched(
    pages: Iterator[_Page], total: int, cancel: Cancellation, progress: Progress | None
) -> Iterator[_Page]:
    done = 0
    for page in pages:
        cancel.check()
        yield page
        done += len(page)
        if progress:
            progress(done, total)


def _write_csv(pages: Iterator[_Page], stream: TextIO) -> int:
    table = csv.writer(stream)
    table.writerow(COLUMNS)
    written = 0
    for page in pages:
        for logged, told in page:
            change = told.change
            common = [
                logged.number,
                change.group_id,
                change.at_utc,
                change.author,
                logged.initiator,
                change.label,
                change.kind.value if change.kind else ARCHIVE,
                change.record_id,
                told.title,
                change.version,
                change.action.value,
            ]
            values = [(value.label, value.before, value.after) for value in told.values]
            for row in values or [("", "", "")]:
                table.writerow([harmless(str(cell)) for cell in (*common, *row)])
            written += 1
    return written


def _read_csv(stream: TextIO) -> int:
    rows = csv.reader(stream)
    next(rows, None)
    return len({row[0] for row in rows if len(row) == len(COLUMNS)})


def _write_json(pages: Iterator[_Page], stream: TextIO) -> int:
    written = 0
    stream.write('{"format": 1, "changes": [')
    for page in pages:
        for logged, told in page:
            stream.write(",\n" if written else "\n")
            json.dump(_plain(logged, told), stream, ensure_ascii=False)
            written += 1
    stream.write("\n]}\n")
    return written


def _plain(logged: Logged, told: Told) -> dict[str, Any]:
    change = told.change
    return {
        "change": logged.number,
        "act": change.group_id,
        "at_utc": change.at_utc,
        "author": change.author,
        "made_by": logged.initiator,
        "label": change.label,
        "kind": change.kind.value if change.kind else ARCHIVE,
        "id": change.record_id,
        "title": told.title,
        "version": change.version,
        "action": change.action.value,
        "before": change.before,
        "after": change.after,
        "hash": logged.hash,
    }


def _read_json(stream: TextIO) -> int:
    return len(json.load(stream)["changes"])


_Write = Callable[[Iterator[_Page], TextIO], int]
_FORMATS: Final[dict[str, tuple[_Write, Callable[[TextIO], int]]]] = {
    ".csv": (_write_csv, _read_csv),
    ".json": (_write_json, _read_json),
}


def _log(archive: Archive, entry: dict[str, Any]) -> bool:
    if archive.read_only:
        return False
    with writing(archive.engine) as unit:
        export_log.add(unit.connection, entry)
    return True
