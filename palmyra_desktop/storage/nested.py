"""What a nested export writes inside each record, for many records at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.image import Image
from palmyra_desktop.storage import relations
from palmyra_desktop.storage.records import read
from palmyra_desktop.storage.relations import KEY, RECORD, Pairs
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
    choices: dict[int, dict[str, int]] = defaultdict(dict)
    rows = select(chosen.c.record_id, chosen.c.field, chosen.c.claim_id)
    for record_id, field_, claim_id in connection.execute(
        rows.where(chosen.c.kind == kind.value, chosen.c.record_id.in_(ids))
    ):
        choices[record_id][field_] = claim_id
    texts: dict[int, str] = {}
    if kind is Kind.SOURCE:
        found = select(source_text.c.source_id, source_text.c.text).where(source_text.c.source_id.in_(ids))
        texts = {row.source_id: row.text for row in connection.execute(found)}
    return {
        number: Nested(
            tuple(claims.get(number, ())),
            choices.get(number, {}),
            tuple(images.get(number, ())),
            texts.get(number),
        )
        for number in ids
    }


def _belonging(
    connection: Connection, kind: Kind, relation: Pairs, ids: Collection[int]
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
