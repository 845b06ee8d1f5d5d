"""What the detail of a record says, row by row: labels, words and links, before any widget is made."""

from dataclasses import dataclass

from palmyra_desktop.domain.corroboration import corroborate
from palmyra_desktop.domain.fields import Field, FieldType
from palmyra_desktop.domain.found import Detail
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.shown import role, shown, term
from palmyra_desktop.i18n import _, format_number, ngettext

_BESIDE = {"place": "place_precision", "event_kind": "event_clarity"}
_NOT_SHOWN = {"claim_count", "event_count", "image_count", "conflict", *_BESIDE.values()}


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a row; with a link they lead there.

    Attributes:
        muted: said quietly beside the words.
    """

    text: str
    link: Link | None = None
    muted: str = ""


@dataclass(frozen=True, slots=True)
class DetailRow:
    """A labelled row.

    Attributes:
        field: its key. values: how many values are claimed for it where they disagree, else 0.
    """

    label: str
    parts: tuple[Part, ...]
    field: str = ""
    values: int = 0
    is_quote: bool = False


def detail_rows(detail: Detail) -> tuple[DetailRow, ...]:
    """Return the rows of a record: its own fields that hold something, then what points at it."""
    record = detail.record
    described = record_type(record.kind)
    disputed = _disputed(detail)
    rows = []
    for field in described.fields:
        if field.key in (described.title_key, described.date_key) or field.key in _NOT_SHOWN:
            continue
        if field.type is FieldType.HASH or not field.in_table:
            continue
        parts = _parts(detail, field)
        if parts:
            is_quote = field.type is FieldType.QUOTE
            rows.append(DetailRow(_(field.label), parts, field.key, disputed.get(field.key, 0), is_quote))
    rows += [_group_row(group.label, group.links, group.total) for group in detail.linked]
    return tuple(rows)


def evidence(detail: Detail) -> str:
    """Return how much is said about the record: "6 claims · 5 sources"; nothing where nothing is."""
    if not detail.claims:
        return ""
    sources = len({claim.source.id for claim in detail.claims if claim.source})
    claims = len(detail.claims)
    words = (
        ngettext("{count} claim", "{count} claims", claims).format(count=format_number(claims)),
        ngettext("{count} source", "{count} sources", sources).format(count=format_number(sources)),
    )
    return " · ".join(words)


def _disputed(detail: Detail) -> dict[str, int]:
    by_id = {claim.id: claim for claim in detail.claims}
    fields = corroborate(detail.claims, by_id.get)
    own = [found for found in fields if found.subject == detail.record.ref]
    return {found.field: max(2, len(found.values)) for found in own if found.conflict}


def _parts(detail: Detail, field: Field) -> tuple[Part, ...]:
    record = detail.record
    value = getattr(record, field.key)
    if value is None or value == ():
        return ()
    if field.type is FieldType.LINK:
        return (_link_part(detail, value),)
    if field.type is FieldType.LINKS:
        return tuple(_link_part(detail, link) for link in value)
    beside = _BESIDE.get(field.key)
    muted = ""
    if beside and getattr(record, beside):
        muted = term(record_type(record.kind).field(beside).vocabulary, getattr(record, beside))
    if field.key == "field":
        from palmyra_desktop.domain.shown import claimed_field

        return (Part(claimed_field(record.subject.kind, value)),)  # type: ignore[attr-defined]  # a claim's
    words = shown(field, value)
    return (Part(words, None, muted),) if words else ()


def _link_part(detail: Detail, link: Link) -> Part:
    other = detail.other_names.get(link.ref, "")
    return Part(link.title, link, " ".join(word for word in (role(link), other) if word))


def _group_row(label: str, links: tuple[Link, ...], total: int) -> DetailRow:
    shown_links = tuple(Part(link.title, link) for link in links[:_FEW])
    if total > _FEW:
        words = ngettext("and {count} more", "and {count} more", total - _FEW)
        shown_links += (Part(words.format(count=format_number(total - _FEW))),)
    return DetailRow(_(label), shown_links)


_FEW = 6
