"""The table of goals: what was measured beside what, and whether the goal was met."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a row of the table says."""

    MET = "met"
    NOT_MET = "not met"
    NOT_MEASURED = "not measured"  # the peer is absent; counts as not met
    SKIPPED = "skipped"  # without meaning at this size; not counted


@dataclass(frozen=True, slots=True)
class Row:
    """One goal, or one part of it.

    Attributes:
        goal: its number in PERFORMANCE.md, with a letter where it has parts. what: in a few words.
        ours, theirs: in `unit`, of one run; None where not measured.
        limit: of the ratio. at_least: theirs / ours has to reach it; else ours / theirs must not pass it.
        note: the reason of a verdict that is none of the figures', or how it was measured.
    """

    goal: str
    what: str
    ours: float | None
    theirs: float | None
    limit: float
    unit: str = "ms"
    at_least: bool = False
    note: str = ""
    is_skipped: bool = False

    @property
    def ratio(self) -> float | None:
        """What the limit is held against."""
        if self.ours is None or self.theirs is None:
            return None
        over, under = (self.theirs, self.ours) if self.at_least else (self.ours, self.theirs)
        return over / under if under else float("inf")

    @property
    def verdict(self) -> Verdict:
        """Whether the goal was met."""
        if self.is_skipped:
            return Verdict.SKIPPED
        if self.ratio is None:
            return Verdict.NOT_MEASURED
        met = self.ratio >= self.limit if self.at_least else self.ratio <= self.limit
        return Verdict.MET if met else Verdict.NOT_MET


def skipped(goal: str, what: str, why: str) -> Row:
    """Return the row of a goal without meaning at this size."""
    return Row(goal, what, None, None, 0, note=why, is_skipped=True)


def not_measured(goal: str, what: str, why: str) -> Row:
    """Return the row of a goal whose peer is absent."""
    return Row(goal, what, None, None, 0, note=why)


def printed(rows: Sequence[Row]) -> str:
    """Return the table with its last line, "goals met X of Y"; goals skipped are not counted."""
    head = ("goal", "what", "ours", "theirs", "ratio", "limit", "verdict", "note")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    text = "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    counted = [row for row in rows if row.verdict is not Verdict.SKIPPED]
    met = sum(row.verdict is Verdict.MET for row in counted)
    return f"{text}\ngoals met {met} of {len(counted)}"


def _cells(row: Row) -> tuple[str, ...]:
    sign = "≥" if row.at_least else "≤"
    limit = f"{sign} {row.limit:g}x" if row.limit else ""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}x" if row.ratio < 10 else f"{row.ratio:.0f}x"
    return (
        row.goal,
        row.what,
        _figure(row.ours, row.unit),
        _figure(row.theirs, row.unit),
        ratio,
        limit,
        row.verdict.value,
        row.note,
    )


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    return f"{value:.3g} {unit}" if value < 100 else f"{value:.0f} {unit}"
