"""The print action: the selected records or the list, as the report on paper, after a preview."""

import re

from PySide6.QtCore import QMarginsF, QObject
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.print_choice import PrintChoice
from palmyra_desktop.gui.exporting import offered
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

_MARGIN = 16
"""Millimetres."""
_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
_QUOTE = re.compile("(<q[^>]*>)(.*?)</q>", re.DOTALL)
_ON_PAPER = """
body, p, li, dt, dd { font-size: 10pt; color: black; }
h1 { font-size: 18pt; font-weight: 600; }
h2 { font-size: 13pt; font-weight: 600; margin-top: 14pt; }
h3 { font-size: 10pt; font-weight: 600; margin-top: 8pt; }
dt, .muted { color: #544b3f; font-size: 9pt; }
.who, .credit { font-weight: 600; }
.edtf { font-family: monospace; font-size: 9pt; }
q, figcaption { font-family: serif; }
a { color: black; text-decoration: none; }
"""
"""In points: of the report's own style a text document understands little, and its pixels are a printer's."""


class Printing(QObject):
    """Serve "Print"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the action; the preview opens over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        self._document = QTextDocument(self)
        self._printer: QPrinter | None = None
        context.actions.handle("print", self._on_print)

    def _on_print(self) -> None:
        """Ask for the list or the records selected, a single one as a rule."""
        rows = offered(self._context)
        dialog = PrintChoice(self._context.theme, rows, self._window)
        if self._context.workspace.selection:
            dialog.rows.choose("selected")
        dialog.wanted.connect(self._on_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_wanted(self, criteria: Criteria) -> None:
        archive = self._context.archive

        def work(job: Job) -> str:
            from palmyra_desktop.services.exporting import report  # brings SQLAlchemy: in the worker

            return report(archive, criteria, cancel=job, progress=job.progress)

        self._context.tasks.read(work, self._on_report, label=_("Preparing the report"))

    def _on_report(self, page: str) -> None:
        self.show_report(page)
        self._printer = printer()  # the preview does not keep it
        preview = QPrintPreviewDialog(self._printer, self._window)
        preview.setObjectName("print_preview")
        preview.setWindowTitle(_("Print"))
        preview.resize(self._window.size() * 0.8)
        preview.paintRequested.connect(self.print_to)
        preview.finished.connect(preview.deleteLater)
        preview.open()

    def show_report(self, page: str) -> None:
        """Take the report to be printed; nothing in it is fetched."""
        self._document = QTextDocument(self)
        self._document.setDefaultStyleSheet(_ON_PAPER)
        # A browser sets the marks of a quotation by itself, a text document does not.
        quoted = _QUOTE.sub("\\1“\\2”</q>", _STYLE.sub("", page))
        self._document.setHtml(quoted)

    def print_to(self, target: QPrinter) -> None:
        """Print the report."""
        self._document.print_(target)


def printer() -> QPrinter:
    """Return a printer with margins a report reads well in."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    return made
