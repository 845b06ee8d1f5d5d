"""The panel of who says so, on the sample archive."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.source import Source
from palmyra_desktop.gui import choosing
from palmyra_desktop.gui.attribution import sections as sections_module
from palmyra_desktop.gui.attribution.resting_menu import RestingMenu
from palmyra_desktop.gui.attribution.sections import Card, Heading, sections
from palmyra_desktop.gui.attribution.summary import Chooser, OriginsLine
from palmyra_desktop.gui.attribution.words import counted
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels.attribution import AttributionPanel
from palmyra_desktop.services import editing
from palmyra_desktop.services.attribution import attribution


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> AttributionPanel:
    """The panel as wide as its dock."""
    panel = AttributionPanel(context)
    qtbot.addWidget(panel)
    panel.resize(410, 700)
    panel.show()
    return panel


def show(context: Context, kind: Kind, name: str) -> RecordRef:
    """Make a record of the sample current."""
    ref = context.archive.find(kind, name)
    context.workspace.set_current(ref)
    return ref


def cards(panel: AttributionPanel) -> list[Card]:
    """Return the cards shown."""
    found = (panel.model.card(panel.model.index(row, 0)) for row in range(panel.model.rowCount()))
    return [card for card in found if card is not None]


def action(menu: QMenu, text: str) -> QAction:
    """Return the action of a menu with these words."""
    return next(one for one in menu.actions() if one.text() == text)


def test_the_temple_of_bel_shows_both_sides_of_its_conflict(
    panel: AttributionPanel, context: Context
) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    assert panel.section is not None and panel.section.value == "destroyed"
    against = [card for card in cards(panel) if card.disagrees]
    assert {"denies", "confirms"} <= {card.claim.stance for card in against}


def test_reports_and_origins_are_counted_as_the_service_counts_them(
    panel: AttributionPanel, context: Context
) -> None:
    ref = show(context, Kind.MONUMENT, "Temple of Bel")
    claims = next(f.claims for f in attribution(context.archive, ref).fields if f.claims.field == "condition")
    line = panel.findChild(OriginsLine)
    assert line is not None
    assert counted(claims) in line.accessibleName()
    assert f"{claims.reports} reports, {len(claims.origins)} origins" in counted(claims)


def test_cards_of_one_origin_stand_together_on_a_rail(panel: AttributionPanel, context: Context) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    assert panel.section is not None and panel.section.claims is not None
    ids = [card.claim.id for card in cards(panel)]
    for origin in panel.section.claims.origins:
        places = sorted(ids.index(id) for id in origin.claim_ids)
        assert places == list(range(places[0], places[0] + len(places)))
        assert [cards(panel)[place].joined_below for place in places] == [True] * (len(places) - 1) + [False]


def test_every_claim_of_every_record_is_reachable(context: Context) -> None:
    archive = context.archive
    for kind in (Kind.EVENT, Kind.MONUMENT, Kind.SOURCE, Kind.ACTOR):
        for id in range(1, archive.totals()[kind] + 1):
            found = sections(archive, RecordRef(kind, id))
            shown = {
                row.claim.id for section in found.sections for row in section.rows if isinstance(row, Card)
            }
            assert {claim.id for claim in archive.detail(RecordRef(kind, id)).claims} <= shown


def test_an_event_also_offers_what_is_said_of_its_monuments_condition(
    panel: AttributionPanel, context: Context
) -> None:
    show(context, Kind.EVENT, "Temple of Bel blown up")
    chooser = panel.findChild(Chooser)
    assert chooser is not None
    entries = [entry.text() for entry in chooser.menu().actions()]
    assert any(entry.startswith("Condition of Temple of Bel") and "≠" in entry for entry in entries)
    chooser.menu().actions()[len(entries) - 1].trigger()
    assert panel.section is not None and panel.section.subject is not None
    assert panel.section.subject.kind == Kind.MONUMENT


def test_a_source_shows_what_it_prints(panel: AttributionPanel, context: Context) -> None:
    ref = RecordRef(Kind.SOURCE, 1)
    context.workspace.set_current(ref)
    assert {card.claim.id for card in cards(panel)} == {claim.id for claim in context.archive.claims_in(1)}
    assert panel.section is not None and panel.section.claims is None


def test_of_many_claims_of_a_source_the_first_are_shown_and_the_others_counted(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections_module, "_MOST", 1)
    sources = context.archive.rows(Kind.SOURCE, context.archive.search(Criteria(Kind.SOURCE)).ids)
    source = max(sources, key=lambda one: one.claim_count if isinstance(one, Source) else 0)
    assert isinstance(source, Source) and source.claim_count > 1

    (section,) = sections(context.archive, source.ref).sections

    (card,) = (row for row in section.rows if isinstance(row, Card))
    assert card.claim == context.archive.claims_in(source.id)[0]
    assert section.rows[-1] == Heading(f"and {source.claim_count - 1} more")


def test_a_claim_shows_all_claims_on_the_same_field_and_stands_out_among_them(
    panel: AttributionPanel, context: Context
) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    other = cards(panel)[-1].claim
    context.workspace.set_current(other.ref)
    assert len(cards(panel)) > 1
    card = panel.model.card(panel.view.currentIndex())
    assert card is not None and card.claim.id == other.id


def test_return_opens_the_reader_at_the_words(
    panel: AttributionPanel, context: Context, qtbot: QtBot
) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    card = panel.model.card(panel.view.currentIndex())
    assert card is not None and card == cards(panel)[1] and card.claim.source is not None
    with qtbot.waitSignal(context.workspace.reader_requested) as asked:
        QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert asked.args == [card.claim.source.id, card.claim.id]


def test_a_card_is_read_aloud_as_a_whole(panel: AttributionPanel, context: Context) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    card = next(card for card in cards(panel) if card.claim.words and card.disagrees)
    index = panel.model.index(panel.model.row_of(card.claim.id) or 0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert card.claim.words in said and card.claim.claimants[0].title in said
    assert "Contradicted by another claim." in said


def test_the_user_chooses_the_claim_a_value_rests_on_and_undo_takes_it_back(
    panel: AttributionPanel, context: Context
) -> None:
    ref = show(context, Kind.MONUMENT, "Temple of Bel")
    before = context.archive.detail(ref).chosen["condition"]
    card = next(card for card in cards(panel) if not card.is_chosen)
    action(panel.card_menu(card), "Let the shown value rest on this claim").trigger()
    assert context.archive.detail(ref).chosen["condition"] == card.claim.id
    assert [one.claim.id for one in cards(panel) if one.is_chosen] == [card.claim.id]
    context.workspace.tell_changes(editing.undo(context.archive))
    assert [one.claim.id for one in cards(panel) if one.is_chosen] == [before]


def test_a_citation_of_a_card_is_copied(panel: AttributionPanel, context: Context) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    card = next(card for card in cards(panel) if card.claim.words)
    action(panel.card_menu(card), "Copy citation").trigger()
    assert (card.claim.words or "") in QGuiApplication.clipboard().text()


def test_a_pill_elsewhere_brings_its_field(panel: AttributionPanel, context: Context) -> None:
    show(context, Kind.EVENT, "Temple of Bel blown up")
    context.workspace.show_claims("condition")
    assert panel.section is not None and panel.section.key == "condition"


def test_a_record_nobody_speaks_of_says_so(panel: AttributionPanel, context: Context) -> None:
    archive = context.archive
    silent = next(
        RecordRef(Kind.IMAGE, id)
        for id in range(1, archive.totals()[Kind.IMAGE] + 1)
        if not archive.detail(RecordRef(Kind.IMAGE, id)).claims
    )
    context.workspace.set_current(silent)
    assert panel.model.rowCount() == 0
    assert any("Nobody says anything" in label.text() for label in panel.findChildren(QLabel))


def test_the_model_keeps_the_rules_of_models(panel: AttributionPanel, context: Context) -> None:
    tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for kind, id in ((Kind.MONUMENT, 1), (Kind.SOURCE, 1), (Kind.ACTOR, 1), (Kind.CLAIM, 1), (Kind.IMAGE, 1)):
        context.workspace.set_current(RecordRef(kind, id))
    assert tester.model() is panel.model


def test_cards_grow_where_the_panel_is_narrow(
    panel: AttributionPanel, context: Context, qtbot: QtBot
) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    wide = panel.view.visualRect(panel.model.index(0, 0)).height()
    panel.resize(300, 700)
    qtbot.wait(10)
    assert panel.view.visualRect(panel.model.index(0, 0)).height() > wide
    assert isinstance(cards(panel)[0].claim, Claim)


def test_a_claim_is_said_to_repeat_another_and_both_are_one_origin(
    panel: AttributionPanel, context: Context
) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    assert panel.section is not None and panel.section.claims is not None
    before = panel.section.claims
    first = next(card for card in cards(panel) if card.claim.id == before.origins[0].claim_ids[0])
    other = next(card for card in cards(panel) if card.claim.id == before.origins[1].claim_ids[0])

    resting = panel.card_menu(first).findChild(RestingMenu)
    assert resting is not None
    next(one for one in resting.actions() if one.data() == other.claim).trigger()

    found = context.archive.record(first.claim.ref)
    assert isinstance(found, Claim) and found.rests_on is not None and found.rests_on.id == other.claim.id
    assert len(panel.section.claims.origins) == len(before.origins) - 1

    again = panel.card_menu(next(card for card in cards(panel) if card.claim.id == first.claim.id))
    resting = again.findChild(RestingMenu)
    assert resting is not None and [one.data() for one in resting.actions() if one.isChecked()] != [None]
    resting.actions()[0].trigger()
    found = context.archive.record(first.claim.ref)
    assert isinstance(found, Claim) and found.rests_on is None


def test_a_circle_of_claims_is_named_by_all_who_are_in_it(panel: AttributionPanel, context: Context) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    one, other = (card.claim for card in cards(panel)[:2])
    for claim, on in ((one, other), (other, one)):
        edit, label = choosing.resting(claim, on)
        context.workspace.tell_changes(editing.apply(context.archive, (edit,), label=label))
    label = next(label for label in panel.findChildren(QLabel) if "rest on each other" in label.text())
    assert label.isVisible() and "→" in label.text()
    assert one.claimants[0].title in label.text() and other.claimants[0].title in label.text()
