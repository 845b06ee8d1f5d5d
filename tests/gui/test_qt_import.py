import subprocess
import sys

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


def test_qt_works_with_an_import_that_is_pythons_own() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("0\n", "")
