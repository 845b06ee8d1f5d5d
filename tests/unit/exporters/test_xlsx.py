"""The workbook, read by another library than the one that wrote it."""

import dataclasses
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.plain_page import PlainPage
from palmyra_desktop.exporters import xlsx_process
from palmyra_desktop.exporters.base import NoOptions, Selection
from palmyra_desktop.exporters.xlsx import LONGEST_CELL, MOST_ROWS, Xlsx

COLUMNS = ("id", "title", "latitude", "monuments")


def _selection(*rows: tuple[Any, ...], notes: list[str] | None = None) -> Selection:
    return Selection(
        Kind.EVENT,
        Criteria(),
        len(rows),
        (),
        [PlainPage((("uid",), *((value,) for value in row))) for row in rows],
        lambda refs: (),
        lambda kind, ids: (),
        str,
        COLUMNS,
        note=[].append if notes is None else notes.append,
    )


def _sheet(*rows: tuple[Any, ...], notes: list[str] | None = None) -> Any:
    stream = io.BytesIO()
    assert Xlsx().write(_selection(*rows, notes=notes), stream, NoOptions()) == len(rows)
    return load_workbook(stream).active


def _values(sheet: Any) -> Sequence[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_numbers_are_numbers_and_lists_are_joined() -> None:
    sheet = _sheet((7, "تفجير معبد بل", -34.5, ["Bel", "Arch"]), (8, "", None, []))

    assert _values(sheet) == [COLUMNS, (7, "تفجير معبد بل", -34.5, "Bel; Arch"), (8, None, None, None)]


def test_the_headings_stay_in_sight() -> None:
    assert _sheet().freeze_panes == "A2"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "http://a.org", "007", "_x0041_", "a\x01b"]
)
def test_a_text_stays_the_text_it_is(text: str) -> None:
    sheet = _sheet((1, text, None, []))

    assert (sheet["B2"].data_type, unescape(sheet["B2"].value)) == ("s", text)


@pytest.mark.parametrize("text", ["x" * (LONGEST_CELL + 1), "𐡀" * LONGEST_CELL])
def test_a_cell_too_long_is_cut_and_says_so(text: str) -> None:
    notes: list[str] = []

    value = _sheet((1, text, None, []), (2, "x" * LONGEST_CELL, None, []), notes=notes)["B2"].value

    assert len(value.encode("utf-16-le")) <= 2 * LONGEST_CELL
    assert value.startswith(text[:1_000]) and "cut" in value
    assert len(notes) == 1 and notes[0].startswith("1 cell")


def test_more_records_than_a_sheet_has_rows_are_refused_naming_csv() -> None:
    selection = dataclasses.replace(_selection(), count=MOST_ROWS)

    with pytest.raises(KnownError, match="CSV"):
        Xlsx().write(selection, io.BytesIO(), NoOptions())


def test_what_the_other_process_meets_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        xlsx_process.write_beside(tmp_path / "none" / "x.xlsx", [[("a",)]] * 3, lambda: None)
