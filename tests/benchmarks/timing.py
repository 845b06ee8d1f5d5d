"""How long something takes, in milliseconds of the wall clock."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one piece of work, in milliseconds, the shortest first."""

    sorted: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.sorted)

    @property
    def best(self) -> float:
        """The shortest: what the machine can do when nothing else wants it."""
        return self.sorted[0]

    @property
    def p95(self) -> float:
        """What nineteen in twenty do not pass."""
        return self.sorted[min(len(self.sorted) - 1, int(len(self.sorted) * 0.95))]


def timed(work: Callable[[], object], rounds: int = 7, *, warm: int = 1, budget: float = 10.0) -> Times:
    """Do a piece of work several times; stop early where the budget, in seconds, is used up."""
    for _round in range(warm):
        work()
    gc.collect()
    found: list[float] = []
    began = perf_counter()
    for _round in range(rounds):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
        if perf_counter() - began > budget:
            break
    return Times(tuple(sorted(found)))


def once(work: Callable[[], object]) -> float:
    """Do a piece of work once, and return its time in milliseconds."""
    return timed(work, 1, warm=0).best
