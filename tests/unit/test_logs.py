"""The log, and what is left of a run that crashed."""

import faulthandler
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from palmyra_desktop import logs

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def faults_of_the_tests_themselves() -> Iterator[None]:
    """Give the fault handler back to stderr after tests that took it."""
    yield
    faulthandler.enable(sys.__stderr__)


def run(folder: Path, code: str) -> subprocess.Popen[str]:
    """Run a program that starts its log in the folder and then does what the code says."""
    program = "import os, pathlib; from palmyra_desktop import logs; log = logs.start(pathlib.Path.cwd())"
    return subprocess.Popen(
        [sys.executable, "-c", f"{program}\n{code}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_words_of_the_program_arrive_in_the_file(tmp_path: Path) -> None:
    log = logs.start(tmp_path / "سجل")
    logging.getLogger("palmyra_desktop.storage").info("event %d changed", 12)
    log.stop()
    logging.getLogger("palmyra_desktop.storage").info("too late")

    assert log.path is not None
    text = log.path.read_text(encoding="utf-8")
    assert "palmyra_desktop.storage: event 12 changed" in text
    assert "too late" not in text


def test_an_orderly_end_leaves_nothing_to_report(tmp_path: Path) -> None:
    first = logs.start(tmp_path)
    first.stop()
    first.stop()

    second = logs.start(tmp_path)
    second.stop()

    assert second.crash is None
    assert [file.name for file in tmp_path.iterdir()] == [logs.LOG_NAME]


def test_a_crash_is_known_at_the_next_start_and_told_once(tmp_path: Path) -> None:
    crashed = run(tmp_path, "os.abort()")
    crashed.communicate(timeout=20)

    second = logs.start(tmp_path)
    second.stop()
    third = logs.start(tmp_path)
    third.stop()

    assert crashed.returncode != 0
    assert second.crash == tmp_path / logs.CRASH_NAME
    assert "Fatal Python error: Aborted" in second.crash.read_text()
    assert third.crash is None


def test_a_second_window_is_no_crash_of_the_first(tmp_path: Path) -> None:
    first = run(tmp_path, "print('started', flush=True); input(); log.stop()")
    assert first.stdout is not None
    assert first.stdout.readline() == "started\n"

    second = logs.start(tmp_path)
    second.stop()
    first.communicate("\n", timeout=20)

    assert first.returncode == 0
    assert second.crash is None
    assert [file.name for file in tmp_path.iterdir()] == [logs.LOG_NAME]


def test_a_folder_that_cannot_be_written_is_said_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")

    log = logs.start(tmp_path / "file")
    logging.getLogger("palmyra_desktop").warning("still here")
    log.stop()

    said = capsys.readouterr().err
    assert log.path is None
    assert "The log cannot be written to" in said
    assert "still here" in said


def test_an_unexpected_error_is_logged_with_its_frames_but_without_a_users_words(tmp_path: Path) -> None:
    log = logs.start(tmp_path)
    try:
        try:
            raise KeyError("Khaled")
        except KeyError as cause:
            raise ValueError("Khaled said") from cause
    except ValueError as error:
        logs.report_unexpected(type(error), error, error.__traceback__)
    try:
        None.title  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError as error:
        logs.report_unexpected(type(error), error, error.__traceback__)
    log.stop()

    assert log.path is not None
    text = log.path.read_text(encoding="utf-8")
    frames = [line for line in text.splitlines() if "raise" not in line]
    assert "test_logs.py" in text
    assert text.index("KeyError") < text.index("ValueError")
    assert "AttributeError: 'NoneType' object has no attribute 'title'" in text
    assert not any("Khaled" in line for line in frames)


def test_a_log_grows_no_further_than_its_size(tmp_path: Path) -> None:
    log = logs.start(tmp_path)
    for number in range(12_000):
        logging.getLogger("palmyra_desktop").info("%d %s", number, "x" * 100)
    log.stop()

    assert sorted(file.name for file in tmp_path.iterdir()) == [logs.LOG_NAME, f"{logs.LOG_NAME}.1"]
