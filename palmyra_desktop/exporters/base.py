"""What an exporter is given and what it owes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band, Bar, Spans
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.plain_page import PlainPage
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.domain.timeline.notes import Notes
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True)
class ExportItem:
    """A record with what a nested format writes inside it.

    Attributes:
        chosen: claimed field to the id of the claim its shown value rests on.
        images: captions linked to the record. text: the archived text, for a source.
    """

    record: Record
    claims: tuple[Claim, ...] = ()
    chosen: Mapping[str, int] = field(default_factory=dict)
    images: tuple[Image, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The records to write, and what is known about them.

    Attributes:
        columns: keys (`file_form.value_keys`) of the values in plain pages, in order; those of a nested
            format and of what is looked up are all of them.
        items: the records in the order shown; read once, page by page, never all in memory.
        plain: the same as plain values, a page at a time; a format reads one of the two.
        records, lookup: give records by their addresses, and as plain values; those not found are left out.
        cite: gives the citation of a source in prose. bands: gives who held the place, as claimed.
        spans: gives what the timeline draws of the records, in the lanes of a facet, or "none".
        check: raises if the work is to stop. note: takes words the user has to read once the file is written.
        has_grades: whether plain values end with the Admiralty grades, which are private otherwise.
        title: of the archive. filter_words: what was looked for, a line each. made_at: ISO 8601, UTC.
        made_bands: gives the user's own bands behind the timeline.
        notes: gives who dates bars, and how; in lanes of actors, who played which part.
    """

    kind: Kind
    criteria: Criteria
    count: int
    items: Iterable[ExportItem]
    plain: Iterable[PlainPage]
    records: Callable[[Sequence[RecordRef]], Iterable[Record]]
    lookup: Callable[[Kind, Sequence[int]], Iterable[PlainPage]]
    cite: Callable[[Record], str]
    columns: tuple[str, ...]
    title: str = ""
    filter_words: tuple[str, ...] = ()
    made_at: str = ""
    check: Callable[[], None] = lambda: None
    note: Callable[[str], None] = lambda words: None
    has_grades: bool = False
    bands: Callable[[], tuple[Band, ...]] = tuple
    made_bands: Callable[[], tuple[MadeBand, ...]] = tuple
    notes: Callable[[Sequence[Bar], str], Notes] = lambda bars, lanes: Notes()
    spans: Callable[[str], Spans] = lambda lanes: Spans((), (), (), 0, 0, None, None)


class Exporter(Protocol):
    """One format.

    Attributes:
        key: the word on the command line. label, explanation: English, marked for translation.
        promise: what a dialog says of the file before it is written, or ""; English, marked too.
        suffix: of the file, with the dot. has_columns: whether a choice of columns has a meaning.
        is_nested: whether it wants claims, captions and texts with each record.
        needs_dates: whether it is for kinds of record alone that have a date.
        options: dataclass of its options, each with a default and `metadata={"label": ...}`.
    """

    key: str
    label: str
    explanation: str
    promise: str
    suffix: str
    has_columns: bool
    is_nested: bool
    needs_dates: bool
    options: type[Any]

    def write(self, selection: Selection, stream: BinaryIO, options: Any) -> int:
        """Write the selection; return how many records were written."""

    def count(self, stream: BinaryIO) -> int:
        """Read a file of this format back and return how many records it holds.

        Raises:
            ValueError: if it is not whole.
        """


@dataclass(frozen=True, slots=True)
class NoOptions:
    """For a format without options."""


def grades_option() -> bool:
    """Return the field of options that takes the Admiralty grades along; nobody else is told them."""
    label = N_("With the Admiralty grades, which are private")
    found: bool = field(default=False, metadata={"label": label})
    return found
