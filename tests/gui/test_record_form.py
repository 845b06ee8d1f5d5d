import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
)

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reconciling import Stays
from palmyra_desktop.domain.record import RECORD_TYPES, heading, record_type
from palmyra_desktop.domain.reference import Link, Name, RecordRef
from palmyra_desktop.domain.vocabulary import label
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.reconcile import ReconcileDialog
from palmyra_desktop.gui.forms.editor import LineEditor, PageEditor
from palmyra_desktop.gui.forms.fields_area import FieldsArea
from palmyra_desktop.gui.forms.links import LinksEditor
from palmyra_desktop.gui.forms.making import form_fields
from palmyra_desktop.gui.forms.record_form import RecordForm
from palmyra_desktop.gui.forms.rows import RowsEditor
from palmyra_desktop.gui.forms.terms import TermEditor
from palmyra_desktop.gui.record_work import RecordWork
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.widgets.chip import Chip
from palmyra_desktop.gui.widgets.choice import Choice
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services import editing


@pytest.fixture(autouse=True)
def parts(context: Context, window: QMainWindow) -> tuple[object, ...]:
    return Undo(context, window), WorkspaceActions(context, window), RecordWork(context, window)


def new(context: Context, window: QMainWindow, kind: Kind) -> RecordForm:
    context.workspace.set_kind(kind)
    context.actions["new"].trigger()
    return window.findChildren(RecordForm)[-1]


def edit(context: Context, window: QMainWindow, ref: RecordRef) -> RecordForm:
    context.workspace.go_to(ref)
    context.actions["edit"].trigger()
    return window.findChildren(RecordForm)[-1]


def write(form: RecordForm, **texts: str) -> None:
    for key, text in texts.items():
        editor = form.editors[key]
        if isinstance(editor, PageEditor):
            editor.page.setPlainText(text)
        elif isinstance(editor, TermEditor):
            editor.box.setCurrentText(text)
        else:
            assert isinstance(editor, LineEditor)
            editor.line.setText(text)


def note(form: RecordForm, key: str) -> str:
    label = form.findChild(QLabel, f"{key}_note")
    assert label is not None
    return label.text()


def test_a_new_event_is_written_and_shown(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.EVENT)
    write(form, title="عودة الزوار", date="2018-05?", damage="a damage of my own", description="One\nTwo")
    links = form.editors["monuments"]
    assert isinstance(links, LinksEditor)
    links.line.setText("Temple of B")
    links._ask()
    QTest.keyClick(links.line, Qt.Key.Key_Return)
    form.primary.click()
    assert context.workspace.current is not None
    made = context.archive.record(context.workspace.current)
    assert isinstance(made, Event)
    assert (made.title, str(made.date), made.damage) == ("عودة الزوار", "2018-05?", "a damage of my own")
    assert made.description == "One\nTwo"
    assert made.monuments[0].title.startswith("Temple of B")


def test_editing_writes_only_what_was_changed(context: Context, window: QMainWindow) -> None:
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    before = context.archive.record(ref)
    form = edit(context, window, ref)
    write(form, note="Seen from the road.")
    assert form.values == {"note": "Seen from the road."}
    form.primary.click()
    after = context.archive.record(ref)
    assert isinstance(after, Monument) and isinstance(before, Monument)
    assert (after.note, after.names, after.version) == (
        "Seen from the road.",
        before.names,
        before.version + 1,
    )
    context.actions["undo"].trigger()
    undone = context.archive.record(ref)
    assert isinstance(undone, Monument) and undone.note == before.note


@pytest.mark.parametrize("kind", list(Kind))
def test_every_record_of_the_sample_is_unchanged_by_looking_at_its_form(
    context: Context, window: QMainWindow, kind: Kind
) -> None:
    form = new(context, window, kind)
    assert form.values == {}
    for link in context.archive.suggest(kind, "a", limit=3):
        form._show_record(context.archive.record(link.ref))
        assert form.values == {}


def test_a_date_is_read_out_below_its_field(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.EVENT)
    write(form, date="2015-08-30")
    assert note(form, "date") == "30 August 2015"


def test_what_is_no_date_is_said_at_its_field_and_nothing_is_written(
    context: Context, window: QMainWindow
) -> None:
    before = context.archive.totals()
    form = new(context, window, Kind.EVENT)
    write(form, title="Somewhen", date="in spring")
    form.primary.click()
    assert form.isVisible() and note(form, "date")
    assert context.archive.totals() == before


def test_a_missing_title_is_said_at_its_field(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.MONUMENT)
    write(form, latitude="34.5")
    form.primary.click()
    assert form.isVisible() and "missing" in note(form, "name")


def test_names_are_rows_of_a_table_that_grows(context: Context, window: QMainWindow) -> None:
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    form = edit(context, window, ref)
    names = form.editors["names"]
    assert isinstance(names, RowsEditor)
    last = names.table.rowCount() - 1
    names.table.model().setData(names.table.model().index(last, 0), "Bel's temple")
    assert names.table.rowCount() == last + 2
    form.primary.click()
    saved = context.archive.record(ref)
    assert isinstance(saved, Monument) and saved.names[-1].text == "Bel's temple"


def elsewhere(context: Context, ref: RecordRef, **values: object) -> None:
    """Change a record as another program does, behind the form."""
    version = context.archive.record(ref).version
    edit = Edit(Action.UPDATE, ref.kind, ref.id, version, values)
    editing.apply(context.archive, [edit], label="Elsewhere", author="Khaled")


def asked(form: RecordForm) -> ReconcileDialog:
    (dialog,) = form.findChildren(ReconcileDialog)
    assert not form.primary.isEnabled() or dialog.isVisible()
    return dialog


@pytest.mark.parametrize(
    ("stays", "note"), [(Stays.YOURS, "mine"), (Stays.THEIRS, "theirs"), (Stays.BOTH, "theirs\n\nmine")]
)
def test_yours_theirs_or_both_where_somebody_else_was_faster(
    context: Context, window: QMainWindow, stays: Stays, note: str
) -> None:
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    form = edit(context, window, ref)
    write(form, note="mine", latitude="34.6")
    elsewhere(context, ref, note="theirs")
    form.primary.click()
    dialog = asked(form)
    assert "Khaled" in dialog.lead.text()
    assert getattr(context.archive.record(ref), "note", None) == "theirs"
    dialog.choose("note", stays)
    dialog.primary.click()
    saved = context.archive.record(ref)
    assert isinstance(saved, Monument) and (saved.note, saved.latitude) == (note, 34.6)
    assert not form.isVisible()


def test_a_value_that_gives_way_is_kept_as_a_claim_and_lists_are_joined(
    context: Context, window: QMainWindow
) -> None:
    ref = context.archive.find(Kind.EVENT, "Temple of Bel blown up")
    first = context.archive.record(ref)
    assert isinstance(first, Event)
    form = edit(context, window, ref)
    write(form, place="دمشق")
    monuments = form.editors["monuments"]
    assert isinstance(monuments, LinksEditor)
    found = (context.archive.find(Kind.MONUMENT, name) for name in ("Monumental Arch", "Tetrapylon"))
    arch, city = (Link(ref.kind, ref.id, heading(context.archive.record(ref))) for ref in found)
    monuments.show_value((arch,))
    elsewhere(context, ref, place="Homs", monuments=(city,))
    form.primary.click()
    asked(form).primary.click()  # both is chosen where both can stay
    saved = context.archive.record(ref)
    assert isinstance(saved, Event)
    assert saved.place == "Homs" and [link.ref for link in saved.monuments] == [city.ref, arch.ref]
    claims = context.archive.detail(ref).claims
    assert [(one.value, one.status) for one in claims if one.value == "دمشق"] == [("دمشق", "work_needed")]


def test_nobody_is_asked_where_the_other_wrote_into_other_fields(
    context: Context, window: QMainWindow
) -> None:
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    form = edit(context, window, ref)
    write(form, note="mine")
    elsewhere(context, ref, latitude=34.6)
    form.primary.click()
    saved = context.archive.record(ref)
    assert isinstance(saved, Monument) and (saved.note, saved.latitude) == ("mine", 34.6)
    assert not form.isVisible()


def test_a_value_that_cannot_stay_beside_the_other_is_chosen_by_hand(
    context: Context, window: QMainWindow
) -> None:
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    form = edit(context, window, ref)
    write(form, name="Mine")
    elsewhere(context, ref, name="Theirs")
    form.primary.click()
    dialog = asked(form)
    assert not dialog.primary.isEnabled()
    dialog.choose("name", Stays.THEIRS)
    dialog.primary.click()
    assert context.archive.find(Kind.MONUMENT, "Theirs") == ref and not form.isVisible()


def test_what_went_to_the_trash_meanwhile_is_said_so(context: Context, window: QMainWindow) -> None:
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    form = edit(context, window, ref)
    write(form, note="mine")
    version = context.archive.record(ref).version
    editing.apply(context.archive, [Edit(Action.TRASH, ref.kind, ref.id, version)], label="Trash")
    form.primary.click()
    problem = form.findChild(QLabel, "form_problem")
    assert problem is not None and "trash" in problem.text()
    form.primary.click()
    saved = context.archive.record(ref)
    assert isinstance(saved, Monument) and saved.trashed and saved.note == "mine"


def test_escape_asks_before_anything_written_is_lost(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.ACTOR)
    write(form, name="Zabda")
    form.reject()
    assert form.isVisible()
    box = form.findChild(QMessageBox, "discard_question")
    assert box is not None
    discard = box.findChild(QPushButton, "discard_button")
    assert discard is not None
    discard.click()
    assert not form.isVisible()


def test_an_untouched_form_closes_at_once(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.SOURCE)
    form.reject()
    assert not form.isVisible()


def test_a_link_of_one_record_takes_the_place_of_the_one_before(
    context: Context, window: QMainWindow
) -> None:
    form = new(context, window, Kind.MONUMENT)
    site = form.editors["site"]
    assert isinstance(site, LinksEditor)
    site.add(Link(Kind.MONUMENT, 1, "One"))
    site.add(Link(Kind.MONUMENT, 2, "Two"))
    assert site.value() == Link(Kind.MONUMENT, 2, "Two")


def test_no_hash_is_ever_asked_for() -> None:
    for kind in RECORD_TYPES:
        assert all(field.type is not FieldType.HASH for field in form_fields(kind.kind))


def test_a_picture_is_copied_into_the_archive_and_named_in_its_image(
    context: Context, window: QMainWindow, tmp_path: Path
) -> None:
    picture = tmp_path / "قوس.png"
    picture.write_bytes(b"\x89PNG not a real one")
    ref = context.archive.suggest(Kind.IMAGE, "", limit=1)[0].ref
    context.workspace.go_to(ref)
    context.actions["attach_file"].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(picture))
    image = context.archive.record(ref)
    assert isinstance(image, Image) and image.file_sha256 is not None
    assert (image.file_name, image.media_type) == ("قوس.png", "image/png")
    assert (context.archive.files_folder / image.file_sha256).read_bytes() == picture.read_bytes()


def test_the_text_of_a_source_is_edited_and_its_claims_stay_at_their_words(
    context: Context, window: QMainWindow
) -> None:
    claim = next(one for one in context.archive.claims_in(1) if one.words and one.start is not None)
    form = edit(context, window, RecordRef(Kind.SOURCE, 1))
    assert form.values == {}
    old = context.archive.source_text(1)
    assert old is not None
    write(form, text=f"Corrected.\n{old.text}")
    form.primary.click()

    new, moved = context.archive.source_text(1), context.archive.record(claim.ref)
    assert (
        new is not None and isinstance(moved, Claim) and moved.start is not None and claim.start is not None
    )
    assert moved.start == claim.start + len("Corrected.\n")
    assert new.text[moved.start : moved.end] == claim.words


def test_a_date_in_words_is_read_at_once_and_kept_as_edtf(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.EVENT)
    write(form, title="Somewhen", date="early August 2015")
    assert note(form, "date") == "1–10 August 2015, written [2015-08-01..2015-08-10]"
    form.primary.click()
    assert context.workspace.current is not None
    made = context.archive.record(context.workspace.current)
    assert isinstance(made, Event) and str(made.date) == "[2015-08-01..2015-08-10]"


def test_words_without_a_year_are_of_the_year_the_date_had(context: Context, window: QMainWindow) -> None:
    found = context.archive.search(context.workspace.criteria).rows
    event = next(one for one in found if isinstance(one, Event) and str(one.date).startswith("2015"))
    form = edit(context, window, event.ref)
    write(form, date="between May and July")
    assert note(form, "date").startswith("May–July 2015")


def test_a_pasted_place_fills_both_fields(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.MONUMENT)
    write(form, name="Gate", latitude="34°33′00″N, 38.27")
    assert (form.values["latitude"], form.values["longitude"]) == (34.55, 38.27)


def test_a_duplicate_begins_with_the_values_of_its_pattern(context: Context, window: QMainWindow) -> None:
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    context.workspace.go_to(ref)
    context.actions["duplicate"].trigger()
    form = window.findChildren(RecordForm)[-1]
    write(form, name="Altar of Bel")
    form.primary.click()
    assert context.workspace.current is not None and context.workspace.current != ref
    made, pattern = context.archive.record(context.workspace.current), context.archive.record(ref)
    assert isinstance(made, Monument) and isinstance(pattern, Monument)
    assert (made.name, made.site, made.names) == ("Altar of Bel", pattern.site, pattern.names)
    assert pattern.identifiers and made.identifiers == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_duplicated(context: Context, window: QMainWindow, kind: Kind) -> None:
    ref = context.archive.suggest(kind, "a", limit=1)[0].ref
    context.workspace.go_to(ref)
    context.actions["duplicate"].trigger()
    window.findChildren(RecordForm)[-1].primary.click()
    assert context.workspace.current is not None and context.workspace.current.id > ref.id


def test_a_record_that_is_missing_is_made_with_the_link_to_it_as_one_act(
    context: Context, window: QMainWindow
) -> None:
    form = new(context, window, Kind.EVENT)
    write(form, title="Theft")
    actors = form.editors["actors"]
    assert isinstance(actors, LinksEditor)
    actors.line.setText("Zabda the Younger")
    actors._ask()
    QTest.keyClick(actors.line, Qt.Key.Key_Return)
    form.primary.click()
    made = context.archive.find(Kind.ACTOR, "Zabda the Younger")
    assert context.workspace.current is not None and context.workspace.current.kind is Kind.EVENT
    event = context.archive.record(context.workspace.current)
    assert isinstance(event, Event) and event.actors[0].ref == made
    context.actions["undo"].trigger()
    assert context.archive.record(made).trashed and context.archive.record(event.ref).trashed


def shown_event(context: Context, window: QMainWindow, *roles: str | None) -> tuple[RecordForm, LinksEditor]:
    """Open the form of an event with an actor for each of these roles."""
    links = tuple(
        Link(Kind.ACTOR, found.id, role=role)
        for found, role in zip(context.archive.suggest(Kind.ACTOR, "a", limit=len(roles)), roles, strict=True)
    )
    made = Edit(Action.CREATE, Kind.EVENT, -1, None, {"title": "Theft", "actors": links})
    form = edit(context, window, editing.apply(context.archive, [made], label="made").created[-1])
    actors = form.editors["actors"]
    assert isinstance(actors, LinksEditor)
    return form, actors


def test_the_role_of_a_link_is_changed_in_its_place_and_by_keyboard_as_one_act(
    context: Context, window: QMainWindow
) -> None:
    form, actors = shown_event(context, window, "perpetrator", None)
    first, _second = actors.findChildren(Choice, "actors_role")
    assert first.currentText() == "perpetrator" and "Role of" in first.accessibleName()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert form.values == {"actors": (replace(actors._links[0], role="participant"), actors._links[1])}
    form.primary.click()
    assert context.workspace.current is not None
    event = context.archive.record(context.workspace.current)
    assert isinstance(event, Event) and [link.role for link in event.actors] == ["participant", None]
    context.actions["undo"].trigger()
    event = context.archive.record(context.workspace.current)
    assert isinstance(event, Event) and [link.role for link in event.actors] == ["perpetrator", None]


def test_links_and_their_roles_come_in_their_order_before_the_line_that_finds_more(
    context: Context, window: QMainWindow
) -> None:
    form, actors = shown_event(context, window, "perpetrator", None)
    actors.findChildren(Chip)[0].removed.emit()
    actors.add(Link(Kind.ACTOR, 10, "ثالث", "witness"))
    QApplication.processEvents()  # a layout shows what it is given a little later
    reached, widget = [], actors.line.previousInFocusChain()
    while widget is not form.editors["monuments"].focusProxy():
        if widget.isVisibleTo(actors) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.insert(0, widget.accessibleName())
        widget = widget.previousInFocusChain()
    second = actors._links[0].title
    assert reached == [second, f"Role of {second}", "ثالث", "Role of ثالث"]


def test_a_role_of_another_list_stays_and_the_wheel_changes_none(
    context: Context, window: QMainWindow
) -> None:
    form, actors = shown_event(context, window, "perpetrator")
    actors.show_value((Link(Kind.ACTOR, 1, "One", "bystander"),))
    box = actors.findChildren(Choice, "actors_role")[-1]
    assert box.currentText() == "bystander" and actors.value()[0].role == "bystander"
    place = QPointF(box.rect().center())
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    turned = QWheelEvent(place, box.mapToGlobal(place), QPoint(), QPoint(0, 120), *none)
    QApplication.sendEvent(box, turned)
    assert box.currentText() == "bystander" and form.isVisible()


def test_return_before_the_answer_takes_what_is_found_and_makes_no_record(
    context: Context, window: QMainWindow
) -> None:
    form = new(context, window, Kind.EVENT)
    links = form.editors["monuments"]
    assert isinstance(links, LinksEditor)
    links.line.setText("no such place")
    QTest.keyClick(links.line, Qt.Key.Key_Return)
    assert links._links == () and links.line.text() == "no such place"
    links.line.setText("Temple of Bel")
    links._ask()
    links.line.setText("Valley of")
    QTest.keyClick(links.line, Qt.Key.Key_Return)
    assert [link.title for link in links._links] == ["Valley of the Tombs"]


def test_marks_nobody_sees_are_spelled_below_their_field_and_taken_out_if_asked(
    context: Context, window: QMainWindow
) -> None:
    form = new(context, window, Kind.ACTOR)
    name = form.editors["name"]
    write(form, name="Temple of \u202eleB\u202c")
    assert note(form, "name").startswith("2 marks nobody sees")
    assert "\u2068Temple of ⟨RLO⟩leB⟨PDF⟩\u2069" in note(form, "name")
    name.unmark.click()
    assert (name.value(), note(form, "name")) == ("Temple of leB", "")
    assert not name.unmark.isVisibleTo(form)
    names = form.editors["names"]
    names.show_value((Name("بل\u200f", "ar"), Name("Bol")))
    assert "بل⟨RLM⟩" in note(form, "names")
    names.unmark.click()
    assert names.value() == (Name("بل", "ar"), Name("Bol"))


def test_marks_are_kept_in_words_that_claims_are_anchored_in_and_ignored_in_dates_and_numbers(
    context: Context, window: QMainWindow
) -> None:
    form = new(context, window, Kind.CLAIM)
    write(form, words="\u200fقال", proposition="\u200fقال", said="\u200e2015-08-30")
    assert "RLM" in note(form, "words") and not form.editors["words"].unmark.isVisibleTo(form)
    assert form.editors["proposition"].unmark.isVisibleTo(form)
    assert str(form.editors["said"].value()) == "2015-08-30"
    form = new(context, window, Kind.MONUMENT)
    write(form, latitude="\u200e34.55, 38.27\u200f")
    form.editors["latitude"].finish()
    assert (form.editors["latitude"].value(), form.editors["longitude"].value()) == (34.55, 38.27)
    write(form, latitude="\u200e34.5")
    assert form.editors["latitude"].value() == 34.5


def test_marks_in_a_record_that_is_linked_are_its_own_and_those_of_one_to_be_made_are_told(
    context: Context, window: QMainWindow
) -> None:
    form, actors = shown_event(context, window, "witness")
    actors.add(Link(Kind.ACTOR, 7, "\u202eevlA"))
    assert note(form, "actors") == ""
    actors.add(Link(Kind.ACTOR, -5, "\u202eweN"))
    assert "⟨RLO⟩weN" in note(form, "actors")
    actors.unmark.click()
    assert [link.title for link in actors.value()][1:] == ["\u202eevlA", "weN"]


def test_a_term_of_ones_own_joins_its_list_in_both_languages(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.EVENT)
    write(form, title="Flood", event_kind="flooding of a wadi")
    kinds = form.editors["event_kind"]
    assert isinstance(kinds, TermEditor) and "Not in the list" in note(form, "event_kind")
    kinds._translation.setText("سيل")
    form.primary.click()
    own = context.archive.terms("event_kind")[-1]
    assert (own.label_en, own.label_ar) == ("flooding of a wadi", "سيل")
    assert label("event_kind", own.key, "ar") == "سيل"
    again = new(context, window, Kind.EVENT)
    write(again, event_kind="سيل")
    assert again.values == {"event_kind": own.key} and note(again, "event_kind") == ""


def test_undoing_a_new_record_takes_its_new_term_out_of_the_list(
    context: Context, window: QMainWindow
) -> None:
    form = new(context, window, Kind.EVENT)
    write(form, title="Flood", event_kind="flooding of a wadi")
    form.primary.click()
    context.actions["undo"].trigger()
    again = new(context, window, Kind.EVENT)
    write(again, event_kind="flooding of a wadi")
    assert "Not in the list" in note(again, "event_kind")
    write(again, event_kind="")
    again.reject()
    context.actions["redo"].trigger()
    once_more = new(context, window, Kind.EVENT)
    write(once_more, event_kind="flooding of a wadi")
    assert note(once_more, "event_kind") == ""


def test_what_is_half_written_is_shown_again_as_it_was(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.EVENT)
    write(form, title="قوس", date="2015-0", damage="my own", description="a\nb")
    links = form.editors["monuments"]
    assert isinstance(links, LinksEditor)
    links.add(Link(Kind.MONUMENT, 1, "One"))
    states = {key: json.loads(json.dumps(editor.state())) for key, editor in form.editors.items()}
    other = new(context, window, Kind.EVENT)
    for key, state in states.items():
        other.editors[key].restore(state)
    assert {key: editor.state() for key, editor in other.editors.items()} == states


def test_a_name_brings_its_script(context: Context, window: QMainWindow) -> None:
    names = new(context, window, Kind.ACTOR).editors["names"]
    assert isinstance(names, RowsEditor)
    names.table.model().setData(names.table.model().index(0, 0), "زنوبيا")
    assert names.value() == (Name("زنوبيا", None, "Arab"),)


def test_every_label_of_a_form_has_a_key_of_its_own(context: Context, window: QMainWindow) -> None:
    form = new(context, window, Kind.ACTOR)
    area = form.findChild(FieldsArea)
    assert area is not None
    marked = [one.text() for one in area.findChildren(QLabel) if one.buddy() is not None]
    keys = [text[text.index("&") + 1].casefold() for text in marked if "&" in text]
    assert len(keys) == len(set(keys)) == len(marked)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_made_changed_and_taken_back_step_by_step(
    context: Context, window: QMainWindow, kind: Kind
) -> None:
    form, key = new(context, window, kind), record_type(kind).title_key
    write(form, **{key: "One"})
    if kind is Kind.CLAIM:
        subject = form.editors["subject"]
        assert isinstance(subject, LinksEditor)
        subject._kinds.setCurrentIndex(subject._kinds.findData(Kind.MONUMENT))
        subject.line.setText("Temple of Bel")
        QTest.keyClick(subject.line, Qt.Key.Key_Return)
        write(form, field="condition")
    form.primary.click()
    ref = context.workspace.current
    assert ref is not None and heading(context.archive.record(ref)) == "One"
    form = edit(context, window, ref)
    write(form, **{key: "حدث آخر"})
    form.primary.click()
    assert heading(context.archive.record(ref)) == "حدث آخر"
    context.actions["undo"].trigger()
    assert heading(context.archive.record(ref)) == "One"
    context.actions["undo"].trigger()
    assert context.archive.record(ref).trashed
    context.actions["redo"].trigger()
    context.actions["redo"].trigger()
    record = context.archive.record(ref)
    assert (heading(record), record.trashed) == ("حدث آخر", False)
