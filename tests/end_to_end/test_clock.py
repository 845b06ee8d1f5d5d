"""A clock set back by twenty years between two runs of the program: the order of what was done is kept."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

from palmyra_desktop.domain.backup import Keep
from palmyra_desktop.domain.custody import Step
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.services import backups, editing, history
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.custody import look_again
from palmyra_desktop.services.editing import attach_file
from tests.acts import EVENT, IMAGE, change, create

ROOT = Path(__file__).parents[2]
BACK = """
    import datetime, json, sys, time
    from pathlib import Path
    real, ago = datetime.datetime, datetime.timedelta(days=20 * 365)

    class SetBack(real):
        @classmethod
        def now(cls, tz=None):
            return real.now(tz) - ago

    datetime.datetime, before = SetBack, time.time
    time.time = lambda: before() - ago.total_seconds()

    from palmyra_desktop.domain.backup import Keep
    from palmyra_desktop.services import backups
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.custody import look_again
    from tests.acts import EVENT, change
    with Archive.open(Path(sys.argv[1])) as archive:
        ref = archive.find(EVENT, "one")
        made = []
        for title in ("two", "three"):
            change(archive, ref, title=title)
            made.append(backups.keep_up(archive, Keep(hourly=1, daily=1, weekly=1)).name)
        look_again(archive)
    print(json.dumps(made))
"""


def test_order_backups_history_and_custody_hold_when_the_clock_is_set_back(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        ref = create(archive, EVENT, title="one")
        picture = create(archive, IMAGE, caption="c")
        (tmp_path / "p.jpg").write_bytes(b"a picture")
        attach_file(archive, picture, tmp_path / "p.jpg")
        first = backups.keep_up(archive, Keep())
    command = [sys.executable, "-c", textwrap.dedent(BACK), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    made = json.loads(done.stdout)

    with Archive.open(path) as archive:
        assert first is not None and first.name not in made
        change(archive, ref, title="four")
        there = backups.backups(archive)
        assert there[0].path.name == made[-1]  # the newest, though by its clock the oldest
        assert backups.preview(archive, there[0].path).act_count == 1
        acts = editing.groups(archive)
        assert [one.id for one in acts] == sorted((one.id for one in acts), reverse=True)
        assert acts[1].at_utc < acts[-1].at_utc  # the clock was set back indeed
        assert [one.id for one in history.acts(archive, LogFilter())] == [one.id for one in acts]
        steps = archive.detail(picture).custody
        assert [step.step for step in steps] == [Step.TAKEN_IN, Step.AS_IT_WAS]
        assert look_again(archive)
        assert (check(archive), editing.verify_log(archive)) == ((), ())
        for title in ("three", "two", "one"):
            editing.undo(archive)
            assert archive.record(ref).title == title
        backups.restore(archive, there[0].path)
        assert archive.record(ref).title == "three" and check(archive) == ()
