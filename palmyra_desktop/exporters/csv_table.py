"""CSV: one row per record, headings the keys of JSON, lists joined by "; ".

A cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, "CSV Injection").
"""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from palmyra_desktop.domain.file_form import cell, cells, record_values
from palmyra_desktop.domain.formulas import FORMULA_STARTS, harmless
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.exporters.base import Selection, grades_option
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """How the table is written."""

    bom: bool = field(default=False, metadata={"label": N_("Mark as UTF-8 for older spreadsheets")})
    grades: bool = grades_option()


class CsvTable:
    """A table for a spreadsheet."""

    key = "csv"
    label = N_("CSV")
    explanation = N_("table for a spreadsheet")
    promise = N_("A cell that a spreadsheet would run as a formula gets a leading apostrophe.")
    suffix = ".csv"
    has_columns = True
    is_nested = False
    needs_dates = False
    options = CsvOptions

    def write(self, selection: Selection, stream: BinaryIO, options: CsvOptions) -> int:
        """Write headings and one row per record; return the number of records."""
        stream.write(codecs.BOM_UTF8 if options.bom else b"")
        stream.write(_lines([selection.columns]))
        written = 0
        for page in selection.plain:
            _uids, *columns = zip(*(item.row for item in page), strict=True)
            stream.write(_lines(zip(*map(_cells, columns), strict=True)))
            written += len(page)
        return written

    def count(self, stream: BinaryIO) -> int:
        """Read the table back; every row must be as wide as its headings."""
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        rows = csv.reader(text)
        width = len(next(rows, ()))
        found = 0
        for row in rows:
            if len(row) != width:
                raise ValueError(f"row {found + 1} has {len(row)} cells, not {width}")
            found += 1
        text.detach()
        return found


def csv_cells(record: Record, columns: tuple[str, ...]) -> list[str]:
    """Return a record's cells, harmless to a spreadsheet."""
    values = record_values(record)
    return [harmless(cell(values[key])) for key in columns]


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cells(column: Sequence[Any]) -> list[str]:
    """Return the cells of a column, harmless to a spreadsheet."""
    return [text if not text or text[0] not in FORMULA_STARTS else f"'{text}" for text in cells(column)]
