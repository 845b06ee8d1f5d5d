"""The claims behind a record as sections to choose from, each a list of cards.

Read in a worker; knows no Qt.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palmyra_desktop.domain.actor import Actor
from palmyra_desktop.domain.claim import REMARK, Claim
from palmyra_desktop.domain.corroboration import FieldClaims, corroborate
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.domain.shown import claimed_field, value_in_words
from palmyra_desktop.domain.source import Source
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.attribution import FieldAttribution

_MOST = 1000
"""Claims one speaker or source is shown with; an archive may hold more."""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim in the list.

    Attributes:
        joined_above, joined_below: whether the neighbour comes from the same origin.
        is_chosen: whether the shown value rests on it.
    """

    claim: Claim
    disagrees: bool = False
    joined_above: bool = False
    joined_below: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What the cards below it are about."""

    text: str


Row = Card | Heading


@dataclass(frozen=True, slots=True)
class Section:
    """Claims shown together.

    Attributes:
        title: what they are about. key: the claimed field, "" where there are several.
        subject: the record they are about, None where there are several.
        value: the record's own value in words. claims: counted and compared, None where there is
            no one field to compare.
    """

    title: str
    key: str
    rows: tuple[Row, ...]
    subject: Record | None = None
    value: str = ""
    claims: FieldClaims | None = None
    is_chosen: bool = False

    @property
    def count(self) -> int:
        """How many claims there are."""
        return sum(isinstance(row, Card) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Sections:
    """All that is to be said about one record; empty where nobody says anything."""

    ref: RecordRef
    sections: tuple[Section, ...]


def sections(archive: "Archive", ref: RecordRef) -> Sections:
    """Return the claims about a record by field; of an event then those on its monuments' condition,
    of a source or actor then those it makes.

    Raises:
        KnownError: if the record is not there.
    """
    from palmyra_desktop.services.attribution import attribution

    found = attribution(archive, ref)
    record = found.record
    subject = archive.record(record.subject.ref) if isinstance(record, Claim) else record
    made = [_section(subject, field) for field in found.fields]
    if isinstance(record, Event):
        for link in record.monuments:
            about = attribution(archive, link.ref)
            made += [
                _section(about.record, field) for field in about.fields if field.claims.field == "condition"
            ]
    spoken = _spoken(archive, record)
    if spoken:
        made.append(spoken)
    return Sections(ref, tuple(made))


def _section(subject: Record, field: "FieldAttribution") -> Section:
    key = field.claims.field
    title = _("{field} of {record}").format(field=claimed_field(subject.kind, key), record=heading(subject))
    if key == REMARK:
        title = _("Remarks on {record}").format(record=heading(subject))
    return Section(
        title=title,
        key=key,
        rows=_cards(field.claims, field.chosen_claim_id),
        subject=subject,
        value=value_in_words(subject.kind, key, field.shown_value),
        claims=field.claims,
        is_chosen=field.chosen_claim_id is not None,
    )


def _cards(claims: FieldClaims, chosen: int | None = None) -> tuple[Card, ...]:
    """Return the cards with those of one origin side by side, the origin first heard of first."""
    origin = {id: one.key for one in claims.origins for id in one.claim_ids}
    first: dict[str, int] = {}
    for number, claim in enumerate(claims.claims):
        first.setdefault(origin.get(claim.id, f"unknown {claim.id}"), number)
    ordered = sorted(claims.claims, key=lambda claim: first[origin.get(claim.id, f"unknown {claim.id}")])
    keys = [None, *(origin.get(claim.id) for claim in ordered), None]
    return tuple(
        Card(
            claim=claim,
            disagrees=claim.id in claims.disagreeing,
            joined_above=key is not None and key == above,
            joined_below=key is not None and key == below,
            is_chosen=claim.id == chosen,
        )
        for claim, above, key, below in zip(ordered, keys, keys[1:], keys[2:], strict=False)
    )


def _spoken(archive: "Archive", record: Record) -> Section | None:
    """Return the claims a source prints or an actor makes, by what they are about."""
    if isinstance(record, Source):
        claims, title = archive.claims_in(record.id, _MOST), _("What it prints")
    elif isinstance(record, Actor):
        found = archive.search(Criteria(kind=Kind.CLAIM).only("claimant", record.id), first=_MOST)
        claims, title = tuple(claim for claim in found.rows if isinstance(claim, Claim)), _("What it says")
    else:
        return None
    more = record.claim_count - len(claims)
    rest = ngettext("and {count} more", "and {count} more", more).format(count=format_number(more))
    rows = (*_headed(claims), *([Heading(rest)] if more > 0 else ()))
    return Section(title, "", rows) if claims else None


def _headed(claims: Iterable[Claim]) -> Iterable[Row]:
    for group in corroborate(claims, {claim.id: claim for claim in claims}.get):
        about = group.claims[0].subject
        words = _("{field} of {record}")
        yield Heading(words.format(field=claimed_field(about.kind, group.field), record=about.title))
        # Who else speaks about it is not told here, so neither rail nor disagreement is.
        yield from (Card(claim) for claim in group.claims)
