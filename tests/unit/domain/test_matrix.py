"""Values against origins: each claim in one cell, both sides visible, what is unknown apart."""

from palmyra_desktop.domain.matrix import UNKNOWN, matrix
from tests.unit.domain.test_corroboration import actor, claim, one_field, source

UNOSAT, DGAM = actor(1, "UNOSAT"), actor(2, "المديرية العامة")


def test_each_claim_lies_in_the_cell_of_its_value_and_origin() -> None:
    found = matrix(
        one_field(
            [
                claim(1, "destroyed", claimants=(UNOSAT,), source=source(1), said="2015-09-01"),
                claim(2, "good", claimants=(DGAM,), source=source(2), said="2015-08-31"),
                claim(3, "good", claimants=(DGAM,), source=source(3), said="2015-09-02"),
                claim(
                    4, "destroyed", stance="denies", claimants=(DGAM,), source=source(3), said="2015-09-03"
                ),
                claim(5, "good", source=source(1), said="2015-08-01"),
            ]
        )
    )
    assert [row.group.label for row in found.rows] == ["good", "destroyed"]
    assert [column.label for column in found.columns] == ["المديرية العامة", "UNOSAT", ""]
    assert found.columns[-1].key == UNKNOWN
    cells = {place: [one.id for one in claims] for place, claims in found.cells.items()}
    assert cells == {(0, 0): [2, 3], (0, 2): [5], (1, 0): [4], (1, 1): [1]}
    assert [(row.reports, row.origins) for row in found.rows] == [(3, 1), (2, 2)]
    assert [column.reports for column in found.columns] == [2, 1, 1]


def test_ten_thousand_claims_are_a_table_in_no_time() -> None:
    many = one_field([claim(n, f"value {n % 7}", claimants=(actor(n % 11 + 1),)) for n in range(1, 10_001)])
    found = matrix(many)
    assert (len(found.rows), len(found.columns)) == (7, 11)
    assert sum(map(len, found.cells.values())) == 10_000
