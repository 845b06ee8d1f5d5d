"""The list of records on the real sample: choosing, ordering, copying, filtering, and an empty list."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QBuffer, QItemSelection, QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import Criteria, FacetChoice, Sort
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Found
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.conditions import Situation
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.delegates.cells import fitting
from palmyra_desktop.gui.panels.records import RecordsPanel
from palmyra_desktop.gui.records import record_actions
from palmyra_desktop.gui.records.cell_filter import exclude, filter_by
from palmyra_desktop.gui.records.column_chooser import ColumnChooser
from palmyra_desktop.gui.records.columns import Columns, columns_of
from palmyra_desktop.gui.records.copying import as_html, as_text
from palmyra_desktop.gui.records.header import next_sort
from palmyra_desktop.gui.records.pictures import Pictures, decoded
from palmyra_desktop.gui.records.preview import Preview
from palmyra_desktop.gui.tasks import ImmediateTasks, Tasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.trash import Trash
from palmyra_desktop.gui.widgets.empty_state import EmptyState
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import attach_file
from palmyra_desktop.services.sample import build_sample
from palmyra_desktop.storage.facet_index import indexes
from tests.acts import create
from tests.records import EVENT, IMAGE


@pytest.fixture
def panel(
    sample_archive: Archive,
    tasks: ImmediateTasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
    qtbot: QtBot,
) -> RecordsPanel:
    """The list in a window of 1600 x 900, on all events."""
    panel = RecordsPanel(Context(sample_archive, tasks, workspace, settings, theme, actions))
    qtbot.addWidget(panel)
    actions.update_situation(Situation(has_archive=True, found=9, selected=1, current=workspace.current))
    panel.resize(1600, 900)
    panel.show()
    return panel


def _titles(panel: RecordsPanel) -> list[str]:
    model = panel.model
    return [model.index(row, model.title_column).data() for row in range(model.rowCount())]


def _follow(panel: RecordsPanel) -> None:
    """Enable what goes with the current record, as the window does."""
    current = panel.context.workspace.current
    panel.context.actions.update_situation(Situation(has_archive=True, current=current))


def _bel(panel: RecordsPanel) -> int:
    return _titles(panel).index("Temple of Bel blown up")


def test_the_first_record_is_chosen_without_a_step_of_the_history(panel: RecordsPanel) -> None:
    workspace = panel.context.workspace

    assert workspace.current == RecordRef(Kind.EVENT, panel.model.ids[0])
    assert tuple(workspace.selection) == (panel.model.ids[0],)
    assert not workspace.can_go_back


def test_other_words_before_the_first_rows_are_there_are_searched_for(
    tmp_path: Path,
    real_tasks: Tasks,
    workspace: Workspace,
    context_of: Callable[[Archive], Context],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    with build_sample(tmp_path / "indexed.palmyra") as made:
        made.keep_index(made.index())
    with Archive.open(tmp_path / "indexed.palmyra") as archive:
        with qtbot.waitSignals([workspace.rows_shown, workspace.found_changed]):
            panel = RecordsPanel(context_of(archive))
            qtbot.addWidget(panel)
            workspace.set_text("baalshamin")
        qtbot.waitUntil(lambda: not real_tasks.is_busy)
        assert panel.model.ids == archive.search(workspace.criteria).ids


def test_records_of_another_kind_are_not_left_in_sight_while_a_search_takes_long(
    sample_archive: Archive,
    real_tasks: Tasks,
    workspace: Workspace,
    context_of: Callable[[Archive], Context],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = RecordsPanel(context_of(sample_archive))
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    search, may_go_on = sample_archive.search, Event()

    def slow(criteria: Criteria, first: int, cancel: Cancellation) -> Found:
        may_go_on.wait(10)
        return search(criteria, first, cancel)

    monkeypatch.setattr(sample_archive, "search", slow)
    assert panel.table.isVisible()
    workspace.set_kind(Kind.MONUMENT)
    qtbot.waitUntil(lambda: not panel.table.isVisible())
    may_go_on.set()
    qtbot.waitUntil(panel.table.isVisible)
    assert panel.model.kind is Kind.MONUMENT


def test_the_chosen_record_stays_chosen_when_filters_leave_it(panel: RecordsPanel) -> None:
    workspace = panel.context.workspace
    panel.table.selectRow(_bel(panel))
    bel = workspace.current

    workspace.set_text("Bel")
    assert workspace.current == bel
    workspace.set_text("museum")

    assert workspace.current == RecordRef(Kind.EVENT, panel.model.ids[0])
    assert workspace.current != bel


def test_a_record_shown_from_elsewhere_is_not_replaced_by_the_first(panel: RecordsPanel) -> None:
    workspace = panel.context.workspace
    monument = panel.context.archive.find(Kind.MONUMENT, "Temple of Bel")
    workspace.set_current(monument)

    workspace.set_text("museum")

    assert workspace.current == monument


def test_where_records_were_taken_away_the_next_one_is_chosen(panel: RecordsPanel) -> None:
    Trash(panel.context, panel)
    workspace, ids = panel.context.workspace, tuple(panel.model.ids)
    flags = QItemSelectionModel.SelectionFlag
    panel.table.selectRow(3)
    panel.table.selectionModel().select(panel.model.index(5, 0), flags.Select | flags.Rows)
    panel.context.actions["trash"].trigger()
    assert tuple(panel.model.ids) == (*ids[:3], ids[4], *ids[6:])
    assert workspace.current == RecordRef(Kind.EVENT, ids[4])
    panel.table.selectRow(panel.model.rowCount() - 1)
    panel.context.actions["trash"].trigger()
    assert workspace.current == RecordRef(Kind.EVENT, ids[-2])


def test_going_to_another_kind_and_back_finds_the_same_record(panel: RecordsPanel) -> None:
    workspace = panel.context.workspace
    panel.table.selectRow(_bel(panel))
    bel = workspace.current
    workspace.set_kind(Kind.MONUMENT)
    assert workspace.current is not None
    assert workspace.current.kind == Kind.MONUMENT

    workspace.back()

    assert workspace.current == bel
    assert panel.table.currentIndex().row() == _bel(panel)
    assert not workspace.can_go_back
    assert workspace.can_go_forward


def test_all_rows_can_be_selected_in_the_order_shown(panel: RecordsPanel) -> None:
    panel.context.actions["select_all"].trigger()

    assert panel.context.workspace.selection == panel.model.ids


def test_rows_selected_block_by_block_are_told_in_the_order_shown_and_stay_selected(
    panel: RecordsPanel,
) -> None:
    ids = panel.model.ids
    for top, bottom in ((6, 8), (1, 3), (2, 4)):
        blocks = QItemSelection(panel.model.index(top, 0), panel.model.index(bottom, 0))
        flags = QItemSelectionModel.SelectionFlag
        panel.table.selectionModel().select(blocks, flags.Select | flags.Rows)
    chosen = tuple(ids[row] for row in (0, 1, 2, 3, 4, 6, 7, 8))
    assert tuple(panel.context.workspace.selection) == chosen

    panel.context.workspace.archive_changed.emit()

    assert tuple(panel.context.workspace.selection) == chosen


def test_more_rows_than_the_clipboard_takes_are_left_to_the_export(
    panel: RecordsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_actions, "_MOST_COPIED", 3)
    QGuiApplication.clipboard().setText("before")
    said: list[tuple[str, str]] = []
    panel.context.workspace.said.connect(lambda words, action: said.append((words, action)))
    panel.context.actions["select_all"].trigger()

    panel.context.actions["copy_rows"].trigger()

    assert QGuiApplication.clipboard().text() == "before"
    assert [action for _words, action in said] == ["export_selected"]
    assert said[0][0].endswith("3 can be copied.")


def test_a_search_that_is_cancelled_leaves_the_list_and_its_criteria(
    panel: RecordsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, before = panel.context.workspace, panel.context.workspace.criteria
    titles, search, asked = _titles(panel), panel.context.archive.search, []

    def cancelled_once(criteria: Criteria, first: int, cancel: Cancellation) -> Found:
        asked.append(criteria)
        if len(asked) == 1:
            cancel.cancel()
            cancel.check()
        return search(criteria, first, cancel)

    monkeypatch.setattr(panel.context.archive, "search", cancelled_once)
    workspace.set_criteria(replace(before, sort=Sort("place")))

    assert workspace.criteria == before
    assert _titles(panel) == titles
    assert len(asked) == 2


def test_keys_walk_along_the_list(panel: RecordsPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert panel.context.workspace.current == RecordRef(Kind.EVENT, panel.model.ids[-1])

    qtbot.keyClick(panel.table, Qt.Key.Key_Up)

    assert panel.context.workspace.current == RecordRef(Kind.EVENT, panel.model.ids[-2])


def test_a_click_on_a_column_orders_turns_and_the_third_gives_back_the_own_order(panel: RecordsPanel) -> None:
    before, header = _titles(panel), panel.table.horizontalHeader()
    for _ in range(2):
        header.sectionClicked.emit(panel.model.title_column)

    assert panel.context.workspace.criteria.sort == Sort("title", descending=True)
    assert _titles(panel) == sorted(before, reverse=True)
    header.sectionClicked.emit(panel.model.title_column)
    assert _titles(panel) == before
    assert next_sort(Sort("date"), "title") == Sort("title")


def test_narrow_windows_drop_columns_until_the_user_chooses_some(panel: RecordsPanel) -> None:
    assert panel.table.shown_keys == ("date", "title", "monuments", "actors", "claim_count")
    panel.resize(1300, 700)
    assert panel.table.shown_keys == ("date", "title", "monuments", "claim_count")
    panel.resize(1024, 700)
    assert panel.table.shown_keys == ("date", "title", "claim_count")

    panel.table.choose(("title", "actors", "date"))

    assert panel.table.shown_keys == ("title", "actors", "date")
    kept = panel.context.settings.value.columns
    assert columns_of(Kind.EVENT, kept).chosen == ("title", "actors", "date")
    panel.table.choose(None)
    assert panel.context.settings.value.columns == {}


def test_a_dragged_width_is_remembered_and_the_title_takes_the_rest(panel: RecordsPanel) -> None:
    header, model = panel.table.horizontalHeader(), panel.model
    title = header.sectionSize(model.title_column)

    header.resizeSection(model.column("actors"), header.sectionSize(model.column("actors")) + 50)

    assert header.sectionSize(model.title_column) == title - 50
    assert header.length() == panel.table.viewport().width()
    assert "actors" in panel.context.settings.value.columns["event"]["widths"]


def test_damaged_settings_of_columns_are_left_out() -> None:
    stored = {"event": {"chosen": ["nothing", "date", "date"], "widths": {"date": "wide", "actors": 90}}}

    columns = columns_of(Kind.EVENT, stored)

    assert columns.chosen == ("title", "date")
    assert columns.widths == {"actors": 90}
    assert columns_of(Kind.EVENT, {"event": 3}) == Columns(Kind.EVENT)


def test_the_column_chooser_moves_ticks_and_resets_by_its_buttons(theme: Theme, qtbot: QtBot) -> None:
    chooser = ColumnChooser(theme, Kind.EVENT, ("date", "title"))
    qtbot.addWidget(chooser)
    buttons = {button.objectName(): button for button in chooser.findChildren(QPushButton)}

    qtbot.mouseClick(buttons["Move down"], Qt.MouseButton.LeftButton)
    assert chooser.chosen == ("title", "date")
    qtbot.mouseClick(buttons["Reset"], Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(chooser.chosen_columns) as told:
        chooser._on_accepted()
    assert told.args == [None]


def test_rows_are_copied_as_text_and_as_a_table(panel: RecordsPanel) -> None:
    panel.table.selectRow(_bel(panel))

    panel.context.actions["copy_rows"].trigger()

    data = QGuiApplication.clipboard().mimeData()
    head, row = data.text().splitlines()
    assert head == "Date\tTitle\tMonuments\tActors\tClaims"
    assert row.startswith("30 August 2015\tTemple of Bel blown up\tTemple of Bel\tIslamic State")
    assert "<td" in data.html()


def test_copied_cells_hold_neither_markup_nor_tabs() -> None:
    fields = (record_type(Kind.EVENT).field("description"),)
    record = replace(EVENT, description="a\tb\nc <b>")

    assert as_text((record,), fields) == "Description\na b c <b>\n"
    assert "&lt;b&gt;" in as_html((record,), fields)


def test_a_cell_and_the_citation_of_a_source_are_copied(panel: RecordsPanel) -> None:
    panel.table.setCurrentIndex(panel.model.index(_bel(panel), panel.model.column("actors")))
    panel.context.actions["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "Islamic State"
    panel.context.workspace.set_kind(Kind.SOURCE)
    panel.context.actions.update_situation(
        Situation(has_archive=True, current=panel.context.workspace.current)
    )

    panel.context.actions["copy_bibtex"].trigger()

    assert QGuiApplication.clipboard().text().startswith("@")


def test_filter_by_this_takes_the_monument_of_the_cell(panel: RecordsPanel) -> None:
    panel.table.setCurrentIndex(panel.model.index(_bel(panel), panel.model.column("monuments")))
    panel.context.actions.update_situation(
        Situation(has_archive=True, current=panel.context.workspace.current)
    )

    panel.context.actions["filter_by"].trigger()

    bel = panel.context.archive.find(Kind.MONUMENT, "Temple of Bel")
    assert panel.context.workspace.criteria.choice("monument").taken == (bel.id,)
    assert "Temple of Bel blown up" in _titles(panel)


def test_what_a_cell_filters_by() -> None:
    field = record_type(Kind.EVENT).field
    criteria = Criteria()

    assert filter_by(criteria, EVENT, field("damage")) == criteria.only("damage", "destroyed")
    assert exclude(criteria, EVENT, field("actors")) == criteria.excluding("actor", 7)
    dated = filter_by(criteria, EVENT, field("date"))
    assert dated is not None
    assert dated.dates is not None
    assert dated.dates.start == DateSpan.parse("2015-08-30")
    assert filter_by(criteria, EVENT, field("title")) is None
    assert exclude(criteria, EVENT, field("date")) is None
    agency = record_type(Kind.IMAGE).field("agency")
    taken = filter_by(Criteria(Kind.IMAGE), replace(IMAGE, agency="AFP; Getty Images"), agency)
    assert taken == Criteria(Kind.IMAGE, facets=(FacetChoice("agency", ("AFP", "Getty Images")),))


def test_an_empty_list_says_which_filter_hides_the_records_and_removes_it(
    panel: RecordsPanel, qtbot: QtBot
) -> None:
    workspace = panel.context.workspace
    workspace.set_criteria(Criteria(text="zzzz"))
    state = panel.findChild(EmptyState)
    assert isinstance(state, EmptyState)
    assert state.isVisible()
    assert state.accessibleName() == "No event matches all of these"
    remove = next(b for b in state.findChildren(QPushButton) if b.text() == "Remove")

    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)

    assert not workspace.criteria.is_filtered
    assert panel.table.isVisible()


def test_images_are_cards_until_rows_are_asked_for(panel: RecordsPanel) -> None:
    panel.context.workspace.set_kind(Kind.IMAGE)
    assert panel.view() is panel.cards
    assert panel.cards.isVisible()
    panel.cards.grab()

    panel.context.actions["view_rows"].trigger()

    assert panel.table.isVisible()
    assert panel.context.settings.value.image_view == "rows"
    assert panel.table.selectionModel().isRowSelected(0)


def test_links_that_do_not_fit_are_counted() -> None:
    assert fitting(["One", "Two"], 100, len) == ("One, Two", 0)
    assert fitting(["Tower of Iamblichus", "Tower of Elahbel", "Tower of Kitot"], 26, len) == (
        "Tower of Iamblichus",
        2,
    )
    assert fitting(["Much longer than the room", "B", "C"], 5, len) == ("Much longer than the room", 2)
    assert fitting([], 5, len) == ("", 0)


def test_a_picture_is_read_small_and_a_damaged_file_is_told(archive: Archive, tasks: ImmediateTasks) -> None:
    picture = QImage(400, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("sienna"))
    buffer = QBuffer()
    picture.save(buffer, "PNG")
    good, bad = "0a" * 32, "0b" * 32
    content = bytes(buffer.data().data())
    archive.files_folder.mkdir(parents=True, exist_ok=True)
    (archive.files_folder / good).write_bytes(content)
    (archive.files_folder / bad).write_bytes(b"\x89PNG no picture")
    small = decoded(content, QSize(40, 40))
    pictures = Pictures(archive, tasks)

    assert small is not None
    assert small.size() == QSize(80, 40)
    assert pictures.picture(Image(id=1, caption="", file_sha256=good), QSize(40, 40)).pixmap is not None
    damaged = pictures.picture(Image(id=2, caption="", file_sha256=bad), QSize(40, 40))
    assert "damaged" in damaged.words


def test_a_picture_of_an_encrypted_archive_is_shown(tmp_path: Path, tasks: ImmediateTasks) -> None:
    pytest.importorskip("sqlcipher3")
    original = tmp_path / "صورة.png"
    drawn = QImage(400, 200, QImage.Format.Format_RGB32)
    drawn.fill(QColor("sienna"))
    drawn.save(str(original))
    with Archive.create(tmp_path / "a.palmyra", passphrase="word") as encrypted:
        ref = create(encrypted, Kind.IMAGE, caption="c")
        attach_file(encrypted, ref, original)
        image = encrypted.record(ref)
        assert isinstance(image, Image)
        shown = Pictures(encrypted, tasks).picture(image, QSize(40, 40)).pixmap
    assert shown is not None and shown.size() == QSize(80, 40)
    assert shown.toImage().pixelColor(5, 5) == QColor("sienna")


def test_a_delicate_picture_is_veiled_until_it_is_asked_for(archive: Archive, tasks: ImmediateTasks) -> None:
    pictures = Pictures(archive, tasks)
    image = Image(id=1, caption="", file_sha256="x", sensitivity="graphic_violence")
    assert pictures.is_veiled(image)
    assert not pictures.is_veiled(replace(image, sensitivity="not_sensitive"))

    pictures.unveil(image)

    assert not pictures.is_veiled(image)


def test_a_new_list_takes_over_the_actions_of_one_that_is_gone(panel: RecordsPanel, qtbot: QtBot) -> None:
    context = panel.context
    second = RecordsPanel(context)
    with qtbot.waitSignal(second.destroyed):
        second.deleteLater()

    third = RecordsPanel(context)
    qtbot.addWidget(third)
    context.actions["select_all"].trigger()

    assert context.workspace.selection == third.model.ids


def test_preview_shows_an_image_in_a_window(panel: RecordsPanel, qtbot: QtBot) -> None:
    panel.context.workspace.set_kind(Kind.IMAGE)
    _follow(panel)

    panel.context.actions["preview"].trigger()

    preview = panel.window().findChild(Preview)
    assert isinstance(preview, Preview)
    assert preview.isVisible()
    preview.grab()
    preview.reject()
