"""What to export, in which form and to which file; the count stands in the heading and on the button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.file_form import value_keys
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.dialogs.export_columns import ExportColumns
from palmyra_desktop.gui.dialogs.format_cards import FormatCards
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme
    from palmyra_desktop.services.exporting import Format

_WIDTH = 680


@dataclass(frozen=True, slots=True)
class Rows:
    """Records that can be exported: the list, the selected ones, the whole archive.

    Attributes:
        key: list, selected or all. title, lead: words for it, translated already.
    """

    key: str
    title: str
    lead: str
    criteria: Criteria
    count: int


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the user wants written; the fields are those of `services.exporting.export`."""

    rows: Rows
    format: str
    output: Path
    columns: tuple[str, ...] | None
    options: Mapping[str, Any]
    force: bool


class ExportDialog(ActionDialog):
    """Ask what an export needs; it stays, hidden, until the file is written: a failure shows it again."""

    requested = Signal(object)
    """ExportRequest"""

    def __init__(
        self,
        theme: "Theme",
        rows: Sequence[Rows],
        formats: Sequence["Format"],
        listed: Sequence[str],
        stem: Path,
        parent: QWidget | None = None,
    ) -> None:
        """Offer rows, the first of them chosen.

        Args:
            listed: keys of the columns of the list.
            stem: the file to offer, without the ending, which follows the format.
        """
        super().__init__(theme, "export_dialog", "", _("Export"), parent, lead=rows[0].lead)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._rows = {one.key: one for one in rows}
        self._formats = {one.key: one for one in formats}
        kind = rows[0].criteria.kind
        self._kind = record_type(kind)
        self.rows = Segmented(theme, _("Rows"), [Segment(one.key, one.title, one.count) for one in rows])
        self.rows.setObjectName("rows_choice")
        self.cards = FormatCards(theme, formats)
        self.columns = ExportColumns(theme, value_keys(kind), listed)
        self.replace = QCheckBox(_("Replace the file if it is there already"))
        self.replace.setObjectName("replace_option")
        self._options: dict[str, dict[str, QCheckBox]] = {
            one.key: _option_boxes(one, self) for one in formats
        }
        self.file = QLineEdit(str(stem))
        self.file.setObjectName("export_file")
        self.file.setAccessibleName(_("File"))
        self.choose = QPushButton(_("Choose…"))
        self.choose.setObjectName("choose_file_button")
        self.choose.setAutoDefault(False)
        self._promise = _Promise(theme, self)
        self.keys_hint = Label(theme, _("Ctrl+Enter exports"), "secondary", "muted")
        self.foot.insertWidget(0, self.keys_hint)
        self._fill()
        self.rows.chosen_changed.connect(self._on_rows_chosen)
        self.cards.chosen_changed.connect(self._on_format_chosen)
        self.choose.clicked.connect(self._on_choose)
        self.file.textChanged.connect(self._on_file_changed)
        self._on_rows_chosen(rows[0].key)
        self._on_format_chosen(self.cards.chosen)

    def _fill(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(20))
        grid.setVerticalSpacing(self._theme.px(16))
        grid.setColumnMinimumWidth(0, self._theme.px(86))
        grid.setColumnStretch(1, 1)
        rows = QHBoxLayout()
        rows.addWidget(self.rows)
        rows.addStretch(1)
        options = QVBoxLayout()
        options.setSpacing(0)
        for boxes in self._options.values():
            for box in boxes.values():
                options.addWidget(box)
        options.addWidget(self.replace)
        file = QHBoxLayout()
        file.setSpacing(self._theme.px(8))
        file.addWidget(self.file, 1)
        file.addWidget(self.choose)
        lines: dict[str, QWidget | QLayout] = {
            _("Rows"): rows,
            _("Format"): self.cards,
            _("Columns"): self.columns,
            _("Options"): options,
            _("File"): file,
        }
        for row, (name, content) in enumerate(lines.items()):
            label = Label(self._theme, name, "body", "text2")
            label.setMinimumHeight(self._theme.px(28))
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(content, QLayout):
                grid.addLayout(content, row, 1)
            else:
                grid.addWidget(content, row, 1)
            if content is self.columns:
                self._columns_label = label
        self.body.addLayout(grid)
        self.body.addWidget(self._promise)
        self.body.addStretch(1)

    @property
    def request(self) -> ExportRequest:
        """What is asked for as the dialog stands."""
        chosen = self._formats[self.cards.chosen]
        return ExportRequest(
            rows=self._rows[self.rows.chosen],
            format=chosen.key,
            output=Path(self.file.text().strip()).expanduser(),
            columns=self.columns.keys if chosen.has_columns else None,
            options={name: box.isChecked() for name, box in self._options[chosen.key].items()},
            force=self.replace.isChecked(),
        )

    def show_problem(self, words: str) -> None:
        """Come back after an export that failed, everything as it was chosen, and say why."""
        self._promise.show_words(words, "", "issue")
        self.show()

    @override
    def _on_primary_clicked(self) -> None:
        request = self.request
        if request.columns == ():
            self._promise.show_words(_("Choose at least one column."), "", "issue")
        elif not self.file.text().strip():
            self._promise.show_words(_("Name the file to write."), "", "issue")
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.hide()
            self.requested.emit(request)

    def _on_rows_chosen(self, key: str) -> None:
        rows = self._rows[key]
        count = format_number(rows.count)
        name = (_(self._kind.label) if rows.count == 1 else _(self._kind.label_plural)).lower()
        heading = _("Export {count} {kind}").format(count=count, kind=name)
        button = ngettext("Export {count} row", "Export {count} rows", rows.count).format(count=count)
        self.entitle(heading, button)
        self.lead.setText(rows.lead)
        self.primary.setEnabled(rows.count > 0)
        self._promise_all()

    def _on_format_chosen(self, key: str) -> None:
        chosen = self._formats[key]
        self.columns.setVisible(chosen.has_columns)
        self._columns_label.setVisible(chosen.has_columns)
        for format_key, boxes in self._options.items():
            for box in boxes.values():
                box.setVisible(format_key == key)
        self._follow_suffix(chosen.suffix)
        self._promise_all()

    def _follow_suffix(self, suffix: str) -> None:
        """Give the file the ending of the format, unless the user gave it one that is no format's."""
        path = Path(self.file.text())
        endings = {one.suffix for one in self._formats.values()}
        if path.name and path.suffix in endings | {""}:
            self.file.setText(str(path.with_suffix(suffix)))

    def _promise_all(self) -> None:
        count = self._rows[self.rows.chosen].count
        words = ngettext(
            "{count} row will be written, then read back and counted",
            "{count} rows will be written, then read back and counted",
            count,
        )
        promise = self._formats[self.cards.chosen].promise
        note = _(promise) if promise else ""
        self._promise.show_words(words.format(count=format_number(count)), note, "check")

    def _on_file_changed(self, _text: str) -> None:
        self._promise_all()

    def _on_choose(self) -> None:
        chosen = self._formats[self.cards.chosen]
        kind = _("{format} ({pattern})").format(format=_(chosen.label), pattern=f"*{chosen.suffix}")
        dialog = QFileDialog(self, _("Export to"), self.file.text(), f"{kind};;{_('All files (*)')}")
        dialog.setObjectName("export_file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(chosen.suffix.removeprefix("."))
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        """Take the file; the file dialog has asked whether one that is there may be replaced."""
        self.file.setText(path)
        self.replace.setChecked(True)


class _Promise(QWidget):
    """What will be done with the rows, or why it was not, on a soft ground."""

    def __init__(self, theme: "Theme", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("promise")
        self._theme, self._icon = theme, "check"
        self._words = Label(theme, "", "body")
        self._note = Label(theme, "", "secondary", "muted")
        layout = QVBoxLayout(self)
        left, right = (16, 40) if theme.is_rtl else (40, 16)  # margins are not mirrored by themselves
        layout.setContentsMargins(theme.px(left), theme.px(10), theme.px(right), theme.px(10))
        layout.setSpacing(theme.px(2))
        for label in (self._words, self._note):
            label.setWordWrap(True)
            layout.addWidget(label)

    def show_words(self, words: str, note: str, icon: str) -> None:
        self._icon = icon
        self._words.setText(words)
        self._words.set_color_role("issue" if icon == "issue" else "text")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(words)
        self.setAccessibleDescription(note)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        canvas = Canvas(QPainter(self), QRectF(self.rect()), self._theme)
        role = "issue" if self._icon == "issue" else "accepted"
        ground = "issue_bg" if self._icon == "issue" else "panel"
        canvas.fill(0, 0, self.width(), self.height(), ground, px(8))
        canvas.icon(px(14), px(12), px(16), self._icon, role)


def _option_boxes(format: "Format", parent: QWidget) -> dict[str, QCheckBox]:
    """Return a check box for each option that is yes or no."""
    boxes = {}
    for name, (label, default) in format.options.items():
        if isinstance(default, bool):
            box = QCheckBox(_(label), parent)
            box.setObjectName(f"{format.key}_{name}_option")
            box.setChecked(default)
            boxes[name] = box
    return boxes
