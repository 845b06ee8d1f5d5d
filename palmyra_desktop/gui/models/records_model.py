"""The found records as a table: a row per record, a column per field that may be one."""

from array import array
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from palmyra_desktop.domain.fields import Field, Kind
from palmyra_desktop.domain.found import Found
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import shown, term
from palmyra_desktop.gui.models.record_pages import Page, RecordPages
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive

Index = QModelIndex | QPersistentModelIndex

RecordRole = Qt.ItemDataRole.UserRole
"""The frozen record of a row; None while it is read."""
_ROOT = QModelIndex()
_ROLES = [
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    RecordRole,
]


class RecordsModel(QAbstractTableModel):
    """What a search found. Every field of the kind is a column; which are seen is the view's business."""

    def __init__(self, archive: "Archive", tasks: Tasks, parent: QObject | None = None) -> None:
        """Show no record."""
        super().__init__(parent)
        self._kind = Kind.EVENT
        self._ids = array("q")  # as the search gave it: a million ids are eight megabytes
        self._fields = record_type(Kind.EVENT).columns
        self._pages = RecordPages(archive, tasks, self)
        self._pages.loaded.connect(self._on_loaded)

    @property
    def kind(self) -> Kind:
        """The kind of the records."""
        return self._kind

    @property
    def fields(self) -> tuple[Field, ...]:
        """The field of each column."""
        return self._fields

    @property
    def ids(self) -> "array[int]":
        """The id of each row, as array("q")."""
        return self._ids

    @property
    def title_column(self) -> int:
        """The column of the field that names a record."""
        return self.column(record_type(self._kind).title_key)

    def column(self, key: str) -> int:
        """Return the column of a field.

        Raises:
            ValueError: if the kind has no such column.
        """
        return [field.key for field in self._fields].index(key)

    def show_found(self, found: Found, first: Page) -> None:
        """Show what a search found; `first` holds the records of its first rows."""
        self.beginResetModel()
        self._kind = found.kind
        self._fields = record_type(found.kind).columns
        self._ids = found.ids
        self._pages.reset(found, first)
        self.endResetModel()

    def row_of(self, record_id: int) -> int | None:
        """Return the row of a record, None if it was not found."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def rows_of(self, record_ids: Collection[int]) -> set[int]:
        """Return the rows of records, those that were not found left out; as quick for many as for two."""
        wanted = set(record_ids)
        return {row for row, id in enumerate(self._ids) if id in wanted} if wanted else set()

    def record(self, row: int) -> Record | None:
        """Return the record of a row; None while it is read."""
        return self._pages.record(row)

    def monument_kind(self, row: int, monument_id: int) -> str | None:
        """Return the kind of a monument that the image of a row shows, as far as it is known."""
        return self._pages.monument_kind(row, monument_id)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._fields)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        record = self._pages.record(index.row())
        if record is None or role == RecordRole:
            return record
        field = self._fields[index.column()]
        words = shown(field, getattr(record, field.key))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{column}: {value}").format(column=_(field.label), value=spoken(record, field, words))
        return plain(words) if role == Qt.ItemDataRole.ToolTipRole else words

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation == Qt.Orientation.Horizontal and role in texts and section < len(self._fields):
            return _(self._fields[section].label)
        return None

    def _on_loaded(self, first: int, last: int) -> None:
        if last < len(self._ids):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._fields) - 1), _ROLES)


def mark_of(record: Record) -> str | None:
    """Return the status to mark a record with, the gravest first; None or "accepted" is silent."""
    if record.marks.status == "issue":
        return "issue"
    return "conflict" if record.marks.conflict else record.marks.status


def has_tally(record: Record) -> bool:
    """Whether the stances of a record's marks belong to the claims its column counts.

    An actor's column counts the claims it makes, its marks are of those about it.
    """
    return record.kind in (Kind.EVENT, Kind.MONUMENT, Kind.IMAGE)


def spoken(record: Record, field: Field, words: str) -> str:
    """Return a cell as it is read aloud: with what the marks say."""
    if field.key != "claim_count":
        return words or _("nothing")
    parts = [words]
    if has_tally(record):
        parts += [
            _("{count} {stance}").format(count=format_number(count), stance=term("stance", stance))
            for stance, count in record.marks.stances
        ]
    status = mark_of(record)
    if status and status != "accepted":
        parts.append(term("claim_status", status))
    return ", ".join(parts)
