"""The claims about one field as a table: the values claimed against the origins they come from."""

from collections.abc import Mapping
from dataclasses import dataclass

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import FieldClaims, ValueGroup

UNKNOWN = ""
"""Key of the column of claims whose origin nobody knows."""


@dataclass(frozen=True, slots=True)
class Column:
    """An origin; `label` is "" for the column of those nobody knows. Reports are distinct sources."""

    key: str
    label: str
    claims: tuple[Claim, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A value claimed, or denied; reports are distinct sources, origins distinct known ones."""

    group: ValueGroup
    claims: tuple[Claim, ...]
    reports: int
    origins: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns in the order of their first claims; a cell that is not there is empty.

    Attributes:
        cells: (row, column) to the claims there, in the order said.
    """

    rows: tuple[MatrixRow, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[int, int], tuple[Claim, ...]]


def matrix(field: FieldClaims) -> Matrix:
    """Return the claims about one field as a table of values and origins; each claim lies in one cell."""
    by_id = {claim.id: claim for claim in field.claims}
    places = {id: number for number, id in enumerate(by_id)}
    origin_of = {id: origin.key for origin in field.origins for id in origin.claim_ids}
    labels = {origin.key: origin.label for origin in field.origins}
    keys = list(dict.fromkeys(origin_of.get(id, UNKNOWN) for id in by_id))
    keys.sort(key=lambda key: key == UNKNOWN)  # what is known comes first
    values = sorted(field.values, key=lambda group: min(places[id] for id in group.claim_ids))
    cells: dict[tuple[int, int], tuple[Claim, ...]] = {}
    rows, columns = [], {key: tuple[Claim, ...]() for key in keys}
    for row, group in enumerate(values):
        same = tuple(by_id[id] for id in group.claim_ids)
        known = {origin_of[claim.id] for claim in same if claim.id in origin_of}
        rows.append(MatrixRow(group, same, reports(same), len(known)))
        for claim in same:
            key = origin_of.get(claim.id, UNKNOWN)
            cell = row, keys.index(key)
            cells[cell] = (*cells.get(cell, ()), claim)
            columns[key] += (claim,)
    made = (Column(key, labels.get(key, ""), found, reports(found)) for key, found in columns.items())
    return Matrix(tuple(rows), tuple(made), cells)


def reports(claims: tuple[Claim, ...]) -> int:
    """Return how many distinct sources claims are printed in."""
    return len({claim.source.id for claim in claims if claim.source})
