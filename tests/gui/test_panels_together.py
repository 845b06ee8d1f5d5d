"""The panels on the real sample: a filter, who says so, the exact words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria, DateFilter
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.attribution.cards import cards
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.filters.chip_row import ChipRow
from palmyra_desktop.gui.filters.facet_list import FacetList, Shape
from palmyra_desktop.gui.panels.attribution import AttributionPanel
from palmyra_desktop.gui.panels.detail import DetailPanel
from palmyra_desktop.gui.panels.filters import FiltersPanel
from palmyra_desktop.gui.panels.reader import ReaderPanel
from palmyra_desktop.gui.panels.saved import SavedSearchesPanel
from palmyra_desktop.gui.tasks import ImmediateTasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.chip import Chip
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.attribution import attribution
from palmyra_desktop.services.sample import build_sample


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The sample archive, on disk."""
    with build_sample(tmp_path_factory.mktemp("sample") / "sample.palmyra") as archive:
        yield archive


@pytest.fixture
def sample(
    archive: Archive,
    tasks: ImmediateTasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
) -> Context:
    """The sample in a context whose tasks answer at once."""
    return Context(archive, tasks, workspace, settings, theme, actions)


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


def test_a_search_is_saved_applied_and_forgotten(sample: Context, qtbot: QtBot) -> None:
    panel = SavedSearchesPanel(sample)
    qtbot.addWidget(panel)
    sample.workspace.set_criteria(Criteria(text="tomb"))
    panel.save("Tombs")
    sample.workspace.clear_filters()

    panel._on_chosen(panel._list.item(0))
    applied = sample.workspace.criteria.text
    panel.forget(sample.archive.saved_searches()[0].id)

    assert applied == "tomb"
    assert sample.archive.saved_searches() == ()


def test_detail_follows_links(sample: Context, qtbot: QtBot) -> None:
    panel = DetailPanel(sample)
    qtbot.addWidget(panel)
    event = sample.archive.find(Kind.EVENT, "Temple of Bel blown up")
    sample.workspace.set_current(event)
    content = panel._scroll.widget()
    link = next(b for b, ref in content._targets.items() if ref.kind is Kind.MONUMENT)

    link.click()

    assert sample.workspace.current == sample.archive.find(Kind.MONUMENT, "Temple of Bel")
    assert sample.workspace.criteria.kind is Kind.MONUMENT


def test_the_temple_of_bel_shows_both_sides(sample: Context, qtbot: QtBot) -> None:
    panel = AttributionPanel(sample)
    qtbot.addWidget(panel)
    bel = sample.archive.find(Kind.MONUMENT, "Temple of Bel")

    sample.workspace.set_current(bel)

    stances = {card.claim.stance for card in panel.model.cards}
    assert {"denies", "confirms"} <= stances
    assert panel._summary._pill.isVisibleTo(panel)
    assert panel._summary._counted.text() == "7 reports, 5 origins, 1 unknown"


def test_claims_of_one_origin_stand_together(archive: Archive) -> None:
    bel = archive.find(Kind.MONUMENT, "Temple of Bel")
    condition = next(f for f in attribution(archive, bel).fields if f.claims.field == "condition")

    found = cards(condition.claims, condition.chosen_claim_id)

    joined = [(one, two) for one, two in zip(found, found[1:], strict=False) if one.joins_next]
    assert joined
    assert len(found) == len(condition.claims.claims)
    assert [card.is_chosen for card in found].count(True) == 1


def test_a_card_opens_the_reader_at_the_exact_words(sample: Context, qtbot: QtBot) -> None:
    panel, reader = AttributionPanel(sample), ReaderPanel(sample)
    qtbot.addWidget(panel)
    qtbot.addWidget(reader)
    sample.workspace.set_current(sample.archive.find(Kind.MONUMENT, "Temple of Bel"))
    card = panel.model.cards[-1]

    panel._on_card_opened(panel.model.index(len(panel.model.cards) - 1))

    assert reader.page._current == card.claim.id
    lit = next(one for one in reader.page._lit if one.claim_id == card.claim.id)
    assert reader.page.text[lit.start : lit.end] == card.claim.words


def test_words_that_are_not_where_they_were_are_told_as_lost(sample: Context, qtbot: QtBot) -> None:
    from palmyra_desktop.domain.changes import Action, Edit
    from palmyra_desktop.services import editing

    reader = ReaderPanel(sample)
    qtbot.addWidget(reader)
    claim = next(c for c in sample.archive.rows(Kind.CLAIM, range(1, 60)) if c.words and c.source)  # type: ignore[attr-defined]
    source = sample.archive.record(claim.source.ref)  # type: ignore[attr-defined]
    text = sample.archive.source_text(source.id)
    assert text is not None
    values = {"text": "Another beginning. " + text.text}
    editing.apply(
        sample.archive, [Edit(Action.UPDATE, Kind.SOURCE, source.id, source.version, values)], label="x"
    )

    sample.workspace.open_words(source.id, claim.id)

    assert reader._lost.isVisibleTo(reader)
    assert claim.words in reader._lost.text()  # type: ignore[attr-defined]
    editing.undo(sample.archive)


def test_a_record_that_is_gone_is_told_in_words(sample: Context, qtbot: QtBot) -> None:
    detail = DetailPanel(sample)
    qtbot.addWidget(detail)

    sample.workspace.set_current(RecordRef(Kind.EVENT, 999_999))

    label = detail._scroll.widget()
    assert "#999999" in label.text()  # type: ignore[attr-defined]


def test_attribution_and_reader_are_quiet_where_nothing_is_chosen(sample: Context, qtbot: QtBot) -> None:
    claims, reader = AttributionPanel(sample), ReaderPanel(sample)
    qtbot.addWidget(claims)
    qtbot.addWidget(reader)

    assert claims._nothing.isVisibleTo(claims)
    assert reader.page.text == ""
