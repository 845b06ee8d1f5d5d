"""Records as plain values column by column, a page of them: what files are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from palmyra_desktop.domain.custody import Custody

PlainColumns = tuple[Sequence[Any], ...]
"""The uids of records, then their plain values in the order of `file_form.value_keys`: a column each."""


@dataclass(frozen=True, slots=True)
class PlainInside:
    """What a nested format writes inside one record.

    Attributes:
        claims: how many there are about it. chosen: claimed field to the id of the claim its value rests on.
        text: the archived text, of a source. custody: how what an image or a source holds was kept.
    """

    claims: int = 0
    chosen: Mapping[str, int] = field(default_factory=dict)
    text: str | None = None
    custody: tuple[Custody, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainPage:
    """Some records as plain values.

    Attributes:
        inside: of each record, for a nested format. claims: those about all of them, record by record, by id.
    """

    columns: PlainColumns
    inside: Sequence[PlainInside] = ()
    claims: PlainColumns = ()

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.columns[0])
