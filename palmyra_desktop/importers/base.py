"""What an importer is given and what it owes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.timeline.made_bands import MadeBand


@dataclass(frozen=True, slots=True)
class ImportIssue:
    """Something in a file that could not be taken in as it stands; it never stops the rest.

    Attributes:
        place: where: "events.json, record 3". field: key of the field, or "".
        text: what stands there. reason: why it was not taken, in words.
    """

    place: str
    field: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link given by name alone, to be looked up in the archive.

    Attributes:
        place: the record it stands in, in words. field: key of the field.
    """

    kind: Kind
    name: str
    place: str
    field: str


Met = Callable[[Kind, int, object], None]
"""Told of each record that is met for the first time: its kind, its number, and what stands as its uid."""
LookUp = Callable[[OpenLink], int | None]
"""Finds the id of a record of the archive; None if there is none, or several."""
Tell = Callable[[int, int], None]
Edits = Callable[[LookUp, list[ImportIssue]], Iterator[Edit]]


def _no_edits(_look_up: LookUp, _issues: list[ImportIssue]) -> Iterator[Edit]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Draft:
    """What a first reading found in one file or set of files; nothing is written yet.

    Attributes:
        counts: records per kind. kinds: of the records, by their numbers -1, -2, ...
        edits: reads once more and gives one edit after the other, none of which is kept: a CREATE of each
            record in the order of the numbers, then CHOOSE edits on them. Links may name records by their
            numbers. A CREATE may carry the extra keys "uid", "custody" (steps) and, for a source, "text".
            Issues are added to the list as they are met; KnownError if the files changed meanwhile.
        names: what links are given by alone, to be looked up in the archive before: no other is asked for.
        issues: what the first reading could not take. bands: the user's own, behind the timeline.
    """

    counts: Mapping[Kind, int] = field(default_factory=dict)
    kinds: Sequence[Kind] = ()
    edits: Edits = _no_edits
    names: frozenset[tuple[Kind, str]] = frozenset()
    issues: tuple[ImportIssue, ...] = ()
    bands: tuple[MadeBand, ...] = ()


def ignored(*_told: object) -> None:
    """Be told, and do nothing."""


def unheard() -> Met:
    """Return what hears of records, and does nothing."""
    return ignored


class Importer(Protocol):
    """One format that can be brought in."""

    key: str
    label: str
    suffixes: tuple[str, ...]

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether a file of that name, beginning with these bytes, is of this format."""

    def read(
        self,
        files: Sequence[Path],
        cancel: Cancellation,
        begin: Callable[[], Met] = unheard,
        tell: Tell = ignored,
    ) -> Draft:
        """Read a set of files that may refer to each other.

        Args:
            begin: gives what is told of each record, from the first on; asked again if reading begins anew.
            tell: told now and then how many bytes are read, and of how many.

        Raises:
            KnownError: if a file cannot be read at all. Cancelled: if asked to stop meanwhile.
        """
