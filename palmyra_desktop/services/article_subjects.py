"""What a claim found in an article is about: the event it tells of, the state of a monument, or a remark."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from palmyra_desktop.domain.claim import OCCURRENCE, REMARK
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import ClaimFound, EventFound, Findings
from palmyra_desktop.domain.reference import Link

CONDITION = "condition"

_JUDGING = re.compile(
    r"\b(?:describ|call|condemn|brand|denounc|hail|prais|critici[sz]|deplor|lament|welcom|dub|label)\w*",
    re.IGNORECASE,
)
"""Verbs that say what to think of a thing, not that it was so."""
_DESTROYED = re.compile(
    r"\b(?:destroyed|demolished|razed|levelled|leveled|obliterated|rubble|flattened)\b", re.IGNORECASE
)
_STATE = re.compile(
    r"\b(?:damaged?|undamaged|intact|unharmed|unscathed|stands?|stood|standing|ruins?|ruined|survived?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim is about: the record, the field of it, and the value claimed if there is one."""

    link: Link
    field: str
    value: str | None = None


def subject(
    findings: Findings,
    claim: ClaimFound,
    event: Link | None,
    told: EventFound | None,
    link_of: Callable[[int], Link | None],
    source: Link,
) -> Subject:
    """Return what a claim is about.

    Args:
        event: the event it tells of, if that is a record; told: that event as it was found, a record or not.
        link_of: the record of an entity, if it is one. source: where nothing else fits, a remark in it.

    Without the record of an event it is about the first monument that was hit, or else that stands in its
    words: about its condition if they tell of that. Else it is about the first actor who is not the speaker.
    """
    judges = claim.verb is not None and _JUDGING.search(claim.verb) is not None
    if event is not None:
        return Subject(event, REMARK if judges else OCCURRENCE)
    named = tuple(_named(findings, claim, link_of))
    hit = (link_of(number) for number in (told.monuments if told is not None else ()))
    monument = next((link for link in (*hit, *named) if link and link.kind is Kind.MONUMENT), None)
    words = findings.article.words(claim.span)
    is_destroyed = _DESTROYED.search(words) is not None or (told is not None and told.damage == "destroyed")
    is_of_state = is_destroyed or _STATE.search(words) is not None or (told is not None and told.damage)
    if monument is not None and not judges and is_of_state:
        return Subject(monument, CONDITION, "destroyed" if is_destroyed else None)
    return Subject(monument or next(iter(named), source), REMARK)


def _named(findings: Findings, claim: ClaimFound, link_of: Callable[[int], Link | None]) -> Iterator[Link]:
    """Yield the records that the words of a claim name, in their order, but for who speaks."""
    for mention in findings.mentions:
        if claim.span.holds(mention.span) and mention.entity not in claim.speakers:
            found = link_of(mention.entity)
            if found is not None:
                yield found
