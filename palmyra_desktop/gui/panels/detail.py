"""Detail: the current record, every linked record a click away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.found import Detail
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.detail.content import Content
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _


class DetailPanel(Panel):
    """Show the workspace's current record."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the current record, or that none is chosen."""
        super().__init__(context, parent)
        self.setObjectName("detail_panel")
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("detail")
        self._scroll.setAccessibleName(_("Detail"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFocusProxy(self._scroll)
        self._shown: Detail | None = None
        workspace = context.workspace
        workspace.current_changed.connect(self._on_current_changed)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._read)
        context.theme.changed.connect(self._on_theme_changed)
        self._show_nothing()
        self._read()

    def _read(self) -> None:
        archive, ref = self.context.archive, self.context.workspace.current
        if ref is None:
            self._show_nothing()
            return

        def work(job: Job) -> Detail:
            return archive.detail(ref)

        self.context.tasks.read(work, self._on_read, self._on_failed, key="detail")

    def _on_read(self, detail: Detail) -> None:
        self._shown = detail
        content = Content(self.context.theme, detail)
        content.link_followed.connect(self._on_link_followed)
        content.field_wanted.connect(self._on_field_wanted)
        content.text_wanted.connect(self._on_text_wanted)
        self._show(content)

    def _show(self, widget: QWidget) -> None:
        self._scroll.setWidget(widget)
        widget.setAutoFillBackground(False)  # setWidget switches it on; the ground is the panel's

    def _on_failed(self, error: Exception) -> None:
        self._show_words(str(error))

    def _show_nothing(self) -> None:
        self._shown = None
        self._show_words(_("Choose a record to see it here."))

    def _show_words(self, words: str) -> None:
        label = Label(self.context.theme, words, "secondary", "muted")
        label.setWordWrap(True)
        label.setContentsMargins(*[self.context.theme.px(16)] * 4)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._show(label)

    def _on_current_changed(self, _ref: RecordRef | None) -> None:
        self._read()

    def _on_records_changed(self, _changes: ChangeSet) -> None:
        self._read()

    def _on_theme_changed(self) -> None:
        if self._shown is not None:
            self._on_read(self._shown)

    def _on_link_followed(self, ref: RecordRef) -> None:
        self.context.workspace.go_to(ref)

    def _on_field_wanted(self, field: str) -> None:
        self.context.workspace.show_claims(field)

    def _on_text_wanted(self) -> None:
        if self._shown is not None:
            self.context.workspace.open_words(self._shown.record.id)
