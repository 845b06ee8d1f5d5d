"""What can be done with the rows of the list: copying, filtering by a cell, choosing columns."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.source import Source
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.models.records_model import RecordsModel
from palmyra_desktop.gui.records.cell_filter import exclude, filter_by
from palmyra_desktop.gui.records.column_chooser import ColumnChooser
from palmyra_desktop.gui.records.copying import as_html, as_text
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.gui.records.preview import Preview
from palmyra_desktop.gui.records.table_view import TableView
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.citation import Style

_MOST_COPIED = 20_000
"""Rows the clipboard takes: it holds all of them in memory, twice."""


class RecordActions(QObject):
    """Handle the actions of the list on its current cell and its selected rows."""

    def __init__(
        self,
        context: Context,
        model: RecordsModel,
        table: TableView,
        view: Callable[[], QAbstractItemView],
        pictures: Pictures,
    ) -> None:
        """Handle the actions.

        Args:
            view: gives the view that is seen, the table or the cards.
        """
        super().__init__(table)
        self._context, self._model, self._table, self._view = context, model, table, view
        self._pictures = pictures
        table.edit_wanted.connect(self._on_edit_wanted)
        actions = context.actions
        actions.handle("copy", self._on_copy)
        actions.handle("copy_rows", self._on_copy_rows)
        actions.handle("copy_citation", self._on_copy_citation)
        actions.handle("copy_bibtex", self._on_copy_bibtex)
        actions.handle("select_all", self._on_select_all)
        actions.handle("filter_by", self._on_filter_by)
        actions.handle("exclude", self._on_exclude)
        actions.handle("columns", self._on_columns)
        actions.handle("preview", self._on_preview)

    def _on_edit_wanted(self, index: QModelIndex, field: Field, record: Record) -> None:
        """Have cells edited, from the first on: what does it brings the fields of forms."""
        from palmyra_desktop.gui.records.cell_editing import CellEditing

        self._table.edit_wanted.disconnect(self._on_edit_wanted)
        CellEditing(self._context, self._table)
        self._table.edit_wanted.emit(index, field, record)

    def _on_select_all(self) -> None:
        self._view().selectAll()

    def _on_copy(self) -> None:
        index = self._current()
        words = index.data(Qt.ItemDataRole.DisplayRole)
        if words:
            QGuiApplication.clipboard().setText(words)
            self._context.workspace.say(_("The cell was copied."))

    def _on_copy_rows(self) -> None:
        fields = tuple(self._model.fields[self._model.column(key)] for key in self._table.shown_keys)
        archive, kind, ids = self._context.archive, self._model.kind, self._context.workspace.selection
        if len(ids) > _MOST_COPIED:
            words = _("{count} rows are too many for the clipboard; {most} can be copied.")
            shown = words.format(count=format_number(len(ids)), most=format_number(_MOST_COPIED))
            self._context.workspace.say(shown, "export_selected")
            return

        def work(job: Job) -> tuple[int, str, str]:
            records = archive.rows(kind, ids)
            return len(records), as_text(records, fields), as_html(records, fields)

        self._context.tasks.read(work, self._on_rows_read, key="copy", label=_("Copying rows"))

    def _on_rows_read(self, answer: tuple[int, str, str]) -> None:
        count, text, html = answer
        data = QMimeData()
        data.setText(text)
        data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        words = ngettext("{count} row was copied.", "{count} rows were copied.", count)
        self._context.workspace.say(words.format(count=format_number(count)))

    def _on_copy_citation(self) -> None:
        self._cite("prose")

    def _on_copy_bibtex(self) -> None:
        self._cite("bibtex")

    def _cite(self, style: "Style") -> None:
        ref, archive = self._context.workspace.current, self._context.archive
        if ref is None:
            return

        def work(job: Job) -> str:
            from palmyra_desktop.services.attribution import citation  # brings SQLAlchemy: in the worker

            record = archive.record(ref)
            return citation(record, archive, style) if isinstance(record, Claim | Source) else ""

        self._context.tasks.read(work, self._on_cited, key="copy")

    def _on_cited(self, words: str) -> None:
        if words:
            QGuiApplication.clipboard().setText(words)
            self._context.workspace.say(_("The citation was copied."))

    def _on_filter_by(self) -> None:
        self._narrow(filter_by)

    def _on_exclude(self) -> None:
        self._narrow(exclude)

    def _narrow(self, narrowed: Callable[[Criteria, Record, Field], Criteria | None]) -> None:
        index = self._current()
        record = self._model.record(index.row()) if index.isValid() else None
        criteria = None
        if record is not None:
            field = self._model.fields[index.column()]
            criteria = narrowed(self._context.workspace.criteria, record, field)
        if criteria is None:
            words = _(
                "There is no filter for this. Choose a cell with a monument, an actor, a kind or the like."
            )
            self._context.workspace.say(words)
        else:
            self._context.workspace.set_criteria(criteria)

    def _current(self) -> QModelIndex:
        """Return the current cell; in the cards an image stands for its monuments."""
        index = self._view().currentIndex()
        if self._view() is self._table or not index.isValid():
            return index
        return index.siblingAtColumn(self._model.column("monuments"))

    def _on_preview(self) -> None:
        """Show an image large; of any other record, its detail."""
        index = self._view().currentIndex()
        record = self._model.record(index.row()) if index.isValid() else None
        if not isinstance(record, Image):
            self._context.actions["open"].trigger()
            return
        preview = Preview(self._context.theme, record, self._pictures, self._table.window())
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    def _on_columns(self) -> None:
        chooser = ColumnChooser(
            self._context.theme, self._model.kind, self._table.shown_keys, self._table.window()
        )
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.chosen_columns.connect(self._on_columns_chosen)
        chooser.open()

    def _on_columns_chosen(self, keys: tuple[str, ...] | None) -> None:
        self._table.choose(keys)


def context_menu(in_trash: bool) -> tuple[str, ...]:
    """Return the ids of the actions a row's menu offers; all of them are in the menu bar too."""
    return (
        "open", "open_words", "show_on_timeline", "-", "edit", "duplicate", "record_history", "-",
        "filter_by", "exclude", "-",
        "copy", "copy_rows", "copy_citation", "copy_bibtex", "-", "export_selected", "edit_selected", "-",
        "restore" if in_trash else "trash",
    )  # fmt: skip
