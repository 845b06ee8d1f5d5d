"""Goal 12: a million calls between Qt and Python without drift in time or memory.

The table is scrolled through and every cell asked for its words, its tool tip and what is read aloud. The
last three tenths of the calls are held against the second to fourth, when all caches are full: each by the
middle of its three, in time of the processor, so that what else the machine does is no drift.
"""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.gui.models.record_pages import PAGE, page_of
from palmyra_desktop.gui.models.records_model import RecordsModel
from palmyra_desktop.gui.records.table_view import TableView
from palmyra_desktop.services.archive import Archive
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row
from tests.benchmarks.window import context_of

_CALLS = 1_000_000
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.DecorationRole,
)
_ROWS = 4_000


def measure(setting: Setting) -> Iterator[Row]:
    """Make the calls in ten parts, each scrolling over the same rows."""
    with Archive.open(setting.small, read_only=True) as archive, context_of(archive) as context:
        found = archive.search(Criteria(), first=PAGE)
        model = RecordsModel(archive, context.tasks)
        model.show_found(found, page_of(archive, found.rows))
        view = TableView(context, model)
        view.resize(1280, 800)
        view.show()
        times, memory = zip(*(_tenth(view, model) for _part in range(10)), strict=True)
        view.close()
    note = "the last three tenths of a million calls beside the second to fourth"
    yield Row("12a", "100 000 calls, processor", median(times[-3:]), median(times[1:4]), 1.1, note=note)
    yield Row("12b", "memory of the process", memory[-1], memory[1], 1.02, unit="MB")


def _tenth(view: TableView, model: RecordsModel) -> tuple[float, float]:
    """Make a tenth of the calls; return their milliseconds and the memory held after them in MB."""
    start, calls, columns = process_time(), 0, model.columnCount()
    rows = min(_ROWS, model.rowCount())
    row = 0
    while calls < _CALLS // 10:
        for column in range(columns):
            index = model.index(row % rows, column)
            for role in _ROLES:
                model.data(index, role)
            calls += len(_ROLES)
        if row % 25 == 0:
            view.verticalScrollBar().setValue(row % rows)
            view.viewport().repaint()
            QApplication.processEvents()
        row += 1
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return (process_time() - start) * 1000, pages * 4096 / 1e6
