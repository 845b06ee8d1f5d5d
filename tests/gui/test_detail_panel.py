"""The panel of one record, on the sample archive."""

import html

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.detail.pill_button import PillButton
from palmyra_desktop.gui.detail.rich_label import Markup, RichLabel, record_of
from palmyra_desktop.gui.detail.view import DetailView
from palmyra_desktop.gui.panels.detail import DetailPanel
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.services import editing


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> DetailPanel:
    """The panel as wide as its dock."""
    panel = DetailPanel(context)
    qtbot.addWidget(panel)
    panel.resize(410, 700)
    panel.show()
    return panel


def show(context: Context, kind: Kind, name: str) -> RecordRef:
    """Make a record of the sample current."""
    ref = context.archive.find(kind, name)
    context.workspace.set_current(ref)
    return ref


def words(panel: DetailPanel) -> str:
    """Return all words shown, their markup with them."""
    return "\n".join(html.unescape(label.text()) for label in panel.findChildren(QLabel))


def link(panel: DetailPanel, text: str) -> str:
    """Return the target of the link of these words."""
    for label in panel.findChildren(RichLabel):
        for part in label.text().split("<a ")[1:]:
            if html.unescape(part.partition(">")[2].partition("</a>")[0]) == text:
                return html.unescape(part.split('"')[1])
    raise AssertionError(f"no link {text!r}")


def follow(panel: DetailPanel, qtbot: QtBot, text: str) -> None:
    """Follow a link as its label does, and wait until it is done."""
    target = link(panel, text)
    label = next(label for label in panel.findChildren(RichLabel) if html.escape(target) in label.text())
    label.linkActivated.emit(target)
    qtbot.wait(10)


def test_without_a_record_it_says_what_to_do(panel: DetailPanel) -> None:
    assert "Choose a record" in words(panel)


def test_an_event_is_told_with_date_links_and_roles(panel: DetailPanel, context: Context) -> None:
    show(context, Kind.EVENT, "Temple of Bel blown up")
    shown = words(panel)
    for part in ("Temple of Bel blown up", "30 August 2015", "2015-08-30", "معبد بل", "perpetrator"):
        assert part in shown
    assert "Event · destruction of heritage" in shown


def test_a_link_leads_to_the_record_and_lists_its_kind(
    panel: DetailPanel, context: Context, qtbot: QtBot
) -> None:
    show(context, Kind.EVENT, "Temple of Bel blown up")
    follow(panel, qtbot, "Temple of Bel")
    assert context.workspace.current == context.archive.find(Kind.MONUMENT, "Temple of Bel")
    assert context.workspace.criteria.kind == Kind.MONUMENT
    context.workspace.back()
    assert "Temple of Bel blown up" in words(panel)


def test_the_links_are_walked_and_followed_by_keyboard(
    panel: DetailPanel, context: Context, qtbot: QtBot
) -> None:
    show(context, Kind.EVENT, "Temple of Bel blown up")
    label = panel.findChild(RichLabel, "value_monuments")
    assert label is not None and label.focusPolicy() & Qt.FocusPolicy.TabFocus
    label.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(label, Qt.Key.Key_Tab)
    QTest.keyClick(label, Qt.Key.Key_Return)
    qtbot.wait(10)
    assert context.workspace.current == context.archive.find(Kind.MONUMENT, "Temple of Bel")


def test_a_field_whose_claims_disagree_carries_a_pill_to_them(
    panel: DetailPanel, context: Context, qtbot: QtBot
) -> None:
    show(context, Kind.MONUMENT, "Temple of Bel")
    pill = panel.findChild(PillButton)
    assert pill is not None and "claimed" in pill.text()
    with qtbot.waitSignal(context.workspace.claims_requested) as asked:
        pill.click()
    assert asked.args == ["condition"]


def test_the_evidence_lists_just_the_claims_about_the_record(
    panel: DetailPanel, context: Context, qtbot: QtBot
) -> None:
    ref = show(context, Kind.EVENT, "Temple of Bel blown up")
    claims = context.archive.detail(ref).claims
    follow(panel, qtbot, f"{len(claims)} claims")
    criteria = context.workspace.criteria
    assert criteria.kind == Kind.CLAIM
    assert set(context.archive.search(criteria).ids) == {claim.id for claim in claims}


def test_an_image_shows_credit_before_caption_and_that_no_file_is_there(
    panel: DetailPanel, context: Context
) -> None:
    context.workspace.set_current(RecordRef(Kind.IMAGE, 1))
    credit, caption = panel.findChild(RichLabel, "credit_line"), panel.findChild(RichLabel, "detail_title")
    assert credit is not None and caption is not None
    assert "AFP" in credit.text()
    assert credit.y() < caption.y()


def test_a_sources_address_is_copied_and_not_fetched(
    panel: DetailPanel, context: Context, qtbot: QtBot
) -> None:
    context.workspace.set_current(RecordRef(Kind.SOURCE, 1))
    source = context.archive.record(RecordRef(Kind.SOURCE, 1))
    follow(panel, qtbot, "Copy link")
    assert QGuiApplication.clipboard().text() == getattr(source, "url")  # noqa: B009 - a Record to mypy


def test_what_is_cited_by_many_claims_is_shown_in_part_and_listed_whole(
    panel: DetailPanel, context: Context, qtbot: QtBot
) -> None:
    ref = next(
        RecordRef(Kind.SOURCE, number)
        for number in range(1, 58)
        if context.archive.detail(RecordRef(Kind.SOURCE, number)).linked
        and context.archive.detail(RecordRef(Kind.SOURCE, number)).linked[0].total > 5
    )
    context.workspace.set_current(ref)
    group = context.archive.detail(ref).linked[0]
    follow(panel, qtbot, f"Show all {group.total}")
    assert set(context.archive.search(context.workspace.criteria).ids) == {one.id for one in group.links}


def test_markup_in_a_title_is_shown_as_it_is_written(
    panel: DetailPanel, context: Context, theme: Theme
) -> None:
    ref = context.archive.find(Kind.EVENT, "Temple of Bel blown up")
    record = context.archive.record(ref)
    values = {"place": "<img src='x'><b>Tadmur</b>"}
    changes = editing.apply(
        context.archive, [Edit(Action.UPDATE, ref.kind, ref.id, record.version, values)], label="Edit"
    )
    context.workspace.set_current(ref)
    context.workspace.tell_changes(changes)
    label = panel.findChild(RichLabel, "value_place")
    assert label is not None and "<b>" not in label.text() and "&lt;b&gt;" in label.text()


def test_a_change_elsewhere_is_shown_at_once(panel: DetailPanel, context: Context) -> None:
    ref = show(context, Kind.EVENT, "Temple of Bel blown up")
    record = context.archive.record(ref)
    edit = Edit(Action.UPDATE, ref.kind, ref.id, record.version, {"title": "انفجار في معبد بل"})
    context.workspace.tell_changes(editing.apply(context.archive, [edit], label="Edit"))
    assert "انفجار في معبد بل" in words(panel)


def test_a_record_that_is_gone_is_said_to_be_gone(panel: DetailPanel, context: Context) -> None:
    context.workspace.set_current(RecordRef(Kind.EVENT, 99_999))
    assert panel.findChild(RichLabel) is None
    assert words(panel).strip()


def test_a_link_names_its_record(theme: Theme) -> None:
    ref = RecordRef(Kind.MONUMENT, 7)
    target = Markup(theme).record(ref, "Bel & Co").split('"')[1]
    assert record_of(target) == ref
    assert "Bel &amp; Co" in Markup(theme).record(ref, "Bel & Co")


def test_a_narrow_panel_never_scrolls_sideways(panel: DetailPanel, context: Context, qtbot: QtBot) -> None:
    for kind, number in ((Kind.EVENT, 1), (Kind.MONUMENT, 1), (Kind.SOURCE, 1), (Kind.CLAIM, 28)):
        context.workspace.set_current(RecordRef(kind, number))
        panel.resize(300, 500)
        qtbot.wait(10)
        view = panel.findChild(DetailView)
        assert view is not None and view.minimumSizeHint().width() <= 300
        assert view.width() <= 300


def test_who_changed_a_record_last_is_said_with_a_way_to_its_history(
    panel: DetailPanel, context: Context
) -> None:
    ref = show(context, Kind.MONUMENT, "Temple of Bel")
    assert "record_history" not in words(panel)
    edit = Edit(Action.UPDATE, ref.kind, ref.id, context.archive.record(ref).version, {"note": "n"})
    context.workspace.tell_changes(editing.apply(context.archive, [edit], label="note", author="زنوبيا"))
    assert "by زنوبيا" in words(panel) and "do:record_history" in words(panel)
