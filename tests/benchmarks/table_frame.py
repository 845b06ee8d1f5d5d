"""Goal 5: a frame of our table beside the textbook way to show a table in Qt.

The textbook: a QAbstractTableModel whose `data()` looks up a row that lies in memory and compares roles by
name, in a QTableView with its own delegate. Both show the same columns of the same rows, already read, each
row for the first time. Between two frames Qt serves its events for 16 ms, a refresh of the screen.
"""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import shown
from palmyra_desktop.gui.models.record_pages import PAGE, page_of
from palmyra_desktop.gui.models.records_model import RecordsModel
from palmyra_desktop.gui.records.table_view import TableView
from palmyra_desktop.services.archive import Archive
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row
from tests.benchmarks.timing import Times
from tests.benchmarks.window import context_of

_FRAMES, _READ = 60, 3_000
_SIZE = (1280, 800)
_ROOT = QModelIndex()


class Textbook(QAbstractTableModel):
    """Rows of strings, as the books show it."""

    def __init__(self, rows: list[tuple[str, ...]], count: int) -> None:
        """Show rows again and again, as many as asked for."""
        super().__init__()
        self._rows, self._count = rows, count

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows[0])

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row() % len(self._rows)][index.column()]
        return None


def measure(setting: Setting) -> Iterator[Row]:
    """Page down through a table of the size asked for, ours and the textbook's in turn."""
    with Archive.open(setting.archive, read_only=True) as archive, context_of(archive) as context:
        found = archive.search(Criteria(), first=PAGE)
        model = RecordsModel(archive, context.tasks)
        model.show_found(found, page_of(archive, found.rows))
        view = TableView(context, model)
        fields = [field for field in model.fields if field.key in view.shown_keys]
        there = min(len(found.ids), _READ)
        records = [model.record(row) for row in range(there)]
        textbook = QTableView()
        textbook.setModel(Textbook([_strings(record, fields) for record in records], len(found.ids)))
        textbook.setWordWrap(False)
        textbook.verticalHeader().hide()
        textbook.verticalHeader().setDefaultSectionSize(view.rowHeight(0))
        for column, field in enumerate(fields):
            textbook.setColumnWidth(column, view.columnWidth(model.column(field.key)))
        for part, what, step in (("5a", "three rows on", 3), ("5b", "a page on", 0)):
            ours, theirs = _frames(view, step, there), _frames(textbook, step, there)
            yield Row(part, f"a frame of the table, {what}", ours.median, theirs.median, 0.5)


def _strings(record: Record | None, fields: list[Field]) -> tuple[str, ...]:
    return tuple("" if record is None else shown(field, getattr(record, field.key)) for field in fields)


def _frames(view: QAbstractItemView, step: int, rows: int) -> Times:
    """Return what a frame takes when the view moves on by some rows (0: a page), rows that are read."""
    view.resize(*_SIZE)
    view.show()
    QApplication.processEvents()
    bar = view.verticalScrollBar()
    bar.setValue(0)
    step = step or bar.pageStep()
    found = []
    for _frame in range(min(_FRAMES, rows // step - 1)):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 16)
        start = perf_counter()
        bar.setValue(bar.value() + step)
        view.viewport().repaint()
        found.append((perf_counter() - start) * 1000)
    view.close()
    return Times(tuple(sorted(found)))
