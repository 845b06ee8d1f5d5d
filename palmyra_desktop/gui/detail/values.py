"""The values of a record's fields as the rows of its detail: which are shown, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.found import Detail
from palmyra_desktop.domain.record import claimed_field_label, record_type
from palmyra_desktop.domain.reference import Link, Name, Record, RecordRef
from palmyra_desktop.domain.shown import role, shown, value_in_words
from palmyra_desktop.gui.detail.rich_label import Markup
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.domain.claim import Claim

KIND_FIELDS: Mapping[Kind, str] = {
    Kind.EVENT: "event_kind",
    Kind.MONUMENT: "monument_kind",
    Kind.IMAGE: "image_kind",
    Kind.ACTOR: "actor_kind",
    Kind.SOURCE: "source_kind",
    Kind.CLAIM: "stance",
}
"""The field that is told above the title."""

_ELSEWHERE = frozenset({"conflict", "longitude", "place_precision", "coordinate_source", "caption", "credit"})
"""Fields told beside another one, or in a form of their own."""
_SHOWN_HASH = 12
_SHOWN_URL = 44
_NAMES_IN_WORDS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the detail.

    Attributes:
        markup: of the value; several items, a line each.
        is_quote: whether it is a source's own words.
        is_short: short enough for a pill beside it.
    """

    key: str
    label: str
    markup: str | tuple[str, ...]
    is_quote: bool = False
    is_short: bool = False


def rows(detail: Detail, markup: Markup) -> tuple[Row, ...]:
    """Return the rows of a record's fields in their order; nothing for empty ones."""
    record = detail.record
    described = record_type(record.kind)
    told = _ELSEWHERE | {described.title_key, described.date_key, KIND_FIELDS[record.kind]}
    if record.kind == Kind.CLAIM:
        told |= {"value_link", "words", "status"}
    found = []
    for field in described.fields:
        if field.key in told or not field.in_table or field.type in (FieldType.COUNT, FieldType.FLAG):
            continue
        value = getattr(record, field.key)
        if value not in (None, "", ()):
            found.append(_row(field, record, value, detail.other_names, markup))
    return tuple(found)


def _row(field: Field, record: Record, value: Any, names: Mapping[RecordRef, str], markup: Markup) -> Row:
    match field.type:
        case FieldType.LINK | FieldType.LINKS:
            links = (value,) if isinstance(value, Link) else value
            label = _one_or_many(field, links)
            return Row(field.key, label, tuple(_linked(link, names, markup) for link in links))
        case FieldType.URL:
            return Row(field.key, _(field.label), _address(value, markup))
        case FieldType.HASH:
            return Row(field.key, _(field.label), _hash(value, markup))
        case FieldType.NAMES:
            return Row(field.key, _(field.label), tuple(_name(name, markup) for name in value))
        case FieldType.TEXTS if field.key == "tags":
            return Row(field.key, _(field.label), tuple(markup.tag(name) for name in value))
        case FieldType.IDENTIFIERS:
            lines = (f"{markup.muted(found.scheme)} {markup.plain(found.value)}" for found in value)
            return Row(field.key, _(field.label), tuple(lines))
        case _:
            return _plain_row(field, record, value, markup)


def _plain_row(field: Field, record: Record, value: Any, markup: Markup) -> Row:
    label, words = _(field.label), shown(field, value)
    if field.key == "latitude":
        return Row(field.key, _("Place"), _position(record, markup))
    if record.kind == Kind.CLAIM:
        words = _claim_words(field.key, record, words)  # type: ignore[arg-type]
    body = markup.plain(words)
    if field.key == "place":
        body += _precision(record, markup)
    is_short = field.type in (FieldType.TERM, FieldType.DATE) and len(words) <= 28
    return Row(field.key, label, body, field.type == FieldType.QUOTE, is_short)


def _claim_words(key: str, claim: "Claim", words: str) -> str:
    """Return what a claim's field holds, the names of a field and of its value in words."""
    if key == "field":
        return _(claimed_field_label(claim.subject.kind, claim.field))
    if key == "value":
        return value_in_words(claim.subject.kind, claim.field, claim.value)
    return words


def _one_or_many(field: Field, links: tuple[Link, ...]) -> str:
    if len(links) == 1 and field.key in ("monuments", "actors", "events", "claimants"):
        return {
            "monuments": _("Monument"),
            "actors": _("Actor"),
            "events": _("Event"),
            "claimants": _("Claimant"),
        }[field.key]
    return _(field.label)


def _linked(link: Link, names: Mapping[RecordRef, str], markup: Markup) -> str:
    quiet = filter(None, (names.get(link.ref, ""), role(link)))
    title = markup.record(link.ref, link.title or _("without a title"))
    return "&nbsp; ".join((title, *map(markup.muted, quiet)))


def _name(name: Name, markup: Markup) -> str:
    tag = f"&nbsp; {markup.muted(name.language)}" if name.language else ""
    return markup.plain(name.text) + tag


def _precision(record: Record, markup: Markup) -> str:
    value = getattr(record, "place_precision", None)
    if value is None:
        return ""
    return "&nbsp; " + markup.muted(shown(record_type(record.kind).field("place_precision"), value))


def _position(record: Record, markup: Markup) -> str:
    latitude, longitude = getattr(record, "latitude", None), getattr(record, "longitude", None)
    if latitude is None or longitude is None:
        return _precision(record, markup)
    words = f"{latitude:.5f}, {longitude:.5f}"
    origin = getattr(record, "coordinate_source", None)
    lines = [markup.plain(words) + _precision(record, markup)]
    if origin:
        lines.append(markup.muted(origin))
    return "<br>".join(lines)


def _address(url: str, markup: Markup) -> str:
    """Return an address, never opened by itself: it is copied, or opened when the reader asks for it."""
    bare = url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    short = bare if len(bare) <= _SHOWN_URL else f"{bare[: _SHOWN_URL - 14]}…{bare[-12:]}"
    # Zero-width spaces let a narrow panel break the address; "Copy link" copies it without them.
    parts = [
        markup.plain(short.replace("/", "/\u200b").replace("-", "-\u200b")),
        "<br>",
        markup.link(f"copy:{url}", _("Copy link")),
    ]
    if url.startswith(("https://", "http://")):
        parts += ["&nbsp; · &nbsp;", markup.link(f"url:{url}", _("Open link"))]
    return "".join(parts)


def _hash(value: str, markup: Markup) -> str:
    return f"{markup.muted(value[:_SHOWN_HASH] + '…')}&nbsp; {markup.link(f'copy:{value}', _('Copy'))}"
