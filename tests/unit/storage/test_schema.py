"""The tables against the fields they keep, and alike on both engines."""

import dataclasses

import pytest
from sqlalchemy import insert, select

from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.record import RECORD_CLASSES, RECORD_TYPES, RecordType, record_type
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import schema
from palmyra_desktop.storage.unit_of_work import reading, writing
from tests.acts import MONUMENT, SOURCE, create

OWN = {"id", "uid", "version", "trashed_at", "folded"}
ELSEWHERE = (FieldType.LINKS, FieldType.NAMES, FieldType.IDENTIFIERS)
KEPT_THOUGH_DERIVED = {"text_sha256"}


def columns_for(described: RecordType) -> set[str]:
    found = set()
    for field in described.fields:
        if field.type in ELSEWHERE or (field.derived and field.key not in KEPT_THOUGH_DERIVED):
            continue
        if field.type is FieldType.DATE:
            found |= {field.key, *(f"{field.key}_{part}" for part in ("first", "last", "sort"))}
        elif field.type is FieldType.LINK:
            found |= {f"{field.key}_id", *([f"{field.key}_kind"] if len(field.links_to) > 1 else [])}
        else:
            found.add(field.key)
    return found


@pytest.mark.parametrize("described", RECORD_TYPES, ids=lambda described: described.kind.value)
def test_a_table_has_exactly_the_columns_its_fields_need(described: RecordType) -> None:
    table = schema.RECORD_TABLES[described.kind]
    assert set(table.c.keys()) == OWN | columns_for(described)


@pytest.mark.parametrize("kind", Kind)
def test_every_attribute_of_a_record_is_a_field_or_is_kept_for_all(kind: Kind) -> None:
    attributes = {field.name for field in dataclasses.fields(RECORD_CLASSES[kind])}
    fields = {field.key for field in record_type(kind).fields} | {"id", "uid", "version", "trashed", "marks"}
    assert attributes <= fields


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_links_has_its_table(kind: Kind) -> None:
    fields = {field.key for field in record_type(kind).fields if field.type is FieldType.LINKS}
    assert fields == {key for owner, key in schema.LINKS if owner is kind}


def test_every_constraint_and_index_has_a_name_of_its_own() -> None:
    tables = schema.metadata.tables.values()
    constraints = [part for table in tables for part in table.constraints]
    indexes = [part for table in tables for part in table.indexes]
    assert all(part.name for part in (*constraints, *indexes))
    assert len({index.name for index in indexes}) == len(indexes)
    assert all(len(str(part.name)) <= 63 for part in (*constraints, *indexes)), "PostgreSQL cuts longer names"


def test_every_foreign_key_has_an_index_to_find_what_points_here() -> None:
    for table in schema.metadata.tables.values():
        first = {index.expressions[0].name for index in table.indexes} | {table.primary_key.columns[0].name}
        assert {key.parent.name for key in table.foreign_keys} <= first, table.name


def test_texts_are_kept_in_order_and_an_absent_list_is_empty(archive: Archive) -> None:
    written = create(archive, SOURCE, title="Report", authors=("معن", "B; C"))
    without = create(archive, SOURCE, title="Report")
    with reading(archive.engine) as connection:
        found = dict(connection.execute(select(schema.source.c.id, schema.source.c.authors)).all())
    assert (found[written.id], found[without.id]) == (("معن", "B; C"), ())


def test_names_are_ordered_by_code_point_on_every_engine(archive: Archive) -> None:
    for name in ("zz تدمر", "zz a", "zz Z", "zz é", "zz _"):
        create(archive, MONUMENT, name=name)
    table = schema.monument
    query = select(table.c.name).where(table.c.folded.startswith("zz ")).order_by(table.c.folded)
    with reading(archive.engine) as connection:
        assert list(connection.execute(query).scalars()) == ["zz _", "zz a", "zz é", "zz Z", "zz تدمر"]


def test_a_very_long_name_can_be_kept_and_is_found_by_its_beginning(archive: Archive) -> None:
    long = "قصر " * 3_000
    ref = create(archive, MONUMENT, name=long)
    assert archive.record(ref).name == long
    with reading(archive.engine) as connection:
        folded = connection.execute(
            select(schema.monument.c.folded).where(schema.monument.c.id == ref.id)
        ).scalar_one()
    assert folded == schema.folded_name(long) and len(folded) == 200


def test_a_latitude_beyond_the_pole_is_refused_by_the_table_too(archive: Archive) -> None:
    row = {"id": 99_999, "uid": "x", "version": 1, "folded": "x", "name": "x", "latitude": 91.0}
    with pytest.raises(Exception, match="ck_monument_latitude"), writing(archive.engine) as unit:
        unit.connection.execute(insert(schema.monument), row)
