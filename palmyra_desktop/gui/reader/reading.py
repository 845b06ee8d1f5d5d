"""What the reader shows: a source, its text, and where the words of its claims stand in it.

Read in a worker; knows no Qt but counts positions as Qt does.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palmyra_desktop.domain.anchor import Anchor
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.search_terms import hits, terms
from palmyra_desktop.domain.source import Source, SourceText
from palmyra_desktop.domain.text import to_utf16

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text, in UTF-16 units as Qt counts them, `end` exclusive.

    Attributes:
        claim: whose words they are; None for words searched.
    """

    start: int
    end: int
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class LostWords:
    """A claim whose words are not where they were recorded, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One source as the reader shows it.

    Attributes:
        text: one UTF-16 unit for each of the archived text, line ends as Qt keeps them; "" where
            none is archived.
        is_unchanged: whether the text still has the SHA-256 the source names.
        stretches: the claims' words, by place. lost: the claims without a place.
        found: the words a search looks for.
        wanted: the claim to go to.
    """

    source: Source
    text: str
    text_kind: str | None
    sha256: str
    is_unchanged: bool
    stretches: tuple[Stretch, ...] = ()
    lost: tuple[LostWords, ...] = ()
    found: tuple[Stretch, ...] = ()
    wanted: int | None = None


def read_source(archive: "Archive", source_id: int, wanted: int | None, query: str) -> Reading | None:
    """Return a source with its text; None where there is no such source.

    Args:
        wanted: a claim in it to go to. query: words searched for, as typed.
    """
    from palmyra_desktop.services.attribution import locate

    source = next(iter(archive.rows(Kind.SOURCE, [source_id])), None)
    if not isinstance(source, Source):
        return None
    archived = archive.source_text(source_id)
    if archived is None:
        return Reading(source, "", None, "", is_unchanged=True, wanted=wanted)
    stretches, lost = [], []
    for claim in archive.claims_in(source_id):
        place = locate(archived, claim)
        if isinstance(place, Anchor):
            stretches.append(_stretch(archived.text, place.start, place.end, claim))
        else:
            lost.append(LostWords(claim, place.reason))
    return Reading(
        source=source,
        text=as_shown(archived.text),
        text_kind=archived.text_kind,
        sha256=archived.sha256,
        is_unchanged=_is_unchanged(archived),
        stretches=tuple(sorted(stretches, key=lambda one: (one.start, one.end))),
        lost=tuple(lost),
        found=tuple(_stretch(archived.text, *span) for span in hits(archived.text, terms(query))),
        wanted=wanted,
    )


def place_of(archive: "Archive", ref: RecordRef) -> tuple[int, int | None] | None:
    """Return the source to read for a record and the claim to go to in it; None where there is none.

    A claim is read in its source, an image where it was printed, all else at the first claim about it.
    """
    if ref.kind == Kind.SOURCE:
        return ref.id, None
    record = archive.record(ref)
    if isinstance(record, Claim | Image):
        wanted = record.id if isinstance(record, Claim) else None
        return (record.source.id, wanted) if record.source else None
    claims = archive.detail(ref).claims
    read = next((claim for claim in claims if claim.source and claim.words), None)
    return (read.source.id, read.id) if read and read.source else None


def as_shown(text: str) -> str:
    """Return a text whose places Qt's document keeps; it would make one sign of the two of a line's end."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _stretch(text: str, start: int, end: int, claim: Claim | None = None) -> Stretch:
    first = to_utf16(text, start)
    return Stretch(first, first + to_utf16(text[start:end], end - start), claim)


def _is_unchanged(archived: SourceText) -> bool:
    return hashlib.sha256(archived.text.encode()).hexdigest() == archived.sha256
