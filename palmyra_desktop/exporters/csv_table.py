"""CSV: one row per record, headings the keys of JSON, lists joined by "; ".

A cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, "CSV Injection").
"""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

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
        stream.write(_lines([[key] for key in selection.columns]))
        written = 0
        for page in selection.plain:
            stream.write(_lines([_harmless(cells(column)) for column in page.columns[1:]]))  # without uids
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


def _lines(columns: Sequence[Sequence[str]]) -> bytes:
    """Return the lines of some columns, as `csv.writer` writes them: cells are quoted where they have to be.

    Made column by column, for few have a cell to quote: in half the time.
    """
    if len(columns) == 1:
        columns = [[_quoted(text) or '""' for text in columns[0]]]  # else the line would be no row
    else:
        columns = [list(map(_quoted, column)) if _to_quote("".join(column)) else column for column in columns]
    return "\r\n".join([*map(",".join, zip(*columns, strict=True)), ""]).encode()


def _to_quote(text: str) -> bool:
    return "," in text or '"' in text or "\n" in text or "\r" in text


def _quoted(text: str) -> str:
    if not _to_quote(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _harmless(column: Sequence[str]) -> Sequence[str]:
    """Return the cells of a column, harmless to a spreadsheet."""
    starts = {text[:1] for text in column}
    return column if starts.isdisjoint(FORMULA_STARTS) else list(map(harmless, column))
