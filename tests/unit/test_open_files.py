"""A file's bytes are read through one descriptor, which is closed when nobody holds the file any more."""

import errno
from pathlib import Path

import pytest

from palmyra_desktop import open_files
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import files


def test_what_nobody_holds_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    archive = Archive.create(path)
    connection = archive.engine.connect()
    archive.close()
    assert files.digest(path)
    with pytest.raises(BlockingIOError), open_files.alone(path, seconds=0.01):
        pytest.fail("it is in use")
    connection.close()
    del connection  # what was in use when the archive was closed is closed with its pool
    with open_files.alone(path):
        pass
    assert files.digest(path)


def test_a_file_is_read_in_pieces_by_several_at_once(tmp_path: Path) -> None:
    path = tmp_path / "صورة"
    path.write_bytes(bytes(range(256)) * 100)
    let_go = open_files.hold(path)
    with open_files.reading(path) as one, open_files.reading(path, buffering=0) as other:
        other.seek(-6, 2)
        assert (one.read(3), other.read(3), one.read(2)) == (b"\0\1\2", b"\xfa\xfb\xfc", b"\3\4")
        assert (other.tell(), other.read(9), other.read(9)) == (25_597, b"\xfd\xfe\xff", b"")
        let_go()
        assert len(one.read()) == 25_595


def test_who_has_a_file_alone_keeps_out_this_process_too(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    let_go = open_files.hold(path)
    with pytest.raises(BlockingIOError) as refused, open_files.alone(path, seconds=0.01):
        pytest.fail("it is held")
    assert refused.value.errno == errno.EAGAIN
    let_go()
    with open_files.alone(path):
        with pytest.raises(BlockingIOError):
            open_files.hold(path)
        with open_files.reading(path) as stream:
            assert stream.read() == b""
    open_files.hold(path)()


def test_a_file_that_is_not_there_or_not_for_us_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_files.reading(tmp_path / "none"):
        pytest.fail("there is none")
    with pytest.raises(IsADirectoryError), open_files.reading(tmp_path):
        pytest.fail("it is a folder")
    with pytest.raises(FileNotFoundError):
        open_files.hold(tmp_path / "none")
