"""What an importer is given and what it owes."""

from collections.abc import Mapping, Sequence
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
        edit: index of the edit it belongs to. many: whether the field holds several links.
    """

    edit: int
    field: str
    kind: Kind
    name: str
    many: bool
    role: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found in one file or set of files; nothing is written yet.

    Attributes:
        edits: CREATE edits, and CHOOSE edits on them; their links may name each other by negative ids.
            A CREATE may carry the extra keys "uid", "custody" (steps) and, for a source, "text".
        open_links: links still to be looked up by name. bands: the user's own, behind the timeline.
    """

    edits: tuple[Edit, ...] = ()
    open_links: tuple[OpenLink, ...] = ()
    issues: tuple[ImportIssue, ...] = ()
    counts: Mapping[Kind, int] = field(default_factory=dict)
    bands: tuple[MadeBand, ...] = ()


class Importer(Protocol):
    """One format that can be brought in."""

    key: str
    label: str
    suffixes: tuple[str, ...]

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether a file of that name, beginning with these bytes, is of this format."""

    def read(self, files: Sequence[Path], cancel: Cancellation) -> Draft:
        """Read a set of files that may refer to each other.

        Raises:
            KnownError: if a file cannot be read at all. Cancelled: if asked to stop meanwhile.
        """
