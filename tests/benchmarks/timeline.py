"""Goal 6: a frame of the timeline. It draws no million of bars yet: not measured, and not met."""

from collections.abc import Iterator

from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, not_measured


def measure(_setting: Setting) -> Iterator[Row]:
    """Say so in the table."""
    yield not_measured("6", "timeline frame", "the timeline draws at most 20 000 bars, not a million")
