"""Actors: people, groups, forces, states, agencies, outlets and monitors."""

from dataclasses import dataclass

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, FieldType, Kind, RecordType
from palmyra_desktop.domain.reference import Link, Name, Record
from palmyra_desktop.domain.tags import TAGS
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """A person, group, force, state, agency, outlet or monitor.

    Attributes:
        role: office or function, in words; role_dates: when it was held.
        member_of: the actors it belongs to.
        event_count: events it takes part in; claim_count: claims it makes.
    """

    kind = Kind.ACTOR

    name: str
    names: tuple[Name, ...] = ()
    actor_kind: str | None = None
    role: str | None = None
    role_dates: DateSpan | None = None
    member_of: tuple[Link, ...] = ()
    description: str | None = None
    note: str | None = None
    event_count: int = 0
    claim_count: int = 0


ACTOR = RecordType(
    kind=Kind.ACTOR,
    label=N_("Actor"),
    label_plural=N_("Actors"),
    icon="actor",
    title_key="name",
    date_key=None,
    fields=(
        Field("name", N_("Name"), searched=True, shown=True, width=0, required=True),
        Field("names", N_("Other names"), FieldType.NAMES, searched=True, shown=True, width=200),
        Field("actor_kind", N_("Kind"), FieldType.TERM, "actor_kind", shown=True, width=160),
        Field("role", N_("Role"), searched=True, shown=True, width=180, claimable=True),
        Field("role_dates", N_("Role held"), FieldType.DATE, width=110),
        Field("member_of", N_("Member of"), FieldType.LINKS, links_to=(Kind.ACTOR,), width=150),
        Field(
            "description", N_("Description"), FieldType.LONG_TEXT, searched=True, width=260, claimable=True
        ),
        TAGS,
        Field("note", N_("Note"), FieldType.LONG_TEXT, searched=True, width=200),
        Field("event_count", N_("Events"), FieldType.COUNT, derived=True, shown=True, width=70),
        Field("claim_count", N_("Claims made"), FieldType.COUNT, derived=True, shown=True, width=100),
        Field("conflict", N_("Conflict"), FieldType.FLAG, derived=True, width=70),
    ),
)
