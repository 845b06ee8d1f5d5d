"""One start, to be run in a process of its own: prints the monotonic clock at each stage, then ends.

    python -m tests.benchmarks.start_probe bare | ARCHIVE

A bare QMainWindow, or the program on an archive: when its window is painted, and when its rows are.
"""

import os
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any

SLOW = ("alembic", "xlsxwriter", "lxml", "PIL")
"""What must not have been imported when the rows are painted."""


def main() -> None:
    """Start in the way asked for."""
    print("python", monotonic(), flush=True)
    if sys.argv[1] == "bare":
        _bare()
    else:
        _ours(sys.argv[1])


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("bare"))
    window.resize(1440, 900)
    _after_paint(QMainWindow, lambda _window: _say_and_end("window"))
    window.show()
    app.exec()


def _ours(archive: str) -> None:
    from palmyra_desktop import collecting
    from palmyra_desktop.gui.qt_import import import_qt

    collecting.collect_later()  # as the program's own entry does
    import_qt()
    from palmyra_desktop import app, i18n
    from palmyra_desktop.gui.main_window import MainWindow

    i18n.set_language("en")

    def rows(view: Any) -> None:
        if view.model().rowCount() and view.model().record(0) is not None:
            loaded = [name for name in SLOW if name in sys.modules]
            print("slow", *loaded, flush=True)
            _say_and_end("rows")

    def window(_window: Any) -> None:
        print("window", monotonic(), flush=True)
        # The table's module comes after the window; its class is there once the first row is.
        from palmyra_desktop.gui.records.table_view import TableView

        _after_paint(TableView, rows)

    _after_paint(MainWindow, window, once=True)
    app.run(archive)


def _after_paint(widget: type[Any], then: Callable[[Any], None], once: bool = False) -> None:
    """Do something whenever a widget of a class was painted."""
    original = widget.paintEvent
    done = False

    def paint(self: Any, event: Any) -> None:
        nonlocal done
        original(self, event)
        if not (once and done):
            done = True
            then(self)

    widget.paintEvent = paint


def _say_and_end(stage: str) -> None:
    print(stage, monotonic(), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
