"""All controlled lists, and the way from a term's key to its label and back.

Keys are what the archive and its files hold; labels are for the screen. A term a user added has the
labels `know` was told of; one that is in no list is its own label.
"""

from collections.abc import Hashable, Mapping

from palmyra_desktop import i18n
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.domain.vocabulary_claims import (
    CLAIM_STATUS,
    CONFIDENCE,
    DATE_BASIS,
    HEDGE,
    INFORMATION_CREDIBILITY,
    SENSITIVITY,
    SOURCE_RELIABILITY,
    STANCE,
)
from palmyra_desktop.domain.vocabulary_damage import (
    CAUSE,
    CAUSE_CATEGORY,
    CERTAINTY,
    CONDITION,
    DAMAGE,
    EFFECT,
    EXTENT,
    SATELLITE_CROSSWALK,
    SATELLITE_DAMAGE,
    SatelliteReading,
)
from palmyra_desktop.domain.vocabulary_events import (
    ACTOR_KIND,
    ACTOR_ROLE,
    EVENT_CLARITY,
    EVENT_KIND,
    PLACE_PRECISION,
    event_icon,
)
from palmyra_desktop.domain.vocabulary_kinds import (
    IMAGE_KIND,
    MONUMENT_KIND,
    NAME_KIND,
    SOURCE_KIND,
    TEXT_KIND,
)
from palmyra_desktop.domain.vocabulary_terms import Term, Vocabulary

__all__ = [
    "SATELLITE_CROSSWALK",
    "VOCABULARIES",
    "SatelliteReading",
    "Term",
    "Vocabulary",
    "event_icon",
    "key_of",
    "know",
    "label",
    "vocabulary",
]

VOCABULARIES = (
    DAMAGE,
    CONDITION,
    EXTENT,
    CAUSE_CATEGORY,
    CAUSE,
    EFFECT,
    CERTAINTY,
    SATELLITE_DAMAGE,
    ACTOR_KIND,
    ACTOR_ROLE,
    EVENT_KIND,
    EVENT_CLARITY,
    PLACE_PRECISION,
    STANCE,
    HEDGE,
    CLAIM_STATUS,
    CONFIDENCE,
    SOURCE_RELIABILITY,
    INFORMATION_CREDIBILITY,
    SENSITIVITY,
    SOURCE_KIND,
    TEXT_KIND,
    MONUMENT_KIND,
    IMAGE_KIND,
    NAME_KIND,
    DATE_BASIS,
)

_BY_KEY = {one.key: one for one in VOCABULARIES}
_TERMS = {(one.key, term.key): term for one in VOCABULARIES for term in one.terms}
_OWN: dict[Hashable, Mapping[tuple[str, str], Term]] = {}  # what `know` was told, by the archive


def vocabulary(key: str) -> Vocabulary:
    """Return a controlled list by its key.

    Raises:
        KeyError: if there is no such list.
    """
    return _BY_KEY[key]


def know(archive: Hashable, terms: Mapping[tuple[str, str], Term]) -> None:
    """Let labels and keys of the terms a user added be found, beside the built-in ones.

    Args:
        archive: whose terms they are, in the place of those it had; it has none once it is closed.
        terms: by the key of their list and their own.
    """
    _OWN.pop(archive, None)
    if terms:
        _OWN[archive] = terms


def label(vocabulary_key: str, term_key: str, language: str = "") -> str:
    """Return the label of a term in a language ("" for the one shown); a user's term as it is."""
    term = _TERMS.get((vocabulary_key, term_key)) or _own().get((vocabulary_key, term_key))
    if term is None:
        return term_key
    return term.label_ar if (language or i18n.language()) == "ar" else term.label_en


def key_of(vocabulary_key: str, text: str) -> str | None:
    """Return the key of the term a text names, by its key or a label in either language.

    Compared as names are, folded. None where the list has no such term.

    Raises:
        KeyError: if there is no such list.
    """
    wanted = name_key(text)
    own = (term for (of, _key), term in _own().items() if of == vocabulary_key)
    for term in (*vocabulary(vocabulary_key).terms, *own):
        if wanted in (term.key.casefold(), name_key(term.label_en), name_key(term.label_ar)):
            return term.key
    return None


def _own() -> Mapping[tuple[str, str], Term]:
    """Return the terms of all archives that are open: one, but for moments."""
    several = tuple(_OWN.values())
    return (
        several[0] if len(several) == 1 else {key: term for terms in several for key, term in terms.items()}
    )
