"""Goal 6: a frame of the timeline, 1600 x 300, beside smaller archives and beside the ways of others.

Sixty frames in turn: thirty that pan over all of time, then thirty that zoom in on the middle of the dense
years to a few months. The peer, a QGraphicsScene with an item for each of 100 000 events, shows the same days
in the same frames. What is counted is first shown to be right: the index and SQL say the same, and every
record is counted or undated.
"""

from array import array
from collections.abc import Iterator
from itertools import accumulate
from time import perf_counter

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView

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
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, not_measured, skipped
from tests.benchmarks.timing import Times
from tests.benchmarks.window import context_of

_SIZE = (1600, 300)
_STEPS = 30
_LANES = "monument"
_FIRST_DAY, _DAYS, _DENSE = day_of(1990, 1, 1), 12_784, day_of(2016, 1, 1)
_ROWS = 24
"""Rows of the peer's items."""
_BANDS = ("2012/2015-05-19", "2015-05-20/2016-03-27", "2016-03-27/2019", "2017-01/2017-08")


def measure(setting: Setting) -> Iterator[Row]:
    """Draw frames of the archive asked for, of one of 100 000, and of generated counts."""
    with Archive.open(setting.archive, read_only=True) as archive, context_of(archive) as context:
        archive.index()
        spans = counted(archive)
        plain = archive.spans(Criteria(), "none")
        frames, first = drawn(context, spans)
        yield Row("6e", "the first frame, within 100 ms of the data", first, 100, 1)
        with_bands, _first = drawn(context, _with_bands(spans))
        without, _first = drawn(context, plain)
        yield Row(
            "6d", "a frame with lanes and bands beside one without", with_bands.median, without.median, 2
        )
        if setting.events < 100_000:
            yield skipped("6a", "timeline frame beside 100 000 events", "the archive is smaller")
        else:
            with Archive.open(setting.of(100_000), read_only=True) as smaller:
                smaller.index()
                hundred, _first = drawn(context, counted(smaller))
            yield Row("6a", "timeline frame beside 100 000 events", frames.median, hundred.median, 1.6)
        five, one = (drawn(context, generated(events))[0] for events in (5_000_000, 1_000_000))
        yield Row("6b", "5 million generated events beside 1 million", five.median, one.median, 2)
        items = min(setting.events, 100_000)
        # On a machine that does other things, too: in the same minute.
        again, theirs = drawn(context, spans)[0], _peer(items, _scales(context, spans))
        yield Row(
            "6c", f"QGraphicsScene with {items:,} events", again.median, theirs.median, 30, at_least=True
        )
    yield not_measured("6f", "vis-timeline with 100 000 events", "there is no browser with it")


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


def drawn(context: Context, spans: Spans) -> tuple[Times, float]:
    """Return what the frames take, and the first of all, in milliseconds."""
    view = TimelineView(context.theme)
    view.resize(*_SIZE)
    view.show()
    QApplication.processEvents()
    start = perf_counter()
    view.show_spans(spans, len(spans.lanes) > 1, "", "")
    view.viewport().repaint()
    first = (perf_counter() - start) * 1000
    for _round in range(2):  # warm the second time
        found = []
        for _scale in _moves(view):
            start = perf_counter()
            view._refresh()
            view.viewport().repaint()
            found.append((perf_counter() - start) * 1000)
            QApplication.processEvents()
    view.close()
    view.deleteLater()
    return Times(tuple(sorted(found))), first


def _moves(view: TimelineView) -> Iterator[Scale]:
    chart = view.chart
    chart.fit()
    for step in range(_STEPS):
        chart.pan(20 if step < _STEPS / 2 else -20)
        yield chart.scale
    for _step in range(_STEPS):
        chart.zoom(1 / 0.85, chart.scale.x(_DENSE))
        yield chart.scale


def _scales(context: Context, spans: Spans) -> list[Scale]:
    view = TimelineView(context.theme)
    view.resize(*_SIZE)
    view.show_spans(spans, True, "", "")
    return list(_moves(view))


def _peer(events: int, scales: list[Scale]) -> Times:
    """Return what the frames take in a scene that has an item for each event."""
    random = np.random.default_rng(3)
    days = random.integers(0, _DAYS, events) + _FIRST_DAY
    lengths = np.where(random.random(events) < 0.7, 1, random.integers(30, 540, events))
    height = _SIZE[1] / _ROWS
    scene, view = QGraphicsScene(), QGraphicsView()
    brushes = [QBrush(QColor.fromHsv(hue, 160, 200)) for hue in range(0, 360, 30)]
    for number, (day, length) in enumerate(zip(days.tolist(), lengths.tolist(), strict=True)):
        item = scene.addRect(QRectF(day, number % _ROWS * height, length, height - 2))
        item.setPen(Qt.PenStyle.NoPen)
        item.setBrush(brushes[number % len(brushes)])
    view.setScene(scene)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.resize(*_SIZE)
    for set_policy in (view.setHorizontalScrollBarPolicy, view.setVerticalScrollBarPolicy):
        set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.show()
    QApplication.processEvents()
    found = []
    for scale in scales:
        start = perf_counter()
        view.resetTransform()
        view.scale(1 / scale.days_per_pixel, 1)
        view.centerOn((scale.start + scale.end) / 2, _SIZE[1] / 2)
        view.viewport().repaint()
        found.append((perf_counter() - start) * 1000)
        QApplication.processEvents()
    view.close()
    scene.clear()
    return Times(tuple(sorted(found)))
