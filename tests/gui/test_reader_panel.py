"""The reader, on the sample archive and on texts made for the purpose."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels.reader import ReaderPanel
from palmyra_desktop.gui.reader.lost import LostButton
from palmyra_desktop.gui.reader.reading import Stretch, as_shown, read_source
from palmyra_desktop.gui.reader.text_view import TextView
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive

ARABIC = "قال الأهالي إن المعبد دُمّر.\nThe statue 🏛 stands, they say."


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> ReaderPanel:
    """The reader as large as in a window of its own."""
    panel = ReaderPanel(context)
    qtbot.addWidget(panel)
    panel.resize(700, 600)
    panel.show()
    return panel


def add_source(archive: Archive, text: str, words: str, start: int | None = None) -> tuple[int, int]:
    """Put a source with a text and a claim anchored in it into an archive; return their ids."""
    start = text.index(words) if start is None else start
    monument = archive.find(Kind.MONUMENT, "Temple of Bel")
    edits = (
        Edit(Action.CREATE, Kind.SOURCE, -1, values={"title": "A report", "text": text}),
        Edit(
            Action.CREATE,
            Kind.CLAIM,
            -2,
            values={
                "proposition": "It is gone.",
                "subject": Link(Kind.MONUMENT, monument.id),
                "field": "condition",
                "value": "destroyed",
                "source": Link(Kind.SOURCE, -1),
                "words": words,
                "start": start,
                "end": start + len(words),
            },
        ),
    )
    created = editing.apply(archive, edits, label="Add").created
    return created[-1].id, created[-2].id


def lit(panel: ReaderPanel) -> str:
    """Return the words of the current claim as they stand in the document shown."""
    stretch = next(one for one in panel.text._stretches if one.claim and one.claim.id == panel.text.current)
    return selected(panel.text, stretch)


def selected(view: TextView, stretch: Stretch) -> str:
    """Return the words of a stretch as they stand in the document shown."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(stretch.start)
    cursor.setPosition(stretch.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def words(panel: ReaderPanel) -> str:
    """Return all labels that are seen."""
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_a_claim_is_shown_at_its_words(panel: ReaderPanel, context: Context) -> None:
    claim = context.archive.record(RecordRef(Kind.CLAIM, 28))
    assert isinstance(claim, Claim) and claim.source is not None
    context.workspace.open_words(claim.source.id, claim.id)
    assert lit(panel) == claim.words
    assert panel.text.cursorRect().top() < panel.text.viewport().height()


def test_every_claim_of_the_sample_lights_exactly_its_words(context: Context) -> None:
    seen = 0
    for id in range(1, context.archive.totals()[Kind.SOURCE] + 1):
        reading = read_source(context.archive, id, None, "")
        assert reading is not None and reading.is_unchanged and not reading.lost
        for stretch in reading.stretches:
            assert stretch.claim is not None
            assert reading.text[stretch.start : stretch.end] == stretch.claim.words
            seen += 1
    assert seen > 100


def test_words_after_an_astral_sign_and_in_arabic_are_lit_where_they_stand(
    panel: ReaderPanel, context: Context
) -> None:
    source, claim = add_source(context.archive, ARABIC, "stands, they say")
    context.workspace.open_words(source, claim)
    assert lit(panel) == "stands, they say"
    option = panel.text.document().defaultTextOption()
    assert option.textDirection() == Qt.LayoutDirection.RightToLeft


def test_windows_line_ends_move_no_words(panel: ReaderPanel, context: Context) -> None:
    source, claim = add_source(context.archive, "One.\r\nTwo.\r\nThe arch fell.\r\n", "The arch fell")
    context.workspace.open_words(source, claim)
    assert lit(panel) == "The arch fell"
    assert len(as_shown("a\r\nb\rc")) == len("a\r\nb\rc")


def test_lost_words_are_said_to_be_lost_and_nothing_is_lit(panel: ReaderPanel, context: Context) -> None:
    source, claim = add_source(context.archive, "The arch fell. It fell.", "It stood", start=3)
    context.workspace.open_words(source, claim)
    assert "The words of this claim no longer stand in this text" in words(panel)
    assert "It stood" in words(panel)
    assert not panel.text._stretches


def test_markup_in_a_source_stays_text(panel: ReaderPanel, context: Context) -> None:
    text = "<script>alert(1)</script><b>The arch fell.</b>"
    source, claim = add_source(context.archive, text, "The arch fell")
    context.workspace.open_words(source, claim)
    assert panel.text.toPlainText() == text


def test_the_keys_walk_from_words_to_words_and_round(panel: ReaderPanel, context: Context) -> None:
    context.workspace.set_current(RecordRef(Kind.SOURCE, 1))
    ids = [one.claim.id for one in panel.text._stretches if one.claim]
    panel.head.next_wanted.emit()
    assert panel.text.current == ids[0]
    assert f"1 of {len(ids)}" in words(panel)
    panel.head.previous_wanted.emit()
    assert panel.text.current == ids[-1]


def test_a_click_on_underlined_words_makes_their_claim_current(
    panel: ReaderPanel, context: Context, qtbot: QtBot
) -> None:
    context.workspace.set_current(RecordRef(Kind.SOURCE, 1))
    stretch = panel.text._stretches[0]
    cursor = QTextCursor(panel.text.document())
    cursor.setPosition(stretch.start + 3)
    place = panel.text.cursorRect(cursor).center() + QPoint(1, 0)
    QTest.mouseClick(panel.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stretch.claim is not None
    assert context.workspace.current == stretch.claim.ref
    assert panel.text.current == stretch.claim.id


def test_an_event_brings_the_text_of_its_first_claim(panel: ReaderPanel, context: Context) -> None:
    context.workspace.set_current(context.archive.find(Kind.EVENT, "Temple of Bel blown up"))
    assert panel.text.current is not None and lit(panel)


def test_a_source_without_text_says_so(panel: ReaderPanel, context: Context) -> None:
    edit = Edit(Action.CREATE, Kind.SOURCE, -1, values={"title": "Only a title"})
    made = editing.apply(context.archive, [edit], label="Add").created[-1]
    context.workspace.set_current(made)
    assert "No text of this source is archived." in words(panel)


def test_words_searched_are_found_in_the_text(panel: ReaderPanel, context: Context) -> None:
    context.workspace.set_text("temple")
    context.workspace.set_current(RecordRef(Kind.SOURCE, 1))
    assert {selected(panel.text, one).casefold() for one in panel.text._found} == {"temple"}


def test_an_abstract_is_labelled_so_and_its_hash_is_told(panel: ReaderPanel, context: Context) -> None:
    context.workspace.set_current(RecordRef(Kind.SOURCE, 1))
    text = context.archive.source_text(1)
    assert text is not None
    assert f"SHA-256 {text.sha256[:8]}" in words(panel)


def test_what_is_seen_of_a_line_stays_within_the_measure(panel: ReaderPanel, context: Context) -> None:
    panel.resize(1600, 600)
    context.workspace.set_current(RecordRef(Kind.SOURCE, 1))
    lines = [panel.text.document().firstBlock()]
    while (block := lines[-1].next()).isValid():
        lines.append(block)
    longest = max(
        block.layout().lineAt(n).textLength() for block in lines for n in range(block.layout().lineCount())
    )
    assert 40 < longest <= 80


def test_a_text_of_a_megabyte_is_shown_without_a_long_wait(theme: Theme, qtbot: QtBot) -> None:
    view = TextView(theme)
    qtbot.addWidget(view)
    view.resize(500, 500)
    view.show()
    line = "The columns along the street were still standing when the reporters came. " * 4
    text = "\n".join([line] * (1_000_000 // len(line)))
    start = time.process_time()
    view.show_text(text, tuple(Stretch(n, n + 20) for n in range(0, len(text), 500)), ())
    view.grab()
    assert time.process_time() - start < 3
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    start = time.process_time()
    view.grab()
    assert time.process_time() - start < 0.5


def test_lost_words_are_listed_and_put_in_place_by_selecting_others(
    panel: ReaderPanel, context: Context
) -> None:
    source, claim = add_source(context.archive, "قوس 🏛 The arch fell. It fell.", "It stood", start=3)
    context.workspace.open_words(source)
    button = panel.findChild(LostButton)
    assert button is not None and button.isVisible() and button.text() == "1 without a place"
    button._menu.actions()[0].trigger()
    link = panel.findChild(QPushButton, "anchor_link")
    assert link is not None and not link.isVisible()

    cursor = panel.text.document().find(" The arch fell")
    panel.text.setTextCursor(cursor)
    assert link.isVisible()
    link.click()

    found = context.archive.record(RecordRef(Kind.CLAIM, claim))
    assert isinstance(found, Claim) and (found.words, found.start) == ("The arch fell", 6)
    assert lit(panel) == "The arch fell"
    assert not button.isVisible()


def test_nothing_is_anchored_in_an_archive_that_can_only_be_read(
    panel: ReaderPanel, context: Context
) -> None:
    source, claim = add_source(context.archive, "The arch fell.", "It stood", start=3)
    context.archive.read_only = True
    context.workspace.open_words(source, claim)
    panel.text.selectAll()
    link = panel.findChild(QPushButton, "anchor_link")
    assert link is not None and not link.isVisible()


def test_marks_nobody_sees_are_seen_copied_as_written_and_move_no_words(
    panel: ReaderPanel, context: Context
) -> None:
    text = "تدمر\u200f 🏛 (\u202eaidarB\u202c)\nThe statue\u200e stands."
    source, claim = add_source(context.archive, text, "statue\u200e stands")
    context.workspace.open_words(source, claim)
    assert lit(panel) == "statue\u200e stands"
    assert panel.head._marks.accessibleName() == "4 hidden marks"
    assert panel.text.toPlainText() == text.translate({0x202E: "⇤", 0x202C: "⇡"})
    assert panel.text._marks == [(4, "RLM"), (text.index("\u200e") + 1, "LRM")]
    panel.text.selectAll()
    assert panel.text.createMimeDataFromSelection().text() == text
    assert panel.text._mark_near(4) == "A mark nobody sees: RLM (U+200F)"
    assert panel.text._mark_near(text.index("\u202e") + 1) == "A mark nobody sees: RLO (U+202E)"
    assert panel.text._mark_near(0) == panel.text._mark_near(-1) == ""


def test_a_mark_is_drawn_where_it_stands(panel: ReaderPanel, context: Context, theme: Theme) -> None:
    def red() -> int:
        image = panel.text.viewport().grab().toImage()
        wanted = theme.color("issue").rgb()
        points = ((x, y) for x in range(image.width()) for y in range(min(80, image.height())))
        return sum(image.pixel(*point) == wanted for point in points)

    context.workspace.open_words(*add_source(context.archive, "The statue stands.", "statue"))
    assert red() == 0
    context.workspace.open_words(*add_source(context.archive, "The \u200estatue stands.", "statue"))
    assert red() > 0
