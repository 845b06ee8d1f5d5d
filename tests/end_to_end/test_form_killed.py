"""The program is killed while somebody writes in a form: the next start offers what was written."""

import shutil
import signal
import time
from pathlib import Path

from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.forms import drafts
from tests.end_to_end.test_processes import another_process

WINDOW = """
    import os, sys
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPushButton
    from palmyra_desktop import app
    from palmyra_desktop.gui.forms.draft_question import DraftQuestion
    from palmyra_desktop.gui.forms.record_form import RecordForm
    from palmyra_desktop.gui.main_window import MainWindow

    def found(kind):
        return next((one for one in QApplication.allWidgets() if type(one) is kind and one.isVisible()), None)

    def soon(step):
        QTimer.singleShot(100, step)

    def in_form(write):
        form = found(RecordForm)
        if form is None:
            return soon(lambda: in_form(write))
        write(form)

    def in_new_form(write):
        window = found(MainWindow)
        if window is None or window.context is None or window.tasks.is_busy:
            return soon(lambda: in_new_form(write))
        window.all_actions["new"].trigger()
        in_form(write)

    def run(step, path):  # timers want an application
        make = app.application

        def application():
            made = make()
            soon(step)
            return made

        app.application = application
        app.run(path)
"""
TYPE = (
    WINDOW
    + """
    def write(form):
        QTest.keyClicks(form.editors["title"].line, "Half of a title")
        QTest.keyClicks(form.editors["date"].line, "between May and Ju")
        print("typed", flush=True)

    run(lambda: in_new_form(write), sys.argv[1])
"""
)
GO_ON = (
    WINDOW
    + """
    def answer():
        question = found(DraftQuestion)
        if question is None:
            return soon(answer)
        question.findChild(QPushButton, "continue_button").click()
        in_form(look)

    def look(form):
        print(form.editors["title"].line.text(), flush=True)
        print(form.editors["date"].line.text(), flush=True)
        os._exit(0)

    run(answer, sys.argv[1])
"""
)


def test_a_form_outlives_a_kill(sample_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "Sample.palmyra"))
    with another_process(TYPE, path) as process:
        assert process.stdout is not None and process.stdout.readline() == "typed\n"
        time.sleep(2)  # the pause after the last key, and the write, on a machine that is busy
        process.kill()
    assert process.returncode == -signal.SIGKILL

    with Archive.open(path) as archive:
        (draft,) = drafts(archive)
        assert draft.record_id is None and set(draft.states) == {"title", "date"}
        assert check(archive) == ()
    with another_process(GO_ON, path) as process:
        lines, _errors = process.communicate(timeout=60)
    assert lines.splitlines() == ["Half of a title", "between May and Ju"]
