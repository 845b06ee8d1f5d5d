"""What a nested export writes inside each record, for many records at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import value_keys
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.plain_page import PlainInside, PlainPage
from palmyra_desktop.storage import custody, relations
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.plain_columns import Known, columns_and_claims, plain_columns
from palmyra_desktop.storage.records import read
from palmyra_desktop.storage.relations import KEY, RECORD, Relation
from palmyra_desktop.storage.schema import chosen, source_text


@dataclass(frozen=True, slots=True)
class Nested:
    """What belongs inside one record.

    Attributes:
        claims: those about it, by id. chosen: claimed field to the claim its shown value rests on.
        images: captions that show it. text: the archived text, of a source.
    """

    claims: tuple[Claim, ...] = ()
    chosen: Mapping[str, int] = field(default_factory=dict)
    images: tuple[Image, ...] = ()
    text: str | None = None


def nested(connection: Connection, kind: Kind, ids: Collection[int]) -> dict[int, Nested]:
    """Return what belongs inside each of these records, in a fixed number of queries."""
    if kind is Kind.CLAIM:
        return {}
    claims = _belonging(connection, Kind.CLAIM, relations.claims_about(kind), ids)
    images = {} if kind is Kind.IMAGE else _belonging(connection, Kind.IMAGE, relations.images(kind), ids)
    choices, texts = _choices(connection, kind, ids), _texts(connection, kind, ids)
    return {
        number: Nested(
            tuple(claims.get(number, ())),
            choices.get(number, {}),
            tuple(images.get(number, ())),
            texts.get(number),
        )
        for number in ids
    }


def nested_page(
    connection: Connection,
    kind: Kind,
    ids: Sequence[int],
    known: Known | None = None,
    *,
    with_grades: bool = False,
) -> PlainPage:
    """Return records as plain values, all that are public, with what belongs inside each, in few queries.

    They are in the order of their ids; those that are not there are left out.

    Args:
        known: from earlier pages.
    """
    if kind is Kind.CLAIM:
        keys = value_keys(kind, with_grades=with_grades)
        columns = plain_columns(connection, kind, ids, keys, known)
        return PlainPage(columns, [PlainInside()] * len(columns[0]))
    columns, claims = columns_and_claims(connection, kind, ids, with_grades=with_grades, known=known)
    ids = columns[1]
    numbers = Counter(claims[1 + value_keys(Kind.CLAIM).index("subject_id")])
    choices, texts = _choices(connection, kind, ids), _texts(connection, kind, ids)
    steps = custody.of_records(connection, kind, ids)
    inside = [
        PlainInside(numbers[one], choices.get(one, {}), texts.get(one), steps.get(one, ())) for one in ids
    ]
    return PlainPage(columns, inside, claims)


def _choices(connection: Connection, kind: Kind, ids: Collection[int]) -> Mapping[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = select(chosen.c.record_id, chosen.c.field, chosen.c.claim_id)
    for record_id, its_field, claim_id in connection.execute(
        rows.where(chosen.c.kind == kind.value, among(chosen.c.record_id, ids))
    ):
        found[record_id][its_field] = claim_id
    return found


def _texts(connection: Connection, kind: Kind, ids: Collection[int]) -> Mapping[int, str]:
    if kind is not Kind.SOURCE:
        return {}
    found = select(source_text.c.source_id, source_text.c.text).where(source_text.c.source_id.in_(ids))
    return {row.source_id: row.text for row in connection.execute(found)}


def _belonging(
    connection: Connection, kind: Kind, relation: Relation, ids: Collection[int]
) -> dict[int, list[Any]]:
    pairs = relation.subquery()
    found = select(pairs.c[RECORD], pairs.c[KEY]).where(pairs.c[RECORD].in_(ids)).distinct()
    rows = connection.execute(found.order_by(pairs.c[RECORD], pairs.c[KEY])).all()
    records = {record.id: record for record in read(connection, kind, {key for _owner, key in rows})}
    belonging: dict[int, list[Any]] = defaultdict(list)
    for owner, key in rows:
        if key in records and not records[key].trashed:
            belonging[owner].append(records[key])
    return belonging
