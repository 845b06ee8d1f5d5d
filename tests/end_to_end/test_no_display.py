"""The program started where no window can open: words on the terminal, and a way on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

START = """
import sys
from palmyra_desktop.__main__ import main
code = main()
assert "PySide6" not in sys.modules
sys.exit(code)
"""


def start(*words: str, before: Sequence[str] = (), **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program without Qt's offscreen platform; it fails if Qt is imported all the same."""
    surroundings = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"} | environ
    return subprocess.run(
        [*before, sys.executable, "-c", START, *words],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_without_a_display_the_sample_is_summed_up() -> None:
    answer = start()
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "  Events: 23\n" in answer.stdout
    assert "palmyra-desktop list events" in answer.stdout


def test_a_display_nobody_serves_is_no_display() -> None:
    answer = start(DISPLAY=":7654")
    assert (answer.returncode, answer.stdout) == (0, start().stdout)


def test_an_archive_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    absent = tmp_path / "تدمر.palmyra"
    answer = start(str(absent))
    assert "تدمر.palmyra" in answer.stderr
    assert "palmyra-desktop list events" in answer.stdout
    assert not absent.exists()


@pytest.mark.xvfb
def test_a_missing_library_is_named_by_its_package(x_server: str) -> None:
    hidden = library("libxcb-cursor.so.0")
    # Only in a file system of its own, which a plain user may not make, can one be hidden.
    hide = ["unshare", "--mount", "sh", "-c", 'mount --bind /dev/null "$0" && exec "$@"', str(hidden)]
    if (
        not shutil.which("unshare")
        or subprocess.run([*hide, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no library can be hidden here")
    answer = start(before=hide, DISPLAY=x_server)
    assert answer.returncode == 1
    assert answer.stderr.endswith("    sudo apt-get install libxcb-cursor0\n")


def library(name: str) -> Path:
    """Return where the system keeps a shared library; skip the test if it has none of this name."""
    known = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False).stdout
    places = [line.split(" => ")[1] for line in known.splitlines() if line.split()[0] == name]
    if not places:
        pytest.skip(f"{name} is not installed")
    return Path(places[0]).resolve()
