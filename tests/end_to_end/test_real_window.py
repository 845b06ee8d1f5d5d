"""The program on a real X server: its window comes, takes keys, and closes without a warning."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.xvfb
_PATIENCE = 40
"""Seconds a slow machine may take for a step."""


def _ask(display: str, *words: str) -> str:
    """Return what xdotool answers; "" where it finds nothing."""
    environment = os.environ | {"DISPLAY": display}
    done = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _wait_for(display: str, *words: str) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        answer = _ask(display, *words)
        if answer:
            return answer.splitlines()[-1]
        time.sleep(0.1)
    pytest.fail(f"xdotool {' '.join(words)} found nothing")


@pytest.fixture
def program(x_server: str, home: Path) -> Iterator["subprocess.Popen[str]"]:
    """The program, started as a user starts it, on the real xcb plugin."""
    if not shutil.which("xdotool"):
        pytest.skip("xdotool is not installed")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    environment |= {"DISPLAY": x_server, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "palmyra_desktop"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        yield process
        if process.poll() is None:
            process.kill()


def test_the_window_opens_takes_keys_and_quits(
    program: "subprocess.Popen[str]", x_server: str, home: Path
) -> None:
    # The title names the archive once it is open; before, it is the program's alone.
    window = _wait_for(x_server, "search", "--onlyvisible", "--name", "Palmyra 2015-2017")
    assert "Palmyra Desktop" in _ask(x_server, "getwindowname", window)

    # No window manager runs here that would give the keyboard to a window.
    _ask(x_server, "windowfocus", "--sync", window)
    assert _ask(x_server, "getwindowfocus") == window
    _ask(x_server, "key", "ctrl+2")
    _ask(x_server, "key", "ctrl+q")

    _nothing, errors = program.communicate(timeout=_PATIENCE)
    assert program.returncode == 0
    assert errors == ""
    assert list(home.rglob("*.palmyra"))
