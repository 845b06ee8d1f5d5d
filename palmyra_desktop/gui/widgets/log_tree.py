"""A tree of a few columns, as the history shows acts and changes."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QWidget
from typing_extensions import override

from palmyra_desktop.i18n import isolated


class OwnDirection(QStyledItemDelegate):
    """Sets the words of each cell in their own direction; they stand where the window's reading begins."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = isolated(option.text)


def log_tree(
    name: str,
    words: str,
    heads: Sequence[str],
    stretched: Collection[int],
    is_nested: bool = False,
    parent: QWidget | None = None,
) -> QTreeWidget:
    """Return an empty tree.

    Args:
        words: what it holds, for a screen reader. stretched: columns that share the rest of the width.
        is_nested: whether rows have rows of their own.
    """
    view = QTreeWidget(parent)
    view.setObjectName(name)
    view.setAccessibleName(words)
    view.setHeaderLabels(list(heads))
    view.setRootIsDecorated(is_nested)
    view.setAllColumnsShowFocus(True)
    view.setUniformRowHeights(True)
    view.setItemDelegate(OwnDirection(view))
    view.header().setStretchLastSection(False)
    for column in range(len(heads)):
        mode = QHeaderView.ResizeMode
        view.header().setSectionResizeMode(
            column, mode.Stretch if column in stretched else mode.ResizeToContents
        )
    return view
