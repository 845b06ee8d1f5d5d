"""Scenes of an encrypted archive: its passphrase set, asked for, and wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from palmyra_desktop.gui.dialogs.passphrase import PassphraseDialog
from palmyra_desktop.gui.opening import Refusal


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
        words = "The passphrase is wrong."
        hint = "Look at the keyboard's language and at capital letters, and enter it again."
        window.show_first_screen(Refusal(place, words, hint, False, needs_passphrase=True))

    return [
        ("encryption-set", typed("tamarisk lion", "tamarisk")),
        ("encryption-change", change),
        ("encryption-asked", asked),
    ]
