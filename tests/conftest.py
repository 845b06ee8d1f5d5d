"""What every test stands on: no screen of the user's, no file of the user's, one language.

Set when this file is read, because Qt and the program look at the environment when they are
imported. A test of the real X11 platform starts the program in a process of its own.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a property's examples come depends on what else the computer does.
settings.register_profile("any computer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any computer")

_FOLDERS = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}


def _environment(home: Path) -> dict[str, str]:
    """Return the environment of a user who lives in this folder."""
    return {"HOME": str(home)} | {name: str(home / below) for name, below in _FOLDERS.items()}


for _name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "PALMYRA_ARCHIVE", "DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(_name, None)
os.environ |= {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
# For what is made once for many tests; removed when this process ends.
_session_home = tempfile.TemporaryDirectory(prefix="palmyra-tests-")
os.environ |= _environment(Path(_session_home.name))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give each test a home folder of its own, empty, and return it."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name, place in _environment(folder).items():
            patch.setenv(name, place)
        yield folder


@pytest.fixture(scope="session")
def x_server() -> Iterator[str]:
    """Run an X server that nobody sees and return its display name; skip where none is installed."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as display:
            yield f":{display.readline().strip()}"
        server.terminate()
