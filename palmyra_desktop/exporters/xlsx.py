"""XLSX: the columns and order of CSV as a workbook; numbers are numbers, all else is text, never a formula.

A large workbook is made in a process of its own: the library is pure Python and would hold up the window.
What a sheet cannot take is said: too many rows are refused; a cell too long is cut, says so itself and is
counted.
"""

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, BinaryIO, Final
from xml.parsers import expat

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.file_form import cell
from palmyra_desktop.exporters import xlsx_process
from palmyra_desktop.exporters.base import NoOptions, Selection
from palmyra_desktop.exporters.xlsx_process import Cell
from palmyra_desktop.i18n import N_, _, format_number, ngettext

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, the headings' among them (Excel specifications and limits)."""
LONGEST_CELL: Final = 32_767
"""UTF-16 units of a cell (the same)."""
_FEW = 500
"""Records for which starting a process would take longer than writing them."""
_SHEET = "xl/worksheets/sheet1.xml"
_ROW = b"<row "


class Xlsx:
    """A workbook."""

    key = "xlsx"
    label = N_("XLSX")
    explanation = N_("workbook for a spreadsheet")
    promise = N_("Numbers are numbers; all else is text that no spreadsheet runs as a formula.")
    suffix = ".xlsx"
    has_columns = True
    is_nested = False
    needs_dates = False
    options = NoOptions

    def write(self, selection: Selection, stream: BinaryIO, options: NoOptions) -> int:
        """Write headings and one row per record; return the number of records.

        Raises:
            KnownError: if there are more records than a sheet has rows.
        """
        if selection.count >= MOST_ROWS:
            words = _("A sheet has room for {most} records, but {count} are to be written.")
            counts = {"most": format_number(MOST_ROWS - 1), "count": format_number(selection.count)}
            raise KnownError(
                words.format(**counts), _("Write CSV, which has no such limit, or filter first.")
            )
        table = _Table(selection)
        # Beside the file, not where all programs put theirs: an archive may be encrypted.
        name = getattr(stream, "name", None)
        beside = Path(name).parent if isinstance(name, str) else None
        with TemporaryDirectory(prefix=".palmyra-", dir=beside) as folder:
            path = Path(folder) / "table.xlsx"
            if selection.count <= _FEW:
                xlsx_process.write(path, table.pages())
            else:
                xlsx_process.write_beside(path, table.pages(), selection.check)
            with path.open("rb") as made:
                shutil.copyfileobj(made, stream)
        if table.cut:
            words = ngettext(
                "{count} cell was too long for a workbook and was cut; CSV and JSON have it whole.",
                "{count} cells were too long for a workbook and were cut; CSV and JSON have them whole.",
                table.cut,
            )
            selection.note(words.format(count=format_number(table.cut)))
        return table.written

    def count(self, stream: BinaryIO) -> int:
        """Read the sheet back: its checksum, whether it is well-formed to its end, and its rows."""
        try:
            with zipfile.ZipFile(stream) as file, file.open(_SHEET) as sheet:
                return _rows(sheet) - 1
        except (zipfile.BadZipFile, KeyError, EOFError, expat.ExpatError) as error:
            raise ValueError(str(error)) from error


class _Table:
    """The rows of a selection as cells, counted as they are given."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self.written = 0
        self.cut = 0

    def pages(self) -> Iterator[Sequence[Sequence[Cell]]]:
        """Give the headings, then the records page by page."""
        yield [self._selection.columns]
        for page in self._selection.plain:
            yield [list(map(self._cell, row)) for row in zip(*page.columns[1:], strict=True)]
            self.written += len(page)

    def _cell(self, value: Any) -> Cell:
        if type(value) is int or type(value) is float:
            return value
        text = cell(value)
        # A code point takes two units at most, so most need not be counted.
        if len(text) * 2 > LONGEST_CELL and _units(text) > LONGEST_CELL:
            self.cut += 1
            mark = _(" … [cut; the whole text is in CSV and JSON]")
            return _first(text, LONGEST_CELL - _units(mark)) + mark
        return text


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _first(text: str, units: int) -> str:
    """Return the beginning of a text that takes no more than so many UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _rows(sheet: IO[bytes]) -> int:
    """Count the rows of a sheet; reading it to its end checks its sum, parsing it that it is whole."""
    parser = expat.ParserCreate()
    found, tail = 0, b""
    while block := sheet.read(1 << 20):
        parser.Parse(block)
        # "<" is written &lt; in every text, so that this can be nothing but a row.
        found += (tail + block).count(_ROW)
        tail = block[1 - len(_ROW) :]
    parser.Parse(b"", True)
    return found
