"""What a reader decides about the findings of an article: each taken in, left out, or still to be decided.

Plain values: a decision or a correction gives another `Review`, and nothing is written before it is added.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from palmyra_desktop.domain.findings import (
    CaptionFound,
    ClaimFound,
    DateFound,
    EntityFound,
    EventFound,
    Findings,
    Similar,
    SourceFound,
)

Finding = SourceFound | CaptionFound | EntityFound | DateFound | ClaimFound | EventFound

CORRECTED = "corrected"
"""The rule of what a reader has corrected by hand."""


class Part(StrEnum):
    """A sort of finding; the value is its attribute of `Findings`, but for the source."""

    SOURCE = "source"
    CLAIM = "claims"
    ENTITY = "entities"
    CAPTION = "captions"
    EVENT = "events"
    DATE = "dates"


@dataclass(frozen=True, slots=True, order=True)
class FindingRef:
    """One finding: its part, and its place there from 0."""

    part: Part
    place: int = 0


SOURCE = FindingRef(Part.SOURCE)


class Verdict(StrEnum):
    """What is to become of a finding."""

    TAKEN = "taken"
    OPEN = "open"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """A source of the archive that the article is, or may be; `reason` is a translated sentence."""

    record_id: int
    title: str
    reason: str
    is_same_text: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The findings of one article as they stand under review.

    Attributes:
        findings: with the reader's corrections in their places; what a reader adds comes last.
        verdicts: of every finding but the source, which is always taken.
        decided: what the reader decided or corrected by hand.
        already: the sources of the archive the article may be, the surest first.
        source_id: the source the findings are added to; None makes a new one.
    """

    findings: Findings
    verdicts: Mapping[FindingRef, Verdict]
    decided: frozenset[FindingRef] = field(default_factory=frozenset)
    already: tuple[AlreadyThere, ...] = ()
    source_id: int | None = None

    def finding(self, ref: FindingRef) -> Finding:
        """Return a finding as it stands."""
        if ref.part is Part.SOURCE:
            return self.findings.article.source
        found: Finding = getattr(self.findings, ref.part.value)[ref.place]
        return found

    def verdict(self, ref: FindingRef) -> Verdict:
        """Return what is to become of a finding."""
        return self.verdicts.get(ref, Verdict.TAKEN)

    def takes(self, part: Part, place: int | None) -> bool:
        """Whether the finding at a place is taken in; False for None."""
        return place is not None and self.verdict(FindingRef(part, place)) is Verdict.TAKEN

    def likeness(self, ref: FindingRef) -> Similar | None:
        """Return the record of the archive that a finding may be, the nearest one; None where it is told."""
        finding = self.finding(ref)
        if isinstance(finding, EntityFound | EventFound) and finding.record_id is None:
            return next(iter(finding.similar), None)
        return None

    def date_of(self, event: EventFound) -> str | None:
        """Return the date of an event; None where the words it was told from are not taken as a date."""
        for place, date in enumerate(self.findings.dates):
            if date.span == event.date_span and not self.takes(Part.DATE, place):
                return None
        return event.date

    def speakers(self, claim: ClaimFound) -> tuple[EntityFound, ...]:
        """Return who speaks in a claim, without the names that are left out."""
        places = (place for place in claim.speakers if self._is_in(place))
        return tuple(self.findings.entities[place] for place in places)

    def _is_in(self, entity: int) -> bool:
        return self.verdict(FindingRef(Part.ENTITY, entity)) is not Verdict.REFUSED

    def count(self, verdict: Verdict) -> int:
        """Return how many findings have a verdict, the source left out."""
        return sum(one is verdict for one in self.verdicts.values())

    @property
    def is_touched(self) -> bool:
        """Whether the reader decided anything that would be lost."""
        return bool(self.decided)

    def with_verdict(self, ref: FindingRef, verdict: Verdict) -> "Review":
        """Return the review with a finding decided by the reader; the source is always taken."""
        verdicts = self.verdicts if ref.part is Part.SOURCE else {**self.verdicts, ref: verdict}
        return replace(self, verdicts=verdicts, decided=self.decided | {ref})

    def with_correction(self, ref: FindingRef, finding: Finding) -> "Review":
        """Return the review with a finding put right, which takes it in.

        What is printed as the date of an event is one finding with it: put right, both are.
        """
        decided = self.with_verdict(ref, Verdict.TAKEN)
        if isinstance(finding, SourceFound):
            article = replace(self.findings.article, source=finding)
            return replace(decided, findings=replace(self.findings, article=article))
        findings = _put(self.findings, ref, finding)
        if isinstance(finding, DateFound):
            events = tuple(_dated(event, finding) for event in findings.events)
            findings = replace(findings, events=events)
        return replace(decided, findings=findings)

    def with_record(self, ref: FindingRef, record_id: int) -> "Review":
        """Return the review with a name or an event that is a record of the archive."""
        finding = self.finding(ref)
        if isinstance(finding, EntityFound):
            return self.with_correction(ref, replace(finding, record_id=record_id, is_known=True))
        if isinstance(finding, EventFound):
            return self.with_correction(ref, replace(finding, record_id=record_id))
        return self

    def with_added(self, part: Part, finding: Finding) -> tuple["Review", FindingRef]:
        """Return the review with a finding of the reader's own, taken in, and its place."""
        old = getattr(self.findings, part.value)
        ref = FindingRef(part, len(old))
        findings = _with(self.findings, part, (*old, finding))
        return replace(self, findings=findings).with_verdict(ref, Verdict.TAKEN), ref

    def settled(self) -> "Review":
        """Return the review with nothing open, as an import without a reader takes it.

        What is uncertain comes in, to be worked on there; what is optional stays out.
        """
        verdicts = {ref: self._settled(ref, verdict) for ref, verdict in self.verdicts.items()}
        return replace(self, verdicts=verdicts)

    def _settled(self, ref: FindingRef, verdict: Verdict) -> Verdict:
        if verdict is not Verdict.OPEN:
            return verdict
        return Verdict.REFUSED if is_optional(self.finding(ref)) else Verdict.TAKEN


def begun(findings: Findings, already: tuple[AlreadyThere, ...] = ()) -> Review:
    """Return the review of fresh findings: what is certain is taken, what is not is asked about.

    Names that make no record by themselves (unnamed groups, settlements, credits) stay out, but are asked
    about where they speak or act; so do dates whose words tell none.
    """
    needed = set(_needed(findings))
    verdicts: dict[FindingRef, Verdict] = {}
    for part in (Part.CLAIM, Part.ENTITY, Part.CAPTION, Part.EVENT, Part.DATE):
        for place, finding in enumerate(getattr(findings, part.value)):
            is_needed = part is not Part.ENTITY or place in needed
            verdicts[FindingRef(part, place)] = _first_verdict(finding, is_needed)
    return Review(findings, verdicts, already=already)


def is_optional(finding: Finding) -> bool:
    """Whether a finding is offered only, and never taken in unasked."""
    if isinstance(finding, ClaimFound):
        return finding.is_optional
    return isinstance(finding, EntityFound) and finding.is_generic and finding.record_id is None


def _first_verdict(finding: Any, is_needed: bool) -> Verdict:
    if isinstance(finding, DateFound) and finding.edtf is None:
        return Verdict.REFUSED
    if isinstance(finding, EntityFound) and is_optional(finding) and not is_needed:
        return Verdict.REFUSED
    may_be_there = isinstance(finding, EntityFound | EventFound) and (
        bool(finding.similar) and finding.record_id is None
    )
    is_sure = finding.is_certain and not is_optional(finding) and not may_be_there
    return Verdict.TAKEN if is_sure else Verdict.OPEN


def _needed(findings: Findings) -> Iterator[int]:
    """Yield the places of the entities that speak or act, or that something happens to."""
    for claim in findings.claims:
        yield from claim.speakers
    for event in findings.events:
        yield from event.monuments
        yield from (actor for actor, _role in event.actors)


def _put(findings: Findings, ref: FindingRef, finding: Finding) -> Findings:
    old = getattr(findings, ref.part.value)
    return _with(findings, ref.part, (*old[: ref.place], finding, *old[ref.place + 1 :]))


def _with(findings: Findings, part: Part, found: tuple[Any, ...]) -> Findings:
    changed: dict[str, Any] = {part.value: found}
    return replace(findings, **changed)


def _dated(event: EventFound, date: DateFound) -> EventFound:
    if event.date_span != date.span:
        return event
    return replace(event, date=date.edtf, date_rule=date.rule)
