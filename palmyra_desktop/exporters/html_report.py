"""HTML report: each record with its captions and claims, and the sources cited by number at the end.

One file without scripts or anything from elsewhere. All text from the archive is escaped.
"""

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import BinaryIO

from palmyra_desktop import assets
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, FieldType
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Link, Record, RecordRef
from palmyra_desktop.domain.shown import claimants, claimed, claimed_field, date_in_words, role, shown, term
from palmyra_desktop.exporters.base import ExportItem, NoOptions, Selection
from palmyra_desktop.i18n import N_, _, format_number, is_right_to_left, language, ngettext


class HtmlReport:
    """A report to read, print or send."""

    key = "html"
    label = N_("HTML report")
    explanation = N_("records with captions and numbered citations")
    promise = ""
    suffix = ".html"
    has_columns = False
    is_nested = True
    needs_dates = False
    options = NoOptions

    def write(self, selection: Selection, stream: BinaryIO, options: NoOptions) -> int:
        """Write the report; return the number of records."""
        citations = _Citations()
        written = 0
        stream.write("\n".join(_head(selection)).encode())
        for item in selection.items:
            stream.write("\n".join(_record(item, citations)).encode())
            written += 1
        stream.write("\n".join(_tail(selection, citations)).encode())
        return written

    def count(self, stream: BinaryIO) -> int:
        """Count the records of a report that was written to its end."""
        reader = _RecordCounter()
        reader.feed(stream.read().decode())
        if not reader.is_whole:
            raise ValueError("the report has no end")
        return reader.records


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class _Citations:
    """Numbers for sources, in the order they are first cited."""

    def __init__(self) -> None:
        self.numbers: dict[RecordRef, int] = {}

    def number(self, source: Link) -> int:
        return self.numbers.setdefault(source.ref, len(self.numbers) + 1)

    def mark(self, source: Link | None) -> str:
        if source is None:
            return ""
        number = self.number(source)
        return f'<a href="#source-{number}">[{format_number(number)}]</a>'


class _RecordCounter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.records = 0
        self.is_whole = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.records += tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.is_whole = self.is_whole or tag == "html"


def _head(selection: Selection) -> Iterator[str]:
    title = escape(_(record_type(selection.kind).label_plural))
    direction = "rtl" if is_right_to_left() else "ltr"
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(language())}" dir="{direction}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{title}: {escape(selection.title)}</title>"
    yield f"<style>{assets.read_text('templates', 'report.css')}</style></head><body>"
    yield f"<header><h1>{title}</h1>"
    counted = ngettext("{count} record", "{count} records", selection.count)
    counted = counted.format(count=format_number(selection.count))
    yield f'<p class="muted">{_apart(selection.title)} · {counted}</p>'
    for words in selection.filter_words:
        yield f'<p class="muted">{escape(words)}</p>'
    yield "</header>"


def _record(item: ExportItem, citations: _Citations) -> Iterator[str]:
    record = item.record
    described = record_type(record.kind)
    yield f'<article id="{record.kind.value}-{record.id}"><h2 dir="auto">{escape(heading(record))}</h2>'
    if described.date_key:
        yield _date_line(getattr(record, described.date_key))
    yield "<dl>"
    for field in described.public:
        if field.key not in (described.title_key, described.date_key) and field.type is not FieldType.HASH:
            yield from _field(record, field)
    yield "</dl>"
    if isinstance(record, Claim):
        yield from _claims((record,), citations)
    if item.images:
        yield f"<h3>{escape(_('Captions'))}</h3>"
        for image in item.images:
            yield from _caption(image, citations)
    if item.claims:
        yield f"<h3>{escape(_('Who says so'))}</h3>"
        yield from _claims(item.claims, citations)
    yield "</article>\n"


def _date_line(date: DateSpan | None) -> str:
    if date is None:
        return f'<p class="muted">{escape(_("undated"))}</p>'
    return f'<p>{escape(date_in_words(date))} <span class="edtf" dir="ltr">{escape(str(date))}</span></p>'


def _field(record: Record, field: Field) -> Iterator[str]:
    value = getattr(record, field.key)
    if field.type is FieldType.LINKS:
        words = "<br>".join(_link(link) for link in value)
    elif field.type is FieldType.FLAG or (field.type is FieldType.COUNT and not value):
        words = ""
    else:
        words = escape(shown(field, value)).replace("\n", "<br>")
    if words:
        # A link stands before its role in the direction of the page, whatever script its name is in.
        direction = "" if field.type is FieldType.LINKS else ' dir="auto"'
        yield f"<dt>{escape(_(field.label))}</dt><dd{direction}>{words}</dd>"


def _link(link: Link) -> str:
    played = role(link)
    return _apart(link.title) + (f' <span class="muted">{escape(played)}</span>' if played else "")


def _caption(image: Image, citations: _Citations) -> Iterator[str]:
    credit = (
        f'<span class="credit" dir="auto">{escape(image.credit)}</span>'
        if image.credit
        else f'<span class="none">{escape(_("no credit line printed"))}</span>'
    )
    yield f'<figure>{credit}<figcaption dir="auto">{escape(image.caption)}</figcaption>'
    yield f"{citations.mark(image.source)}</figure>"


def _claims(claims: tuple[Claim, ...], citations: _Citations) -> Iterator[str]:
    yield '<ul class="claims">'
    for claim in claims:
        stance = escape(claim.stance)
        verb = escape(claim.verb or term("stance", claim.stance))
        yield f'<li><span class="who">{_apart(claimants(claim))}</span>'
        yield f'<span class="stance-{stance}"><bdi>{verb}</bdi>:</span>'
        yield f"{_apart(claimed(claim))} {citations.mark(claim.source)}"
        if claim.status != "accepted":
            yield f'<span class="status">{escape(term("claim_status", claim.status))}</span>'
        if claim.words:
            yield f'<br><q dir="auto">{escape(claim.words)}</q>'
        about = claimed_field(claim.subject.kind, claim.field)
        parts = [about, date_in_words(claim.said), claim.via, claim.note]
        yield f'<br><span class="muted">{" · ".join(_apart(part) for part in parts if part)}</span></li>'
    yield "</ul>"


def _apart(words: str) -> str:
    """Words in a direction of their own, which do not pull those beside them along."""
    return f"<bdi>{escape(words)}</bdi>"


def _tail(selection: Selection, citations: _Citations) -> Iterator[str]:
    if citations.numbers:
        yield f"<section><h2>{escape(_('Sources cited'))}</h2><ol>"
        found = {record.ref: record for record in selection.records(list(citations.numbers))}
        for ref, number in citations.numbers.items():
            words = selection.cite(found[ref]) if ref in found else _("no longer in the archive")
            yield f'<li id="source-{number}">{_apart(words)}</li>'
        yield "</ol></section>"
    yield f"<footer><p>{escape(_('Written by Palmyra Desktop'))} · {escape(selection.made_at)}</p></footer>"
    yield "</body></html>\n"
