"""The records of a timeline as the peers of goal 6 have them: an item for each."""

from collections.abc import Sequence
from time import process_time

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView

from palmyra_desktop.domain.found import DayCounts
from palmyra_desktop.domain.timeline.scale import Scale
from tests.benchmarks.timing import Times

_SIZE = (1600, 300)
_ROWS = 24
"""Rows of the items."""


def items(days: DayCounts) -> list[tuple[int, int]]:
    """Return first day and length in days of an item for each record; three in ten are long."""
    random = np.random.default_rng(3)
    first = np.repeat(np.asarray(days.days), np.diff(np.asarray(days.before)))
    lengths = np.where(random.random(len(first)) < 0.7, 1, random.integers(30, 540, len(first)))
    return list(zip(first.tolist(), lengths.tolist(), strict=True))


def scene(items: Sequence[tuple[int, int]], scales: Sequence[Scale]) -> Times:
    """Return what the frames take in a QGraphicsScene that has an item for each record."""
    height = _SIZE[1] / _ROWS
    scene, view = QGraphicsScene(), QGraphicsView()
    brushes = [QBrush(QColor.fromHsv(hue, 160, 200)) for hue in range(0, 360, 30)]
    for number, (day, length) in enumerate(items):
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
        start = process_time()
        view.resetTransform()
        view.scale(1 / scale.days_per_pixel, 1)
        view.centerOn((scale.start + scale.end) / 2, _SIZE[1] / 2)
        view.viewport().repaint()
        found.append((process_time() - start) * 1000)
        QApplication.processEvents()
    view.close()
    scene.clear()
    return Times(tuple(sorted(found)))
