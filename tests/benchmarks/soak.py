"""Goal 12: a million calls between Qt and Python without drift in time or memory.

The table is scrolled through and every cell asked for its words, its tool tip and what is read aloud; the
last tenth of the calls is held against the second, when all caches are full.
"""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

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
    note = "last tenth of a million calls beside the second"
    yield Row("12a", "time of 100 000 calls", times[-1], times[1], 1.1, note=note)
    yield Row("12b", "memory of the process", memory[-1], memory[1], 1.02, unit="MB", note=note)


def _tenth(view: TableView, model: RecordsModel) -> tuple[float, float]:
    """Make a tenth of the calls; return their time in milliseconds and the memory held after them in MB."""
    start, calls, columns = perf_counter(), 0, model.columnCount()
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
    return (perf_counter() - start) * 1000, pages * 4096 / 1e6
