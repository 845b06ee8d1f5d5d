"""The action "Encryption…": a passphrase for the open archive, another, or none; what is in the clear yet."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.passphrase import PassphraseDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.main_window import MainWindow


class Encrypting(QObject):
    """Ask for passphrases and have the archive written anew; tell of copies that open without them."""

    def __init__(self, context: Context, window: "MainWindow") -> None:
        """Handle the action, and look for such copies."""
        super().__init__(window)
        self._context, self._window = context, window
        context.actions.handle("encryption", self._on_encryption)
        if not context.archive.read_only:
            context.tasks.read(self._look, self._on_looked)
            context.tasks.write(self._settle, label=_("Writing attached files anew"))

    def _on_encryption(self) -> None:
        archive = self._context.archive
        heading = _("Passphrase of the archive") if archive.is_encrypted else _("Encrypt the archive")
        dialog = PassphraseDialog(self._context.theme, heading, archive.is_encrypted, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._on_wanted)
        dialog.open()

    def _on_wanted(self, present: str, new: str) -> None:
        self._window.convert(present, new)

    def _settle(self, job: Job) -> None:
        """Encrypt or decrypt the attached files that a fault, or an earlier version, left as they were."""
        from palmyra_desktop.services import encryption

        encryption.settle(self._context.archive, job, job.progress)

    def _look(self, job: Job) -> tuple[Path, ...]:
        from palmyra_desktop.services import encryption

        return encryption.copies_without(self._context.archive)

    def _on_looked(self, copies: tuple[Path, ...]) -> None:
        if not copies:
            return
        words = ngettext(
            "{count} earlier copy beside this archive opens without its passphrase.",
            "{count} earlier copies beside this archive open without its passphrase.",
            len(copies),
        )
        words = words.format(count=format_number(len(copies)))
        self._window.notice.tell(words, _("Remove…"), lambda: self._ask(copies, words))

    def _ask(self, copies: tuple[Path, ...], words: str) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, _("Palmyra Desktop"), words, parent=self._window)
        box.setObjectName("remove_copies")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = "\n".join(path.name for path in copies[:12])
        hint = _("Removed copies cannot be had back. Parts of them may stay on the drive until written over.")
        box.setInformativeText(plain(f"{names}\n\n{hint}"))
        remove = box.addButton(_("Remove for good"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        remove.clicked.connect(lambda: self._remove(copies))
        box.open()

    def _remove(self, copies: tuple[Path, ...]) -> None:
        def work(job: Job) -> None:
            from palmyra_desktop.services import encryption

            encryption.remove(copies)

        self._context.tasks.write(work, self._on_removed)

    def _on_removed(self, _nothing: None) -> None:
        self._window.notice.hide()
