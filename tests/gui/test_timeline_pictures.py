"""The timeline taken out of the window: as a picture in each format, to the clipboard, on paper."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPicture
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from palmyra_desktop import i18n
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Bar, Lane, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.density import counted
from palmyra_desktop.domain.timeline.notes import Dating, Notes
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.picture_choice import PictureChoice
from palmyra_desktop.gui.panels.timeline import TimelinePanel
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.gui.timeline.lettered import OutlinePainter
from palmyra_desktop.gui.timeline.painter import Shown, TimelinePainter
from palmyra_desktop.gui.timeline.paper import print_to, printer
from palmyra_desktop.gui.timeline.picture import Caption, PaperTheme, Picture, PictureFormat, image, written
from palmyra_desktop.gui.widgets.dock_title import DockTitle

CAPTION = Caption("Events: Sample", "23 records", ("Monument: Temple of Bel",))


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> TimelinePanel:
    panel = TimelinePanel(context)
    qtbot.addWidget(panel)
    panel.resize(940, 260)
    panel.show()
    return panel


@pytest.fixture
def picture(panel: TimelinePanel, theme: Theme) -> Picture:
    return Picture(theme, panel.view.chart, panel.view.shown(), CAPTION, 1_000)


def many(lanes: int) -> Spans:
    """Spans of so many lanes, with one bar each."""
    date = DateSpan.parse("2015-08-30")
    day = date.earliest_day
    bars = [Bar(RecordRef(Kind.EVENT, n), f"Event {n}", date, day, day, (n,)) for n in range(1, lanes + 1)]
    named = tuple(Lane(bar.ref.id, f"Lane {bar.ref.id}", 1) for bar in bars)
    return Spans(tuple(bars), named, (), 0, lanes, day, day)


def chart_of(spans: Spans, theme: Theme) -> Chart:
    chart = Chart(theme)
    chart.show(spans, has_lanes=True)
    chart.resize(900, 300)
    return chart


def colors(picture: QImage) -> set[str]:
    return {picture.pixelColor(x, 4).name() for x in range(0, picture.width(), 7)}


def test_a_picture_has_all_lanes_and_is_twice_as_sharp(panel: TimelinePanel, picture: Picture) -> None:
    made = QImage.fromData(written(picture, PictureFormat.PNG))
    layout = panel.view.chart.layout
    assert panel.view.verticalScrollBar().maximum() > 0  # on screen there is no room for them
    assert made.width() == 2_000
    assert made.height() > 2 * layout.row_count * panel.view.chart.row_height
    assert made.text("Title") == "Events: Sample"


def test_the_colours_are_those_of_the_screen_or_of_paper(panel: TimelinePanel, qapp: QApplication) -> None:
    dark = Theme(qapp, dark=True)
    chart, shown = panel.view.chart, panel.view.shown()
    on_screen = image(Picture(dark, chart, shown, CAPTION, 1_000))
    on_paper = image(Picture(PaperTheme(dark), chart, shown, CAPTION, 1_000))
    assert colors(on_screen) == {dark.color("raised").name()}
    assert colors(on_paper) == {"#ffffff"}


def test_an_svg_looks_the_same_with_any_font_and_says_its_words_beside(picture: Picture) -> None:
    root = ElementTree.fromstring(written(picture, PictureFormat.SVG))
    svg = "{http://www.w3.org/2000/svg}"
    assert not list(root.iter(f"{svg}text"))
    assert len(list(root.iter(f"{svg}path"))) > 40
    assert root.findtext(f"{svg}title") == "Events: Sample"
    described = (root.findtext(f"{svg}desc") or "").splitlines()
    assert {"23 records", "Monument: Temple of Bel", "Temple of Bel blown up"} <= set(described)


def test_a_pdf_has_one_page_of_the_size_of_the_picture(picture: Picture) -> None:
    data = written(picture, PictureFormat.PDF)
    assert data.startswith(b"%PDF")
    assert data.count(b"/MediaBox [0 0 750.0") == 1  # 1 000 pixels of 1/96 inch


def test_the_same_stretch_of_time_is_drawn(panel: TimelinePanel, theme: Theme) -> None:
    chart = panel.view.chart
    chart.zoom(3, 200)
    copied = chart.copied(theme, 1_400)
    assert (copied.scale.start, round(copied.scale.end)) == (chart.scale.start, round(chart.scale.end))
    assert copied.width == 1_400


def test_lanes_beyond_the_tallest_picture_are_counted(theme: Theme) -> None:
    picture = Picture(theme, chart_of(many(1_000), theme), Shown(), CAPTION, 1_000)
    assert picture.size.height() <= 4_100
    assert picture._lines()[0].startswith("23 records · and ")
    on_paper = Picture(theme, chart_of(many(1_000), theme), Shown(), CAPTION, 1_000, tallest=1e9)
    assert on_paper._lines()[0] == "23 records"


def test_nothing_to_see_is_a_picture_that_says_so(theme: Theme) -> None:
    chart = chart_of(Spans((), (), (), 0, 0, None, None), theme)
    made = image(Picture(theme, chart, Shown(empty="Nothing here"), CAPTION, 600))
    assert made.height() > 100


def test_pages_hold_every_row_once(theme: Theme, tmp_path: Path) -> None:
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "out.pdf"))
    print_to(target, PaperTheme(theme), chart_of(many(100), theme), Shown(), CAPTION)
    data = (tmp_path / "out.pdf").read_bytes()
    assert data.count(b"/Type /Page\n") in (4, 5)


def ink(paint: Callable[[QPainter], None]) -> list[int]:
    """The columns of an image that are not white."""
    made = QImage(300, 40, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    paint(painter)
    painter.end()
    return [x for x in range(300) if any(made.pixelColor(x, y).lightness() < 150 for y in range(40))]


@pytest.mark.parametrize(
    ("text", "align"), [("الأحداث: 2015", "Right"), ("٢٣ سجلاً", "Left"), ("UN 5", "HCenter")]
)
def test_a_preview_keeps_the_spaces_of_every_script(qapp: QApplication, text: str, align: str) -> None:
    is_arabic = not text.isascii()

    def write(painter: QPainter) -> None:
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if is_arabic else Qt.LayoutDirection.LeftToRight
        )
        flags = (
            Qt.AlignmentFlag[f"Align{align}"] | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        )
        painter.drawText(QRectF(20, 0, 260, 40), int(flags) | int(Qt.TextFlag.TextSingleLine), text)

    kept = QPicture()
    outlines = OutlinePainter(kept)
    write(outlines)
    outlines.end()
    shown, direct = ink(kept.play), ink(write)
    assert shown[0] == pytest.approx(direct[0], abs=2)
    assert shown[-1] == pytest.approx(direct[-1], abs=2)
    assert widest_gap(shown) == pytest.approx(widest_gap(direct), abs=2)


def widest_gap(columns: list[int]) -> int:
    return max(later - earlier for earlier, later in pairwise(columns))


def test_a_few_rows_too_many_make_the_letters_smaller_and_no_second_page(
    theme: Theme, tmp_path: Path
) -> None:
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "out.pdf"))
    print_to(target, PaperTheme(theme), chart_of(many(24), theme), Shown(), CAPTION)
    assert (tmp_path / "out.pdf").read_bytes().count(b"/Type /Page\n") == 1


def test_fades_on_paper_are_of_opaque_colours(theme: Theme) -> None:
    paper = PaperTheme(theme)
    assert paper.faint(QColor(100, 100, 100), 0.0) == QColor(255, 255, 255)
    assert paper.faint(QColor(100, 100, 100), 1.0) == QColor(100, 100, 100)
    assert theme.faint(QColor(100, 100, 100), 0.5).alpha() == 128


def test_saving_writes_what_the_ending_says_and_tells_where(
    panel: TimelinePanel, context: Context, tmp_path: Path
) -> None:
    told: list[str] = []
    context.workspace.said.connect(lambda words, _action: told.append(words))
    panel.pictures.save(True, str(tmp_path / "صورة.svg"))
    assert ElementTree.parse(tmp_path / "صورة.svg").getroot().tag.endswith("svg")
    assert str(tmp_path / "صورة.svg") in told[-1]
    assert context.settings.value.export_folder == str(tmp_path)


def test_a_folder_that_is_gone_is_told_in_words(
    panel: TimelinePanel, context: Context, tmp_path: Path
) -> None:
    failed: list[object] = []
    context.tasks.failed.connect(failed.append)
    panel.pictures.save(False, str(tmp_path / "gone" / "out.png"))
    assert "cannot be written" in str(failed[0])


def test_the_picture_names_filter_and_count(panel: TimelinePanel, context: Context) -> None:
    bel = context.archive.find(Kind.MONUMENT, "Temple of Bel").id
    context.workspace.set_criteria(Criteria().only("monument", bel))
    captions: list[Caption] = []
    panel.pictures._with_caption(captions.append)
    (caption,) = captions
    assert caption.title.startswith("Events: ")
    assert caption.count == "1 record"
    assert caption.filters == ("Monument: Temple of Bel",)


def test_copying_puts_the_picture_on_the_clipboard(panel: TimelinePanel, context: Context) -> None:
    context.actions.amend_situation(has_archive=True)
    context.actions["copy_picture"].trigger()
    assert QApplication.clipboard().image().width() >= 2 * panel.view.chart.width


def test_saving_asks_for_format_colours_and_file(
    panel: TimelinePanel, context: Context, qtbot: QtBot
) -> None:
    context.actions.amend_situation(has_archive=True)
    context.actions["save_picture"].trigger()
    (dialog,) = panel.findChildren(PictureChoice)
    dialog.format.choose(".pdf")
    dialog.primary.click()
    (files,) = panel.findChildren(QFileDialog)
    assert files.defaultSuffix() == "pdf"
    files.reject()


def test_printing_shows_the_pages_first(panel: TimelinePanel, context: Context, qtbot: QtBot) -> None:
    context.actions.amend_situation(has_archive=True)
    context.actions["print_timeline"].trigger()
    (preview,) = panel.findChildren(QPrintPreviewDialog)
    qtbot.waitUntil(preview.isVisible)
    preview.close()


def test_the_menu_of_the_panel_offers_them(panel: TimelinePanel, theme: Theme, qtbot: QtBot) -> None:
    title, menu = DockTitle(theme, "Timeline"), QMenu()
    qtbot.addWidget(title)
    panel.furnish_title(title, menu)
    names = {action.objectName() for action in menu.actions()}
    assert {"save_picture", "copy_picture", "print_timeline"} <= names


def test_in_arabic_the_picture_begins_at_the_right(panel: TimelinePanel, qapp: QApplication) -> None:
    theme = Theme(qapp)
    i18n.set_language("ar")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        made = image(Picture(theme, panel.view.chart, panel.view.shown(), CAPTION, 1_000))
    finally:
        i18n.set_language("en")
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    title = [x for x in range(made.width()) if made.pixelColor(x, 60).lightness() < 90]
    assert min(title) > 1_000


def test_a_short_bar_whose_other_date_lies_out_of_view_has_its_label_in_view(theme: Theme) -> None:
    first, far = DateSpan.parse("2016-12-11"), DateSpan.parse("2018-12-11")
    ref, day = RecordRef(Kind.EVENT, 1), 736_309
    assert first.earliest_day == day

    def seen(title: str) -> tuple[QImage, float]:
        bars = (Bar(ref, title, first, day, day, (1,)),)
        days = counted(bars)
        spans = Spans(bars, (Lane(1, "", 1, days),), (), 0, 1, day, day + 900, days=days)
        chart = Chart(theme)
        chart.show(spans, True, notes=Notes({ref: (Dating(first, "A", ""), Dating(far, "B", ""))}))
        chart.resize(900, 300)
        chart.show_days(day + 100, day + 400)  # nothing but the line from one date to the other
        made = QImage(900, 300, QImage.Format.Format_RGB32)
        painter = QPainter(made)
        TimelinePainter(painter, QRectF(0, 0, 900, 300), chart, theme, Shown()).paint()
        painter.end()
        return made, chart.names_width

    (with_title, names), (without, _names) = seen("IS retakes Palmyra"), seen("")
    changed = [
        (x, y) for x in range(900) for y in range(300) if with_title.pixel(x, y) != without.pixel(x, y)
    ]
    columns = {x for x, _y in changed}
    assert min(columns) > names, "beside the names of the lanes, uncut"
    middle = sum({y for _x, y in changed}) / len({y for _x, y in changed})
    free = {x for x, y in changed if abs(y - middle) <= 1}
    assert len(free) > 0.8 * (max(columns) - min(columns)), "no line runs through it"
