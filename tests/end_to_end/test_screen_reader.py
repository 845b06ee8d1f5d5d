"""The timeline on the accessibility bus of a real desktop session, with a real display."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from palmyra_desktop.services.sample import build_sample


@pytest.mark.xvfb
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="there is no session bus to be had")
@pytest.mark.skipif(not shutil.which("gdbus"), reason="nothing here speaks to a bus")
def test_a_screen_reader_finds_each_bar_with_title_date_and_lane(x_server: str, tmp_path: Path) -> None:
    build_sample(tmp_path / "sample.palmyra").close()
    environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.end_to_end.at_spi"]
    done = subprocess.run(
        [*command, str(tmp_path / "sample.palmyra")],
        env=environment | {"DISPLAY": x_server, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode == 2:
        pytest.skip("the session has no accessibility bus")
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["is_running"], done.stderr[-2000:]
    assert ["list item", "IS captures Palmyra, 20–21 May 2015, lane Palmyra (site)"] in (
        found["lanes"]["Palmyra (site)"]
    )
