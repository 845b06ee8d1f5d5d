"""A source, or a claim in one, as a reference to copy: one prose style, and BibTeX.

BibTeX dates are EDTF, as biblatex reads them (biblatex manual, 2.3.8); `year` is for classic BibTeX.
"""

import re
import unicodedata
from typing import Final, Literal

from palmyra_desktop import i18n
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.source import Source
from palmyra_desktop.i18n import _

Style = Literal["prose", "bibtex"]

_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
# Within a link only what would end the value or the line; biblatex prints the rest as it is.
_IN_LINK: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "%": r"\%"})


def cite(record: Source | Claim, source: Source | None, style: Style) -> str:
    """Return the reference to a source, or to a claim in its source.

    Args:
        source: the document a claim stands in, None where it names none.
    """
    if style == "bibtex":
        return _entry(record, source)
    if isinstance(record, Source):
        return _source_prose(record)
    return _claim_prose(record, source)


def _source_prose(source: Source) -> str:
    printed = ", ".join(filter(None, (source.publisher, _day(source.published))))
    parts = (
        _("{authors}.").format(authors=", ".join(source.authors)) if source.authors else "",
        _("“{title}”.").format(title=source.title),
        _("{publisher_and_date}.").format(publisher_and_date=printed) if printed else "",
        source.url or "",
        _("Archived at {url}").format(url=source.archive_url) if source.archive_url else "",
        _("Accessed {date}.").format(date=_day(source.accessed)) if source.accessed else "",
    )
    return " ".join(filter(None, parts))


def _claim_prose(claim: Claim, source: Source | None) -> str:
    quoted = _("“{words}”").format(words=claim.words) if claim.words else claim.proposition
    said = ", ".join(filter(None, (_speaker(claim), claim.via, _day(claim.said))))
    told = _("{words} ({speaker_and_date}).") if said else _("{words}.")
    sentence = told.format(words=quoted, speaker_and_date=said)
    if source is None:
        return sentence
    return _("{claim} In: {source}").format(claim=sentence, source=_source_prose(source))


def _speaker(claim: Claim) -> str:
    """Return who speaks, nobody named being said aloud."""
    named = ", ".join(claimant.title for claimant in claim.claimants)
    return named or claim.claimant_words or _("nobody named")


def _day(span: DateSpan | None) -> str:
    return "" if span is None else span.words(i18n.language())


def _entry(record: Source | Claim, source: Source | None) -> str:
    cited = record if isinstance(record, Source) else source
    fields = {} if cited is None else _source_fields(cited)
    if isinstance(record, Claim):
        fields.setdefault("title", record.proposition.translate(_SPECIAL))
        fields["note"] = _claim_prose(record, None).translate(_SPECIAL)
    lines = "".join(f",\n  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@{'online' if cited and cited.url else 'misc'}{{{_key(record, cited)}{lines}\n}}\n"


def _source_fields(source: Source) -> dict[str, str]:
    year = _year(source.published)
    return {
        # Braces keep a name whole: BibTeX would take "Agence France Presse" apart into first names and last.
        "author": " and ".join(f"{{{author.translate(_SPECIAL)}}}" for author in source.authors),
        "title": f"{{{source.title.translate(_SPECIAL)}}}",
        "publisher": (source.publisher or "").translate(_SPECIAL),
        "year": year,
        "date": str(source.published or "").translate(_SPECIAL),
        "url": (source.url or "").translate(_IN_LINK),
        "urldate": str(source.accessed or ""),
        "langid": source.language or "",
    }


def _year(span: DateSpan | None) -> str:
    """Return the year of a date that lies in one, else nothing."""
    years = (
        {day.rpartition("-")[0].rpartition("-")[0] for day in (span.earliest, span.latest) if day}
        if span
        else ()
    )
    return years.pop() if len(years) == 1 else ""


def _key(record: Source | Claim, source: Source | None) -> str:
    """Return a key of plain letters and digits, unique within the archive."""
    named = (*source.authors[:1], source.publisher, source.title) if source else ()
    plain = (unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() for name in named if name)
    word = next(
        (found[0] for name in plain if (found := re.findall(r"[A-Za-z]{3,}", name))), record.kind.value
    )
    year = _year(source.published) if source else ""
    return f"{word.lower()}{year}-{record.kind.value}{record.id}"
