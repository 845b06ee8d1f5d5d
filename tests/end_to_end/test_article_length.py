"""Twice as long a text takes about twice as long to search, whatever it is made of."""

import random
import time
from collections.abc import Callable, Iterator

import pytest

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.errors import Cancelled
from palmyra_desktop.importers.article.extraction import extract
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.reading import read_article

_SIZE = 16_000
_RATIO = 3.2
"""Between what is linear and what is quadratic; the best of some rounds, for a machine that is busy."""

_REPEATED = {
    "no stop": "the army had retaken the town and soldiers said the temple was gone while militants fled ",
    "commas": "the army retook Palmyra, the group destroyed the temple, residents said it was rubble, ",
    "semicolons": "the army retook Palmyra; the group destroyed the temple; ",
    "open quotations": '“the army said that ‘they said "it was ',
    "verbs": "said that ",
    "pronouns": "he said he ",
    "speakers": "according to the army ",
    "lines of speakers": "“It is gone,” said Karim Haddad\n",
    "one name": "Irina Bokova said Palmyra was destroyed on Thursday. ",
    "dates": "seized it in May and again in December ",
    "tellings": "The temple was destroyed on 20 January 2017. He added that militants blew it up.\n\n",
    "captions": "The temple of Bel in Palmyra before the war (Photo: Karim Haddad/AFP)\n\n",
    "Arabic": "قال المتحدث إن الجيش استعاد المدينة وذكر أن التنظيم دمر المعبد ",
    "digits": "1234567890",
    "one word": "a",
    "addresses": "https://example.org/a-b/c?d=e&f ",
}


def _repeated(words: str) -> Callable[[int], str]:
    return lambda size: (words * (size // len(words) + 1))[:size]


def _names(size: int) -> Iterator[str]:
    chance = random.Random(2015)
    for _number in range(size // 8):
        yield "".join(chance.choices("aeiouklmnrst", k=7)).capitalize()


def _events(size: int) -> str:
    told = (
        f"The army destroyed the Temple of {name} on {number % 28 + 1} May {1900 + number % 110}.\n\n"
        for number, name in enumerate(_names(size))
    )
    return "".join(told)[:size]


_SHAPES: dict[str, Callable[[int], str]] = {
    **{name: _repeated(words) for name, words in _REPEATED.items()},
    "capitals": lambda size: " ".join(_names(size)),
    "different events": _events,
}


@pytest.mark.parametrize("shape", _SHAPES)
def test_twice_the_text_takes_about_twice_the_time(shape: str) -> None:
    gazetteer = Gazetteer.built_in()
    once, twice = _SHAPES[shape](_SIZE), _SHAPES[shape](2 * _SIZE)
    ratios = []
    for _round in range(4):
        ratios.append(_seconds(twice, gazetteer) / _seconds(once, gazetteer))
        if ratios[-1] < _RATIO:
            return
    pytest.fail(f"doubling the text multiplies the time by {min(ratios):.1f}")


def _seconds(text: str, gazetteer: Gazetteer) -> float:
    start = time.process_time()
    extract(read_article(text.encode(), "a.txt"), gazetteer)
    return time.process_time() - start


def test_a_search_that_is_not_wanted_any_more_ends() -> None:
    article, cancel = read_article(b"The army said so on Thursday.", "a.txt"), Cancellation()
    cancel.cancel()

    with pytest.raises(Cancelled):
        extract(article, Gazetteer.built_in(), cancel)
