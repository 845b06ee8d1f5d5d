"""Any two records of the sample made one, and taken apart again by one undo."""

from collections import defaultdict
from itertools import permutations
from pathlib import Path
from random import Random
from shutil import copy
from typing import Any

import pytest

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services import editing, merging
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.storage import rows
from palmyra_desktop.storage.pointers import pointers_to
from palmyra_desktop.storage.unit_of_work import reading


def everything(archive: Archive) -> dict[RecordRef, dict[str, Any]]:
    """Return every value of every record, in file form."""
    found = {}
    with reading(archive.engine) as connection:
        for kind, count in archive.totals().items():
            ids = range(1, count + 1)
            states = rows.load(connection, kind, ids, ids if kind is Kind.SOURCE else ())
            found |= {state.ref: state.values for state in states.values()}
    return found


def pairs(before: dict[RecordRef, dict[str, Any]], kind: Kind) -> list[tuple[RecordRef, RecordRef]]:
    """Return any two records of a kind; of claims, two about one field of one record."""
    alike = defaultdict(list)
    for ref, values in before.items():
        if ref.kind is kind:
            alike[str([values.get(key) for key in ("subject", "field")])].append(ref)
    return [pair for refs in alike.values() for pair in permutations(refs, 2)]


@pytest.mark.parametrize("kind", list(Kind))
def test_two_records_become_one_and_undo_gives_every_value_back(
    kind: Kind, sample_file: Path, tmp_path: Path
) -> None:
    chance = Random(7)
    with Archive.open(Path(copy(sample_file, tmp_path / "a.palmyra"))) as archive:
        before = everything(archive)
        for staying, going in chance.sample(pairs(before, kind), 4):
            comparison = merging.compared(archive, staying, going)
            choices = {
                side.key: chance.choice(["staying", "going"] + ["both"] * side.can_be_both)
                for side in comparison.sides
            }
            merging.merge(archive, staying, going, choices)
            with reading(archive.engine) as connection:
                left = [one for one in pointers_to(connection, kind, [going.id]) if one.owner != going]
            assert left == [] and archive.record(going).trashed
            assert check(archive) == ()
            editing.undo(archive)
            assert everything(archive) == before
            assert check(archive) == ()
