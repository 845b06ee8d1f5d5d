"""Who says so: the claims behind each field of a record, the place of their words, and how to cite them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from palmyra_desktop.domain.anchor import Anchor, find, recorded
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import FieldClaims, corroborate
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import LIST_SEPARATOR
from palmyra_desktop.domain.record import claimed_field_label, record_type
from palmyra_desktop.domain.reference import Link, Name, Record, RecordRef
from palmyra_desktop.domain.source import Source, SourceText
from palmyra_desktop.domain.state import State, as_of
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.citation import Style, cite


@dataclass(frozen=True, slots=True)
class FieldAttribution:
    """One claimed field of a record.

    Attributes:
        label: of the field, English, marked for translation.
        shown_value: what the record itself holds there, in file form; None where it holds nothing.
        chosen_claim_id: the claim the shown value rests on, if one was chosen.
    """

    claims: FieldClaims
    label: str
    shown_value: str | None
    chosen_claim_id: int | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A record and the claims about it, field by field; of a claim, all claims about the same field."""

    record: Record
    fields: tuple[FieldAttribution, ...]


@dataclass(frozen=True, slots=True)
class LostAnchor:
    """That the words stand nowhere, or in several places alike; `reason` is a translated sentence."""

    reason: str


def attribution(archive: Archive, ref: RecordRef) -> Attribution:
    """Return the claims about a record, counted and compared.

    Raises:
        KnownError: if the record is not there.
    """
    detail = archive.detail(ref)
    record = detail.record
    if isinstance(record, Claim):
        about = archive.detail(record.subject.ref)
        claims = tuple(claim for claim in about.claims if claim.field == record.field)
        return Attribution(record, _fields(archive, about.record, claims, about.chosen))
    return Attribution(record, _fields(archive, record, detail.claims, detail.chosen))


def on_day(archive: Archive, field: FieldAttribution, day: DateSpan) -> tuple[State, FieldAttribution]:
    """Return what the claims about a field say of a day, and the field with these claims alone."""
    state = as_of(field.claims, day)
    found = corroborate(state.claims, _rested_on(archive, state.claims).get)
    nobody = replace(
        field.claims,
        claims=(),
        values=(),
        reports=0,
        origins=(),
        unknown=0,
        conflict=False,
        disagreeing=frozenset(),
        loop=(),
        looping=(),
    )
    return state, replace(field, claims=found[0] if found else nobody)


def locate(text: SourceText, claim: Claim) -> Anchor | LostAnchor:
    """Return where a claim's exact words stand, also when the text around them was changed since."""
    if not claim.words:
        return LostAnchor(_("The exact words of this claim are not recorded."))
    found = find(text.text, recorded(claim))
    if len(found) == 1:
        return found[0]
    if found:
        return LostAnchor(_("The words stand in several places of the text; nothing tells which is meant."))
    return LostAnchor(_("The words stand nowhere in the text; it was changed since they were recorded."))


def citation(record: Source | Claim, archive: Archive, style: Style = "prose") -> str:
    """Return the reference to a source, or to a claim with its words, who says them and where."""
    if isinstance(record, Source) or record.source is None:
        return cite(record, None, style)
    found = archive.record(record.source.ref)
    return cite(record, found if isinstance(found, Source) else None, style)


def _fields(
    archive: Archive, record: Record, claims: tuple[Claim, ...], chosen: Mapping[str, int]
) -> tuple[FieldAttribution, ...]:
    return tuple(
        FieldAttribution(
            claims=field,
            label=claimed_field_label(record.kind, field.field),
            shown_value=_shown_value(record, field.field),
            chosen_claim_id=chosen.get(field.field),
        )
        for field in corroborate(claims, _rested_on(archive, claims).get)
    )


def _rested_on(archive: Archive, claims: Iterable[Claim]) -> dict[int, Claim]:
    """Return the claims by id, with all they rest on, however far back."""
    known = {claim.id: claim for claim in claims}
    asked: set[int] = set()
    while missing := {claim.rests_on.id for claim in known.values() if claim.rests_on} - known.keys() - asked:
        asked |= missing
        found = archive.rows(Kind.CLAIM, sorted(missing))
        known |= {claim.id: claim for claim in found if isinstance(claim, Claim)}
    return known


def _shown_value(record: Record, field: str) -> str | None:
    if not record_type(record.kind).has_field(field):
        return None
    value = getattr(record, field)
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(map(_text, value)) or None
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if isinstance(value, Link):
        return value.title
    return value.text if isinstance(value, Name | DateSpan) else str(value)
