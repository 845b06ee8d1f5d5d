"""The actions that take the timeline out of the window: save it as a picture, copy it, print it."""

import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from palmyra_desktop.domain.found import Spans
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.picture_choice import PictureChoice
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.timeline.paper import print_to, printer
from palmyra_desktop.gui.timeline.picture import Caption, PaperTheme, Picture, PictureFormat, image, written
from palmyra_desktop.gui.timeline.view import ChartView
from palmyra_desktop.i18n import _, format_number, ngettext

_LEAST_WIDTH = 900
"""Of a picture, pixels of the design: in a narrow panel labels would have no room."""
_ACTIONS = ("save_picture", "copy_picture", "print_timeline")


class Pictures(QObject):
    """Serve the actions for one timeline."""

    def __init__(self, context: Context, view: ChartView, parent: QWidget) -> None:
        """Handle the actions; dialogs open over the window the parent stands in."""
        super().__init__(parent)
        self._context, self._view, self._parent = context, view, parent
        self._printer: QPrinter | None = None
        context.actions.handle("save_picture", self._on_save)
        context.actions.handle("copy_picture", self._on_copy)
        context.actions.handle("print_timeline", self._on_print)

    def add_to(self, menu: QMenu) -> None:
        """Offer the actions in a menu."""
        menu.addSeparator()
        for id in _ACTIONS:
            menu.addAction(self._context.actions[id])

    def _on_save(self) -> None:
        dialog = PictureChoice(self._context.theme, self._parent.window())
        dialog.wanted.connect(self._on_format_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_format_wanted(self, suffix: str, is_for_paper: bool) -> None:
        name = f"palmyra-timeline-{date.today().isoformat()}{suffix}"
        kind = _("{format} ({pattern})").format(format=suffix[1:].upper(), pattern=f"*{suffix}")
        dialog = QFileDialog(
            self._parent.window(), _("Save timeline as picture"), str(self._folder() / name), kind
        )
        dialog.setObjectName("picture_file_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.fileSelected.connect(functools.partial(self.save, is_for_paper))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder(self) -> Path:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return Path(self._context.settings.value.export_folder or pictures)

    def save(self, is_for_paper: bool, path: str) -> None:
        """Draw the picture and write it; the ending of the file says as what."""
        self._with_caption(functools.partial(self._save, is_for_paper, Path(path)))

    def _save(self, is_for_paper: bool, path: Path, caption: Caption) -> None:
        endings = {format.value: format for format in PictureFormat}
        format = endings.get(path.suffix.lower(), PictureFormat.PNG)
        content = written(self._picture(caption, is_for_paper), format)

        def work(job: Job) -> Path:
            from palmyra_desktop.services.whole_file import write_file

            write_file(path, content)
            return path

        label = _("Saving {file}").format(file=path.name)
        self._context.tasks.write(work, self._on_saved, label=label)

    def _on_saved(self, path: Path) -> None:
        self._context.settings.change(export_folder=str(path.parent))
        self._context.workspace.say(_("The picture was saved as {path}.").format(path=path))

    def _on_copy(self) -> None:
        self._with_caption(self._copy)

    def _copy(self, caption: Caption) -> None:
        QGuiApplication.clipboard().setImage(image(self._picture(caption, is_for_paper=False)))
        self._context.workspace.say(_("The timeline was copied as a picture."))

    def _on_print(self) -> None:
        self._with_caption(self._preview)

    def _preview(self, caption: Caption) -> None:
        self._printer = printer()  # the preview does not keep it
        preview = QPrintPreviewDialog(self._printer, self._parent.window())
        preview.setObjectName("print_preview")
        preview.setWindowTitle(_("Print timeline"))
        preview.resize(self._parent.window().size() * 0.8)
        preview.paintRequested.connect(functools.partial(self.print_to, caption))
        preview.finished.connect(preview.deleteLater)
        preview.open()

    def print_to(self, caption: Caption, target: QPrinter) -> None:
        """Print the timeline as it is on screen, with all its lanes, in the colours for paper."""
        theme = PaperTheme(self._context.theme)
        print_to(target, theme, self._view.chart, self._view.shown(), caption)

    def _picture(self, caption: Caption, is_for_paper: bool) -> Picture:
        theme = self._context.theme
        width = max(self._view.chart.width, theme.px(_LEAST_WIDTH))
        colors = PaperTheme(theme) if is_for_paper else theme
        return Picture(colors, self._view.chart, self._view.shown(), caption, width)

    def _with_caption(self, then: Callable[[Caption], None]) -> None:
        """Ask the archive for the words of the filters, then go on."""
        archive, criteria = self._context.archive, self._context.workspace.criteria
        spans = self._view.chart.spans

        def work(job: Job) -> Caption:
            from palmyra_desktop.services.describing import filter_words

            plural = _(record_type(criteria.kind).label_plural)
            title = _("{kind}: {archive}").format(kind=plural, archive=archive.title)
            return Caption(title, _counted(spans), filter_words(archive, criteria))

        self._context.tasks.read(work, then)


def _counted(spans: Spans) -> str:
    """How many records are shown, and how many have no date."""
    words = [
        ngettext("{count} record", "{count} records", spans.total).format(count=format_number(spans.total))
    ]
    if spans.undated:
        words.append(_("Undated: {count}").format(count=format_number(spans.undated)))
    return " · ".join(words)
