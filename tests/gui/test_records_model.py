"""The model of the list: cells by the dictionary, pages read when they are seen."""

from array import array
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Found
from palmyra_desktop.gui.models import record_pages
from palmyra_desktop.gui.models.record_pages import PAGE, Page, page_of
from palmyra_desktop.gui.models.records_model import RecordRole, RecordsModel
from palmyra_desktop.gui.tasks import ImmediateTasks, Tasks
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply

MANY = 450


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of many monuments and one event in Arabic."""
    with Archive.create(tmp_path_factory.mktemp("many") / "many.palmyra") as archive:
        edits = [
            Edit(Action.CREATE, Kind.MONUMENT, -n, values={"name": f"Tomb {n:03}"}) for n in range(1, MANY)
        ]
        edits.append(Edit(Action.CREATE, Kind.EVENT, -MANY, values={"title": "تفجير معبد بل"}))
        apply(archive, edits, label="test")
        yield archive


def _shown(archive: Archive, tasks: Tasks, qtbot: QtBot, kind: Kind = Kind.MONUMENT) -> RecordsModel:
    model = RecordsModel(archive, tasks)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert tester.model() is model
    found = archive.search(Criteria(kind), first=PAGE)
    model.show_found(found, page_of(archive, found.rows))
    return model


def test_a_row_beyond_the_first_page_is_read_when_it_is_seen(
    archive: Archive, real_tasks: Tasks, qtbot: QtBot
) -> None:
    model = _shown(archive, real_tasks, qtbot)
    last = model.index(MANY - 2, model.title_column)

    with qtbot.waitSignal(model.dataChanged) as changed:
        assert last.data() is None

    assert last.data() == f"Tomb {MANY - 1:03}"
    first, end, roles = changed.args
    assert (first.row(), end.row()) == (2 * PAGE, MANY - 2)
    assert Qt.ItemDataRole.DisplayRole in roles


def test_pages_scrolled_past_are_not_waited_for(
    archive: Archive, real_tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_pages, "PAGE", 10)
    model = _shown(archive, real_tasks, qtbot)

    for row in range(10, MANY - 1, 10):
        assert model.record(row) is None
    qtbot.waitUntil(lambda: not real_tasks.is_busy)

    assert model.record(MANY - 2) is not None
    assert model.record(10) is None


def test_an_index_has_no_children(archive: Archive, tasks: ImmediateTasks, qtbot: QtBot) -> None:
    model = _shown(archive, tasks, qtbot)

    assert model.rowCount() == MANY - 1
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert not model.index(MANY, 0).isValid()
    assert model.data(QModelIndex()) is None


def test_a_cell_is_read_aloud_with_its_column(archive: Archive, tasks: ImmediateTasks, qtbot: QtBot) -> None:
    model = _shown(archive, tasks, qtbot, Kind.EVENT)
    title = model.index(0, model.title_column)

    assert title.data(Qt.ItemDataRole.AccessibleTextRole) == "Title: تفجير معبد بل"
    assert title.data(Qt.ItemDataRole.ToolTipRole) == "تفجير معبد بل"
    assert title.siblingAtColumn(model.column("damage")).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Damage: nothing"
    )


def test_a_record_that_went_meanwhile_leaves_an_empty_row(
    archive: Archive, tasks: ImmediateTasks, qtbot: QtBot
) -> None:
    model = RecordsModel(archive, tasks)
    model.show_found(Found(Kind.MONUMENT, array("q", [987654]), (), 1), Page({}))

    assert model.index(0, 0).data() is None
    assert model.index(0, 0).data(RecordRole) is None


def test_another_kind_brings_its_own_columns(archive: Archive, tasks: ImmediateTasks, qtbot: QtBot) -> None:
    model = _shown(archive, tasks, qtbot)
    found = archive.search(Criteria(Kind.EVENT), first=PAGE)

    model.show_found(found, page_of(archive, found.rows))

    assert model.headerData(model.column("date"), Qt.Orientation.Horizontal) == "Date"
    assert model.row_of(model.ids[0]) == 0
    assert model.row_of(-1) is None


def test_an_empty_list_is_a_list(archive: Archive, tasks: ImmediateTasks, qtbot: QtBot) -> None:
    model = _shown(archive, tasks, qtbot, Kind.IMAGE)

    assert model.rowCount() == 0
