"""Goal 6: a frame of the timeline, 1600 x 300, beside smaller archives and beside the ways of others.

Sixty frames in turn: thirty that pan over all of time, then thirty that zoom in on the middle of the dense
years to a few months; the bars that are asked for arrive between two frames. The peers have an item for
each of the same records: a QGraphicsScene shows the same days in the same frames, vis-timeline pans over
90 days. What is counted is first shown to be right: the index and SQL say the same, and every record is
counted or undated.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from time import perf_counter, process_time

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band, DayCounts, Lane, Spans
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.timeline.widget import TimelineView
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.timeline import happened_between
from tests.benchmarks import timeline_peers as peers
from tests.benchmarks import vis_timeline
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, not_measured, skipped
from tests.benchmarks.timing import Times
from tests.benchmarks.window import context_of

_SIZE = (1600, 300)
_STEPS = 30
_LANES = "monument"
_FIRST_DAY, _DAYS, _DENSE = day_of(1990, 1, 1), 12_784, day_of(2016, 1, 1)
_NEAR, _PAN = 90, 20
"""Days in view for vis-timeline, and pixels of a step to the side."""
_BANDS = ("2012/2015-05-19", "2015-05-20/2016-03-27", "2016-03-27/2019", "2017-01/2017-08")


_NOTHING = Spans((), (), (), 0, 0, None, None)


@dataclass(frozen=True)
class Drawing:
    """What a timeline shows, and where it has its bars from; without an archive it has none."""

    spans: Spans
    archive: Archive | None = None
    lanes: str = _LANES


Moves = Callable[[TimelineView], Iterator[Scale]]


def measure(setting: Setting) -> Iterator[Row]:
    """Draw frames of the archive asked for, of one of 100 000, and of generated counts."""
    with Archive.open(setting.archive, read_only=True) as archive, context_of(archive) as context:
        archive.index()
        spans = counted(archive)
        many = Drawing(spans, archive)
        yield Row("6e", "the first frame, within 100 ms of the data", _first(context, many), 100, 1)
        with_bands = Drawing(_with_bands(spans), archive)
        without = Drawing(archive.spans(Criteria(), "none"), archive, "none")
        full, plain = drawn(context, with_bands, without)
        yield Row("6d", "a frame with lanes and bands beside one without", full.median, plain.median, 2)
        five, one = drawn(context, *(Drawing(generated(events)) for events in (5_000_000, 1_000_000)))
        yield Row("6b", "5 million generated events beside 1 million", five.median, one.median, 2)
        if setting.events < 100_000:
            yield skipped("6a", "timeline frame beside 100 000 events", "the archive is smaller")
            yield from _beside_others(context, many)
            return
        with Archive.open(setting.of(100_000), read_only=True) as smaller:
            smaller.index()
            fewer = Drawing(counted(smaller), smaller)
            frames, hundred = drawn(context, many, fewer)
            yield Row("6a", "timeline frame beside 100 000 events", frames.median, hundred.median, 1.6)
            yield from _beside_others(context, fewer)


def _beside_others(context: Context, drawing: Drawing) -> Iterator[Row]:
    """Draw beside a QGraphicsScene and vis-timeline that have an item for each of the same records."""
    items = peers.items(drawing.spans.days)
    ours, theirs = drawn(context, drawing)[0], peers.scene(items, _scales(context, drawing))
    what = f"QGraphicsScene with {len(items):,} events"
    yield Row("6c", what, ours.median, theirs.median, 30, at_least=True)
    what, package = f"vis-timeline with {len(items):,} events", vis_timeline.package()
    if package is None:
        yield not_measured("6f", what, vis_timeline.HOW_TO_GET)
        return
    # The browser's process has no such clock: both by that on the wall.
    near = drawn(context, drawing, moves=_near, clock=perf_counter)[0]
    step = _NEAR / _SIZE[0] * _PAN
    theirs = vis_timeline.drawn(package, items, _DENSE - _NEAR / 2, _NEAR, step, _STEPS)
    yield Row("6f", what, near.median, theirs.median, 50, at_least=True)


def counted(archive: Archive) -> Spans:
    """Return what the timeline of an archive draws, which index and SQL agree on.

    Raises:
        AssertionError: if they do not, or a record is in no place.
    """
    found = archive.spans(Criteria(), _LANES)
    indexes, archive.indexes = archive.indexes, None
    assert archive.spans(Criteria(), _LANES) == found
    archive.indexes = indexes
    assert found.days.total + found.undated == found.total
    assert len(found.bars) in (0, found.days.total)
    return found


def generated(events: int) -> Spans:
    """Return the counts of so many events in 300 lanes, the first of them much fuller than the last."""
    random = np.random.default_rng(events)
    shares = 1 / np.arange(1, 301)
    sizes = (events * shares / shares.sum()).astype(np.int64)
    counts = [np.bincount(random.integers(0, _DAYS, size), minlength=_DAYS) for size in sizes]
    lanes = tuple(
        Lane(number, f"Lane {number}", int(count.sum()), _days(count))
        for number, count in enumerate(counts, 1)
    )
    every = np.sum(counts, axis=0)
    total = int(every.sum())
    last = _FIRST_DAY + _DAYS - 1
    return Spans((), lanes, (), 0, total, _FIRST_DAY, last, days=_days(every))


def _days(counts: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> DayCounts:
    there = np.flatnonzero(counts)
    return DayCounts(
        array("i", (there + _FIRST_DAY).tolist()), array("i", accumulate(counts[there].tolist(), initial=0))
    )


def _with_bands(spans: Spans) -> Spans:
    bands = []
    for number, text in enumerate(_BANDS, 1):
        date = DateSpan(text)
        holder = Link(Kind.ACTOR, number, f"Holder {number}")
        bands.append(Band(holder, date, date.earliest_day, date.latest_day, (number,)))
    return Spans(
        spans.bars,
        spans.lanes,
        tuple(bands),
        spans.undated,
        spans.total,
        spans.first_day,
        spans.last_day,
        days=spans.days,
    )


def _view(context: Context, drawing: Drawing) -> TimelineView:
    """Return a view of what is drawn, which is given the bars it asks for between two frames."""
    view = TimelineView(context.theme)
    view.resize(*_SIZE)
    view.show()
    QApplication.processEvents()
    spans, archive, lanes = drawing.spans, drawing.archive, drawing.lanes

    def give(days: tuple[int, int]) -> None:
        assert archive is not None
        view.show_bars(spans, days, *happened_between(archive, Criteria(), lanes, *days))

    if archive is not None:
        view.bars_wanted.connect(give, Qt.ConnectionType.QueuedConnection)
    view.show_spans(spans, len(spans.lanes) > 1, "", "")
    return view


def _first(context: Context, drawing: Drawing) -> float:
    """Return what the first frame of all takes from when the data is there, in milliseconds."""
    view = _view(context, Drawing(_NOTHING))
    start = perf_counter()
    view.show_spans(drawing.spans, True, "", "")
    view.viewport().repaint()
    found = (perf_counter() - start) * 1000
    _close(view)
    return found


def drawn(
    context: Context,
    *drawings: Drawing,
    moves: Moves | None = None,
    clock: Callable[[], float] = process_time,
) -> list[Times]:
    """Return what the frames of each take; in turn, so that what slows the machine slows all of them.

    Args:
        clock: that of the process does not count what else the machine does; the peer must be timed so, too.
    """
    views = [_view(context, drawing) for drawing in drawings]
    found: list[list[float]] = []
    for _round in range(2):  # warm the second time
        found = [[] for _view in views]
        for _scales in zip(*map(moves or _moves, views), strict=True):
            for view, times in zip(views, found, strict=True):
                start = clock()
                view._refresh()
                view.viewport().repaint()
                times.append((clock() - start) * 1000)
            QApplication.processEvents()
    for view in views:
        _close(view)
    return [Times(tuple(sorted(times))) for times in found]


def _close(view: TimelineView) -> None:
    view.close()
    view.deleteLater()


def _moves(view: TimelineView) -> Iterator[Scale]:
    chart = view.chart
    chart.fit()
    for step in range(_STEPS):
        chart.pan(_PAN if step < _STEPS / 2 else -_PAN)
        yield chart.scale
    for _step in range(_STEPS):
        chart.zoom(1 / 0.85, chart.scale.x(_DENSE))
        yield chart.scale


def _near(view: TimelineView) -> Iterator[Scale]:
    """Pan where a stretch of some months is in view."""
    chart = view.chart
    chart.recall(_DENSE - _NEAR / 2, _NEAR / chart.chart_width)
    for _step in range(_STEPS):
        chart.pan(_PAN)
        yield chart.scale


def _scales(context: Context, drawing: Drawing) -> list[Scale]:
    view = _view(context, Drawing(drawing.spans))
    found = list(_moves(view))
    _close(view)
    return found
