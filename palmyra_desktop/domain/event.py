"""Events: what happened, or is said to have happened."""

from dataclasses import dataclass

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, FieldType, Kind, RecordType
from palmyra_desktop.domain.reference import Link, Record
from palmyra_desktop.domain.tags import TAGS
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened, or is said to have.

    Attributes:
        date_words: the date as a source prints it.
        actors: links with the role each played.
    """

    kind = Kind.EVENT

    title: str
    date: DateSpan | None = None
    date_words: str | None = None
    event_kind: str | None = None
    event_clarity: str | None = None
    place: str | None = None
    place_precision: str | None = None
    monuments: tuple[Link, ...] = ()
    actors: tuple[Link, ...] = ()
    damage: str | None = None
    extent: str | None = None
    cause: str | None = None
    effect: str | None = None
    certainty: str | None = None
    description: str | None = None
    note: str | None = None
    claim_count: int = 0


EVENT = RecordType(
    kind=Kind.EVENT,
    label=N_("Event"),
    label_plural=N_("Events"),
    icon="event",
    title_key="title",
    date_key="date",
    fields=(
        Field("date", N_("Date"), FieldType.DATE, shown=True, width=196, claimable=True),
        Field("title", N_("Title"), searched=True, shown=True, width=0, required=True),
        Field("event_kind", N_("Kind"), FieldType.TERM, "event_kind", width=170, claimable=True),
        Field("event_clarity", N_("Clarity"), FieldType.TERM, "event_clarity", width=80),
        Field("date_words", N_("Date as printed"), FieldType.QUOTE, searched=True, width=140),
        Field("place", N_("Place"), searched=True, width=140, claimable=True),
        Field("place_precision", N_("Precision of place"), FieldType.TERM, "place_precision"),
        Field(
            "monuments",
            N_("Monuments"),
            FieldType.LINKS,
            links_to=(Kind.MONUMENT,),
            shown=True,
            width=150,
            claimable=True,
        ),
        Field(
            "actors",
            N_("Actors"),
            FieldType.LINKS,
            links_to=(Kind.ACTOR,),
            shown=True,
            width=130,
            claimable=True,
        ),
        Field("damage", N_("Damage"), FieldType.TERM, "damage", width=120, claimable=True),
        Field("extent", N_("Extent"), FieldType.TERM, "extent", width=80, claimable=True),
        Field("cause", N_("Cause"), FieldType.TERM, "cause", width=140, claimable=True),
        Field("effect", N_("Effect"), FieldType.TERM, "effect", width=140, claimable=True),
        Field("certainty", N_("Certainty"), FieldType.TERM, "certainty", width=90),
        Field(
            "description", N_("Description"), FieldType.LONG_TEXT, searched=True, width=260, claimable=True
        ),
        TAGS,
        Field("note", N_("Note"), FieldType.LONG_TEXT, searched=True, width=200),
        Field("claim_count", N_("Claims"), FieldType.COUNT, derived=True, shown=True, width=150),
        Field("conflict", N_("Conflict"), FieldType.FLAG, derived=True, width=70),
    ),
)
