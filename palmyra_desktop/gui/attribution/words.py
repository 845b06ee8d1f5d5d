"""A claim in words: the parts of its card, the sentence a screen reader says, the count of origins."""

from dataclasses import dataclass

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import FieldClaims
from palmyra_desktop.domain.shown import claimants, claimed, date_in_words, term
from palmyra_desktop.gui.attribution.sections import Card
from palmyra_desktop.i18n import _, format_number, ngettext


@dataclass(frozen=True, slots=True)
class CardWords:
    """What stands on a card; empty where the claim says nothing of it.

    Attributes:
        verb: as printed, with its colon. place: source, date, chain and hedges.
    """

    claimant: str
    verb: str
    value: str
    words: str
    place: str
    note: str


def card_words(claim: Claim) -> CardWords:
    """Return the words of a claim's card."""
    return CardWords(
        claimant=claimants(claim),
        verb=_("{verb}:").format(verb=claim.verb or term("stance", claim.stance)),
        value=claimed(claim),
        words=_("“{words}”").format(words=claim.words) if claim.words else "",
        place=_place(claim),
        note=claim.note or "",
    )


def _place(claim: Claim) -> str:
    source = claim.publisher or (claim.source.title if claim.source else "")
    said = date_in_words(claim.said)
    printed = _("{source}, {date}").format(source=source, date=said) if source and said else source or said
    hedges = ", ".join(term("hedge", hedge) for hedge in claim.hedges)
    hedged = _("hedged: {words}").format(words=hedges) if hedges else ""
    return " · ".join(filter(None, (printed, claim.via, hedged)))


def sentence(card: Card) -> str:
    """Return a whole card as one sentence, its marks in words."""
    words = card_words(card.claim)
    marks = []
    if card.disagrees:
        marks.append(_("Contradicted by another claim."))
    if card.claim.status != "accepted":
        marks.append(_("Status: {status}.").format(status=term("claim_status", card.claim.status)))
    if card.is_chosen:
        marks.append(_("The shown value rests on this claim."))
    said = f"{words.claimant} {words.verb} {words.value}"
    return " ".join(filter(None, (said, words.words, words.place, *marks, words.note)))


def counted(claims: FieldClaims) -> str:
    """Return "4 reports, 3 origins, 1 unknown"; what is unknown is said, never counted as independent."""
    origins = len(claims.origins)
    reports = ngettext("{count} report", "{count} reports", claims.reports)
    named = ngettext("{count} origin", "{count} origins", origins)
    reports = reports.format(count=format_number(claims.reports))
    named = named.format(count=format_number(origins))
    if not claims.unknown:
        return _("{reports}, {origins}").format(reports=reports, origins=named)
    unknown = ngettext("{count} unknown", "{count} unknown", claims.unknown)
    unknown = unknown.format(count=format_number(claims.unknown))
    return _("{reports}, {origins}, {unknown}").format(reports=reports, origins=named, unknown=unknown)


def loop_words(claims: FieldClaims) -> str:
    """Return who rests on whom where claims rest on each other; nothing where none do."""
    names = [claimants(claim) for claim in claims.looping]
    if not names:
        return ""
    words = _("These claims rest on each other, so their origin is unknown: {claimants}")
    return words.format(claimants=" → ".join((*names, names[0])))
