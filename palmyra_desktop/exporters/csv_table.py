"""CSV: one row per record, headings the keys of JSON, lists joined by "; ".

A cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, "CSV Injection").
"""

import csv
import io
from dataclasses import dataclass, field
from typing import BinaryIO

from palmyra_desktop.domain.file_form import cell, record_values, value_keys
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.exporters.base import Selection
from palmyra_desktop.i18n import N_

_FORMULA_STARTS = frozenset("=+-@\t\r")


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """How the table is written."""

    bom: bool = field(default=False, metadata={"label": N_("Mark as UTF-8 for older spreadsheets")})


class CsvTable:
    """A table for a spreadsheet."""

    key = "csv"
    label = N_("CSV")
    explanation = N_("table for a spreadsheet")
    suffix = ".csv"
    has_columns = True
    is_nested = False
    options = CsvOptions

    def write(self, selection: Selection, stream: BinaryIO, options: CsvOptions) -> int:
        """Write headings and one row per record; return the number of records."""
        encoding = "utf-8-sig" if options.bom else "utf-8"
        text = io.TextIOWrapper(stream, encoding, newline="", write_through=True)
        rows = csv.writer(text)
        columns = selection.columns or value_keys(selection.kind)
        rows.writerow(columns)
        keys = value_keys(selection.kind)
        places = [keys.index(key) + 1 for key in columns]
        written = 0
        for item in selection.plain:
            cells = [cell(item.row[place]) for place in places]
            rows.writerow([text if text[:1] not in _FORMULA_STARTS else f"'{text}" for text in cells])
            written += 1
        text.flush()
        text.detach()
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


def harmless(text: str) -> str:
    """Return the text so that a spreadsheet shows it and does not run it."""
    return f"'{text}" if text[:1] in _FORMULA_STARTS else text
