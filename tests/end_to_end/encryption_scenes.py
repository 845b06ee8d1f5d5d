"""Scenes of an encrypted archive: its passphrase set, asked for, and wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from palmyra_desktop.domain.errors import PassphraseNeeded
from palmyra_desktop.gui.dialogs.passphrase import PassphraseDialog
from palmyra_desktop.gui.dialogs.unlock import UnlockDialog
from palmyra_desktop.gui.opening import Refusal
from palmyra_desktop.i18n import _


def scenes(window: Any) -> list[tuple[str, Callable[[], None]]]:
    """What is looked at, in order; `window` is the main window with the sample."""
    place = str(Path.home() / "archives" / "Palmyra.palmyra")

    def typed(new: str, again: str) -> Callable[[], None]:
        def act() -> None:
            window.all_actions["encryption"].trigger()
            dialog = window.findChild(PassphraseDialog)
            dialog.new.setText(new)
            dialog.again.setText(again)

        return lambda: QTimer.singleShot(0, act)

    def change() -> None:
        dialog = PassphraseDialog(window.look.theme, "Passphrase of the archive", True, window)
        QTimer.singleShot(0, dialog.open)

    def asked() -> None:
        words = _("The passphrase is wrong.")
        hint = _("Look at the keyboard's language and at capital letters, and enter it again.")
        window.show_first_screen(Refusal(place, words, hint, False, needs_passphrase=True))

    def older() -> None:
        error = PassphraseNeeded(
            _("{name} is from a time when the archive had another passphrase.").format(
                name="Palmyra-0042-hand.palmyra"
            ),
            _("Enter the passphrase of that time."),
        )
        QTimer.singleShot(0, UnlockDialog(window.look.theme, error, window).open)

    def damaged() -> None:
        words = _("The passphrase is right, but {name} is damaged: its first page cannot be read.")
        hint = _(
            "Nothing was changed. Open the newest copy in the backups folder beside it, "
            "or save what can be read."
        )
        refusal = Refusal(place, words.format(name="Palmyra.palmyra"), hint, False, may_salvage=True)
        window.show_first_screen(refusal)

    def writing() -> None:
        window.pages.show_waiting(place, _("Writing {archive} anew…"))
        window.tasks.progressed.emit(_("Writing the archive anew"), 43, 100)

    def displaced() -> None:
        window.tasks.progressed.emit("", None, None)
        window.pages.show_records()
        words = _("The file of the archive is not in its place any more: {path}").format(path=place)
        told = "\n".join((words, _("What you change now cannot be saved.")))
        window.notice.tell(told, _("Open again"), None, _("Save a copy…"))

    return [
        ("encryption-set", typed("tamarisk lion", "tamarisk")),
        ("encryption-change", change),
        ("encryption-asked", asked),
        ("encryption-older", older),
        ("encryption-damaged", damaged),
        ("encryption-writing", writing),
        ("encryption-displaced", displaced),
    ]
