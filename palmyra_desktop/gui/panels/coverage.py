"""What the archive does not know yet, each line a click away from the records it counts."""

from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.coverage import EXPLANATIONS, Gap
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import LEAST_LIST, Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _, format_number

_LONG = 1.0
"""Seconds of counting from which on it is not done after each change."""
GapRole = Qt.ItemDataRole.UserRole


class CoveragePanel(Panel):
    """The report, counted while it is seen; what it finds nothing of is quiet."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Count nothing until the panel is shown."""
        super().__init__(context, parent)
        self.setObjectName("coverage_panel")
        self._is_stale, self._took = True, 0.0
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
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(view)
        self.setFocusProxy(view)
        context.workspace.records_changed.connect(self._on_records_changed)
        context.workspace.archive_changed.connect(self._on_archive_changed)
        context.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        px = self.context.theme.px
        self._layout.setContentsMargins(px(8), 0, px(8), px(8))

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._on_archive_changed()

    def _on_archive_changed(self) -> None:
        """Count anew; where that takes long, when the panel is shown the next time."""
        self._is_stale = True
        if self.isVisible() and self._took < _LONG:
            self._read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        archive = self.context.archive
        self._is_stale = False

        def work(job: Job) -> tuple[tuple[Gap, ...], float]:
            from palmyra_desktop.services.coverage import gaps  # brings SQLAlchemy: in the worker

            started = perf_counter()
            return gaps(archive, job), perf_counter() - started

        self.context.tasks.read(work, self._on_read, key="coverage", label=_("Counting what is not known"))

    def _on_read(self, answer: tuple[tuple[Gap, ...], float]) -> None:
        gaps, self._took = answer
        self.list.clear()
        for gap in gaps:
            item = QTreeWidgetItem(self.list, [_(gap.line.label), format_number(gap.count)])
            item.setData(0, GapRole, gap)
            item.setToolTip(0, _(EXPLANATIONS[gap.line.code]))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, self.context.theme.color("muted"))
            if not gap.count:
                item.setForeground(0, self.context.theme.color("muted"))

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        """List what a line counts; nothing where it counts nothing."""
        gap: Gap = item.data(0, GapRole)
        if gap.count:
            self.context.workspace.set_criteria(Criteria(kind=gap.line.kind, ids=gap.ids))
