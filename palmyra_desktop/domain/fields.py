"""One description of each field of a record, read by table, form, file headers and search.

A `Field` describes a real, typed column or link of a record's dataclass; it does not replace it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The six kinds of record."""

    EVENT = "event"
    MONUMENT = "monument"
    IMAGE = "image"
    ACTOR = "actor"
    SOURCE = "source"
    CLAIM = "claim"

    @property
    def plural(self) -> str:
        """The plural used on the command line and in files: `events`."""
        return f"{self.value}s"

    @classmethod
    def from_plural(cls, plural: str) -> "Kind":
        """Return the kind named by its plural.

        Raises:
            ValueError: if no kind is so named.
        """
        return cls(plural.removesuffix("s"))


class FieldType(StrEnum):
    """What a field holds; decides how it is shown, edited, sorted and written."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    QUOTE = "quote"
    """A source's own words: shown in the serif face."""
    DATE = "date"
    """A DateSpan, EDTF text in files and database."""
    TERM = "term"
    """A key of a controlled vocabulary."""
    TEXTS = "texts"
    """A tuple of short texts, in order."""
    NUMBER = "number"
    COUNT = "count"
    FLAG = "flag"
    LINK = "link"
    LINKS = "links"
    NAMES = "names"
    IDENTIFIERS = "identifiers"
    URL = "url"
    HASH = "hash"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Attributes:
        key: attribute of the dataclass, key in JSON, heading in CSV, name of the column.
        label: English label, marked for translation; show it as `_(field.label)`.
        vocabulary: key of the controlled list a TERM is taken from.
        links_to: kinds a LINK or LINKS may lead to.
        searched: whether quick search in "all fields" reads it.
        derived: counted or looked up, never entered.
        in_table: whether it is offered as a column; `shown` whether it is one from the start.
        width: starting width of the column, in pixels at 13 px text; 0 lets it take what is left.
        claimable: whether a claim may be about it.
        required: whether a record needs it.
        private: a judgement for this desk alone: it stays out of every list, file and report that is made.
    """

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    vocabulary: str | None = None
    links_to: tuple[Kind, ...] = ()
    searched: bool = False
    derived: bool = False
    in_table: bool = True
    shown: bool = False
    width: int = 120
    claimable: bool = False
    required: bool = False
    private: bool = False

    @property
    def is_link(self) -> bool:
        """Whether the value is a Link or a tuple of them."""
        return self.type in (FieldType.LINK, FieldType.LINKS)


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of record: its names, its icon and its fields in the order a reader sees them.

    Attributes:
        icon: file name in resources/icons, without the ending.
        title_key: field that names the record. date_key: field lists are ordered by, if any.
    """

    kind: Kind
    label: str
    label_plural: str
    icon: str
    title_key: str
    date_key: str | None
    fields: tuple[Field, ...]
    _by_key: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the fields: they are asked for by key for every value of every record."""
        object.__setattr__(self, "_by_key", {field.key: field for field in self.fields})

    def field(self, key: str) -> Field:
        """Return the field of that key.

        Raises:
            KeyError: if there is none.
        """
        return self._by_key[key]

    def has_field(self, key: str) -> bool:
        """Whether there is a field of that key."""
        return key in self._by_key

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields offered as table columns, in order."""
        return tuple(field for field in self.fields if field.in_table)

    @property
    def public(self) -> tuple[Field, ...]:
        """The fields that lists and files tell to others, in order."""
        return tuple(field for field in self.fields if not field.private)

    @property
    def entered(self) -> tuple[Field, ...]:
        """The fields a person or an import may set, in order."""
        return tuple(field for field in self.fields if not field.derived)
