"""The review of one article: what is seen, what the keys do, what is handed on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import ClaimFound, DateFound, EntityFound, EventFound, SourceFound
from palmyra_desktop.domain.review import SOURCE, AlreadyThere, FindingRef, Part, Review, Verdict, begun
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.forms.editor import DateEditor, LineEditor
from palmyra_desktop.gui.forms.terms import TermEditor
from palmyra_desktop.gui.models.headed_list import RowRole
from palmyra_desktop.gui.review.article_view import ArticleView
from palmyra_desktop.gui.review.form import EventEditor, FindingForm
from palmyra_desktop.gui.review.links import NamesEditor
from palmyra_desktop.gui.review.model import FindingsModel, Heading
from palmyra_desktop.gui.review.page import ReviewPage
from palmyra_desktop.gui.review.places import Places
from palmyra_desktop.gui.review.sorts import claimed_words, spans_of
from tests import article_findings as made

CLAIM, ENTITY, EVENT, DATE = Part.CLAIM, Part.ENTITY, Part.EVENT, Part.DATE


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ReviewPage:
    """The review of our short article, shown."""
    page = ReviewPage(context, begun(made.findings()))
    qtbot.addWidget(page)
    page.resize(1200, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.findings.setFocus()
    return page


def go(page: ReviewPage, part: Part, place: int) -> FindingRef:
    ref = FindingRef(part, place)
    page.findings.make_current(ref)
    return ref


def press(qtbot: QtBot, page: ReviewPage, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.findings, key)


def words(widget: QWidget, name: str) -> str:
    label = widget.findChild(QLabel, name)
    assert label is not None
    return label.text().replace("\u2068", "").replace("\u2069", "")


def form(page: ReviewPage) -> FindingForm:
    return page.findChildren(FindingForm)[-1]


def test_the_head_says_which_article_and_how_much_is_decided(page: ReviewPage) -> None:
    facts = words(page, "review_facts")
    assert facts.startswith("article.txt · looks like The Desert Post · ")
    assert facts.endswith("nothing is saved until you add it")
    assert words(page, "review_counts") == "13 sure · 4 to decide"
    assert page.head.add.text() == "Add 13 findings"


def test_findings_stand_in_groups_that_say_what_is_to_decide(page: ReviewPage) -> None:
    model = page.findings.model_
    rows = [model.index(row, 0).data(RowRole) for row in range(model.rowCount())]
    heads = {row.text: row.note for row in rows if isinstance(row, Heading)}
    assert heads == {
        "Source": "",
        "Claims": "2 to decide",
        "Actors": "2 to decide",
        "Captions": "all decided",
        "Monuments": "all decided",
        "Events": "all decided",
        "Dates": "all decided",
    }


def test_the_model_keeps_the_promises_of_its_kind(context: Context, qtbot: QtBot) -> None:
    model = FindingsModel(begun(made.findings()))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_review(model.review, only_open=True, hidden={"actor"})
    assert [ref.part for ref in model.refs] == [CLAIM, CLAIM]


def test_a_screen_reader_hears_who_says_what_and_what_becomes_of_it(page: ReviewPage) -> None:
    index = page.findings.model_.index_of(FindingRef(CLAIM, made.LOOTING))
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("residents spoke of: Looting") and said.endswith("to decide")
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    assert "claim.spoke-of" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_enter_keeps_and_delete_leaves_out_and_what_is_open_leads_on(page: ReviewPage, qtbot: QtBot) -> None:
    go(page, CLAIM, made.LOOTING)
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.review.verdict(FindingRef(CLAIM, made.LOOTING)) is Verdict.TAKEN
    assert page.findings.current == FindingRef(CLAIM, made.IDOLS)
    press(qtbot, page, Qt.Key.Key_Delete)
    assert page.review.verdict(FindingRef(CLAIM, made.IDOLS)) is Verdict.REFUSED
    assert page.findings.current == FindingRef(ENTITY, made.RESIDENTS)
    assert words(page, "review_counts") == "14 sure · 2 to decide"


def test_what_was_decided_stays_where_it_is(page: ReviewPage, qtbot: QtBot) -> None:
    ref = go(page, CLAIM, made.RETAKEN)
    press(qtbot, page, Qt.Key.Key_Backspace)
    assert page.review.verdict(ref) is Verdict.REFUSED and page.findings.current == ref
    press(qtbot, page, Qt.Key.Key_Space)
    assert page.review.verdict(ref) is Verdict.TAKEN and page.findings.current == ref


def test_a_name_that_may_be_there_becomes_that_record_or_a_new_one(page: ReviewPage, qtbot: QtBot) -> None:
    ref = go(page, ENTITY, made.CHIEF)
    assert "Spelt nearly the same" in words(page, "finding_doubt")
    press(qtbot, page, Qt.Key.Key_Return)
    entity = page.review.finding(ref)
    assert isinstance(entity, EntityFound) and entity.record_id == 99
    qtbot.keyClick(page.findings, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.review.verdict(ref) is Verdict.OPEN
    go(page, ENTITY, made.CHIEF)
    press(qtbot, page, Qt.Key.Key_N)
    entity = page.review.finding(ref)
    assert isinstance(entity, EntityFound) and entity.record_id is None
    assert page.review.verdict(ref) is Verdict.TAKEN


def pressed(letter: str) -> QKeyEvent:
    """Return a letter as Qt tells it: by its code point."""
    return QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)


def test_the_letters_of_an_arabic_keyboard_do_what_the_keys_at_their_place_do(
    page: ReviewPage, qtbot: QtBot
) -> None:
    ref = go(page, ENTITY, made.CHIEF)
    QApplication.sendEvent(page.findings, pressed("ى"))
    entity = page.review.finding(ref)
    assert isinstance(entity, EntityFound) and entity.record_id is None
    claim = go(page, CLAIM, made.RETAKEN)
    select(page.article, "its troops had retaken Palmyra")
    QApplication.sendEvent(page.article, pressed("ص"))
    found = page.review.finding(claim)
    assert isinstance(found, ClaimFound)
    assert page.review.findings.article.words(found.span) == "its troops had retaken Palmyra"


def test_what_is_copied_from_the_article_is_as_it_is_written(page: ReviewPage) -> None:
    select(page.article, "its troops had retaken Palmyra")
    assert page.article.createMimeDataFromSelection().text() == "its troops had retaken Palmyra"
    page.article.selectAll()
    copied = page.article.createMimeDataFromSelection().text()
    assert copied == page.article.toPlainText()


def test_arrows_walk_past_the_headings_and_light_the_words(page: ReviewPage, qtbot: QtBot) -> None:
    go(page, CLAIM, made.IDOLS)
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.findings.current == FindingRef(ENTITY, made.ARMY)
    current = [one for one in page.article.lit_between(0, 10_000) if one.line == "accent"]
    assert [made_text(page, one.start, one.end) for one in current] == ["The army", "It"]


def made_text(page: ReviewPage, start: int, end: int) -> str:
    cursor = QTextCursor(page.article.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_a_click_in_the_article_goes_to_the_shortest_finding_there(page: ReviewPage, qtbot: QtBot) -> None:
    article = page.article
    (start, end), *_more = Places(page.review.findings.article).in_document(made.span("Temple of Bel"))
    cursor = QTextCursor(article.document())
    cursor.setPosition((start + end) // 2)
    place = article.cursorRect(cursor).center() + QPoint(1, 0)
    qtbot.mouseClick(article.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.findings.current == FindingRef(ENTITY, made.BEL)


def test_digits_hide_a_sort_in_the_list_and_in_the_text(page: ReviewPage, qtbot: QtBot) -> None:
    before = len(tuple(page.article.lit_between(0, 10_000)))
    press(qtbot, page, Qt.Key.Key_2)
    assert not any(ref == FindingRef(ENTITY, made.ARMY) for ref in page.findings.model_.refs)
    assert len(tuple(page.article.lit_between(0, 10_000))) < before
    press(qtbot, page, Qt.Key.Key_2)
    assert len(tuple(page.article.lit_between(0, 10_000))) == before


def test_the_filter_shows_only_what_is_to_decide(page: ReviewPage, qtbot: QtBot) -> None:
    page.filter.choose("open")
    assert page.findings.model_.refs == (
        FindingRef(CLAIM, made.LOOTING),
        FindingRef(CLAIM, made.IDOLS),
        FindingRef(ENTITY, made.RESIDENTS),
        FindingRef(ENTITY, made.CHIEF),
    )
    press(qtbot, page, *[Qt.Key.Key_Delete] * 4)
    assert page.findings.model_.refs == () and not page.foot.isVisible()
    assert words(page, "review_counts") == "13 sure"


def test_a_date_is_put_right_and_its_event_with_it(page: ReviewPage, qtbot: QtBot) -> None:
    ref = go(page, DATE, 0)
    press(qtbot, page, Qt.Key.Key_F2)
    editor = form(page).editors["date"]
    assert isinstance(editor, DateEditor)
    editor.line.setText("2017-03-01?")
    assert "1 March 2017" in words(form(page), "date_note")
    form(page).primary.click()
    date, event = page.review.finding(ref), page.review.findings.events[made.RECAPTURE]
    assert isinstance(date, DateFound) and date.edtf == event.date == "2017-03-01?"


def test_a_date_can_be_written_in_words(page: ReviewPage, qtbot: QtBot) -> None:
    ref = go(page, DATE, 0)
    press(qtbot, page, Qt.Key.Key_E)
    editor = form(page).editors["date"]
    assert isinstance(editor, DateEditor)
    editor.line.setText("last week on Wedn")
    assert words(form(page), "date_note") == ""
    editor.line.setText("on Wednesday")
    assert words(form(page), "date_note") == "1 March 2017, written 2017-03-01"
    form(page).primary.click()
    date = page.review.finding(ref)
    assert isinstance(date, DateFound) and date.edtf == "2017-03-01"


def test_what_is_no_date_is_refused_in_words(page: ReviewPage, qtbot: QtBot) -> None:
    go(page, DATE, 0)
    press(qtbot, page, Qt.Key.Key_E)
    editor = form(page).editors["date"]
    assert isinstance(editor, DateEditor)
    editor.line.setText("in spring")
    form(page).primary.click()
    assert form(page).isVisible() and "in spring" in words(form(page), "date_note")


def test_a_claim_gets_another_claimant_stance_and_event(page: ReviewPage, qtbot: QtBot) -> None:
    ref = go(page, CLAIM, made.RUBBLE)
    press(qtbot, page, Qt.Key.Key_E)
    editors = form(page).editors
    names, stance, about = editors["claimants"], editors["stance"], editors["event"]
    assert (
        isinstance(names, NamesEditor) and isinstance(stance, TermEditor) and isinstance(about, EventEditor)
    )
    names.show_value(())
    names.line.setFocus()
    names.line.setText("residents")
    names._ask()
    qtbot.keyClick(names.line, Qt.Key.Key_Return)
    stance.show_value("doubts")
    about.show_value(made.BLOWN_UP)
    form(page).primary.click()
    claim = page.review.finding(ref)
    assert isinstance(claim, ClaimFound)
    assert (claim.speakers, claim.stance, claim.event) == ((made.RESIDENTS,), "doubts", made.BLOWN_UP)
    assert page.review.verdict(FindingRef(ENTITY, made.RESIDENTS)) is Verdict.TAKEN
    assert (claim.verb, claim.rule) == ("added", "corrected")


def test_a_record_of_the_archive_can_speak(page: ReviewPage, qtbot: QtBot, context: Context) -> None:
    ref = go(page, CLAIM, made.RUBBLE)
    press(qtbot, page, Qt.Key.Key_E)
    names = form(page).editors["claimants"]
    assert isinstance(names, NamesEditor)
    known = context.archive.suggest(Kind.ACTOR, "Syrian Observatory")[0]
    names.show_value((known,))
    form(page).primary.click()
    claim = page.review.finding(ref)
    assert isinstance(claim, ClaimFound)
    entity = page.review.findings.entities[claim.speakers[0]]
    assert (entity.record_id, entity.name) == (known.id, known.title)


def test_the_publisher_is_put_right_in_the_source(page: ReviewPage, qtbot: QtBot) -> None:
    page.findings.make_current(SOURCE)
    press(qtbot, page, Qt.Key.Key_E)
    editor = form(page).editors["publisher"]
    assert isinstance(editor, LineEditor)
    editor.line.setText("Oasis Times")
    form(page).primary.click()
    source = page.review.finding(SOURCE)
    assert isinstance(source, SourceFound) and source.publisher == "Oasis Times"
    assert "Oasis Times" in words(page, "review_facts")
    assert source.authors == ("A. Reporter",)


def select(article: ArticleView, text: str) -> None:
    (start, end), *_more = Places(article._review.findings.article).in_document(made.span(text))
    cursor = QTextCursor(article.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    article.setTextCursor(cursor)


def test_words_selected_become_those_of_a_finding(page: ReviewPage, qtbot: QtBot) -> None:
    ref = go(page, CLAIM, made.RETAKEN)
    select(page.article, "its troops had retaken Palmyra")
    qtbot.keyClick(page.article, Qt.Key.Key_W)
    claim = page.review.finding(ref)
    assert isinstance(claim, ClaimFound)
    assert page.review.findings.article.words(claim.span) == "its troops had retaken Palmyra"
    assert page.article.selected is None


def test_what_words_can_become_is_offered_while_some_are_selected(page: ReviewPage) -> None:
    go(page, CLAIM, made.RETAKEN)
    use = page.foot.findChild(QPushButton, "words_finding")
    assert use is not None and not use.isVisible()
    select(page.article, "its troops")
    assert use.isVisible()
    use.click()
    assert made.span("its troops") in spans_of(page.review, FindingRef(CLAIM, made.RETAKEN))
    assert not use.isVisible()


def test_words_selected_become_one_more_place_of_a_name(page: ReviewPage, qtbot: QtBot) -> None:
    ref = go(page, ENTITY, made.ARMY)
    select(page.article, "its troops")
    qtbot.keyClick(page.article, Qt.Key.Key_W)
    assert made.span("its troops") in spans_of(page.review, ref)


def test_words_selected_become_a_claim_the_rules_missed(page: ReviewPage, qtbot: QtBot) -> None:
    select(page.article, "Islamic State blew up the Temple of Bel")
    qtbot.keyClick(page.article, Qt.Key.Key_C)
    form(page).primary.click()
    claim = page.review.findings.claims[-1]
    assert claim.proposition == "Islamic State blew up the Temple of Bel"
    assert page.review.verdict(FindingRef(CLAIM, len(page.review.findings.claims) - 1)) is Verdict.TAKEN


def test_without_words_selected_the_keys_ask_for_them(
    page: ReviewPage, qtbot: QtBot, context: Context
) -> None:
    said: list[str] = []
    context.workspace.said.connect(lambda words, _action: said.append(words))
    go(page, CLAIM, made.RETAKEN)
    press(qtbot, page, Qt.Key.Key_W, Qt.Key.Key_C)
    assert len(said) == 2 and said[0].startswith("Select words in the article")
    assert not page.review.is_touched


def test_leaving_asks_only_where_decisions_would_be_lost(page: ReviewPage, qtbot: QtBot) -> None:
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    page.head.cancel.click()
    assert left == [True]
    go(page, CLAIM, made.RETAKEN)
    press(qtbot, page, Qt.Key.Key_Delete, Qt.Key.Key_Escape)
    (question,) = page.findChildren(QMessageBox)
    assert left == [True]
    discard = question.findChild(QPushButton, "discard_review")
    assert discard is not None
    discard.click()
    assert left == [True, True]


def test_ctrl_enter_hands_the_review_on(page: ReviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.add_wanted) as wanted:
        qtbot.keyClick(page.findings, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(wanted.args[0], Review)


def test_a_text_that_is_there_already_is_told_with_a_way_to_it(context: Context, qtbot: QtBot) -> None:
    there = AlreadyThere(4, made.TITLE, "The archive has this text already, word for word.", True)
    page = ReviewPage(context, replace(begun(made.findings()), already=(there,)), 2, 3)
    qtbot.addWidget(page)
    assert "word for word" in page.notice.accessibleName()
    assert words(page, "review_place") == "2 of 3"
    link = page.notice.findChild(QPushButton, "notice_link")
    assert link is not None
    with qtbot.waitSignal(page.record_wanted) as wanted:
        link.click()
    assert wanted.args == [4]


def test_every_part_has_a_name_for_the_screen_reader(page: ReviewPage) -> None:
    for widget in (page, page.article, page.findings, page.chips, page.filter, page.head.add):
        assert widget.objectName() and widget.accessibleName()


def test_a_thousand_captions_are_listed_and_decided_at_once(context: Context, qtbot: QtBot) -> None:
    base = made.findings()
    many = replace(base, captions=base.captions * 1000)
    page = ReviewPage(context, begun(many))
    qtbot.addWidget(page)
    page.findings.make_current(FindingRef(Part.CAPTION, 999))
    page.act("skip")
    assert page.review.verdict(FindingRef(Part.CAPTION, 999)) is Verdict.REFUSED


def test_an_event_shows_what_it_may_be(context: Context, qtbot: QtBot) -> None:
    base = made.findings()
    like = replace(base.entities[made.CHIEF].similar[0], title="The temple goes", reason="On the same day.")
    event = replace(base.events[0], similar=(like,))
    page = ReviewPage(context, begun(replace(base, events=(event, base.events[1]))))
    qtbot.addWidget(page)
    ref = go(page, EVENT, 0)
    index = page.findings.model_.index_of(ref)
    assert "is it The temple goes?" in index.data(Qt.ItemDataRole.DisplayRole)
    page.act("accept")
    found = page.review.finding(ref)
    assert isinstance(found, EventFound) and found.record_id == 99


@pytest.mark.parametrize(
    ("speaker", "verb", "lit"),
    [
        ("The army", "said", "on Thursday that its troops had retaken Palmyra from Islamic State."),
        ("from", "Islamic State.", "The army said on Thursday that its troops had retaken Palmyra"),
        ("troops", "had", made.FIRST),
    ],
)
def test_the_words_that_say_who_speaks_are_not_lit_with_the_claim(speaker: str, verb: str, lit: str) -> None:
    claim = replace(
        made.findings().claims[made.RETAKEN],
        speaker_span=made.span(speaker, made.FIRST),
        verb_span=made.span(verb, made.FIRST),
    )
    assert made.article().words(claimed_words(made.article(), claim)) == lit
