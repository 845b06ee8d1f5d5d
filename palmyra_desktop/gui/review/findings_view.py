"""The list of findings and its keys."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget
from typing_extensions import override

from palmyra_desktop.domain.review import FindingRef, Review
from palmyra_desktop.gui.models.headed_list import Index
from palmyra_desktop.gui.review.model import FindingsModel
from palmyra_desktop.gui.review.row_delegate import RowDelegate
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

KEYS: dict[int, str] = {
    Qt.Key.Key_Space: "accept",
    Qt.Key.Key_Return: "accept",
    Qt.Key.Key_Enter: "accept",
    Qt.Key.Key_Delete: "skip",
    Qt.Key.Key_Backspace: "skip",
    Qt.Key.Key_F2: "correct",
    Qt.Key.Key_E: "correct",
    Qt.Key.Key_N: "keep",
    Qt.Key.Key_W: "words",
    Qt.Key.Key_C: "claim",
    # The same keys of an Arabic keyboard, by their place: Qt names a letter by its code point.
    ord("ث"): "correct",
    ord("ى"): "keep",
    ord("ص"): "words",
    ord("ؤ"): "claim",
}
"""What a key does to the current finding; in the list and in the article."""


class FindingsView(QListView):
    """Shows the findings; arrows walk, other keys decide."""

    key_taken = Signal(str)
    """What the current finding is to undergo: a value of KEYS."""
    current_moved = Signal(object)
    """FindingRef | None"""

    def __init__(self, theme: Theme, review: Review, parent: QWidget | None = None) -> None:
        """Show the findings of a review."""
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAccessibleName(_("Findings"))
        self.model_ = FindingsModel(review, self)
        self.delegate = RowDelegate(theme, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(self.delegate)
        self.setModel(self.model_)

    @property
    def current(self) -> FindingRef | None:
        """The finding the keys act on."""
        return self.model_.ref_at(self.currentIndex())

    def make_current(self, ref: FindingRef | None) -> None:
        """Go to a finding; nothing where it is not shown."""
        index = self.model_.index_of(ref)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            # The heading first, so that it is seen above the first finding of its group.
            self.scrollTo(self.model_.index(max(0, index.row() - 1), 0))
            self.scrollTo(index)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_moved.emit(self.model_.ref_at(current))

    @override
    def event(self, event: QEvent) -> bool:
        # Keys of the window (F2, Delete) that mean something else here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and takes(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if takes(event):
            self.key_taken.emit(KEYS[event.key()])
        else:
            super().keyPressEvent(event)


def takes(event: QKeyEvent) -> bool:
    """Whether a key pressed decides on the current finding."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in KEYS and held == Qt.KeyboardModifier.NoModifier
