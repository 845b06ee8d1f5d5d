"""The wheel alone, installed elsewhere: all that the program needs is in it.

Qt and the libraries stay where they are (a second copy of Qt is 250 MB); the project itself
is taken from the wheel only.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.wheel

LOAD_EVERYTHING = """
import gettext, json, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtSvg import QSvgRenderer
from palmyra_desktop import assets

app = QGuiApplication([])
files = sorted(path for path in assets.root().rglob("*") if path.is_file())
for path in files:
    if path.suffix == ".svg":
        assert QSvgRenderer(str(path)).isValid(), path
    elif path.suffix == ".mo":
        with path.open("rb") as file:
            assert gettext.GNUTranslations(file).info()["language"], path
    elif path.suffix == ".json":
        json.loads(path.read_text(encoding="utf-8"))
    elif path.suffix in (".html", ".css", ".po", ".txt"):
        assert path.read_text(encoding="utf-8"), path
names = [path.relative_to(assets.root()).as_posix() for path in files]
print(json.dumps({"root": str(assets.root()), "files": names}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it into a folder of its own and return the folder."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target"]
    subprocess.run([*install, str(folder / "site"), str(wheel)], check=True, capture_output=True)
    return folder / "site"


def run(installed: Path, *arguments: str) -> str:
    """Run Python where only the wheel holds the project; return what it printed."""
    environ = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-W", "error", *arguments]
    answer = subprocess.run(
        command, cwd=installed.anchor, env=environ, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    return answer.stdout


def files(folder: Path, *suffixes: str) -> set[str]:
    """Return the files below a folder, with these endings or with any, as paths inside it."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found if not suffixes or path.suffix in suffixes}


def test_every_icon_locale_template_and_sample_loads_from_the_wheel(installed: Path) -> None:
    answer = json.loads(run(installed, "-c", LOAD_EVERYTHING))
    assert answer["root"] == str(installed / "palmyra_desktop/resources")
    assert set(answer["files"]) == files(ROOT / "resources")
    assert {name.split("/")[0] for name in answer["files"]} >= {"icons", "locale", "templates", "sample"}


def test_no_module_is_left_out(installed: Path) -> None:
    assert files(installed / "palmyra_desktop", ".py", ".mako") == files(
        ROOT / "palmyra_desktop", ".py", ".mako"
    )


def test_the_wheel_opens_its_own_sample(installed: Path) -> None:
    events = json.loads(run(installed, "-m", "palmyra_desktop", "list", "events", "--format", "json"))
    assert len(events) >= 17


def test_the_wheel_brings_the_command_and_the_licence(installed: Path) -> None:
    (metadata,) = installed.glob("palmyra_desktop-*.dist-info")
    assert "palmyra-desktop = palmyra_desktop.__main__:main" in (metadata / "entry_points.txt").read_text()
    assert "Version 3, 29 June 2007" in (metadata / "licenses/packaging/LICENSE").read_text()
