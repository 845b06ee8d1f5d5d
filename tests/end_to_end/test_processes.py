"""Other processes on one archive: two that write, one that is killed, one that finds no room."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import verify_log
from tests.acts import EVENT, change, create


def another_process(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a Python that runs a script with these arguments, from the top of the project."""
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)


WRITE = """
    import sys
    from pathlib import Path
    from palmyra_desktop.services.archive import Archive
    from tests.acts import EVENT, change, create
    with Archive.open(Path(sys.argv[1])) as archive:
        print("ready", flush=True)
        sys.stdin.readline()
        for turn in range(10):
            create(archive, EVENT, title=sys.argv[2])
"""


def test_two_processes_write_into_one_archive_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    Archive.create(path).close()
    processes = [another_process(WRITE, path, name) for name in ("first", "second")]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in processes:
        process.communicate("go\n", timeout=30)
        assert process.returncode == 0
    with Archive.open(path) as archive:
        assert archive.totals()[EVENT] == 20
        assert (verify_log(archive), check(archive)) == ((), ())


HANG = """
    import sys
    from pathlib import Path
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.storage.unit_of_work import writing as unit_of_writing
    from palmyra_desktop.storage.writing import apply
    from tests.acts import EVENT, new
    archive = Archive.open(Path(sys.argv[1]))
    with unit_of_writing(archive.engine, "half") as unit:
        # Little memory, so that SQLite has to put a part into the log beside before it is told to keep it.
        unit.connection.exec_driver_sql("PRAGMA cache_size=10")
        apply(unit, [new(EVENT, -n, title="e" * 900) for n in range(1, 1500)])
        print("written", flush=True)
        sys.stdin.readline()
"""


def test_an_archive_stays_whole_when_its_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        create(archive, EVENT, title="before")
    process = another_process(HANG, path)
    assert process.stdout is not None and process.stdout.readline() == "written\n"
    assert Path(f"{path}-wal").stat().st_size > 500_000
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with Archive.open(path) as archive:
        assert archive.totals()[EVENT] == 1
        create(archive, EVENT, title="after")
        assert (verify_log(archive), check(archive)) == ((), ())


FULL = """
    import resource, sys
    from pathlib import Path
    from palmyra_desktop.domain.errors import KnownError
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.editing import apply
    from tests.acts import EVENT, new
    with Archive.open(Path(sys.argv[1])) as archive:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
        try:
            apply(archive, [new(EVENT, -n, title="e" * 900) for n in range(1, 1500)], label="too much")
        except KnownError as error:
            print(error.message)
"""


def test_a_full_drive_is_said_so_and_nothing_of_the_act_stays(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system has no limit of file sizes")
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        ref = create(archive, EVENT, title="before")
    said, _none = another_process(FULL, path).communicate(timeout=30)
    assert "no room" in said
    with Archive.open(path) as archive:
        assert archive.totals()[EVENT] == 1
        change(archive, ref, title="after")
        assert (verify_log(archive), check(archive)) == ((), ())


MOVED = """
    import sys
    from pathlib import Path
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.storage.unit_of_work import reading
    from tests.acts import EVENT, create
    archive = Archive.open(Path(sys.argv[1]))
    if sys.argv[2] == "read meanwhile":
        with reading(archive.engine) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM event").all()
            create(archive, EVENT, title="the newest")
        archive.changed_elsewhere()
    else:
        create(archive, EVENT, title="the newest")
    print("written", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("manner", ["alone", "read meanwhile"])
def test_a_file_moved_after_an_act_has_it_even_if_the_program_is_killed_at_once(
    manner: str, tmp_path: Path
) -> None:
    path, moved = tmp_path / "a.palmyra", tmp_path / "elsewhere" / "b.palmyra"
    Archive.create(path).close()
    moved.parent.mkdir()
    process = another_process(MOVED, path, manner)
    with process:
        assert process.stdout is not None and process.stdout.readline() == "written\n"
        path.rename(moved)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    with Archive.open(moved) as archive:
        assert archive.find(EVENT, "the newest")
        assert check(archive) == ()
