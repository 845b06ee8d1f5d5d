"""What the comparison shows: one field of one record, its claims as a table, and the day asked about.

Read in a worker; knows no Qt.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from palmyra_desktop.domain.claim import REMARK, Claim
from palmyra_desktop.domain.contradiction import Disagreement, disagreements
from palmyra_desktop.domain.corroboration import FieldClaims
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.matrix import Matrix, matrix
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.domain.shown import claimed_field, value_in_words
from palmyra_desktop.domain.state import State
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.attribution import FieldAttribution


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that can be compared: its key, its name, and whether its claims contradict each other."""

    key: str
    label: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims about one field of one record.

    Attributes:
        choices: the fields of the record that anybody speaks of; key: the one shown.
        value: what the record itself says, in words.
        claims: counted and compared; of a day, those that speak for it or were last heard before it.
        disagreements: in what each claim contradicts another. chosen: the claim the value rests on.
        state: what is said of the day asked for, None where none is.
    """

    subject: Record
    choices: tuple[Choice, ...]
    key: str
    value: str
    claims: FieldClaims
    matrix: Matrix
    disagreements: dict[int, frozenset[Disagreement]]
    chosen: int | None
    state: State | None = None

    @property
    def title(self) -> str:
        """What is compared."""
        if self.key == REMARK:
            return _("Remarks on {record}").format(record=heading(self.subject))
        field = claimed_field(self.subject.kind, self.key)
        return _("{field} of {record}").format(field=field, record=heading(self.subject))

    @property
    def can_choose(self) -> bool:
        """Whether there is a shown value that may rest on a claim."""
        return record_type(self.subject.kind).has_field(self.key)


def compare(
    archive: "Archive", ref: RecordRef, key: str = "", day: DateSpan | None = None
) -> Comparison | None:
    """Return the claims about a field; None where nobody says anything.

    Args:
        ref: the record, or a claim about it, which names the field by itself.
        key: of the field; "" for the first in conflict, else the first of all.

    Raises:
        KnownError: if the record is not there.
    """
    from palmyra_desktop.services.attribution import attribution, on_day

    record = archive.record(ref)
    if isinstance(record, Claim):
        key = key or record.field
        record = archive.record(record.subject.ref)
    fields = attribution(archive, record.ref).fields
    found = next((one for one in fields if one.claims.field == key), None) or _first(fields)
    if found is None:
        return None
    state, shown = on_day(archive, found, day) if day else (None, found)
    return Comparison(
        subject=record,
        choices=tuple(
            Choice(one.claims.field, claimed_field(record.kind, one.claims.field), one.claims.conflict)
            for one in fields
        ),
        key=found.claims.field,
        value=value_in_words(record.kind, found.claims.field, found.shown_value),
        claims=shown.claims,
        matrix=matrix(shown.claims),
        disagreements=disagreements(shown.claims.claims),
        chosen=found.chosen_claim_id,
        state=state,
    )


def _first(fields: "tuple[FieldAttribution, ...]") -> "FieldAttribution | None":
    in_conflict = (one for one in fields if one.claims.conflict)
    return next(in_conflict, fields[0] if fields else None)
