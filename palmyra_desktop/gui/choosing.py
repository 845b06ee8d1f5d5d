"""Acts on claims that several parts of the window offer: what a shown value rests on, a claim's status."""

from collections.abc import Iterable

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import Link, Record
from palmyra_desktop.domain.shown import claimants, claimed_field, term
from palmyra_desktop.i18n import _, format_number, ngettext


def choice(record: Record, field: str, claim_id: int | None) -> tuple[Edit, str]:
    """Return the edit that lets a field's shown value rest on a claim (None for no claim), and its label."""
    values = {"field": field, "claim_id": claim_id}
    edit = Edit(Action.CHOOSE, record.kind, record.id, record.version, values)
    name = claimed_field(record.kind, field)
    return edit, _("Choose a claim: {field} of {record}").format(field=name, record=heading(record))


def resting(claim: Claim, on: Claim | None) -> tuple[Edit, str]:
    """Return the edit that lets a claim rest on another, None for on none, and its label."""
    link = Link(on.kind, on.id, on.proposition) if on else None
    edit = Edit(Action.UPDATE, claim.kind, claim.id, claim.version, {"rests_on": link})
    words = _("{claimant}: rests on another claim") if on else _("{claimant}: rests on no other claim")
    return edit, words.format(claimant=claimants(claim))


def statuses(claims: Iterable[Claim], status: str, note: str) -> tuple[tuple[Edit, ...], str]:
    """Return the edits that give claims a status with its note, and their label."""
    values = {"status": status, "note": note}
    edits = tuple(Edit(Action.UPDATE, claim.kind, claim.id, claim.version, values) for claim in claims)
    words = ngettext("{count} claim: {status}", "{count} claims: {status}", len(edits))
    return edits, words.format(count=format_number(len(edits)), status=term("claim_status", status))
