"""What was said, in time: who said something first, who confirmed it, who took it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from palmyra_desktop.domain.contradiction import AFFIRMING, DENYING
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.text import name_key


class Turn(Enum):
    """What a report is among those about the same."""

    FIRST = "first"
    """The first to put this forward, where others speak of it, too."""
    TAKEN_BACK = "taken_back"
    """Who says so said otherwise before."""


@dataclass(frozen=True, slots=True)
class Report:
    """A claim as a report: about what, what of it, by whom, when.

    Attributes:
        value: as claimed, in file form; "" without one. speakers: ids of the claimants, or the words printed.
        said: when it was said, else when its source was published; None where nobody knows.
    """

    id: int
    subject: RecordRef
    field: str
    value: str
    stance: str
    speakers: frozenset[int | str]
    said: DateSpan | None


def turns(reports: Iterable[Report]) -> Mapping[int, Turn]:
    """Return the turn of each report that has one, by its id.

    Somebody takes back what they put forward when they later deny or doubt it, or put forward another value
    of the same field. A report without a date is no turn: nobody knows what came before it.
    """
    about: dict[tuple[RecordRef, str], list[Report]] = {}
    for report in reports:
        if report.said is not None and report.stance in AFFIRMING | DENYING:
            about.setdefault((report.subject, report.field), []).append(report)
    found: dict[int, Turn] = {}
    for same in about.values():
        same.sort(key=_in_time)
        found |= _firsts(same) | _taken_back(same)
    return found


def _firsts(reports: list[Report]) -> dict[int, Turn]:
    by_value: dict[str, list[Report]] = {}
    for report in reports:
        if report.stance in AFFIRMING:
            by_value.setdefault(name_key(report.value), []).append(report)
    return {same[0].id: Turn.FIRST for same in by_value.values() if len(same) > 1}


def _taken_back(reports: list[Report]) -> dict[int, Turn]:
    said: dict[int | str, str] = {}
    found: dict[int, Turn] = {}
    for report in reports:
        value = name_key(report.value)
        for speaker in report.speakers:
            before = said.get(speaker)
            if report.stance in AFFIRMING:
                if before is not None and before != value:
                    found[report.id] = Turn.TAKEN_BACK
                said[speaker] = value
            elif before is not None and value in ("", before):
                found[report.id] = Turn.TAKEN_BACK
    return found


def _in_time(report: Report) -> tuple[int, int, int]:
    assert report.said is not None, "only dated reports are in time"
    return (*report.said.sort_key, report.id)
