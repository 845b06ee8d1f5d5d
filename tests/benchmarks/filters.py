"""Goals 1 and 2: a filter is changed, and everything about it is answered.

Goal 1 is like for like: the total, all ids in order, the first hundred rows without what is linked, and the
counts of two facets, by ours, by plain SQL and by Datasette over HTTP; that ours and SQL say the same is
checked first. Goal 2 is what the window asks for: the ids, the first page with all that is shown of it, and
every facet with the names of its values.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from sqlalchemy import bindparam, select

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.facets import FACETS
from palmyra_desktop.storage.schema import event
from palmyra_desktop.storage.unit_of_work import reading
from tests.benchmarks import generated_index
from tests.benchmarks.datasette import Datasette
from tests.benchmarks.plain_sql import Filter, PlainSql
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, not_measured, skipped
from tests.benchmarks.timing import Times, timed

_PAGE, _VALUES, _MILLION = 100, 1_000, 1_000_000
_COMPARED = tuple(facet for facet in FACETS if facet.key in ("monument", "actor"))
_ROWS = select(
    event.c.id, event.c.title, event.c.date, event.c.event_kind, event.c.place, event.c.damage
).where(event.c.id.in_(bindparam("ids", expanding=True)))
POPULAR = Filter("an actor of 5 %", actor=5)
DENSITIES = (
    Filter("no filter"),
    POPULAR,
    Filter("the most popular actor", actor=1),
    Filter("monument and actor", monument=3, actor=5),
    Filter("a rare actor", actor=350),
)


def criteria(chosen: Filter) -> Criteria:
    """Return a filter as the window would have it."""
    found = Criteria(text=chosen.word or "")
    if chosen.monument:
        found = found.only("monument", chosen.monument)
    return found.only("actor", chosen.actor) if chosen.actor else found


def answered(archive: Archive, chosen: Filter) -> tuple[int, tuple[int, ...], dict[str, dict[int, int]]]:
    """Return what the index says: total, ids of the first page, counts of the two facets compared."""
    assert archive.indexes is not None
    with reading(archive.engine) as connection:
        found = archive.indexes.answer(connection, criteria(chosen))
        assert found is not None
        ids = found.ids(connection, None)
        page = tuple(ids[:_PAGE])
        connection.execute(_ROWS, {"ids": page}).all()
        counts = {facet.key: found.counts(connection, facet, _VALUES) for facet in _COMPARED}
    return len(ids), page, counts


def whole(archive: Archive, chosen: Filter) -> None:
    """Ask for all that the window shows of a filter."""
    wanted = criteria(chosen)
    archive.search(wanted, first=_PAGE)
    archive.facet_counts(wanted)


def same_answers(archive: Archive, sql: PlainSql, filters: Sequence[Filter] = DENSITIES) -> None:
    """Check that ours and plain SQL say the same.

    Raises:
        AssertionError: naming the filter they differ in.
    """
    for chosen in filters:
        total, page, facets = sql.answer(chosen)
        ours = answered(archive, chosen)
        assert ours == (total, tuple(row[0] for row in page), facets), chosen.name


def measure(setting: Setting) -> Iterator[Row]:
    """Change filters of every density on the archive asked for, and on the smaller ones."""
    with ExitStack() as stack:
        archive = stack.enter_context(Archive.open(setting.archive, read_only=True))
        archive.index()
        sql = PlainSql(setting.archive)
        stack.callback(sql.close)
        same_answers(archive, sql)
        ours = {chosen: _ours(archive, chosen) for chosen in DENSITIES}
        theirs = timed(lambda: sql.answer(POPULAR), 5)
        five = ours[POPULAR]
        yield Row(
            "1a", f"filter change, {POPULAR.name}, plain SQL", five.median, theirs.median, 50, at_least=True
        )
        yield _beside_datasette(setting, five)
        densest = max(ours.values(), key=lambda times: times.median)
        yield Row("1c", "the slowest density beside the 5 % case", densest.median, five.median, 3)
        yield Row("1d", "95 of 100 changes within a frame of 16 ms", max(t.p95 for t in ours.values()), 16, 1)
        window = timed(lambda: whole(archive, POPULAR), 20, warm=2, budget=15)
        yield Row("2c", "table and facets of the window, within 50 ms", window.median, 50, 1)
    yield _at_100_000(setting)
    yield _at_five_millions(setting)


def _ours(archive: Archive, chosen: Filter) -> Times:
    return timed(lambda: answered(archive, chosen), 20, warm=2, budget=15)


def _beside_datasette(setting: Setting, ours: Times) -> Row:
    what = f"filter change, {POPULAR.name}, Datasette"
    if not Datasette.is_installed():
        return not_measured("1b", what, "datasette is not installed (extra bench)")
    with Datasette(setting.archive) as peer:
        theirs = timed(lambda: peer.answer(POPULAR), 3, budget=20)
    return Row("1b", what, ours.median, theirs.median, 100, at_least=True)


def _at_five_millions(setting: Setting) -> Row:
    what = f"filter change among 5 million generated events, {POPULAR.name}, of 1 million"
    if setting.events < _MILLION:
        return skipped("2b", what, "the archive is smaller")
    few, many = (_kernel(count * _MILLION) for count in (1, 5))
    return Row("2b", what, many.best, few.best, 8, note="the index alone, nothing is read")


def _kernel(events: int) -> Times:
    view, wanted = generated_index.generated(events), criteria(POPULAR)
    return timed(lambda: generated_index.answered(view, wanted), 20, warm=2)


def _at_100_000(setting: Setting) -> Row:
    what = f"filter change at 100 000, {POPULAR.name}, plain SQL"
    if setting.events < 100_000:
        return skipped("2a", what, "the archive is smaller")
    path = setting.of(100_000)
    with Archive.open(path, read_only=True) as archive:
        archive.index()
        ours = _ours(archive, POPULAR)
    sql = PlainSql(path)
    theirs = timed(lambda: sql.answer(POPULAR), 7)
    sql.close()
    return Row("2a", what, ours.median, theirs.median, 30, at_least=True)
