"""Made-up words with the frequencies of real ones: generated archives name nobody and search as texts do."""

import numpy as np
from numpy.typing import NDArray

VOCABULARY = 20_000
_CONSONANTS = (*"bdfghjklmnpqrstwz", "sh", "kh", "th")
_VOWELS = (*"aeiou", "aa", "ir", "am", "un")
_SYLLABLES = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]


def vocabulary(random: np.random.Generator) -> list[str]:
    """Return VOCABULARY different words in lower case, of two to four syllables."""
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        count = int(random.integers(2, 5))
        found["".join(_SYLLABLES[i] for i in random.integers(0, len(_SYLLABLES), count))] = None
    return list(found)


def zipf(random: np.random.Generator, kinds: int, exponent: float, size: int) -> NDArray[np.int64]:
    """Return numbers below `kinds`; number k comes with a frequency of (k + 1) ** -exponent."""
    weights = np.cumsum(1.0 / np.arange(1, kinds + 1) ** exponent)
    return np.searchsorted(weights / weights[-1], random.random(size))
