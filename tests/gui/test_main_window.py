import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop import i18n
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.commands import ACTIONS
from palmyra_desktop.gui.comparison.page import ComparisonPage
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.dialogs.result import ResultDialog
from palmyra_desktop.gui.look import Look
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.gui.opening import Opening
from palmyra_desktop.gui.pages import Cover
from palmyra_desktop.gui.panels import PANELS
from palmyra_desktop.gui.panels.records import RecordsPanel
from palmyra_desktop.gui.status_bar import StatusBar
from palmyra_desktop.gui.tasks import ImmediateTasks
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.facet_index import indexes

SIZE = (1440, 900)


@pytest.fixture
def frame(
    qapp: QApplication, qtbot: QtBot, tasks: ImmediateTasks, settings: CurrentSettings
) -> Iterator[Callable[[], MainWindow]]:
    """Make windows as the program does, on settings of this test; the look is put back at the end."""
    made: list[MainWindow] = []
    looks: list[Look] = []

    def make() -> MainWindow:
        looks.append(Look(qapp, settings))
        window = MainWindow(tasks, settings, looks[-1], Opening(tasks))
        window.build()
        window.resize(*SIZE)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
    settings.change(language="en", theme="light", text_scale=1.0)
    for look in looks:
        look.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> str:
    return str(shutil.copy(sample_file, tmp_path / "Sample.palmyra"))


@pytest.fixture
def opened(frame: Callable[[], MainWindow], sample: str, qtbot: QtBot) -> MainWindow:
    """A shown window with the sample open."""
    window = frame()
    with qtbot.waitExposed(window):
        window.show()
    window.opening.open(sample)
    return window


def words_of(window: MainWindow, name: str) -> str:
    """Return the words of a label; the status bar of an archive before may not be gone yet."""
    label = (window.statusBar() if name == "counts" else window).findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_a_window_without_an_archive_shows_no_panels(frame: Callable[[], MainWindow]) -> None:
    window = frame()
    window.show()
    window.show_first_screen()
    assert window.panels == {}
    assert not window.docks["detail"].isVisible()
    assert not window.header.search.isEnabled()


def test_the_sample_is_named_as_such(opened: MainWindow) -> None:
    assert opened.windowTitle() == "Palmyra 2015-2017 (sample) – Palmyra Desktop"


def test_every_panel_is_built_and_in_sight(opened: MainWindow) -> None:
    extra = [panel.key for panel in PANELS if panel.is_extra]
    assert [key for key, panel in opened.panels.items() if not panel.isVisible()] == extra


def test_an_archive_with_an_index_shows_rows_first_then_every_panel(
    frame: Callable[[], MainWindow], sample: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    with Archive.open(Path(sample)) as archive:
        archive.keep_index(archive.index())
        rows = archive.search(Criteria()).ids
    window = frame()
    window.show()
    window.opening.open(sample)

    records = window.panels["records"]
    assert isinstance(records, RecordsPanel)
    assert list(window.panels) == ["records", "navigation"]
    assert records.model.ids == rows
    assert window.workspace.found is None

    qtbot.waitUntil(lambda: window.workspace.found is not None)
    assert window.archive is not None
    assert window.archive.indexes is not None
    assert set(window.panels) == {panel.key for panel in PANELS}
    assert window.all_actions["undo"].text()
    assert window.workspace.current == RecordRef(Kind.EVENT, rows[0])
    assert words_of(window, "counts").startswith("23 of 23 events")


def test_other_words_while_the_index_is_loaded_are_searched_for(
    frame: Callable[[], MainWindow], sample: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    with Archive.open(Path(sample)) as archive:
        archive.keep_index(archive.index())
    window = frame()
    window.show()
    window.opening.open(sample)

    window.workspace.set_text("baalshamin")

    qtbot.waitUntil(lambda: len(window.panels) == len(PANELS))
    assert words_of(window, "counts").startswith("2 of 23 events")


def test_the_sidebar_counts_and_leads(opened: MainWindow) -> None:
    rows = opened.panels["navigation"].findChild(QListWidget)
    assert rows is not None
    assert rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Events: 23"
    rows.setCurrentRow(1)
    assert opened.workspace.criteria.kind == Kind.MONUMENT
    opened.all_actions["list_actors"].trigger()
    assert rows.currentRow() == 3


def test_the_status_bar_counts_what_is_listed(opened: MainWindow, qtbot: QtBot) -> None:
    assert words_of(opened, "counts").startswith("23 of 23 events")
    opened.header.search.setFocus()
    qtbot.keyClicks(opened.header.search, "baalshamin")
    qtbot.waitUntil(lambda: opened.workspace.criteria.text == "baalshamin")
    assert not words_of(opened, "counts").startswith("23 of 23")
    qtbot.keyClick(opened.header.search, Qt.Key.Key_Escape)
    assert opened.workspace.criteria.text == ""
    assert words_of(opened, "counts").startswith("23 of 23 events")


def test_the_search_keeps_the_keyboard_while_it_is_written(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_panel("records")
    opened.all_actions["find"].trigger()
    for written in ("b", "ba", "baal"):
        qtbot.keyClicks(opened.header.search, written[-1] if written != "baal" else "al")
        qtbot.waitUntil(lambda written=written: opened.workspace.criteria.text == written)
        assert opened.focusWidget() is opened.header.search


def test_what_fits_the_words_best_comes_first_from_the_menu_and_from_the_search(opened: MainWindow) -> None:
    relevant, workspace = opened.all_actions["most_relevant"], opened.workspace
    assert not relevant.isEnabled()
    workspace.set_text("temple")
    panel = opened.panels["records"]
    assert isinstance(panel, RecordsPanel)
    by_date = panel.model.ids

    relevant.trigger()

    assert relevant.isChecked()
    assert sorted(panel.model.ids) == sorted(by_date)
    assert panel.model.ids != by_date
    (choice,) = (
        action
        for action in opened.header.search.findChildren(QAction)
        if action.text() == "Most relevant first"
    )
    assert choice.isChecked()
    choice.trigger()
    assert panel.model.ids == by_date
    assert not relevant.isChecked()
    relevant.trigger()
    workspace.set_text("")
    assert not relevant.isChecked()
    assert not choice.isEnabled()


def test_the_slash_leads_to_the_search_and_down_to_the_list(opened: MainWindow, qtbot: QtBot) -> None:
    opened.activateWindow()
    opened.show_panel("records")
    qtbot.keyClick(opened.focusWidget(), "/")
    assert opened.focusWidget() is opened.header.search
    qtbot.keyClick(opened.header.search, Qt.Key.Key_Down)
    assert opened.panels["records"].isAncestorOf(opened.focusWidget())


def test_f6_walks_through_all_panels_and_back(opened: MainWindow) -> None:
    opened.show_panel("navigation")
    seen: list[str] = []
    for _step in opened.panels:
        focus = opened.focusWidget()
        seen += [key for key, panel in opened.panels.items() if panel.isAncestorOf(focus)]
        opened.all_actions["next_panel"].trigger()
    assert seen[0] == "navigation"
    assert len(set(seen)) >= 5
    here = opened.focusWidget()
    opened.all_actions["next_panel"].trigger()
    opened.all_actions["previous_panel"].trigger()
    assert opened.focusWidget() is here


def test_moving_to_the_trash_is_told_and_undone(opened: MainWindow) -> None:
    assert opened.archive is not None
    assert not opened.all_actions["undo"].isEnabled()
    opened.all_actions["list_images"].trigger()
    before = opened.archive.totals()[Kind.IMAGE]
    assert opened.workspace.found is not None
    opened.workspace.set_selection(tuple(opened.workspace.found.ids[:2]))
    opened.all_actions["trash"].trigger()
    assert opened.archive.totals()[Kind.IMAGE] == before - 2
    assert opened.all_actions["undo"].text() == "&Undo: Move 2 records to the trash"
    link = opened.statusBar().findChild(QPushButton, "message_link")
    assert link is not None and link.text() == "Undo"
    link.click()
    assert opened.archive.totals()[Kind.IMAGE] == before
    assert opened.all_actions["redo"].isEnabled()


def test_another_archive_takes_the_place_of_the_first(
    opened: MainWindow, sample: str, tmp_path: Path
) -> None:
    opened.workspace.set_text("temple")
    opened.opening.create(tmp_path / "New.palmyra")
    assert opened.windowTitle() == "New – Palmyra Desktop"
    assert words_of(opened, "counts").startswith("0 of 0 events")
    assert opened.header.search.text() == ""
    assert opened.settings.value.recent[:2] == (str(tmp_path / "New.palmyra"), sample)


def test_an_archive_that_cannot_be_opened_leaves_the_open_one(opened: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.palmyra"
    bad.write_bytes(b"not an archive")
    opened.opening.open(str(bad))
    assert words_of(opened, "refusal_words")
    assert opened.archive is not None and opened.archive.is_sample
    back = opened.findChild(QPushButton, "return_link")
    assert back is not None and back.text() == "Return to Palmyra 2015-2017"
    back.click()
    assert opened.panels["records"].isVisible()


def test_try_again_opens_what_was_mended(
    frame: Callable[[], MainWindow], sample: str, tmp_path: Path
) -> None:
    window, place = frame(), tmp_path / "later.palmyra"
    window.show()
    window.opening.open(str(place))
    again = window.findChild(QPushButton, "primary")
    assert again is not None and again.text() == "Try again"
    shutil.copy(sample, place)
    again.click()
    assert window.archive is not None
    assert window.panels["records"].isVisible()


def test_an_archive_opened_for_reading_can_only_be_read(opened: MainWindow, sample: str) -> None:
    opened.opening.open(sample, read_only=True)
    assert "only for reading" in opened.windowTitle()
    assert opened.all_actions["new"].statusTip() == "This archive can only be read."


def test_a_locked_archive_is_only_read_until_it_is_unlocked(opened: MainWindow) -> None:
    opened.workspace.set_text("Bel")
    opened.all_actions["lock"].trigger()
    assert "(locked)" in opened.windowTitle() and opened.workspace.criteria.text == "Bel"
    assert opened.archive is not None and opened.archive.read_only
    assert "locked" in opened.all_actions["new"].statusTip()
    mark = opened.status.findChild(QLabel, "mark")
    assert mark is not None and mark.text() == "Locked"
    opened.opening.open(str(opened.archive.location))
    assert opened.archive.read_only and opened.all_actions["lock"].isChecked()
    opened.all_actions["lock"].trigger()
    assert not opened.archive.read_only and opened.all_actions["new"].isEnabled()
    assert "locked" not in opened.windowTitle()


def test_an_archive_one_may_not_write_opens_for_reading_and_says_so(
    frame: Callable[[], MainWindow], sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write everywhere
    window = frame()
    window.show()
    window.opening.open(sample)
    assert window.archive is not None and window.archive.read_only
    assert "open for reading only" in window.notice.accessibleName()
    assert window.all_actions["new"].statusTip() == "This archive can only be read."
    assert not window.all_actions["lock"].isEnabled()


def drop(window: MainWindow, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    window.dropEvent(event)
    return event.isAccepted()


def test_a_dropped_archive_opens_and_other_files_do_not(
    frame: Callable[[], MainWindow], sample: str, tmp_path: Path
) -> None:
    window = frame()
    assert not drop(window, tmp_path / "picture.jpg")
    assert not drop(window, Path(sample), tmp_path / "two.palmyra")
    assert window.archive is None
    assert drop(window, Path(sample))
    assert window.archive is not None


def test_another_programs_change_is_noticed(opened: MainWindow, sample: str, qtbot: QtBot) -> None:
    from palmyra_desktop.domain.changes import Action, Edit
    from palmyra_desktop.services import editing

    with Archive.open(Path(sample)) as other:
        editing.apply(other, [Edit(Action.CREATE, Kind.ACTOR, -1, values={"name": "زنوبيا"})], label="New")
    with qtbot.waitSignal(opened.workspace.archive_changed, timeout=5000):
        pass
    rows = opened.panels["navigation"].findChild(QListWidget)
    assert rows is not None and opened.archive is not None
    count = opened.archive.totals()[Kind.ACTOR]
    assert rows.item(3).data(Qt.ItemDataRole.AccessibleTextRole) == f"Actors: {count}"


def test_panels_stay_hidden_at_the_next_start(
    frame: Callable[[], MainWindow], opened: MainWindow, sample: str, qtbot: QtBot
) -> None:
    opened.docks["timeline"].hide()
    opened.close()
    again = frame()
    with qtbot.waitExposed(again):
        again.show()
    again.opening.open(sample)
    assert not again.docks["timeline"].isVisible()
    again.all_actions["reset_layout"].trigger()
    assert again.docks["timeline"].isVisible()


def test_a_damaged_layout_is_put_in_order(
    frame: Callable[[], MainWindow], settings: CurrentSettings, sample: str, qtbot: QtBot
) -> None:
    settings.change(window_geometry="ÄÖ###", window_state="bm9uc2Vuc2U=")
    window = frame()
    with qtbot.waitExposed(window):
        window.show()
    window.opening.open(sample)
    assert window.docks["detail"].isVisible()


def test_arabic_turns_the_window_around_and_back(opened: MainWindow, qtbot: QtBot) -> None:
    opened.all_actions["language_ar"].trigger()
    qtbot.waitUntil(lambda: opened.header.menus.actions()[0].text() != "&File")
    assert opened.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert i18n.language() == "ar"
    qtbot.waitUntil(lambda: opened.header.menus.x() > opened.header.search.x())
    assert opened.archive is not None
    opened.all_actions["language_en"].trigger()
    qtbot.waitUntil(lambda: opened.header.menus.actions()[0].text() == "&File")
    qtbot.waitUntil(lambda: opened.header.menus.x() < opened.header.search.x())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_menus_fit_into_the_header(
    frame: Callable[[], MainWindow], settings: CurrentSettings, qtbot: QtBot, language: str
) -> None:
    settings.change(language=language, text_scale=1.5)
    window = frame()
    window.resize(1024, 700)
    with qtbot.waitExposed(window):
        window.show()
    menus = window.header.menus
    assert all(menus.rect().contains(menus.actionGeometry(action)) for action in menus.actions())
    assert window.width() == 1024


def test_high_contrast_is_switched_while_the_window_is_open_and_remembered(opened: MainWindow) -> None:
    theme, action = opened.look.theme, opened.all_actions["high_contrast"]
    quiet = theme.color("line")
    action.trigger()
    assert theme.is_high_contrast
    assert theme.color("line") == theme.color("line_strong") != quiet
    assert opened.settings.value.contrast == "high"
    action.trigger()
    assert (theme.is_high_contrast, opened.settings.value.contrast) == (False, "normal")
    assert not action.isChecked()


def test_a_window_of_large_text_fits_a_screen_with_the_coverage_panel_open(
    opened: MainWindow, settings: CurrentSettings
) -> None:
    settings.change(text_scale=2.0)
    opened.docks["coverage"].show()
    QApplication.processEvents()

    assert opened.minimumSizeHint().height() <= 1080


def test_the_look_changes_while_the_window_is_open(opened: MainWindow) -> None:
    opened.all_actions["theme_dark"].trigger()
    assert opened.look.theme.is_dark
    opened.all_actions["text_larger"].trigger()
    assert opened.look.theme.scale == 1.15
    opened.all_actions["text_normal"].trigger()
    opened.all_actions["theme_light"].trigger()
    assert not opened.look.theme.is_dark


def test_every_action_is_in_the_menu_bar(opened: MainWindow) -> None:
    from palmyra_desktop.gui.dialogs.command_palette import entries

    shown = {entry.action.objectName() for entry in entries(opened.header.menus)}
    assert {command.id for command in ACTIONS} <= shown


def test_a_notice_can_be_put_away(opened: MainWindow) -> None:
    opened.notice.tell("The program did not end orderly the last time.")
    assert opened.notice.isVisible()
    close = opened.notice.findChild(QWidget, "x_button")
    assert close is not None
    close.click()  # type: ignore[attr-defined]
    assert not opened.notice.isVisible()


def test_progress_is_shown_in_words_and_percent(opened: MainWindow, qtbot: QtBot) -> None:
    status = opened.statusBar()
    assert isinstance(status, StatusBar)
    opened.tasks.progressed.emit("Importing article", 62, 100)
    progress = opened.statusBar().findChild(QWidget, "progress")
    assert progress is not None
    qtbot.waitUntil(progress.isVisible)
    shown = [label.text() for label in progress.findChildren(QLabel)]
    assert shown == ["Importing article", "62 %"]
    opened.tasks.progressed.emit("", None, None)
    assert not progress.isVisible()


def test_every_named_widget_of_the_frame_speaks(opened: MainWindow) -> None:
    frame_parts = [
        opened.header.search,
        opened.header.menus,
        opened.statusBar(),
        *opened.header.findChildren(QPushButton),
    ]
    assert [
        part.objectName() for part in frame_parts if not part.accessibleName() or not part.objectName()
    ] == []


def test_the_first_start_builds_the_sample_and_shows_it(frame: Callable[[], MainWindow], home: Path) -> None:
    window = frame()
    window.show()
    window.opening.begin(None, window.settings.value)
    assert window.windowTitle().startswith("Palmyra 2015-2017 (sample)")
    assert words_of(window, "counts").startswith("23 of 23 events")


def test_closing_saves_the_settings_for_the_next_start(opened: MainWindow, sample: str) -> None:
    opened.close()
    assert opened.archive is None
    assert opened.settings.value.last_archive == sample
    assert opened.settings.value.window_state


def test_an_archive_on_a_network_drive_is_opened_with_a_warning(
    frame: Callable[[], MainWindow], sample: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palmyra_desktop.storage.engine.is_network_drive", lambda path: True)
    window = frame()
    with qtbot.waitExposed(window):
        window.show()
    window.opening.open(sample)
    assert window.notice.isVisible()
    assert any("network drive" in label.text() for label in window.notice.findChildren(QLabel))


def test_a_comparison_takes_the_room_of_the_timeline_and_gives_it_back(opened: MainWindow) -> None:
    assert opened.archive is not None
    opened.workspace.set_current(opened.archive.find(Kind.MONUMENT, "Temple of Bel"))
    timeline, state = opened.docks["timeline"], opened.docks.save()
    opened.all_actions["compare"].trigger()
    page = opened.findChild(ComparisonPage)
    assert page is not None and page.isVisible() and timeline.isHidden()
    assert opened.docks.save() == state, "the timeline is not remembered as hidden"
    page.head.back_wanted.emit()
    assert opened.panels["records"].isVisible() and timeline.isVisible()


def test_a_page_over_a_comparison_ends_it_and_gives_all_back(opened: MainWindow) -> None:
    assert opened.archive is not None
    opened.workspace.set_current(opened.archive.find(Kind.MONUMENT, "Temple of Bel"))
    opened.all_actions["compare"].trigger()
    opened.show_page(Cover(opened))
    assert all(opened.docks[key].isHidden() for key in ("timeline", "detail"))
    opened.leave_page()
    assert opened.panels["records"].isVisible()
    assert opened.docks["timeline"].isVisible() and opened.docks["detail"].isVisible()


def test_of_a_damaged_archive_what_can_be_read_is_saved_and_opened(
    frame: Callable[[], MainWindow], sample: str, tmp_path: Path
) -> None:
    window, damaged = frame(), Path(sample)
    window.show()
    with damaged.open("r+b") as file:
        file.write(b"no header at all")
    before = damaged.read_bytes()
    window.opening.open(str(damaged))
    button = window.pages.findChild(QPushButton, "salvage_button")
    assert button is not None
    button.click()
    dialog = window.findChild(QFileDialog, "archive_dialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "saved.palmyra"))
    dialog.close()

    told = window.findChild(ResultDialog, "salvage_dialog")
    assert told is not None
    assert (told.lines, told.facts[1]) == ((), "Nothing was lost.")
    told.offer.click()

    assert window.archive is not None and window.archive.location == tmp_path / "saved.palmyra"
    assert window.archive.totals()[Kind.EVENT] == 23
    assert damaged.read_bytes() == before
