"""Findings as the plain values that `import --dry-run --json` prints.

Places count code points of the file as it was decoded, before any cleaning: of a page, of its markup.
"""

from typing import Any

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import ClaimFound, DateFound, EntityFound, EventFound, Findings, Span

Values = dict[str, Any]


def draft_values(findings: Findings) -> Values:
    """Return everything that was found in an article.

    "claims" are taken in; what is only offered (a belief report, an epithet) is among "offered_claims".
    Names of unnamed groups, and those met only in credits, are no actors.
    """
    source = findings.article.source
    return {
        "file": findings.article.name,
        "encoding": findings.article.encoding,
        "source": {
            "publisher": source.publisher,
            "publisher_rule": source.publisher_rule or None,
            "title": source.title,
            "authors": list(source.authors),
            "published": source.published,
            "published_basis": source.published_basis,
            "published_rule": source.published_rule or None,
            "url": source.url,
            "language": source.language,
        },
        "captions": [
            _place(findings, caption.span)
            | {
                "credit": caption.credit,
                "kind": caption.kind,
                "agency": caption.agency,
                "photographer": caption.photographer,
                "distributor": caption.distributor,
                "licence": caption.licence,
                "labelled": caption.is_labelled,
                **_judged(caption.rule, caption.is_certain),
            }
            for caption in findings.captions
        ],
        "actors": _entities(findings, Kind.ACTOR),
        "monuments": _entities(findings, Kind.MONUMENT),
        "dates": [_date(findings, date) for date in findings.dates],
        "claims": [_claim(findings, claim) for claim in findings.claims if not claim.is_optional],
        "offered_claims": [_claim(findings, claim) for claim in findings.claims if claim.is_optional],
        "events": [_event(findings, event) for event in findings.events],
    }


def _place(findings: Findings, span: Span) -> Values:
    original = findings.article.original(span)
    return {"start": original.start, "end": original.end, "text": findings.article.words(span)}


def _judged(rule: str, is_certain: bool) -> Values:
    return {"rule": rule, "certain": is_certain}


def _entities(findings: Findings, kind: Kind) -> list[Values]:
    return [
        {
            "name": entity.name,
            "aliases": _aliases(entity),
            "kind": entity.term,
            "role": entity.role,
            "known": entity.is_known,
            **_judged(entity.rule, entity.is_certain),
        }
        for entity in findings.entities
        if entity.kind is kind and not entity.is_generic
    ]


def _aliases(entity: EntityFound) -> list[str]:
    names = dict.fromkeys((*entity.forms, *entity.other_names))
    return [name for name in names if name != entity.name]


def _date(findings: Findings, date: DateFound) -> Values:
    return {
        **_place(findings, date.span),
        "date": date.edtf,
        "relative": date.is_relative,
        **_judged(date.rule, date.is_certain),
    }


def _claim(findings: Findings, claim: ClaimFound) -> Values:
    speakers = [findings.entities[number].name for number in claim.speakers]
    return {
        **_place(findings, claim.span),
        "speaker": " and ".join(speakers) or None,
        "speaker_text": claim.speaker_text,
        "verb": claim.verb,
        "via": claim.via,
        "hedges": list(claim.hedges),
        "proposition": claim.proposition,
        "stance": claim.stance,
        "quotation": claim.quotation,
        "said": claim.said,
        "event": claim.event,
        **_judged(claim.rule, claim.is_certain),
    }


def _event(findings: Findings, event: EventFound) -> Values:
    return {
        **_place(findings, event.span),
        "title": event.title,
        "date": event.date,
        "date_rule": event.date_rule or None,
        "kind": event.kind,
        "actors": [{"name": findings.entities[number].name, "role": role} for number, role in event.actors],
        "monuments": [findings.entities[number].name for number in event.monuments],
        "place": event.place,
        "damage": event.damage,
        "claim": event.claim,
        **_judged(event.rule, event.is_certain),
    }
