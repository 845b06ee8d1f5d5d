"""What a shown value rests on when it is changed: a claim that says so, a new one, or nobody's claim."""

from collections.abc import Iterable, Mapping
from typing import Any

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.contradiction import AFFIRMING, comparable
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Link, Record
from palmyra_desktop.domain.shown import shown
from palmyra_desktop.i18n import _

FIRST_NUMBER = -1_000_000
"""Where the negative ids of new claims begin, out of the way of other new records of an act."""


def spoken_of(claims: Iterable[Claim], keys: Iterable[str]) -> tuple[str, ...]:
    """Return those of some fields that claims about a record speak of, in their order."""
    claimed = {claim.field for claim in claims}
    return tuple(key for key in keys if key in claimed)


def saying(claims: Iterable[Claim], record: Record, key: str, value: Any) -> tuple[Claim, ...]:
    """Return the claims that put forward this very value of a field, in their order."""
    wanted = {comparable(probe) for probe in _probes(record, key, value)}
    return tuple(
        claim
        for claim in claims
        if claim.field == key and claim.stance in AFFIRMING and comparable(claim) in wanted
    )


def new_claim(record: Record, key: str, value: Any, number: int, given: Mapping[str, Any]) -> Edit:
    """Return the edit that makes a claim of a value: who says it, where, in which words, is given."""
    probe = _probes(record, key, value)[0]
    values = {
        "proposition": probe.proposition,
        "subject": probe.subject,
        "field": key,
        "value": probe.value,
        "value_link": probe.value_link,
    }
    return Edit(Action.CREATE, Kind.CLAIM, number, values={**values, **given})


def rest(record: Record, key: str, claim_id: int | None) -> Edit:
    """Return the edit that lets a shown value rest on a claim, None for none."""
    values = {"field": key, "claim_id": claim_id}
    return Edit(Action.CHOOSE, record.kind, record.id, record.version, values)


def _probes(record: Record, key: str, value: Any) -> list[Claim]:
    """Return claims that would say this value: one, or of several links one each."""
    field = record_type(record.kind).field(key)
    subject = Link(record.kind, record.id, heading(record))
    words = shown(field, value) or _("nothing")
    proposition = _("{record}: {field}: {value}").format(
        record=heading(record), field=_(field.label), value=words
    )
    links = (
        (value,) if isinstance(value, Link) else value if isinstance(value, tuple) and field.is_link else ()
    )
    if links:
        return [Claim(proposition=proposition, subject=subject, field=key, value_link=link) for link in links]
    text = value.text if isinstance(value, DateSpan) else None if value in (None, ()) else str(value)
    return [Claim(proposition=proposition, subject=subject, field=key, value=text)]
