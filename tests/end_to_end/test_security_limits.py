"""Input of somebody who means harm, continued: bombs, drawings, terminals, written files, false archives."""

import gzip
import io
import json
import os
import re
import sqlite3
import struct
import tarfile
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from palmyra_desktop import cli
from palmyra_desktop.domain.control_marks import escaped, pictured
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Damaged, KnownError
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.records.copying import as_html, as_text
from palmyra_desktop.gui.records.pictures import decoded
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import attach_file
from palmyra_desktop.services.exporting import export
from palmyra_desktop.services.importing import import_files
from tests.acts import EVENT, IMAGE, SOURCE, change, claim_on, create, to

SIZE = QSize(40, 40)
MARKUP = "\"><script>alert(1)</script><img src=x onerror=alert(1)>' onmouseover='alert(1)"
COMMANDS = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b31m\x7f\x08\u202etxt"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.palmyra") as archive:
        yield archive


# Pictures


def drawing(body: str) -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {names} width="50" height="50">{body}</svg>'.encode()


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


_TEN = '<use xlink:href="#g{}"/>' * 10
_GROUPS = "".join(f'<g id="g{n}">{_TEN.replace("{}", str(n - 1))}</g>' for n in range(1, 9))
_BITMAP = struct.pack("<IiiHHIIiiII", 40, 50_000, 50_000, 1, 24, 0, 0, 0, 0, 0, 0)
PICTURES = {
    "a drawing without end": drawing(f'<g id="g0"><rect width="1" height="1"/></g>{_GROUPS}'),
    "a compressed drawing": gzip.compress(drawing("<g>" * 3_000_000)),
    "an entity bomb": b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>' + drawing("&b;"),
    "a giant": png(60_000, 60_000),
    "no size at all": png(0, 0),
    "beyond all sizes": png(2**31 - 1, 2**31 - 1),
    "a giant bitmap": b"BM" + struct.pack("<IHHI", 70, 0, 0, 54) + _BITMAP,
    "another kind of file": b"%PDF-1.7" + bytes(1000),
    "nothing": b"",
}


@pytest.mark.qt_log_ignore("Rejecting image", "libpng", "SVG", "svg")
@pytest.mark.parametrize("content", PICTURES.values(), ids=PICTURES)
def test_a_picture_that_means_harm_is_not_shown_and_costs_nothing(qapp: object, content: bytes) -> None:
    began = time.process_time()
    assert decoded(content, SIZE) is None
    assert time.process_time() - began < 1


def test_a_drawing_that_calls_for_a_file_of_the_computer_is_not_shown(qapp: object, tmp_path: Path) -> None:
    private = QImage(50, 50, QImage.Format.Format_RGB32)
    private.fill(QColor("red"))
    private.save(str(tmp_path / "private.png"))
    picture = f'<image width="50" height="50" xlink:href="{tmp_path}/private.png"/>'
    assert decoded(drawing(picture), SIZE) is None
    assert decoded((tmp_path / "private.png").read_bytes(), SIZE) is not None


# Files that are brought in


def packed(names: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in names.items():
            file.writestr(name, data)
    return stream.getvalue()


def tarred(name: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as file:
        file.addfile(tarfile.TarInfo(name))
    return stream.getvalue()


_BILLION = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
PACKED = {
    "bomb.zip": packed({"bomb": bytes(50_000_000)}),
    "slip.zip": packed({"../../outside.txt": b"x", "/absolute.txt": b"x", "C:\\con": b"x"}),
    "slip.tar.gz": tarred("../../outside.txt"),
    "in.docx": packed({"[Content_Types].xml": _BILLION, "word/document.xml": _BILLION}),
    "in.xlsx": packed({"xl/worksheets/sheet1.xml": _BILLION, "../evil.xml": b"x"}),
    "in.html.gz": gzip.compress(b"<p>The temple fell in 2015.</p>" * 500_000),
    "in.html": gzip.compress(b"<p>The temple fell in 2015.</p>" * 500_000),
    "in.json": packed({"a": b"b"}),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_file_is_refused_in_words_and_never_unpacked(
    archive: Archive, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(PACKED[name])
    before, began = set(tmp_path.parent.rglob("*")), time.process_time()
    with pytest.raises(KnownError):
        import_files(archive, (tmp_path / name,))
    assert time.process_time() - began < 2
    assert {path for path in set(tmp_path.parent.rglob("*")) - before if "-wal" not in path.name} == set()


@pytest.mark.parametrize("name", ["a\0.html", "/etc/passwd\0.json", "line\nbreak.html", "x" * 300])
def test_a_name_no_file_can_have_is_told_in_words(archive: Archive, name: str) -> None:
    ref = create(archive, IMAGE, caption="i")
    for work in (
        lambda: import_files(archive, (Path(name),)),
        lambda: attach_file(archive, ref, Path(name)),
        lambda: Archive.open(Path(name)),
    ):
        with pytest.raises((KnownError, OSError)) as caught:
            work()
        assert isinstance(caught.value, KnownError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_or_a_device_is_not_waited_for(archive: Archive, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    ref = create(archive, IMAGE, caption="i")
    refused: list[KnownError] = []

    def try_all() -> None:
        for path in (tmp_path / "pipe.html", Path("/dev/zero")):
            for work in (
                lambda path=path: import_files(archive, (path,)),
                lambda path=path: attach_file(archive, ref, path),
                lambda path=path: Archive.open(path),
            ):
                try:
                    work()
                except KnownError as error:
                    refused.append(error)

    trying = threading.Thread(target=try_all, daemon=True)
    trying.start()
    trying.join(20)
    assert len(refused) == 6 and not trying.is_alive()


# Archives made up


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_log SET before = :deep WHERE before IS NOT NULL",
        "UPDATE change_log SET before = 'nul' WHERE before IS NOT NULL",
        "UPDATE change_log SET after = :deep WHERE after IS NOT NULL",
        "UPDATE event SET title = CAST(x'edA080ff' AS TEXT)",
    ],
)
def test_what_cannot_be_read_of_an_archive_is_told_as_damage(
    archive: Archive, tmp_path: Path, statement: str
) -> None:
    ref = create(archive, EVENT, title="e")
    change(archive, ref, title="f")
    archive.close()
    path = Path(archive.location)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(statement, {"deep": "[" * 100_000 + "]" * 100_000} if ":deep" in statement else {})
    with pytest.raises(Damaged), Archive.open(path) as opened:
        opened.record(ref)
        editing.history(opened, ref)
        check(opened)


def test_an_index_made_up_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        create(archive, EVENT, title="e")
    deep = b"[" * 100_000
    for head in (deep, b"{}", b"[]", b'{"generation": 1e999}', b"\xff", b""):
        data = struct.pack("<Q", len(head)) + head
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("INSERT OR REPLACE INTO facet_index (kind, data) VALUES ('event', ?)", (data,))
        with Archive.open(path) as archive:
            archive.load_index()
            assert len(archive.search(Criteria()).ids) == 1


# Files that are written


def hostile_records(archive: Archive) -> None:
    day, url = DateSpan.parse("2015-08-23"), f"javascript:{MARKUP}"
    event = create(archive, EVENT, title=MARKUP, description=MARKUP, date=day, place=MARKUP)
    source = create(archive, SOURCE, title=MARKUP, url=url, publisher=MARKUP, text="It fell.")
    claim_on(archive, event, "remark", source=to(source), verb=MARKUP, words="It fell.", value=MARKUP)
    create(archive, IMAGE, caption=MARKUP, credit=MARKUP, events=(to(event),))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += attrs


@pytest.mark.parametrize("format", ["html", "timeline-svg", "timelinejs"])
def test_markup_in_a_record_stays_words_in_every_file(archive: Archive, tmp_path: Path, format: str) -> None:
    hostile_records(archive)
    output = tmp_path / "out"
    export(archive, Criteria(), format=format, output=output)
    written = output.read_text("utf-8")
    if format == "timeline-svg":
        root = ElementTree.fromstring(written)
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        attributes = [pair for element in root.iter() for pair in element.attrib.items()]
        assert not names & {"script", "image", "foreignObject", "use", "a", "iframe"}
        assert "<!" not in written
    else:
        reader = _Tags()
        for text in _texts(json.loads(written)) if format == "timelinejs" else (written,):
            reader.feed(text)
        attributes = reader.attributes
        assert not reader.seen & {"script", "img", "iframe", "object", "embed", "form", "link", "base"}
    assert not [name for name, _value in attributes if name.lower().startswith("on")]
    assert not [value for _name, value in attributes if re.match(r"\s*(javascript|data|file):", value or "")]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(one)


def test_rows_that_are_copied_are_no_formulas_where_they_are_pasted(archive: Archive) -> None:
    create(archive, EVENT, title="e", description='=HYPERLINK("http://x.invalid")')
    found = archive.search(Criteria())
    fields = [record_type(EVENT).field("description")]
    assert as_text(found.rows, fields).splitlines()[1].startswith("'=")
    assert '<td dir="auto">\'=' in as_html(found.rows, fields) or "&#x27;=" in as_html(found.rows, fields)


# Terminals


def test_a_name_does_not_command_the_terminal(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    event = create(archive, EVENT, title=COMMANDS, description=f"two\nlines {COMMANDS}")
    claim_on(archive, event, "remark", verb=COMMANDS)
    archive.close()
    there = ("--archive", str(archive.location))
    for words in (
        ("list", "events"),
        ("list", "events", "--columns", "title,description"),
        ("show", "events", "1"),
        ("show", "events", COMMANDS),
        ("show", "events", f"{COMMANDS} no such"),
        ("list", "events", "--monument", COMMANDS),
        ("list", "events", "--from", COMMANDS),
        ("import", f"{COMMANDS}.json"),
        ("show", "events", "1", "--format", "json"),
        ("list", "events", "--format", "json"),
    ):
        cli.main((*words, *there))
        said = capsys.readouterr()
        assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said.out + said.err) == [], words
        if "json" not in words:
            assert "\u202e" not in said.out + said.err
    assert json.loads(said.out)[0]["title"] == COMMANDS


def test_control_characters_are_pictured_and_other_text_is_left() -> None:
    assert pictured("a\x1b[1m\tb\n\x7f\x9b") == "a␛[1m\tb\n␡�"
    assert pictured("معبد بل \u200f🏛") == "معبد بل \u200f🏛"
    assert json.loads(escaped(json.dumps(COMMANDS, ensure_ascii=False))) == COMMANDS
