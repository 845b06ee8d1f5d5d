"""What an archive does not know yet: facts nobody claims, of one origin, without words or dates."""

from dataclasses import dataclass
from typing import Final

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.i18n import N_

UNCLAIMED, SINGLE_ORIGIN, LOOPING, WITHOUT_WORDS, WITHOUT_CREDIT, UNDATED = (
    "unclaimed",
    "single_origin",
    "looping",
    "without_words",
    "without_credit",
    "undated",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report.

    Attributes:
        code: stable. kind: of the records it lists. label: English, marked for translation.
    """

    code: str
    kind: Kind
    label: str


LINES: Final = (
    Line(UNCLAIMED, Kind.EVENT, N_("Unclaimed: events")),
    Line(UNCLAIMED, Kind.MONUMENT, N_("Unclaimed: monuments")),
    Line(UNCLAIMED, Kind.IMAGE, N_("Unclaimed: images")),
    Line(UNCLAIMED, Kind.ACTOR, N_("Unclaimed: actors")),
    Line(UNCLAIMED, Kind.SOURCE, N_("Unclaimed: sources")),
    Line(SINGLE_ORIGIN, Kind.CLAIM, N_("Facts of a single origin")),
    Line(LOOPING, Kind.CLAIM, N_("Claims resting in a circle")),
    Line(WITHOUT_WORDS, Kind.CLAIM, N_("Claims without words")),
    Line(WITHOUT_CREDIT, Kind.IMAGE, N_("Images without credit")),
    Line(UNDATED, Kind.EVENT, N_("Undated events")),
)
"""The report, in order."""

EXPLANATIONS: Final = {
    UNCLAIMED: N_("Records with a value that no claim is about"),
    SINGLE_ORIGIN: N_("Fields all claims about which come from one origin, however many report them"),
    LOOPING: N_("Claims that rest on each other, so that nobody knows where they come from"),
    WITHOUT_WORDS: N_("Claims whose exact words are not recorded"),
    WITHOUT_CREDIT: N_("Images for which no credit line is recorded"),
    UNDATED: N_("Events without any date"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """What a line of the report counts.

    Attributes:
        count: how many facts or records. ids: the records to list, at most the first 10 000.
    """

    line: Line
    count: int
    ids: tuple[int, ...]
