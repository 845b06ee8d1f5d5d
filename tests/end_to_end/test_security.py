"""Input of somebody who means harm: nothing is run or fetched, or reaches outside the archive's folder."""

import csv
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from palmyra_desktop import logs
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import InvalidRecord, KnownError
from palmyra_desktop.domain.image import Image
from palmyra_desktop.gui.errors import show_words
from palmyra_desktop.gui.reader.text_view import TextView
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.article_drafts import article_drafts
from palmyra_desktop.services.attachments import content
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.exporting import export
from palmyra_desktop.services.importing import import_files
from tests.acts import EVENT, IMAGE, create
from tests.end_to_end.conftest import OpenWindow

MARKUP = '<img src="file:///etc/hostname"><script>alert(1)</script><b onclick="x()">تدمر</b>'


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.palmyra") as archive:
        yield archive


def hostile(tmp_path: Path, *statements: str) -> Path:
    """Return an archive in which somebody carried out statements of SQL."""
    path = tmp_path / "hostile.palmyra"
    with Archive.create(path) as archive:
        create(archive, EVENT, title="e")
        create(archive, IMAGE, caption="i")
    with closing(sqlite3.connect(path)) as file, file:
        for statement in statements:
            file.execute(statement)
    return path


# Files of SQLite


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER grow AFTER UPDATE ON event BEGIN DELETE FROM claim; END",
        "CREATE TRIGGER loop AFTER INSERT ON change_log BEGIN INSERT INTO user_term VALUES (1, 2, 3); END",
        "CREATE VIEW slow AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
        "CREATE VIRTUAL TABLE sly USING fts5(x)",
        "CREATE VIRTUAL TABLE sly USING rtree(id, a, b)",
        'CREATE VIEW "\x1b[31mred\u202e" AS SELECT 1',
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_an_archive_with_instructions_is_refused_and_left_as_it_is(
    tmp_path: Path, statement: str, read_only: bool
) -> None:
    path = hostile(tmp_path, statement)
    before = path.read_bytes()
    with pytest.raises(KnownError, match="holds instructions") as caught:
        Archive.open(path, read_only=read_only)
    assert "\x1b" not in str(caught.value) and "\u202e" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_view_in_the_place_of_a_table_is_refused(tmp_path: Path) -> None:
    path = hostile(tmp_path, "ALTER TABLE claim RENAME TO real", "CREATE VIEW claim AS SELECT * FROM real")
    with pytest.raises(KnownError, match="holds instructions"):
        Archive.open(path)


# Paths that come from the data


@pytest.mark.parametrize(
    "name", ["../../../etc/hostname", "/etc/hostname", "/dev/zero", "CON", "a" * 64 + "/x", "A" * 64, "", "."]
)
def test_a_file_is_looked_for_in_the_archives_folder_alone(
    tmp_path: Path, name: str, qtbot: QtBot, qapp: object
) -> None:
    path = hostile(tmp_path, "PRAGMA ignore_check_constraints=ON")
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE image SET file_sha256 = ?", (name,))
    with Archive.open(path) as archive:  # /dev/zero would never end
        assert "attachment" in {finding.code for finding in check(archive)}
        tasks = Tasks()
        found = Pictures(archive, tasks).picture(Image(id=1, caption="i", file_sha256=name), QSize(40, 40))
        tasks.close()
    assert found.pixmap is None and "missing" in found.words


def test_a_link_in_the_folder_of_files_is_not_followed(archive: Archive, tmp_path: Path) -> None:
    private = tmp_path / "private.png"
    private.write_bytes(b"somebody's own")
    there, link = "0b" * 32, "0a" * 32
    archive.files_folder.mkdir(parents=True)
    shutil.copy(private, archive.files_folder / there)
    (archive.files_folder / link).symlink_to(private)
    assert content(archive, there) == b"somebody's own"
    with pytest.raises(FileNotFoundError):
        content(archive, link)


def test_a_record_cannot_be_given_a_file_outside(archive: Archive) -> None:
    for name in ("../x", "/etc/hostname", "0A" * 32):
        with pytest.raises(InvalidRecord):
            create(archive, IMAGE, caption="i", file_sha256=name)


def test_an_export_writes_where_it_was_told_whatever_the_records_are_called(
    archive: Archive, tmp_path: Path
) -> None:
    create(archive, EVENT, title="../../outside")
    before = set(tmp_path.rglob("*"))
    for format in ("csv", "json", "html", "xlsx"):
        export(archive, Criteria(), format=format, output=tmp_path / f"out.{format}")
    made = {path.name for path in set(tmp_path.rglob("*")) - before if path.is_file()}
    assert {name for name in made if not name.startswith("a.palmyra")} == {
        f"out.{format}" for format in ("csv", "json", "html", "xlsx")
    }


# Markup and formulas


def test_markup_in_a_record_stays_words_in_a_report(archive: Archive, tmp_path: Path) -> None:
    create(archive, EVENT, title=MARKUP, description=MARKUP)
    export(archive, Criteria(), format="html", output=tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text("utf-8")
    tags = re.findall(r"<[^>]*>", page)
    assert page.count("onclick=") == 2 and "&lt;script&gt;" in page
    assert not [tag for tag in tags if re.search(r"<(script|img|iframe|object)|onclick|src=|file:", tag)]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_no_formula(archive: Archive, tmp_path: Path, start: str) -> None:
    create(archive, EVENT, title="e", description=f'{start}cmd|"/c calc"!A1')
    for format in ("csv", "xlsx"):
        export(archive, Criteria(), format=format, output=tmp_path / f"out.{format}")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row if "cmd" in cell]
    assert cells and all(cell[0] in "'" or cell.startswith("cmd") for cell in cells)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_reader_shows_markup_as_it_is_written_and_loads_nothing(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(TextView, "loadResource", lambda self, *what: asked.append(what), raising=False)
    view = TextView(open_window().look.theme)
    qtbot.addWidget(view)
    view.show_text(MARKUP, (), ())
    view.show()
    assert view.toPlainText() == MARKUP and asked == []


def test_tool_tips_and_messages_show_markup_as_it_is_written(qapp: object, qtbot: QtBot) -> None:
    label = QLabel(plain(MARKUP))
    qtbot.addWidget(label)
    shown = QTextDocument()
    shown.setHtml(label.text())
    assert shown.toPlainText() == MARKUP
    assert plain("Temple of Bel < 2015") == "Temple of Bel < 2015"
    box = show_words(None, MARKUP, MARKUP)
    qtbot.addWidget(box)
    assert "<img" not in box.text() and "<img" not in box.informativeText()


# Files to be imported


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"palmyra": 1, "kind": "events", "records": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"palmyra": 1, "kind": "events", "records": [{"title": 1e999, "date": ' + "9" * 5_000 + "}]}",
        '{"palmyra": 1, "kind": "events", "records": [{"id": ' + "9" * 5_000 + ', "title": "t"}]}',
        '{"palmyra": 1, "kind": "../events", "records": []}',
        '{"palmyra": 1, "kind": "events", "records": {"a": 1}}',
        '{"palmyra": 1, "kind": "images", "records": [{"caption": "c", "file_sha256": "../../x"}]}',
        "\x00" * 1000,
        "\ufeff",
    ],
)
def test_a_hostile_json_file_is_refused_in_words_or_taken_in_by_part(
    archive: Archive, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "in.json"
    path.write_text(text, "utf-8")
    try:
        done = import_files(archive, (path,))
    except KnownError as error:
        assert error.message
    else:
        assert done.issues or not sum(done.counts.values())
    assert check(archive) == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<div>" * 50_000 + "The temple was destroyed." + "</div>" * 50_000,
        "<p>The temple</p>" + "<" * 100_000,
        "<p>" + "&amp;" * 50_000 + "</p>",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b; The temple fell.</p>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><p>&f; The temple fell.</p>',
        '<iframe src="http://127.0.0.1:1/"></iframe><object data="file:///etc/hostname"></object><p>It.</p>',
        "<p>" + "9" * 20_000 + " people saw it on 99999999999999999999 August 2015.</p>",
    ],
)
def test_a_hostile_page_is_read_without_running_or_fetching(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "in.html"
    path.write_text(f"<title>T</title>{markup}", "utf-8")
    hostname = Path("/etc/hostname")
    secret = hostname.read_text("utf-8").strip() if hostname.exists() else "no such host"
    try:
        found = str(list(article_drafts((path,))))
    except KnownError as error:
        assert error.message
        return
    assert secret not in found and "<script" not in found


def test_a_page_with_reversed_words_is_taken_in(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "in.html"
    path.write_text("<title>T</title><p>The temple \u202eyb\u202c fell in <b>2015</b>.</p>", "utf-8")
    import_files(archive, (path,))
    assert check(archive) == ()


# What is written down about the work


def test_the_log_holds_no_names_no_texts_and_no_passphrase(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")
    log = logs.start(tmp_path / "logs")
    path = tmp_path / "a.palmyra"
    with Archive.create(path, passphrase="open sesame") as archive:
        create(archive, EVENT, title="Khaled al-Asaad")
    for wrong in ("sesame opens", None):
        with pytest.raises(KnownError) as caught:
            Archive.open(path, passphrase=wrong)
        logs.report_unexpected(type(caught.value), caught.value, caught.value.__traceback__)
    log.stop()
    written = (tmp_path / "logs" / logs.LOG_NAME).read_text("utf-8")
    assert "PassphraseNeeded" in written
    assert not [word for word in ("sesame", "Khaled", "a.palmyra") if word in written]
