"""Whether what records point at is there; looked at after an act is written and before it is kept."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from sqlalchemy import Connection, select

from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.rows import State
from palmyra_desktop.storage.schema import RECORD_TABLES, claim, monument
from palmyra_desktop.storage.validation import claimable
from palmyra_desktop.storage.values import CHOSEN, link_ids, stored_fields

Choices = dict[tuple[RecordRef, str], int | None]
"""The claims that fields of records are chosen to rest on."""


def check_links(connection: Connection, states: Sequence[State], new: Mapping[Kind, Collection[int]]) -> None:
    """Look whether every link of the changed records leads to a record.

    Args:
        new: ids of the records that the act creates; some of them may be written later.

    Raises:
        InvalidRecord: at the field that does not.
    """
    wanted: dict[Kind, dict[int, Field]] = defaultdict(dict)
    for field, kind, number in _new_links(states):
        if number not in new.get(kind, ()):
            wanted[kind].setdefault(number, field)
    for kind, fields in wanted.items():
        ids = RECORD_TABLES[kind].c.id
        there = set(connection.execute(select(ids).where(among(ids, fields))).scalars())
        for number, field in fields.items():
            if number not in there:
                words = _("{field} leads to {kind} #{number}, which is not in the archive.")
                raise InvalidRecord(
                    field.key, words.format(field=_(field.label), kind=kind.value, number=number)
                )


def _new_links(states: Sequence[State]) -> Iterator[tuple[Field, Kind, int]]:
    for state in states:
        kind = state.ref.kind
        for field in _link_fields(kind):
            if field.key in state.changed:
                for end, number in link_ids(kind, field, state.values[field.key]):
                    yield field, end, number


@cache
def _link_fields(kind: Kind) -> tuple[Field, ...]:
    return tuple(field for field in stored_fields(kind) if field.is_link)


def chosen_anew(states: Sequence[State]) -> Choices:
    """Return the choices that were changed; see `check_choices`."""
    return {
        (state.ref, key.removeprefix(CHOSEN)): state.values[key]
        for state in states
        for key in state.changed
        if key.startswith(CHOSEN)
    }


def check_choices(connection: Connection, choices: Choices) -> None:
    """Look, once all of an act is written, whether a field rests on a claim about that field alone.

    Raises:
        InvalidRecord: at the field that does not.
    """
    wanted = {place: claim_id for place, claim_id in choices.items() if claim_id is not None}
    about: dict[int, tuple[RecordRef, str]] = {}
    claims = select(claim.c.id, claim.c.subject_kind, claim.c.subject_id, claim.c.field)
    for row in connection.execute(claims.where(among(claim.c.id, wanted.values()))):
        about[row.id] = (RecordRef(Kind(row.subject_kind), row.subject_id), row.field)
    for (ref, field), claim_id in wanted.items():
        if not claimable(ref.kind, field) or about.get(claim_id) != (ref, field):
            words = _("Claim #{number} is not about “{field}” of {kind} #{record}.")
            raise InvalidRecord(
                field, words.format(number=claim_id, field=field, kind=ref.kind.value, record=ref.id)
            )


def moved_to_sites(states: Sequence[State]) -> Iterator[int]:
    """Yield the monuments that have become part of a site; see `check_sites`."""
    for state in states:
        if state.ref.kind is Kind.MONUMENT and "site" in state.changed and state.values["site"]:
            yield state.ref.id


def check_sites(connection: Connection, moved: Sequence[int]) -> None:
    """Look whether no monument is part of one of its own parts, once all of an act is written.

    Raises:
        InvalidRecord: if one is.
    """
    if not moved:
        return
    pairs = connection.execute(
        select(monument.c.id, monument.c.site_id).where(monument.c.site_id.is_not(None))
    )
    site_of: dict[int, int] = {row.id: row.site_id for row in pairs}
    for number in moved:
        passed: set[int] = set()
        site = site_of.get(number)
        while site is not None and site not in passed:
            if site == number:
                raise InvalidRecord("site", _("A monument cannot be part of one of its own parts."))
            passed.add(site)
            site = site_of.get(site)
