"""Lay out everything the look is made of on one sheet, to be judged by eye.

python -m tests.gui.gallery OUT.png [--dark] [--rtl] [--scale 1.5] [--high-contrast] [--font NAME]
"""

import argparse
import os
import sys
from collections.abc import Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from palmyra_desktop import assets, i18n
from palmyra_desktop.gui.marks import paint_origins, paint_stance, paint_status, paint_tally
from palmyra_desktop.gui.painting import Canvas, paint_focus_ring
from palmyra_desktop.gui.paragraph import Highlight, Paragraph
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import IconButton, LinkButton, PrimaryButton
from palmyra_desktop.gui.widgets.chip import Chip
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.gui.widgets.empty_state import EmptyLine, EmptyState
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label, PillLabel
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented

STANCES = ("asserts", "confirms", "denies", "doubts", "concedes", "predicts", "demands")
WORDS = (
    "A plain made-up sentence, long enough to break over lines, with words that a claim rests on "
    "and a date, 27 May 2015, in it."
)
ARABIC = "جملة عربية بسيطة كُتبت للتجربة وحدها، وفيها كلمات يستند إليها قول ما."


class Painted(QWidget):
    """What delegates will paint: marks, icons, outlines, paragraphs, bars."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setFixedSize(theme.px(620), theme.px(860))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("raised"))
        canvas = Canvas(painter, QRectF(self.rect()), self.theme)
        y = self.paint_marks(canvas, painter)
        y = self.paint_icons(canvas, y)
        y = self.paint_outlines(canvas, y)
        self.paint_words(canvas, painter, y)

    def paint_marks(self, canvas: Canvas, painter: QPainter) -> float:
        theme, px = self.theme, self.theme.px
        for number, stance in enumerate(STANCES):
            x = px(16) + number * px(84)
            paint_stance(painter, canvas.rect(x, px(14), px(18), px(18)), stance, theme)
            canvas.text(x + px(24), px(12), px(60), px(22), stance, theme.font("secondary"), "text2")
            role = stance if number < 4 else "other"
            canvas.fill(x, px(40), px(76), px(26), f"{role}_bg", px(7))
            paint_stance(painter, canvas.rect(x + px(6), px(44), px(18), px(18)), stance, theme)
        for number, status in enumerate(("conflict", "work_needed", "issue", "accepted")):
            paint_status(painter, canvas.rect(px(16 + 30 * number), px(78), px(17), px(17)), status, theme)
        rows: Sequence[Sequence[tuple[str, int]]] = (
            (("asserts", 2),),
            (("confirms", 1), ("asserts", 2), ("doubts", 1), ("denies", 2)),
            (("asserts", 14), ("denies", 1), ("confirms", 1), ("demands", 1)),
        )
        for number, stances in enumerate(rows):
            paint_tally(painter, canvas.rect(px(150 + 90 * number), px(76), px(90), px(20)), stances, theme)
        paint_origins(painter, canvas.rect(px(430), px(76), px(180), px(20)), (1, 1, 2, 12), 2, theme)
        x = px(16)
        for text, mark in (("4 values claimed", "conflict"), ("work needed", "work"), ("issue", "issue")):
            x += canvas.pill(x, px(108), px(21), text, mark) + px(8)
        for number, share in enumerate((1.0, 0.4, 0.01, 0.0)):
            left = px(330 + 72 * number)
            canvas.soft_bar(left, px(108), px(64), px(20), share, "facet_on" if number == 1 else "facet_fill")
        paint_focus_ring(painter, canvas.rect(px(16), px(140), px(200), px(31)), theme)
        canvas.text(px(26), px(140), px(190), px(31), "row with the keyboard", theme.font())
        for number in range(6):
            canvas.fill(px(240 + 30 * number), px(148), px(28), px(12), f"heat_{number}", 2)
        for number, band in enumerate(("band_islamic_state", "band_government", "band_other")):
            canvas.fill(px(430 + 60 * number), px(145), px(56), px(20), band, 2)
        canvas.hline(0, px(182), self.width())
        return px(190)

    def paint_icons(self, canvas: Canvas, y: float) -> float:
        px = self.theme.px
        names = [name.removesuffix(".svg") for name in assets.names("icons")]
        for number, name in enumerate(names):
            canvas.icon(px(16) + number % 18 * px(33), y + number // 18 * px(30), px(18), name)
        return y + (len(names) // 18 + 1) * px(30) + px(6)

    def paint_outlines(self, canvas: Canvas, y: float) -> float:
        theme, px = self.theme, self.theme.px
        names = [name.removesuffix(".svg") for name in assets.names("icons", "outlines")]
        for number, name in enumerate(names):
            left, top = px(16) + number % 4 * px(150), y + number // 4 * px(114)
            canvas.fill(left, top, px(142), px(106), "plate")
            theme.icons.paint_outline(canvas.painter, canvas.rect(left, top + px(4), px(142), px(80)), name)
            canvas.text(left, top + px(84), px(142), px(18), name, theme.font("legend"), "muted", "center")
        return y + ((len(names) + 3) // 4) * px(114) + px(8)

    def paint_words(self, canvas: Canvas, painter: QPainter, y: float) -> None:
        theme, px = self.theme, self.theme.px
        start, day = WORDS.index("long"), WORDS.index("27 May")
        marks = (
            Highlight(start, start + 44, "h_claim", "h_claim_line"),
            Highlight(day, day + 11, "h_date", "h_date_line", "dotted"),
        )
        words = Paragraph(WORDS, theme.font("reader"), px(280), theme, 1.72)
        words.paint(painter, canvas.rect(px(16), y, px(280), 0).topLeft(), "text", marks)
        arabic = Paragraph(ARABIC, theme.font("reader"), px(280), theme, 1.72 * 1.14, 3)
        place: QPointF = canvas.rect(px(320), y, px(280), 0).topLeft()
        arabic.paint(painter, place, "text", (Highlight(10, 24, "h_claim", "h_claim_line"),))


def controls(theme: Theme) -> QWidget:
    """Qt's own controls and our small widgets, the ones in use and the ones out of use."""
    page = QWidget()
    page.setObjectName("controls")
    layout = QVBoxLayout(page)
    layout.setSpacing(theme.px(10))
    layout.addWidget(title(theme))
    layout.addLayout(texts(theme))
    layout.addLayout(buttons(theme))
    layout.addLayout(inputs())
    layout.addLayout(lists(theme))
    layout.addWidget(empty(theme), 1)
    return page


def title(theme: Theme) -> DockTitle:
    dock_title = DockTitle(theme, "Timeline")
    dock_title.set_note("BBC News, 2 March 2017")
    dock_title.add_widget(LinkButton(theme, "Undated: 3", "secondary"), at_end=True)
    dock_title.set_menu(QMenu(dock_title))
    return dock_title


def texts(theme: Theme) -> QVBoxLayout:
    layout = QVBoxLayout()
    row = QHBoxLayout()
    row.addWidget(HeadingLabel(theme, "Temple of Bel", "title"), 1)
    row.addWidget(PillLabel(theme, "4 values claimed", "conflict"))
    layout.addLayout(row)
    row = QHBoxLayout()
    for role in ("value", "body", "secondary", "legend", "mono", "serif"):
        row.addWidget(Label(theme, role, role, "text2"))
    layout.addLayout(row)
    row = QHBoxLayout()
    row.addWidget(Chip(theme, "Kind of event", "destruction, killing"))
    row.addWidget(Chip(theme, "Date", "2015 – 2017"))
    row.addWidget(Chip(theme, "", "+2"))
    row.addWidget(LinkButton(theme, "Clear"))
    row.addStretch(1)
    layout.addLayout(row)
    return layout


def buttons(theme: Theme) -> QVBoxLayout:
    layout = QVBoxLayout()
    row = QHBoxLayout()
    row.addWidget(PrimaryButton("Export 17 rows"))
    off = PrimaryButton("Export")
    off.setEnabled(False)
    row.addWidget(off)
    row.addWidget(QPushButton("Cancel"))
    off_plain = QPushButton("Choose")
    off_plain.setEnabled(False)
    row.addWidget(off_plain)
    for name, checked in (("list", True), ("matrix", False), ("back", False)):
        button = IconButton(theme, name, name)
        button.setCheckable(checked)
        button.setChecked(checked)
        row.addWidget(button)
    forward = IconButton(theme, "forward", "Forward")
    forward.setEnabled(False)
    row.addWidget(forward)
    row.addStretch(1)
    layout.addLayout(row)
    row = QHBoxLayout()
    segments = (Segment("list", "The list", 17), Segment("one", "Selected", 1), Segment("all", "All", 2140))
    row.addWidget(Segmented(theme, "Rows", segments))
    row.addStretch(1)
    layout.addLayout(row)
    return layout


def inputs() -> QGridLayout:
    grid = QGridLayout()
    line = QLineEdit()
    line.setPlaceholderText("Search titles, all fields and source text")
    line.setObjectName("focused_input")
    grid.addWidget(line, 0, 0, 1, 2)
    wrong = QLineEdit("2015-13")
    wrong.setProperty("wrong", True)
    grid.addWidget(wrong, 0, 2)
    combo = QComboBox()
    combo.addItems(["confirms", "denies"])
    grid.addWidget(combo, 1, 0)
    grid.addWidget(QSpinBox(), 1, 1)
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(62)
    grid.addWidget(bar, 1, 2)
    for number, (words, is_on, is_enabled) in enumerate(
        (("Claims as rows", True, True), ("Arabic as well", False, True), ("not here", True, False))
    ):
        box = QCheckBox(words)
        box.setObjectName(f"box_{number}")
        box.setChecked(is_on)
        box.setEnabled(is_enabled)
        grid.addWidget(box, 2, number)
    for number, words in enumerate(("light", "dark", "as the system")):
        radio = QRadioButton(words)
        radio.setChecked(number == 0)
        grid.addWidget(radio, 3, number)
    return grid


def lists(theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    names = QListWidget()
    names.setObjectName("names")
    names.ensurePolished()
    for number in range(9):
        item = QListWidgetItem(f"Monument {number + 1}")
        item.setCheckState(Qt.CheckState.Checked if number == 1 else Qt.CheckState.Unchecked)
        names.addItem(item)
    names.setCurrentRow(2)
    names.setFixedHeight(theme.px(120))
    row.addWidget(names)
    table = QTableWidget(3, 2)
    table.setHorizontalHeaderLabels(["Date", "Title"])
    table.verticalHeader().hide()
    table.setFixedHeight(theme.px(120))
    row.addWidget(table)
    tabs = QTabWidget()
    group = QGroupBox("Options")
    QVBoxLayout(group).addWidget(QPlainTextEdit("A note."))
    tabs.addTab(group, "Record")
    tabs.addTab(QWidget(), "History")
    tabs.setFixedHeight(theme.px(120))
    row.addWidget(tabs)
    return row


def empty(theme: Theme) -> EmptyState:
    state = EmptyState(theme)
    lines = (
        EmptyLine("Without Damage: slight", "14 events"),
        EmptyLine("Without Search: “tetrapylon”", "3 events"),
        EmptyLine("Without Actor: UNESCO", "none, another filter hides them too", can_remove=False),
    )
    sentence = "14 events are hidden by one filter. Remove it to see them:"
    state.show_state("No event matches all of these", sentence, lines, "Clear all filters", "Ctrl Shift L")
    return state


def gallery(theme: Theme) -> QWidget:
    """Make the sheet."""
    sheet = QWidget()
    sheet.setObjectName("gallery")
    layout = QHBoxLayout(sheet)
    layout.addWidget(Painted(theme), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(controls(theme), 1)
    sheet.resize(theme.px(1280), theme.px(900))
    return sheet


def main(arguments: Sequence[str]) -> int:
    """Draw the sheet into a file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("out")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--rtl", action="store_true")
    parser.add_argument("--high-contrast", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--font", default="Noto Sans")
    parser.add_argument("--focus", default="", help="object name of the widget that shows the keyboard focus")
    options = parser.parse_args(arguments)
    app = QApplication([sys.argv[0]])
    if options.rtl:
        i18n.set_language("ar")
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme = Theme(app, options.dark, options.scale, options.high_contrast, QFont(options.font, 10))
    theme.apply()
    sheet = gallery(theme)
    sheet.show()
    sheet.activateWindow()
    app.processEvents()
    if options.focus:
        sheet.findChild(QWidget, options.focus).setFocus(Qt.FocusReason.ShortcutFocusReason)
    app.processEvents()
    return 0 if sheet.grab().save(options.out) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
