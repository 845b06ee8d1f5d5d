"""What the archive does not know yet, each line a click away from the records it counts."""

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.coverage import EXPLANATIONS, LINES, Gap, Line
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import LEAST_LIST, Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.i18n import _, format_number

if TYPE_CHECKING:  # brings SQLAlchemy and numpy
    from palmyra_desktop.services.coverage import Counted

_LONG = 1.0
"""Seconds of counting what was changed from which on it is not done after each change."""
GapRole = Qt.ItemDataRole.UserRole


class CoveragePanel(Panel):
    """The report, counted while it is seen, line by line; what it finds nothing of is quiet."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Count nothing until the panel is shown."""
        super().__init__(context, parent)
        self.setObjectName("coverage_panel")
        self._is_stale, self._is_slow = True, False
        self._counted: Counted | None = None
        self._title: DockTitle | None = None
        self.list = view = QTreeWidget(self)
        view.setObjectName("coverage_list")
        view.setAccessibleName(_("Coverage"))
        view.setMinimumHeight(LEAST_LIST)
        view.setColumnCount(2)
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setIndentation(0)
        view.setUniformRowHeights(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setStyleSheet("QTreeWidget { background: transparent; outline: 0; border: 0; }")
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        view.itemClicked.connect(self._on_chosen)
        view.itemActivated.connect(self._on_chosen)
        self._items = {line: self._item(line) for line in LINES}
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(view)
        self.setFocusProxy(view)
        context.workspace.records_changed.connect(self._on_records_changed)
        context.workspace.archive_changed.connect(self._on_archive_changed)
        context.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _item(self, line: Line) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.list, [_(line.label), "…"])
        item.setToolTip(0, _(EXPLANATIONS[line.code]))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _on_theme_changed(self) -> None:
        px = self.context.theme.px
        self._layout.setContentsMargins(px(8), 0, px(8), px(8))
        for item in self._items.values():
            self._color(item)

    @override
    def furnish_title(self, title: DockTitle, menu: QMenu) -> None:
        self._title = title

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._on_archive_changed()

    def _on_archive_changed(self) -> None:
        """Count anew; if that took long the last time, when the panel is shown again."""
        self._is_stale = True
        if self.isVisible() and not self._is_slow:
            self._read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        archive, before = self.context.archive, self._counted
        self._is_stale = False
        if before is None or self._is_slow:  # else it is done before one could read it
            self._note(_("being counted"))

        def work(job: Job) -> "tuple[Counted, bool]":
            from palmyra_desktop.services.coverage import count  # brings SQLAlchemy: in the worker

            started = perf_counter()
            counted = count(archive, before, job.tell, job)
            return counted, before is not None and perf_counter() - started > _LONG

        self.context.tasks.read(
            work,
            self._on_counted,
            self._on_failed,
            key="coverage",
            label=_("Counting what is not known"),
            told=self._on_told,
        )

    def _on_told(self, gap: Gap) -> None:
        item = self._items[gap.line]
        item.setText(1, format_number(gap.count))
        item.setData(0, GapRole, gap)
        self._color(item)

    def _color(self, item: QTreeWidgetItem) -> None:
        gap: Gap | None = item.data(0, GapRole)
        item.setForeground(0, self.context.theme.color("text" if gap and gap.count else "muted"))
        item.setForeground(1, self.context.theme.color("muted"))

    def _on_counted(self, answer: "tuple[Counted, bool]") -> None:
        self._counted, self._is_slow = answer
        self._note("")

    def _on_failed(self, error: Exception) -> None:
        """Leave it as far as it is known; counted anew when it is shown the next time."""
        self._is_stale = True
        self._note("")
        if isinstance(error, KnownError):  # nothing is to be said of what the user stopped
            self.context.tasks.failed.emit(error)

    def _note(self, words: str) -> None:
        if self._title is not None:
            self._title.set_note(words)

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        """List what a line counts; nothing where it counts nothing, or is not counted yet."""
        gap: Gap | None = item.data(0, GapRole)
        if gap is not None and gap.count:
            self.context.workspace.set_criteria(Criteria(kind=gap.line.kind, ids=gap.ids))
