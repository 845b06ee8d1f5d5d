"""Goal 4: a page of the table at any depth, beside the keyset way to it and a page of a small archive.

Both read the same hundred rows whole, with what is linked; the keyset has to find their ids first.
"""

from array import array
from collections.abc import Iterator

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from tests.benchmarks.plain_sql import PlainSql
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, skipped
from tests.benchmarks.timing import Times, timed

_PAGE = 100
_DEPTHS = (0.0, 0.5, 0.9)


def measure(setting: Setting) -> Iterator[Row]:
    """Read pages at several depths."""
    with Archive.open(setting.archive, read_only=True) as archive:
        ids = archive.search(Criteria(), first=0).ids
        sql = PlainSql(setting.archive)
        ours = {depth: _page(archive, ids[int(depth * len(ids)) :]) for depth in _DEPTHS}
        deepest = max(ours, key=lambda depth: ours[depth].median)
        place = sql.place_of(ids[int(deepest * len(ids))])
        theirs = timed(lambda: archive.rows(Kind.EVENT, sql.ids_after(place)), 30)
        same = list(ids[int(deepest * len(ids)) :][:_PAGE]) == sql.ids_after(place)
        sql.close()
        assert same, "the keyset found another page"
        yield Row(
            "4a", f"a page at {deepest:.0%} of the list, keyset", ours[deepest].median, theirs.median, 2
        )
        if setting.events <= 10_000:
            yield skipped("4b", "a page beside one of 10 000", "the archive is no larger")
            return
        first = ours[0.0]
    with Archive.open(setting.small, read_only=True) as small:
        few = _page(small, small.search(Criteria(), first=0).ids)
    yield Row("4b", "a page beside one of 10 000", first.median, few.median, 1.3)


def _page(archive: Archive, ids: "array[int]") -> Times:
    wanted = tuple(ids[:_PAGE])
    return timed(lambda: archive.rows(Kind.EVENT, wanted), 30, warm=3)
