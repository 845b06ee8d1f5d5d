"""The trees of the history: words of the other direction read right."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStyledItemDelegate, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.log_tree import log_tree

SENTENCE = "رُئي من الفضاء."
RIGHT_TO_LEFT_MARK = "\u200f"


def test_a_full_stop_stands_at_the_end_of_an_arabic_sentence(theme: Theme, qtbot: QtBot) -> None:
    marked = SENTENCE + RIGHT_TO_LEFT_MARK
    assert _picture(_tree(qtbot, SENTENCE)) == _picture(_tree(qtbot, marked))
    plain, plain_marked = _tree(qtbot, SENTENCE), _tree(qtbot, marked)
    for tree in (plain, plain_marked):
        tree.setItemDelegate(QStyledItemDelegate(tree))
    assert _picture(plain) != _picture(plain_marked)


def _tree(qtbot: QtBot, words: str) -> QTreeWidget:
    tree = log_tree("tree", "Words", ("What",), stretched=(0,))
    qtbot.addWidget(tree)
    tree.resize(300, 80)
    QTreeWidgetItem(tree, [words])
    return tree


def _picture(tree: QTreeWidget) -> QImage:
    return tree.viewport().grab().toImage()
