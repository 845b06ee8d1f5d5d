"""The record that is current, with all that is linked to it a click away."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import LinkedGroup
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.detail.rich_label import record_of
from palmyra_desktop.gui.detail.view import DetailView, Shown
from palmyra_desktop.gui.dropping import dropped_file
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

_FACETS = {Kind.SOURCE: "source", Kind.MONUMENT: "monument", Kind.ACTOR: "actor"}
"""The filter that lists what points at a record, where there is too much of it to be named one by one."""


class DetailPanel(Panel):
    """Show the workspace's current record and follow its links."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the record that is current now."""
        super().__init__(context, parent)
        self.setObjectName("detail_panel")
        self.setAcceptDrops(True)
        self._shown: Shown | None = None
        self._pictures = Pictures(context.archive, context.tasks, self)
        self._area = QScrollArea(self)
        self._area.setObjectName("detail_area")
        self._area.setAccessibleName(_("Detail"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self.setFocusProxy(self._area)
        workspace = context.workspace
        workspace.current_changed.connect(self._on_current_changed)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._read)
        context.theme.changed.connect(self._show)
        self._read()

    def _on_current_changed(self, ref: RecordRef | None) -> None:
        self._read()

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._read()

    def _read(self) -> None:
        ref, archive = self.context.workspace.current, self.context.archive
        if ref is None:
            self.context.tasks.cancel("detail")
            self._say(_("Choose a record to see it here."))
            return

        def work(job: Job) -> Shown:
            from palmyra_desktop.services.attribution import attribution  # brings SQLAlchemy: in the worker
            from palmyra_desktop.services.history import last_change

            return Shown(archive.detail(ref), attribution(archive, ref).fields, last_change(archive, ref))

        self.context.tasks.read(work, self._on_read, self._on_failed, key="detail")

    def _on_read(self, shown: Shown) -> None:
        is_same = self._shown is not None and shown.detail.record.ref == self._shown.detail.record.ref
        self._shown = shown
        height = self._area.verticalScrollBar().value() if is_same else 0
        self._show()
        self._area.verticalScrollBar().setValue(height)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._say(str(error))

    def _show(self) -> None:
        if self._shown is None:
            return
        view = DetailView(self.context.theme, self._shown, self._pictures)
        view.followed.connect(self._on_followed, Qt.ConnectionType.QueuedConnection)
        self._put(view)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.context.actions["attach_file"].isEnabled() and dropped_file(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Attach a file that is dropped on an image or a source."""
        path, ref = dropped_file(event), self.context.workspace.current
        if path is not None and ref is not None:
            event.acceptProposedAction()
            self.context.workspace.file_dropped.emit(ref, path)

    def _say(self, words: str) -> None:
        self._shown = None
        label = Label(self.context.theme, words, "body", "muted")
        label.setWordWrap(True)
        label.setMargin(self.context.theme.px(16))
        label.setAlignment(
            (label.alignment() & ~Qt.AlignmentFlag.AlignVertical_Mask) | Qt.AlignmentFlag.AlignTop
        )
        self._put(label)

    def _put(self, widget: QWidget) -> None:
        self._area.setWidget(widget)
        # The area lets its widget fill the ground, in the window's colour; the panel has its own.
        widget.setAutoFillBackground(False)

    def _on_followed(self, target: str) -> None:
        """Do what a link is for; queued, for the view that told it may be replaced meanwhile."""
        scheme, _colon, value = target.partition(":")
        workspace = self.context.workspace
        match scheme:
            case "record":
                workspace.go_to(record_of(target))
            case "field":
                workspace.show_claims(value)
            case "do":
                self.context.actions[value].trigger()
            case "copy":
                QGuiApplication.clipboard().setText(value)
                workspace.say(_("Copied."))
            case "tag" if self._shown is not None:
                kind = self._shown.detail.record.kind
                workspace.set_criteria(Criteria(kind=kind).only("tag", value))
            case "url":
                QDesktopServices.openUrl(QUrl(value))
            case "list":
                self._list(Kind.from_plural(value))
            case "group" if self._shown is not None:
                self._list_group(self._shown.detail.linked[int(value)])

    def _list(self, kind: Kind) -> None:
        """List the claims about the record, their sources or its images."""
        if self._shown is None:
            return
        claims = self._shown.detail.claims
        if kind == Kind.IMAGE:
            group = next(group for group in self._shown.detail.linked if group.kind == kind)
            self._list_group(group)
            return
        ids = {claim.source.id: None for claim in claims if claim.source}
        if kind == Kind.CLAIM:
            ids = {claim.id: None for claim in claims}
        self.context.workspace.set_criteria(Criteria(kind=kind, ids=tuple(ids)))

    def _list_group(self, group: LinkedGroup) -> None:
        criteria = Criteria(kind=group.kind)
        current = self.context.workspace.current
        if group.total > len(group.links) and current is not None and current.kind in _FACETS:
            criteria = criteria.only(_FACETS[current.kind], current.id)
        else:
            criteria = Criteria(kind=group.kind, ids=tuple(link.id for link in group.links))
        self.context.workspace.set_criteria(criteria)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.context.theme.color("raised"))
