import os
import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import builtins
plain = builtins.__import__
from palmyra_desktop.gui.qt_import import import_qt
import_qt()
import palmyra_desktop.app
assert builtins.__import__ is plain
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
QTimer.singleShot(0, app.quit)
print(app.exec())
"""
_FIRST_SIGHT = """
from palmyra_desktop.gui.qt_import import import_qt
import_qt()
import PySide6.QtCore
from palmyra_desktop import app
from palmyra_desktop.gui.main_window import MainWindow

def paint(window, event, original=MainWindow.paintEvent):
    print("Qt" in vars(PySide6.QtCore))
    original(window, event)
    PySide6.QtCore.QTimer.singleShot(0, window.close)

MainWindow.paintEvent = paint
app.run(None)
"""


def test_qt_works_with_an_import_that_is_pythons_own() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_the_enumerations_of_qt_are_not_made_before_the_window_is_seen(tmp_path: Path) -> None:
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_SIGHT], capture_output=True, text=True, check=False, env=environment
    )
    assert (done.stdout.split("\n")[0], done.stderr) == ("False", "")
