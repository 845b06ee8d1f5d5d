"""The decisions of a reader, one after the other, each of which can be taken back. No Qt."""

from typing import Any

from palmyra_desktop.domain.findings import Span
from palmyra_desktop.domain.review import FindingRef, Part, Review, Verdict
from palmyra_desktop.gui.review.corrections import corrected, new_claim, with_words

_KEPT = 500
"""How many decisions can be taken back."""


class Deciding:
    """A review as it stands, and as it stood before each decision."""

    def __init__(self, review: Review) -> None:
        """Begin with nothing decided."""
        self.review = review
        self._behind: list[Review] = []

    def accept(self, ref: FindingRef) -> None:
        """Keep a finding; one that is asked to be a record of the archive becomes the nearest of those."""
        like = self.review.likeness(ref)
        if like is not None and self.review.verdict(ref) is Verdict.OPEN:
            self._go_to(self.review.with_record(ref, like.record_id))
        else:
            self.decide(ref, Verdict.TAKEN)

    def decide(self, ref: FindingRef, verdict: Verdict) -> None:
        """Keep a finding as it is, or leave it out; a source is always kept."""
        if ref.part is not Part.SOURCE:
            self._go_to(self.review.with_verdict(ref, verdict))

    def correct(self, ref: FindingRef, values: dict[str, Any]) -> None:
        """Put a finding right by what was entered; with nothing entered it is kept as it is."""
        if values:
            self._go_to(corrected(self.review, ref, values))
        else:
            self.accept(ref)

    def give_words(self, ref: FindingRef, span: Span) -> None:
        """Let a finding be made of other words."""
        if ref.part is not Part.SOURCE:
            self._go_to(with_words(self.review, ref, span))

    def add_claim(self, span: Span) -> FindingRef:
        """Make a claim of the reader's own of some words."""
        review, ref = new_claim(self.review, span)
        self._go_to(review)
        return ref

    def step_back(self) -> bool:
        """Take back the last decision; False where there is none."""
        if self._behind:
            self.review = self._behind.pop()
            return True
        return False

    def next_open(self, ref: FindingRef, refs: tuple[FindingRef, ...]) -> FindingRef:
        """Return what to decide next: the open one that follows, round the end of the list, else itself."""
        place = refs.index(ref) if ref in refs else 0
        around = (*refs[place + 1 :], *refs[:place])
        return next((one for one in around if self.review.verdict(one) is Verdict.OPEN), ref)

    def _go_to(self, review: Review) -> None:
        self._behind = [*self._behind, self.review][-_KEPT:]
        self.review = review
