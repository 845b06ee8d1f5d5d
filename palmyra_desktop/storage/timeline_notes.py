"""Bars of the timeline to notes on them: the dates claimed for events, and the parts actors play in them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select

from palmyra_desktop.domain.contradiction import AFFIRMING
from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Bar
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.notes import Dating, Notes
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.relations import live, takes_part
from palmyra_desktop.storage.schema import actor, claim, claim_claimant, event_actor, source

_WITH_ROLES = "actor"
_DATE = "date"


def notes(connection: Connection, bars: Sequence[Bar], lanes: str) -> Notes:
    """Return what is known of bars beside their own date; `lanes` is the facet the lanes stand for."""
    events = [bar.ref.id for bar in bars if bar.ref.kind is Kind.EVENT]
    if not events:
        return Notes()
    return Notes(_datings(connection, events), _roles(connection, events) if lanes == _WITH_ROLES else {})


def speakers(connection: Connection, claims: Collection[int]) -> Mapping[int, str]:
    """Return who speaks in claims, by name; those where no record is named are left out."""
    names = select(claim_claimant.c.claim_id, actor.c.name).join(
        actor, actor.c.id == claim_claimant.c.actor_id
    )
    wanted = names.where(among(claim_claimant.c.claim_id, claims))
    found: dict[int, list[str]] = defaultdict(list)
    for number, name in connection.execute(
        wanted.order_by(claim_claimant.c.claim_id, claim_claimant.c.position)
    ):
        found[number].append(name)
    return {number: ", ".join(each) for number, each in found.items()}


def _datings(connection: Connection, events: Sequence[int]) -> Mapping[RecordRef, tuple[Dating, ...]]:
    columns = claim.c.id, claim.c.subject_id, claim.c.value, claim.c.claimant_words, source.c.title
    dated = select(*columns).join(source, source.c.id == claim.c.source_id, isouter=True)
    of_events = claim.c.subject_kind == Kind.EVENT.value, among(claim.c.subject_id, events)
    says_when = claim.c.field == _DATE, claim.c.value.is_not(None), claim.c.stance.in_(sorted(AFFIRMING))
    in_order = dated.where(*of_events, *says_when, live(claim)).order_by(claim.c.said_sort, claim.c.id)
    rows = connection.execute(in_order).all()
    names = speakers(connection, [row[0] for row in rows])
    found: dict[RecordRef, list[Dating]] = defaultdict(list)
    for number, event, text, words, title in rows:
        try:
            date = DateSpan.parse(text)
        except InvalidDate:
            continue  # in words no machine reads: the claim stands in the detail
        found[RecordRef(Kind.EVENT, event)].append(
            Dating(date, names.get(number) or words or "", title or "")
        )
    return {ref: tuple(each) for ref, each in found.items()}


def _roles(connection: Connection, events: Sequence[int]) -> Mapping[FacetKey, tuple[str, ...]]:
    columns = event_actor.c.actor_id, event_actor.c.role
    wanted = among(event_actor.c.event_id, events), event_actor.c.role.is_not(None), takes_part()
    counted: dict[FacetKey, Counter[str]] = defaultdict(Counter)
    for number, role in connection.execute(select(*columns).where(*wanted)):
        counted[number][role] += 1
    return {number: tuple(role for role, _count in roles.most_common()) for number, roles in counted.items()}
