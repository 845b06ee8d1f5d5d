"""Image records as a wall of cards."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.delegates.card import CARD_GAP, CARD_HEIGHT, CardDelegate
from palmyra_desktop.gui.models.records_model import RecordsModel
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.i18n import _

_LEAST = 250
"""Pixels of the design a card is wide at least; there are as many in a row as fit."""
_INSET = 10


class CardsView(QListView):
    """Show the model as cards of one size that fill the width."""

    def __init__(
        self, context: Context, model: RecordsModel, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        """Show a model of images."""
        super().__init__(parent)
        self._context = context
        self.setObjectName("records_cards")
        self.setAccessibleName(_("Images as cards"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._delegate = CardDelegate(context.theme, model, pictures, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        pictures.loaded.connect(self.viewport().update)
        context.theme.changed.connect(self._fit)
        self._fit()

    def light(self, criteria: Criteria) -> None:
        """Light the words a search looks for."""
        self._delegate.light(criteria.text)

    def _fit(self) -> None:
        px = self._context.theme.px
        # Qt does not mirror margins; the scroll bar keeps the other edge free.
        left, right = (0, px(_INSET)) if self._context.theme.is_rtl else (px(_INSET), 0)
        self.setViewportMargins(left, px(_INSET) - 2, right, 0)
        room = self.viewport().width()
        columns = max(1, room // px(_LEAST + CARD_GAP))
        # One pixel less a card: Qt wraps a row that fills the width exactly.
        self.setGridSize(QSize(max(px(180), room // columns - 1), px(CARD_HEIGHT + CARD_GAP)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the panel."""
        event.ignore()
