"""Each format by itself: what stands in the file, and that reading it back finds what is missing."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import value_keys
from palmyra_desktop.domain.plain_page import PlainInside, PlainPage
from palmyra_desktop.exporters.archive_json import ArchiveJson
from palmyra_desktop.exporters.base import Exporter, ExportItem, Selection
from palmyra_desktop.exporters.csv_table import CsvOptions, CsvTable, harmless
from palmyra_desktop.exporters.registry import EXPORTERS, exporter
from tests.records import CLAIM, EVENT, IMAGE, SOURCE
from tests.unit.exporters.selections import selection

ITEM = ExportItem(EVENT, claims=(CLAIM,), chosen={"damage": 9}, images=(IMAGE,))


def _written(format_: Exporter, wanted: Selection) -> bytes:
    stream = io.BytesIO()
    assert format_.write(wanted, stream, format_.options()) == wanted.count
    return stream.getvalue()


@pytest.mark.parametrize("format_", EXPORTERS, ids=lambda format_: format_.key)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_what_is_written_is_counted_again(format_: Exporter, count: int) -> None:
    data = _written(format_, selection(*[ITEM] * count))

    assert format_.count(io.BytesIO(data)) == count


@pytest.mark.parametrize("format_", EXPORTERS, ids=lambda format_: format_.key)
def test_a_file_cut_short_is_noticed(format_: Exporter) -> None:
    data = _written(format_, selection(ITEM, ITEM))

    try:
        found = format_.count(io.BytesIO(data[: len(data) // 2]))
    except ValueError:
        return
    assert found != 2


def test_a_record_of_json_that_runs_into_the_next_is_noticed() -> None:
    data = _written(ArchiveJson(), selection(ITEM, ITEM)).replace(b"},\n", b"}, 1,\n", 1)

    with pytest.raises(ValueError, match="record 1"):
        ArchiveJson().count(io.BytesIO(data))


def test_an_unknown_format_is_no_format() -> None:
    with pytest.raises(KeyError):
        exporter("xyz")


def test_csv_has_the_columns_chosen_in_their_order() -> None:
    data = _written(CsvTable(), selection(ITEM, columns=("title", "date", "monuments")))

    assert list(csv.reader(io.StringIO(data.decode()))) == [
        ["title", "date", "monuments"],
        ["Temple of Bel blown up", "2015-08-30", "Temple of Bel"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_cells_a_spreadsheet_would_run_are_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(
    st.lists(st.lists(st.text(alphabet='a,"\r\n =تٍ\t'), min_size=2, max_size=2), min_size=1), st.booleans()
)
def test_csv_quotes_as_the_standard_writer_does(rows: list[list[str]], is_one_column: bool) -> None:
    written = [[row[0]] for row in rows] if is_one_column else rows
    columns = tuple("ab"[: len(written[0])])
    page = PlainPage((["uid"] * len(rows), *zip(*written, strict=True)))
    chosen = replace(selection(columns=columns), count=len(rows), plain=[page])
    expected = io.StringIO(newline="")
    csv.writer(expected).writerows([columns, *([harmless(text) for text in row] for row in written)])
    stream = io.BytesIO()

    assert CsvTable().write(chosen, stream, CsvOptions()) == len(rows)

    assert stream.getvalue().decode() == expected.getvalue()
    stream.seek(0)
    assert CsvTable().count(stream) == len(rows)


def test_csv_of_records_that_are_gone_has_its_headings() -> None:
    stream = io.BytesIO()
    assert (
        CsvTable().write(
            replace(selection(columns=("id",)), plain=[PlainPage(((), ()))]), stream, CsvOptions()
        )
        == 0
    )
    assert stream.getvalue() == b"id\r\n"


def test_json_leaves_out_a_page_of_records_that_are_gone() -> None:
    whole = selection(ITEM, ITEM)
    first, second = whole.plain
    gone = PlainPage(((),) * len(first.columns))

    written = _written(ArchiveJson(), replace(whole, plain=[gone, first, gone, second]))

    assert written == _written(ArchiveJson(), replace(whole, plain=[first, second]))


def test_csv_is_utf8_and_gets_a_mark_on_request_only() -> None:
    plain, marked = io.BytesIO(), io.BytesIO()
    CsvTable().write(selection(ExportItem(IMAGE)), plain, CsvOptions())
    CsvTable().write(selection(ExportItem(IMAGE)), marked, CsvOptions(bom=True))

    assert marked.getvalue() == b"\xef\xbb\xbf" + plain.getvalue()
    assert "صورة لمعبد بل" in plain.getvalue().decode()


@given(st.text(), st.none() | st.floats(allow_nan=False, allow_infinity=False), st.text())
def test_json_is_what_the_standard_library_writes(title: str, latitude: float | None, name: str) -> None:
    names = [{"text": name, "language": None, "script": None}]
    values = dict.fromkeys(("uid", *value_keys(Kind.MONUMENT)))
    values |= {
        "id": 1,
        "title": title,
        "latitude": latitude,
        "names": [name],
        "names_details": names,
        "tags": [],
    }
    page = PlainPage(tuple([value] for value in values.values()), [PlainInside()])
    wanted = replace(selection(), kind=Kind.MONUMENT, count=1, plain=[page], lookup=lambda kind, ids: ())

    line = _written(ArchiveJson(), wanted).splitlines(keepends=True)[1]

    spaced = json.dumps(names[0], ensure_ascii=False)
    values["names_details"] = "DETAILS"
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    assert line.decode() == text.replace('"DETAILS"', f"[{spaced}]") + "\n"


def test_json_nests_claims_and_brings_what_they_point_at() -> None:
    parsed = json.loads(_written(exporter("json"), selection(ITEM)))

    assert (parsed["palmyra"], parsed["kind"], parsed["count"]) == (1, "events", 1)
    assert [claim["uid"] for claim in parsed["records"][0]["claims"]] == ["c1"]
    assert {plural: [r["uid"] for r in records] for plural, records in parsed["linked"].items()} == {
        "monuments": ["bel"],
        "actors": ["group", "agency"],
        "sources": ["report"],
    }


def test_html_escapes_what_the_archive_says_and_runs_nothing() -> None:
    page = _written(exporter("html"), selection(ITEM)).decode()

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page


def test_html_numbers_the_sources_its_claims_and_captions_cite() -> None:
    page = _written(exporter("html"), selection(ITEM)).decode()

    assert page.count('href="#source-1"') == 2
    assert f"cited {SOURCE.uid}" in page
    assert "REUTERS/Sandra Auger" in page
    assert "Monument: Temple of Bel" in page
