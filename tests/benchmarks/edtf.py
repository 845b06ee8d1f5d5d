"""Our EDTF reader beside the `edtf` package, same values, same run: python -m tests.benchmarks.edtf."""

import io
import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import edtf

from palmyra_desktop.domain.dates import DateSpan

_CASES = Path(__file__).parents[1] / "data" / "edtf_cases.json"
_ROUNDS = 3


class Timing(NamedTuple):
    """Microseconds for one value, ours and theirs, over `values` values."""

    values: int
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times as long theirs takes."""
        return self.theirs / self.ours

    def __str__(self) -> str:
        """One line for a report."""
        return (
            f"EDTF, {self.values} values: ours {self.ours:.1f} µs a value, "
            f"edtf {version('edtf')} {self.theirs:.1f} µs, ratio {self.ratio:.0f}"
        )


def values() -> list[str]:
    """The valid values of the test cases that the `edtf` package reads too."""
    cases = json.loads(_CASES.read_text("utf-8"))
    valid = [case["edtf"] for case in cases if case["valid"] and not case.get("disputed")]
    with redirect_stdout(io.StringIO()):  # the package prints what it tries
        return [text for text in valid if _they_read(text)]


def measure() -> Timing:
    """Read every value and its bounds with both; the best of three rounds each."""
    texts = values()
    ours = min(_seconds(_our_bounds, texts) for _ in range(_ROUNDS))
    theirs = min(_seconds(_their_bounds, texts) for _ in range(_ROUNDS))
    return Timing(len(texts), ours / len(texts) * 1e6, theirs / len(texts) * 1e6)


def _our_bounds(text: str) -> object:
    span = DateSpan.parse(text)
    return span.earliest_day, span.latest_day


def _their_bounds(text: str) -> object:
    date = edtf.parse_edtf(text)
    return date.lower_strict(), date.upper_strict()


def _they_read(text: str) -> bool:
    try:
        _their_bounds(text)
    except (edtf.EDTFParseException, AttributeError, ValueError):
        return False
    return True


def _seconds(read: Callable[[str], object], texts: Sequence[str]) -> float:
    start = perf_counter()
    for text in texts:
        read(text)
    return perf_counter() - start


if __name__ == "__main__":
    print(measure())
