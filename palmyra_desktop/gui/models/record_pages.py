"""The records of a long list, read in pages of 200 as they come into sight."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Found
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.gui.tasks import Job, Tasks

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive

PAGE = 200
"""Rows of one page; the first page comes with the answer of the search."""
_KEPT = 100
"""Pages kept in memory: 20 000 records, far more than anybody scrolls through at once."""
_AWAITED = 4
"""Pages on their way at once: more than are in sight. Those scrolled past are not waited for."""


@dataclass(frozen=True, slots=True)
class Page:
    """Records by id; what was asked for and is not there was deleted meanwhile.

    Attributes:
        monument_kinds: of the monuments that images show, by the monument's id.
    """

    records: Mapping[int, Record]
    monument_kinds: Mapping[int, str] = field(default_factory=dict)


def page_of(archive: "Archive", records: Sequence[Record]) -> Page:
    """Return records as a page, with the kinds of the monuments shown; called in a worker."""
    shown = {link.id for record in records if isinstance(record, Image) for link in record.monuments[:1]}
    monuments = archive.rows(Kind.MONUMENT, sorted(shown)) if shown else ()
    return Page(
        {record.id: record for record in records},
        {m.id: m.monument_kind for m in monuments if isinstance(m, Monument) and m.monument_kind},
    )


class RecordPages(QObject):
    """Hold the pages of one found list; a row that is not there yet is asked for."""

    loaded = Signal(int, int)
    """The first and the last row of a page that came in."""

    def __init__(self, archive: "Archive", tasks: Tasks, parent: QObject | None = None) -> None:
        """Hold nothing."""
        super().__init__(parent)
        self._archive, self._tasks = archive, tasks
        self._found: Found | None = None
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._asked: list[int] = []

    def reset(self, found: Found, first: Page) -> None:
        """Show another list, of which the first page is there."""
        for number in self._asked:
            self._tasks.cancel(_key(number))
        self._asked.clear()
        self._pages.clear()
        self._found = found
        self._pages[0] = first

    def record(self, row: int) -> Record | None:
        """Return the record of a row; None while it is on its way, or where it is gone."""
        page = self._page(row)
        return page.records.get(self._id(row)) if page else None

    def monument_kind(self, row: int, monument_id: int) -> str | None:
        """Return the kind of a monument shown by the image of a row."""
        page = self._page(row)
        return page.monument_kinds.get(monument_id) if page else None

    def _page(self, row: int) -> Page | None:
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            self._ask(number)
        else:
            self._pages.move_to_end(number)
        return page

    def _id(self, row: int) -> int:
        return self._found.ids[row] if self._found else 0

    def _ask(self, number: int) -> None:
        if self._found is None or number in self._asked:
            return
        self._asked.append(number)
        if len(self._asked) > _AWAITED:
            self._tasks.cancel(_key(self._asked.pop(0)))
        archive, kind = self._archive, self._found.kind
        ids = tuple(self._found.ids[number * PAGE : (number + 1) * PAGE])

        def work(job: Job) -> tuple[int, Page]:
            return number, page_of(archive, archive.rows(kind, ids))

        self._tasks.read(work, self._on_read, key=_key(number))

    def _on_read(self, answer: tuple[int, Page]) -> None:
        number, page = answer
        self._asked.remove(number)
        self._pages[number] = page
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        last = min((number + 1) * PAGE, len(self._found.ids) if self._found else 0) - 1
        self.loaded.emit(number * PAGE, last)


def _key(number: int) -> str:
    return f"records-page-{number}"
