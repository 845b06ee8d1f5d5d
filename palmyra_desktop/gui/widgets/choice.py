"""A choice of one among a few, for pages that scroll."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override


class Choice(QComboBox):
    """A combo box the wheel goes past: scrolling a form must not change what the pointer happens to meet."""

    def __init__(
        self,
        name: str = "",
        words: str = "",
        choices: Iterable[tuple[str, Any]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Offer choices, (label, value), in their order.

        Args:
            name: of the object. words: what is chosen, for a screen reader.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        for label, value in choices:
            self.addItem(label, value)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
