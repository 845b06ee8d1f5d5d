"""Goal 3: a key is pressed in the search field, beside FTS5 joined to the events and ordered by date.

Ours answers with all ids in order, the first hundred rows and the counts beside the facets; FTS5 with the
total and the first hundred rows.
"""

from collections.abc import Iterator

import numpy as np

from palmyra_desktop.services.archive import Archive
from tests.benchmarks.filters import answered
from tests.benchmarks.plain_sql import Filter, PlainSql
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row
from tests.benchmarks.timing import timed
from tests.benchmarks.words import vocabulary

_OFTEN, _SEED = 0.4, 7
_RARE = 15_000
"""Place of a rare word in the vocabulary; the first words are the most frequent."""


def measure(setting: Setting) -> Iterator[Row]:
    """Search for a word of four events in ten, and for a rare one."""
    words = vocabulary(np.random.default_rng(_SEED))
    sql = PlainSql(setting.archive)
    often = next(
        chosen
        for chosen in (Filter(word, word=word) for word in reversed(words[:20]))
        if sql.total(chosen) >= _OFTEN * setting.events
    )
    rare = Filter(words[_RARE], word=words[_RARE])
    with Archive.open(setting.archive, read_only=True) as archive:
        archive.index()
        for part, chosen, limit, at_least in (("3a", often, 20, True), ("3b", rare, 3, False)):
            total, page = sql.keystroke(chosen)
            found = answered(archive, chosen)
            assert found[:2] == (total, tuple(row[0] for row in page)), chosen.word
            ours = timed(lambda chosen=chosen: answered(archive, chosen), 9, budget=15)
            theirs = timed(lambda chosen=chosen: sql.keystroke(chosen), 5, budget=15)
            what = f"a keystroke, {total} hits, FTS5"
            yield Row(part, what, ours.median, theirs.median, limit, at_least=at_least)
    sql.close()
