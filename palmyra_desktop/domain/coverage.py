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

UNCLAIMED_LABELS: Final = {
    Kind.EVENT: N_("Unclaimed: events"),
    Kind.MONUMENT: N_("Unclaimed: monuments"),
    Kind.IMAGE: N_("Unclaimed: images"),
    Kind.ACTOR: N_("Unclaimed: actors"),
    Kind.SOURCE: N_("Unclaimed: sources"),
}
LABELS: Final = {
    SINGLE_ORIGIN: N_("Facts of a single origin"),
    LOOPING: N_("Claims resting in a circle"),
    WITHOUT_WORDS: N_("Claims without words"),
    WITHOUT_CREDIT: N_("Images without credit"),
    UNDATED: N_("Undated events"),
}

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
    """One line of the report.

    Attributes:
        code: stable. label: English, marked for translation.
        ids: the records to list, of that kind, at most the first 10 000. count: how many facts or records.
    """

    code: str
    label: str
    kind: Kind
    count: int
    ids: tuple[int, ...]
