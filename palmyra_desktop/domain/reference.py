"""How one record points at another, and what every record has."""

from dataclasses import dataclass
from typing import ClassVar

from palmyra_desktop.domain.fields import Kind


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """The address of a record within its archive."""

    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a record, with the title to show for it.

    Attributes:
        role: key of vocabulary `actor_role`, for the actors of an event; else None.
    """

    kind: Kind
    id: int
    title: str = ""
    role: str | None = None

    @property
    def ref(self) -> RecordRef:
        """The address it leads to."""
        return RecordRef(self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Name:
    """Another name of a monument or actor, in the spelling someone uses.

    Attributes:
        language: BCP 47 tag or None; script: ISO 15924 code (Arab, Latn, Grek) or None.
    """

    text: str
    language: str | None = None
    script: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in somebody else's register, for example ("wikidata", "Q5747")."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What the claims about a record add up to, for the table's marks.

    Attributes:
        stances: how many of its claims have each stance, most first (a claim has its own alone).
        status: the gravest status among them (issue, conflict, work_needed, accepted) or None.
        conflict: whether claims about one of its fields contradict each other.
    """

    stances: tuple[tuple[str, int], ...] = ()
    status: str | None = None
    conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has.

    Attributes:
        id: number within this archive, 0 before it is stored.
        uid: name of the record across archives: a UUID's hex, or a readable slug in the sample.
        version: counts its changes, from 1; a change names the version it was made on.
        trashed: whether it lies in the trash.
        tags: words of the user's own, in the order given.
    """

    kind: ClassVar[Kind]

    id: int = 0
    uid: str = ""
    version: int = 1
    trashed: bool = False
    marks: Marks = Marks()
    tags: tuple[str, ...] = ()

    @property
    def ref(self) -> RecordRef:
        """Its address."""
        return RecordRef(self.kind, self.id)

    @property
    def conflict(self) -> bool:
        """Whether claims about one of its fields contradict each other."""
        return self.marks.conflict
