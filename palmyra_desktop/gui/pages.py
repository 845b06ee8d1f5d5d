"""What the middle of the window shows: the list of records, the first screen, a review, or that it waits."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop import paths
from palmyra_desktop.domain.errors import PassphraseNeeded
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.dialogs.first_screen import FirstScreen
from palmyra_desktop.gui.dialogs.result import ResultDialog
from palmyra_desktop.gui.opening import Opening, Refusal
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.paths import SUFFIX

if TYPE_CHECKING:
    from palmyra_desktop.services.salvaging import Salvage


class Cover(QWidget):
    """A page that covers the list for a while, and may hold what its reader decided."""

    left = Signal()
    """The reader is done with it."""

    @property
    def summary(self) -> str:
        """What the status bar shows beside it."""
        return ""

    @property
    def is_touched(self) -> bool:
        """Whether leaving it would lose a decision."""
        return False

    def ask_to_leave(self, and_then: Callable[[], object] | None = None) -> None:
        """Be left, with a question first where decisions would be lost; then do something more."""
        self.left.emit()
        if and_then is not None:
            and_then()


class Pages(QStackedWidget):
    """One page at a time."""

    def __init__(
        self, theme: Theme, opening: Opening, settings: CurrentSettings, parent: QWidget | None = None
    ) -> None:
        """Wait."""
        super().__init__(parent)
        self.setObjectName("pages")
        self._theme, self._opening, self._settings = theme, opening, settings
        self._waiting = _Waiting(theme, self)
        self._records: QWidget | None = None
        self._first: FirstScreen | None = None
        self._cover: Cover | None = None
        self.addWidget(self._waiting)
        self._damaged = self._saved = ""
        self._target = Path()
        opening.salvaged.connect(self._on_salvaged)
        opening.salvage_locked.connect(self._on_salvage_locked)

    def set_records(self, panel: QWidget | None) -> None:
        """Put the list of records here; the one before it is thrown away."""
        if self._records is not None:
            self.removeWidget(self._records)
            self._records.deleteLater()
        self._records = panel
        if panel is not None:
            self.addWidget(panel)

    def show_records(self) -> None:
        """Show the list of records; without one, that the window waits."""
        self.setCurrentWidget(self._records or self._waiting)

    @property
    def cover(self) -> Cover | None:
        """The page that covers the list for a while, None where none does."""
        return self._cover

    def show_cover(self, page: Cover) -> None:
        """Cover the list with a page until `drop_cover`."""
        self._cover = page
        self.addWidget(page)
        self.setCurrentWidget(page)

    def drop_cover(self) -> None:
        """Show the list again, and throw away the page that covered it."""
        if self._cover is not None:
            self.removeWidget(self._cover)
            self._cover.deleteLater()
            self._cover = None
        self.show_records()

    def show_waiting(self, location: str, words: str = "") -> None:
        """Say that an archive is being opened; or in other words, with its {archive}, what is done to it."""
        self._waiting.show_words((words or _("Opening {archive}…")).format(archive=Path(location).stem))
        self.setCurrentWidget(self._waiting)

    def show_first_screen(self, refusal: Refusal | None, open_title: str) -> None:
        """Show where to begin; see `FirstScreen`."""
        if self._first is not None:
            self.removeWidget(self._first)
            self._first.deleteLater()
        recent = self._settings.value.recent
        self._first = first = FirstScreen(self._theme, recent, refusal, open_title, self)
        first.new_wanted.connect(self.ask_new)
        first.open_wanted.connect(self.ask_open)
        first.sample_wanted.connect(self._opening.open_sample)
        first.recent_wanted.connect(self._on_location_wanted)
        first.retry_wanted.connect(self._on_location_wanted)
        first.read_wanted.connect(self._on_read_wanted)
        first.salvage_wanted.connect(self._on_salvage_wanted)
        first.unlock_wanted.connect(self._opening.open)
        first.return_wanted.connect(self.show_records)
        self.addWidget(first)
        self.setCurrentWidget(first)
        first.focus_first()

    def ask_new(self) -> None:
        """Ask where a new archive shall lie, and make it. A file that is there is never written over."""
        dialog = self._file_dialog(_("New archive"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self._on_new_selected)
        dialog.open()

    def ask_new_encrypted(self) -> None:
        """Ask where a new archive shall lie, and for its passphrase, and make it."""
        dialog = self._file_dialog(_("New encrypted archive"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self._on_new_encrypted_selected)
        dialog.open()

    def ask_open(self) -> None:
        """Ask for an archive, and open it."""
        dialog = self._file_dialog(_("Open archive"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_location_wanted)
        dialog.open()

    def ask_salvage(self) -> None:
        """Ask for a damaged archive, then where to save what can be read of it."""
        dialog = self._file_dialog(_("Damaged archive"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_salvage_wanted)
        dialog.open()

    def _on_salvage_wanted(self, location: str) -> None:
        self._damaged = location
        dialog = self._file_dialog(
            _("Save what can be read into a new archive"), QFileDialog.AcceptMode.AcceptSave
        )
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(str(Path(location).with_stem(_("{name} saved").format(name=Path(location).stem))))
        dialog.fileSelected.connect(self._on_salvage_selected)
        dialog.open()

    def _on_salvage_selected(self, path: str) -> None:
        self._target = Path(path)
        self._salvage("")

    def _salvage(self, passphrase: str) -> None:
        self._opening.salvage(self._damaged, self._target, passphrase)

    def _on_salvage_locked(self, error: PassphraseNeeded) -> None:
        from palmyra_desktop.gui.dialogs.unlock import UnlockDialog

        dialog = UnlockDialog(self._theme, error, self.window())
        dialog.entered.connect(self._salvage)
        dialog.open()

    def _on_salvaged(self, saved: "Salvage") -> None:
        self._saved = str(saved.path)
        facts = [_("{name} was left as it is.").format(name=Path(self._damaged).name)]
        if not saved.lost:
            facts.append(_("Nothing was lost."))
        lines = (*saved.lost, *(found.message for found in saved.findings))
        count = sum(saved.kept.values())
        heading = ngettext("{count} record was saved", "{count} records were saved", count)
        dialog = ResultDialog(
            self._theme,
            "salvage_dialog",
            heading.format(count=format_number(count)),
            facts,
            _("What was lost"),
            lines,
            self.window(),
            _("Open the new archive"),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.offer_taken.connect(self._on_saved_wanted)
        dialog.open()

    def _on_saved_wanted(self) -> None:
        self._opening.open(self._saved)

    def _file_dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        last = self._settings.value.last_archive
        folder = Path(last).parent if last and "://" not in last else paths.data_folder()
        archives = _("Archives ({pattern})").format(pattern=f"*{SUFFIX}")
        dialog = QFileDialog(self.window(), title, str(folder), ";;".join((archives, _("All files (*)"))))
        dialog.setObjectName("archive_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(mode)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        return dialog

    def _on_new_selected(self, path: str) -> None:
        self._opening.create(Path(path))

    def _on_new_encrypted_selected(self, path: str) -> None:
        from palmyra_desktop.gui.dialogs.passphrase import PassphraseDialog

        heading = _("Passphrase of {archive}").format(archive=Path(path).stem)
        dialog = PassphraseDialog(self._theme, heading, parent=self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(partial(self._on_passphrase_chosen, path))
        dialog.open()

    def _on_passphrase_chosen(self, path: str, _present: str, passphrase: str) -> None:
        self._opening.create(Path(path), passphrase)

    def _on_location_wanted(self, location: str) -> None:
        self._opening.open(location)

    def _on_read_wanted(self, location: str) -> None:
        self._opening.open(location, read_only=True)


class _Waiting(QWidget):
    """A quiet word in the middle."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        self._theme = theme
        self._words = Label(theme, "", "body", "muted")
        layout = QVBoxLayout(self)
        layout.addWidget(self._words, 0, Qt.AlignmentFlag.AlignCenter)

    def show_words(self, words: str) -> None:
        self._words.setText(words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("raised"))
