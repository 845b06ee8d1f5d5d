"""A part of a dialog that scrolls where there is no room for all of it, on the dialog's own ground."""

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Show a widget as wide as there is room, without a frame."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        """Take the widget over."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)  # which a scroll area turns on
