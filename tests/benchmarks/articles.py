"""Articles: how much is found in them, and how fast: python -m tests.benchmarks.articles.

Prints F1 (precision / recall) of each part for the seed, the development and the held-out articles, added up
over each set, then the milliseconds of reading a 10 kB article with no known names and with 3,000.
"""

from typing import NamedTuple

import numpy as np

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import KnownName
from palmyra_desktop.importers.article.extraction import extract
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.reading import read_article
from tests.article_scores import PARTS, Tally, development, held_out, seed, total
from tests.benchmarks.timing import timed
from tests.benchmarks.words import vocabulary

SIZE = 10_240
KNOWN_NAMES = 3_000
LIMIT = 50.0  # milliseconds
LIMIT_RATIO = 4 / 3

_SETS = {"seed": seed, "development": development, "held out": held_out}


class Speed(NamedTuple):
    """Milliseconds for one article: with the built-in names alone, and with an archive's."""

    bare: float
    known: float

    @property
    def ratio(self) -> float:
        """How many times as long the known names make it."""
        return self.known / self.bare

    def __str__(self) -> str:
        """One line for a report."""
        return (
            f"{SIZE} bytes: {self.bare:.1f} ms (limit {LIMIT:.0f}), with {KNOWN_NAMES} known names "
            f"{self.known:.1f} ms, ratio {self.ratio:.2f} (limit {LIMIT_RATIO:.2f})"
        )


def measure() -> Speed:
    """Read and search the article with each gazetteer, the best of fifteen rounds."""
    data = article()
    built_in = Gazetteer.built_in()
    gazetteers = (built_in, built_in.with_records(known_names()))
    return Speed(*(timed(lambda g=g: extract(read_article(data, "a.txt"), g), 15).best for g in gazetteers))


def article() -> bytes:
    """Return 10 kB of development articles, one after another."""
    texts = [
        one.path.read_bytes().decode(one.gold["encoding"])
        for one in development()
        if one.path.suffix == ".txt"
    ]
    return "\n\n".join(texts).encode()[:SIZE].decode("utf-8", "ignore").encode()


def known_names() -> list[KnownName]:
    """Return as many made-up records as a large archive names, a third of them temples by a second name."""
    words = vocabulary(np.random.default_rng(2015))
    names = [f"{one.title()} {other.title()}" for one, other in zip(words, words[KNOWN_NAMES:], strict=False)]
    return [
        KnownName(
            Kind.MONUMENT if i % 3 == 0 else Kind.ACTOR,
            i,
            name,
            (f"Temple of {words[i]}",) if i % 3 == 0 else (),
        )
        for i, name in enumerate(names[:KNOWN_NAMES])
    ]


def table() -> str:
    """Return the figures of the three sets, a line a part."""
    sums = {name: total(articles) for name, found in _SETS.items() if (articles := found())}
    rows = [["", *sums], *([part, *(_cell(found[part]) for found in sums.values())] for part in PARTS)]
    return "\n".join("".join(f"{cell:<22}" for cell in row).rstrip() for row in rows)


def _cell(tally: Tally) -> str:
    return f"{tally.f1:.2f} ({tally.precision:.2f} / {tally.recall:.2f})"


if __name__ == "__main__":
    print(table())
    print(measure())
