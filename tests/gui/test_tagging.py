"""Tags are given by keys, seen in the list and in the detail, and have their colours."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.tags import COLORS, Tag, look_of
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.tags import TagsDialog
from palmyra_desktop.gui.panels.detail import DetailPanel
from palmyra_desktop.gui.panels.records import RecordsPanel
from palmyra_desktop.gui.tag_marks import ROLES, tag_icon, tags_width
from palmyra_desktop.gui.tagging import Tagging
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services import editing, tagging
from tests.acts import change

REVIEW = Tag("للمراجعة", "amber", 1)


@pytest.fixture(autouse=True)
def parts(context: Context, window: QMainWindow) -> tuple[object, ...]:
    tagging.set_looks(context.archive, (REVIEW, Tag("done", "green", 2)))
    return Undo(context, window), WorkspaceActions(context, window), Tagging(context, window)


def tags(context: Context, *ids: int) -> list[tuple[str, ...]]:
    return [record.tags for record in context.archive.rows(Kind.EVENT, ids)]


def test_a_key_gives_the_selection_its_tag_as_one_act_and_takes_it_away(
    context: Context, window: QMainWindow
) -> None:
    change(context.archive, RecordRef(Kind.EVENT, 1), tags=("done", REVIEW.name))
    panel = RecordsPanel(context, window)
    context.workspace.set_selection((1, 2, 3))
    context.actions["tag_1"].trigger()
    assert tags(context, 1, 2, 3) == [("done", REVIEW.name), (REVIEW.name,), (REVIEW.name,)]
    context.actions["undo"].trigger()
    assert tags(context, 1, 2, 3) == [("done", REVIEW.name), (), ()]
    context.workspace.set_selection((1,))
    context.actions["tag_1"].trigger()
    assert tags(context, 1) == [("done",)]
    panel.deleteLater()


def test_the_keys_belong_to_the_list_alone(context: Context, window: QMainWindow) -> None:
    panel = RecordsPanel(context, window)
    assert context.actions["tag_1"] in panel.table.actions()
    assert context.actions["tag_1"].shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut
    assert context.actions["tag_1"].text().endswith(REVIEW.name)
    assert context.actions["tag_9"].text() == "9: no tag has this key"
    panel.deleteLater()


def test_a_key_without_a_tag_says_where_to_get_one(context: Context) -> None:
    said: list[tuple[str, str]] = []
    context.workspace.said.connect(lambda words, action: said.append((words, action)))
    context.workspace.set_selection((1,))
    context.actions["tag_7"].trigger()
    assert said == [("No tag has the key 7 yet.", "tags")] and tags(context, 1) == [()]


def test_tags_get_colours_and_keys_in_their_dialog(context: Context, window: QMainWindow) -> None:
    change(context.archive, RecordRef(Kind.ACTOR, 1), tags=("in use",))
    context.actions["tags"].trigger()
    (dialog,) = window.findChildren(TagsDialog)
    assert [tag.name for tag in dialog.tags] == sorted(["done", "in use", REVIEW.name])
    dialog.line.setText("fresh")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.tags[-1].key == 3
    _name, colors, keys = dialog._rows[-1]
    colors.setCurrentIndex(colors.findData("red"))
    keys.setCurrentIndex(keys.findData(1))
    dialog.primary.click()
    kept = {tag.name: tag for tag in tagging.looks(context.archive)}
    assert kept["fresh"] == Tag("fresh", "red", 1) and kept[REVIEW.name].key is None
    assert context.actions["tag_1"].text() == "1: fresh"


def test_what_was_changed_in_the_dialog_alone_is_an_act_and_undone(
    context: Context, window: QMainWindow
) -> None:
    context.actions["tags"].trigger()
    (dialog,) = window.findChildren(TagsDialog)
    tagging.set_looks(context.archive, (Tag("of another program", "blue", 3), Tag("done", "red", 2)))
    _name, colors, _keys = dialog._rows[-1]
    colors.setCurrentIndex(colors.findData("purple"))
    dialog.primary.click()
    assert context.actions["undo"].text() == "&Undo: Change the tag “للمراجعة”"
    kept = {tag.name: tag.color for tag in context.theme.tags}
    assert kept == {"done": "red", "of another program": "blue", REVIEW.name: "purple"}
    context.actions["undo"].trigger()
    assert REVIEW in context.theme.tags
    context.actions["undo"].trigger()
    assert context.actions["tag_3"].text() == "3: no tag has this key"


def test_a_dialog_left_as_it_was_is_no_act(context: Context, window: QMainWindow) -> None:
    before = len(editing.groups(context.archive))
    context.actions["tags"].trigger()
    (dialog,) = window.findChildren(TagsDialog)
    dialog.primary.click()
    assert len(editing.groups(context.archive)) == before


def test_tags_are_named_in_the_detail_and_lead_to_what_has_them(context: Context) -> None:
    change(context.archive, RecordRef(Kind.EVENT, 1), tags=("a <b>", REVIEW.name))
    panel = DetailPanel(context)
    context.workspace.go_to(RecordRef(Kind.EVENT, 1))
    label = panel.findChild(QLabel, "value_tags")
    assert label is not None and "a &lt;b&gt;" in label.text() and REVIEW.name in label.text()
    panel._on_followed(f"tag:{REVIEW.name}")
    assert tuple(context.archive.search(context.workspace.criteria).ids) == (1,)
    panel.deleteLater()


def test_every_colour_has_a_mark_with_a_letter(theme: Theme) -> None:
    assert ROLES.keys() == COLORS.keys()
    assert [Tag(name, "red").letter for name in ("done", "للمراجعة", "!?")] == ["D", "ل", "•"]
    for color in COLORS:
        assert not tag_icon(theme, Tag("x", color)).isNull()
    assert look_of("x", ()) == look_of("x", ()) and look_of("done", (Tag("done", "red"),)).color == "red"
    assert tags_width((), theme) == 0 < tags_width(("a",), theme) < tags_width(("a",) * 4, theme)


def test_a_card_shows_the_tags_of_its_image(context: Context) -> None:
    panel = RecordsPanel(context)
    panel.resize(900, 500)
    context.workspace.set_kind(Kind.IMAGE)
    ground = context.theme.color(ROLES[REVIEW.color][1]).rgb()

    def has_mark() -> bool:
        shown = panel.grab().toImage()
        return any(shown.pixel(x, y) == ground for x in range(shown.width()) for y in range(40, 110))

    assert not has_mark()
    change(context.archive, RecordRef(Kind.IMAGE, panel.model.ids[0]), tags=(REVIEW.name,))
    context.workspace.archive_changed.emit()
    assert has_mark()
    panel.deleteLater()
