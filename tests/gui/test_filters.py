"""Filters, chips and saved searches on the real sample."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria, DateFilter
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import FacetCounts, FacetValue
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.filters.chip_row import ChipRow
from palmyra_desktop.gui.filters.facet_list import FacetList, Shape
from palmyra_desktop.gui.panels.filters import FiltersPanel
from palmyra_desktop.gui.panels.navigation import NavigationPanel
from palmyra_desktop.gui.tasks import ImmediateTasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.chip import Chip
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services.archive import Archive


@pytest.fixture
def sample(
    sample_archive: Archive,
    tasks: ImmediateTasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
) -> Context:
    """The sample in a context whose tasks answer at once."""
    return Context(sample_archive, tasks, workspace, settings, theme, actions)


def _labels(panel: FiltersPanel, facet: str) -> dict[str, int]:
    rows = panel.model.rows
    return {row.label: row.count for row in rows if row.facet == facet and row.shape is Shape.VALUE}


def test_facets_are_shown_with_counts_and_a_click_filters(sample: Context, qtbot: QtBot) -> None:
    panel = FiltersPanel(sample)
    qtbot.addWidget(panel)
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel)
    place = next(n for n, row in enumerate(panel.model.rows) if row.label == "Islamic State")

    panel._act(panel.model.rows[place], exclude=False)

    state = sample.archive.find(Kind.ACTOR, "Daesh")
    assert sample.workspace.criteria.choice("actor").taken == (state.id,)
    assert _labels(panel, "actor")["Islamic State"] == 21


def test_space_on_a_value_takes_it_and_minus_excludes_it(sample: Context, qtbot: QtBot) -> None:
    panel = FiltersPanel(sample)
    qtbot.addWidget(panel)
    place = next(n for n, row in enumerate(panel.model.rows) if row.label == "Islamic State")
    view = panel.focusProxy()
    assert view is not None
    view.setCurrentIndex(panel.model.index(place))  # type: ignore[attr-defined]

    qtbot.keyClick(view, Qt.Key.Key_Space)
    taken = sample.workspace.criteria.choice("actor").taken
    qtbot.keyClick(view, Qt.Key.Key_Minus)

    assert taken
    assert sample.workspace.criteria.choice("actor").excluded == taken


def test_a_facet_shows_a_few_values_until_more_are_asked_for(sample: Context, qtbot: QtBot) -> None:
    panel = FiltersPanel(sample)
    qtbot.addWidget(panel)
    few = len(_labels(panel, "monument"))
    more = next(row for row in panel.model.rows if row.facet == "monument" and row.shape is Shape.MORE)

    panel._act(more, exclude=False)

    assert few == 4
    assert len(_labels(panel, "monument")) == few + more.count


@pytest.mark.parametrize("counted", ["filters", "navigation"])
def test_the_count_of_a_million_is_written_to_its_last_figure(
    sample: Context, qtbot: QtBot, counted: str
) -> None:
    def picture(count: int) -> QImage:
        if counted == "filters":
            panel: FiltersPanel | NavigationPanel = FiltersPanel(sample)
            values = (FacetValue(1, "Islamic State", count), FacetValue(2, "Syrian army", 3))
            cast(FiltersPanel, panel).model.show_counts(
                (FacetCounts("actor", "Actor", None, values),), Criteria()
            )
        else:
            panel = NavigationPanel(sample)
            panel._on_counted(dict.fromkeys(Kind, count))
        qtbot.addWidget(panel)
        panel.resize(sample.theme.px(220), 400)
        return panel.grab().toImage()

    assert picture(1_000_000) == picture(1_000_000)
    assert picture(1_000_000) != picture(1_000_001)


def test_an_empty_list_of_facets_is_empty() -> None:
    model = FacetList()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)

    model.show_counts((), Criteria())

    assert model.rowCount() == 0


def test_a_date_that_cannot_be_read_is_told_and_filters_nothing(sample: Context, qtbot: QtBot) -> None:
    panel = FiltersPanel(sample)
    qtbot.addWidget(panel)
    field = panel.findChild(object, "date_from")

    qtbot.keyClicks(field, "2015-13")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert sample.workspace.criteria.dates is None


def test_a_date_typed_filters_and_a_chip_takes_it_away(sample: Context, qtbot: QtBot) -> None:
    panel, chips = FiltersPanel(sample), ChipRow(sample)
    qtbot.addWidget(panel)
    qtbot.addWidget(chips)
    field = panel.findChild(object, "date_from")

    qtbot.keyClicks(field, "2017")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sample.workspace.criteria.dates == DateFilter(DateSpan.parse("2017"))
    (chip,) = chips.findChildren(Chip)
    chip.removed.emit()

    assert sample.workspace.criteria.dates is None


def test_chips_name_what_is_filtered(sample: Context, qtbot: QtBot) -> None:
    chips = ChipRow(sample)
    qtbot.addWidget(chips)
    bel = sample.archive.find(Kind.MONUMENT, "معبد بل")

    sample.workspace.set_criteria(
        Criteria(text="blown").only("monument", bel.id).excluding("damage", "slight")
    )

    assert {chip.text() for chip in chips._chips} == {
        "Text: blown",
        "Monument: Temple of Bel",
        "Damage, not: slight",
    }
