"""A form that is not saved yet, as it is kept so that it outlives the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef


@dataclass(frozen=True, slots=True)
class Draft:
    """What is written in a form.

    Attributes:
        id: a UUID's hex, the form's own.
        record_id, version: of the record that is changed; None for a new one.
        states: key of a field to what its editor holds, plain JSON, of those that were written in.
        at_utc: ISO 8601, when it was kept; "" before.
    """

    id: str
    kind: Kind
    record_id: int | None
    version: int | None
    states: Mapping[str, Any]
    at_utc: str = ""

    @property
    def ref(self) -> RecordRef | None:
        """The record that is changed, None for a new one."""
        return None if self.record_id is None else RecordRef(self.kind, self.record_id)
