"""The editor of the file attached to a record: chosen in a dialog, or dropped on the form."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from palmyra_desktop.domain.fields import Field, Kind
from palmyra_desktop.gui.forms.editor import Editor
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import ElidedLabel
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_PICTURES = "*.jpg *.jpeg *.png *.webp *.gif *.tif *.tiff *.bmp"
FILE_KINDS = (Kind.IMAGE, Kind.SOURCE)
"""The kinds of record a file can be attached to."""


class FileEditor(Editor):
    """The name of the attached file; another is copied in when the form is saved."""

    def __init__(self, theme: "Theme", kind: Kind, field: Field, parent: QWidget | None = None) -> None:
        """Show no file."""
        super().__init__(theme, field, parent)
        self._kind = kind
        self._name: str | None = None
        self.path: Path | None = None
        row = QWidget(self)
        self._shown = ElidedLabel(theme, "", "body", "text", parent=row)
        self._choose = QPushButton(_("Choose…"), row)
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._on_choose)
        self._remove = LinkButton(theme, _("Remove"))
        self._remove.clicked.connect(self._on_remove)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(10))
        layout.addWidget(self._shown, 1)
        layout.addWidget(self._remove)
        layout.addWidget(self._choose)
        self.put(row)
        self.setFocusProxy(self._choose)
        self._tell()

    def take(self, path: Path) -> None:
        """Attach a file; it is read and copied when the form is saved."""
        self._name, self.path = path.name, path
        self._tell()
        self._on_edited()

    @override
    def value(self) -> Any:
        return self._name

    @override
    def show_value(self, value: Any) -> None:
        self._name, self.path = value, None
        self._tell()

    @override
    def state(self) -> Any:
        return [self._name, str(self.path) if self.path else None]

    @override
    def restore(self, state: Any) -> None:
        self._name, path = state
        self.path = Path(path) if path else None
        self._tell()
        self._on_edited()

    def _tell(self) -> None:
        self._shown.setText(self._name or _("no file; choose one, or drop it here"))
        self._remove.setVisible(self._name is not None)

    def _on_remove(self) -> None:
        self.show_value(None)
        self._on_edited()

    def _on_choose(self) -> None:
        dialog = file_dialog(self, self._kind)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        self.take(Path(path))


def file_dialog(parent: QWidget, kind: Kind, folder: str = "") -> QFileDialog:
    """Return the dialog that asks for a file to attach to a kind of record."""
    every = _("All files (*)")
    kinds = every
    if kind is Kind.IMAGE:
        kinds = f"{_('Pictures ({pattern})').format(pattern=_PICTURES)};;{every}"
    dialog = QFileDialog(parent, _("Attach a file"), folder, kinds)
    dialog.setObjectName("attach_dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog
