"""What a controlled list and one of its terms are; the lists themselves are in the modules beside."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a controlled list, under a key that never changes.

    ours says that the term is this program's, not the field's; exports say so too.
    """

    key: str
    label_en: str
    label_ar: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One controlled list: its key, its English name (to be translated) and its terms in order."""

    key: str
    label: str
    terms: tuple[Term, ...]

    @property
    def term_keys(self) -> tuple[str, ...]:
        """The keys of the terms, in the list's order."""
        return tuple(term.key for term in self.terms)


def our_own(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms marked as this program's, for lists no standard gave us."""
    return tuple(Term(term.key, term.label_en, term.label_ar, True) for term in terms)
