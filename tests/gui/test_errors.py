import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.gui.errors import Faults


@pytest.fixture
def faults(qtbot: QtBot) -> Iterator[Faults]:
    window = QMainWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield Faults(window)
    for box in boxes():
        box.close()


def boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def fault() -> ZeroDivisionError:
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_a_known_error_is_shown_with_its_way_out(faults: Faults) -> None:
    faults.report(KnownError("The disk is full.", "Free some space and try again."))
    assert [(box.text(), box.informativeText()) for box in boxes()] == [
        ("The disk is full.", "Free some space and try again.")
    ]


def test_a_fault_that_comes_again_is_told_once_and_logged_each_time(
    faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    for _frame in range(3):
        faults.report(fault())
    assert len(boxes()) == 1
    assert "Nothing that was saved is lost" in boxes()[0].text()
    assert "ZeroDivisionError" not in boxes()[0].text()
    assert len([record for record in caplog.records if record.levelno == logging.CRITICAL]) == 3


def test_what_the_user_stopped_is_no_fault(faults: Faults) -> None:
    faults.report(Cancelled())
    assert boxes() == []


def test_a_fault_on_another_thread_is_told_on_the_windows_own(faults: Faults, qtbot: QtBot) -> None:
    thread = threading.Thread(target=faults.report, args=[fault()])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes()) == 1)


def test_hooks_are_put_in_place_and_taken_away(faults: Faults) -> None:
    before = sys.excepthook, threading.excepthook
    faults.install()
    assert sys.excepthook != before[0]
    faults.uninstall()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
    sys.excepthook, threading.excepthook = before
