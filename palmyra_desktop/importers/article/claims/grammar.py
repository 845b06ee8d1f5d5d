"""What a verb of saying is, and a form of it as printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb by which words are attributed.

    Attributes:
        stance: as the annotation guide names it; `STANCES` leads to the vocabulary.
        frames: what may follow: "any" (everything), "that" (that, a quotation, or words before), "np" (an
            object), "as", "to", "for", "on", "of" (this word within the clause), "call", "belief" (none).
        particle: the word that must follow at once ("point out"), or "".
    """

    lemma: str
    stance: str
    frames: frozenset[str]
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form of a verb; `tags`: b base, s third person, d past, n participle, g -ing."""

    verb: ReportingVerb
    tags: frozenset[str]


# The guide's stances in the archive's vocabulary: the crosswalk in the list of controlled terms.
STANCES = {
    "claims": "asserts",
    "evidence": "asserts",
    "evaluates": "asserts",
    "intends": "predicts",
    "hopes": "predicts",
    "negative": "asserts",
}
