"""The gaps as arrays find them are those of the plain definition: record by record, claim by claim."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, insert, select

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import corroborate
from palmyra_desktop.domain.coverage import (
    LINES,
    LOOPING,
    SINGLE_ORIGIN,
    UNCLAIMED,
    UNDATED,
    WITHOUT_CREDIT,
    WITHOUT_WORDS,
    Line,
)
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import records
from palmyra_desktop.storage.coverage import arrays, holdings, report
from palmyra_desktop.storage.engine import for_writing
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES
from tests.acts import ACTOR, CLAIM, EVENT, IMAGE, MONUMENT, SOURCE

_ACTORS = ("SANA", "سانا", "ＳＡＮＡ", "SOHR", "SANA; SOHR", "a:b")
_WORDS = (None, " ", "sana", "a b", "A:B", "SANA; سانا", "sohr", "ـ")
_FIELDS = {
    EVENT: ("occurrence", "date", "damage", "monuments", "actors", "remark"),
    MONUMENT: ("built", "condition", "description", "held_by"),
    IMAGE: ("date", "remark"),
    ACTOR: ("role", "description"),
    SOURCE: ("published", "remark"),
}
_HELD = {
    EVENT: ("date", "damage"),
    MONUMENT: ("built", "condition"),
    IMAGE: ("date", "credit"),
    ACTOR: ("role",),
    SOURCE: ("published",),
}
_LINKED = 99
_NUMBERS = st.integers(1, 3)

_claims = st.lists(
    st.fixed_dictionaries(
        {
            "about": st.sampled_from([(kind, field) for kind, keys in _FIELDS.items() for field in keys]),
            "subject_id": _NUMBERS,
            "origin": st.sampled_from(_WORDS),
            "origin_actor_id": st.none() | st.integers(1, len(_ACTORS)),
            "rests_on_id": st.none() | st.none() | st.integers(1, 12),
            "words": st.sampled_from((None, "said")),
            "trashed_at": st.sampled_from((None, None, None, "2020")),
            "claimants": st.lists(st.integers(1, len(_ACTORS)), max_size=2),
        }
    ),
    max_size=12,
)
_records = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([EVENT, MONUMENT, IMAGE, SOURCE]),
            "held": st.integers(0, 3),
            "trashed_at": st.sampled_from((None, "2020")),
            "links": st.sets(st.sampled_from(("monuments", "actors", "events"))),
        }
    ),
    max_size=8,
)


@pytest.fixture(autouse=True, scope="module")
def _few_are_many() -> Iterator[None]:
    """Have arrays gone through in several parts, and links read in either way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays, "_AT_ONCE", 3)
        patch.setattr(holdings, "_MANY", 3)
        yield


def _claim(**values: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("origin", "origin_actor_id", "rests_on_id", "words", "trashed_at"))
    return {"about": (EVENT, "monuments"), "subject_id": 1, "claimants": [], **nothing} | values


@example([], [_claim(rests_on_id=2, origin="sana"), _claim(rests_on_id=1, origin="SANA")])
@example([{"kind": EVENT, "held": 0, "trashed_at": None, "links": {"monuments"}}], [_claim()])
@settings(max_examples=20)
@given(_records, _claims)
def test_the_report_is_as_defined(
    archive: Archive, held: list[dict[str, Any]], said: list[dict[str, Any]]
) -> None:
    with _filled(archive, held, said) as connection:
        gaps = report.count(connection).gaps
        defined = _defined(connection)
    assert {gap.line: (gap.count, gap.ids) for gap in gaps} == defined
    assert tuple(gap.line for gap in gaps) == LINES


@contextmanager
def _filled(
    archive: Archive, held: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]
) -> Iterator[Connection]:
    """Yield a connection that sees these records; nothing of it is kept."""
    with archive.engine.connect() as connection, for_writing(connection).begin() as transaction:
        for table, rows in _rows(held, said).items():
            keys = set().union(*rows)
            connection.execute(insert(table), [dict.fromkeys(keys) | row for row in rows])
        yield connection
        transaction.rollback()


def _rows(
    held: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]
) -> Mapping[Table, list[dict[str, Any]]]:
    rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)

    def put(kind: Kind, number: int, links: Mapping[str, Sequence[int]], **values: Any) -> None:
        own = {"id": number, "uid": f"{number}", "version": 1, "folded": "", record_type(kind).title_key: ""}
        rows[RECORD_TABLES[kind]].append(own | values)
        for key, ends in links.items():
            table = LINKS[kind, key]
            for position, end in enumerate(ends):
                rows[table.table].append({table.owner: number, "position": position, table.target: end})

    for number, name in enumerate(_ACTORS, 1):
        put(ACTOR, number, {}, name=name, role="agency" if number % 2 else None)
    for kind in (EVENT, MONUMENT):
        put(kind, _LINKED, {})
    put(ACTOR, _LINKED, {}, name="nobody")
    for number, one in enumerate(held, 1):
        kind = one["kind"]
        values = {key: "2015" for place, key in enumerate(_HELD[kind]) if one["held"] >> place & 1}
        links = {key: (_LINKED,) for key in one["links"] if (kind, key) in LINKS}
        put(kind, number, links, trashed_at=one["trashed_at"], **values)
    for number, one in enumerate(said, 1):
        kind, field = one["about"]
        values = {key: value for key, value in one.items() if key not in ("about", "claimants")}
        always = {"subject_kind": kind.value, "field": field, "stance": "asserts", "status": "accepted"}
        put(CLAIM, number, {"claimants": one["claimants"]}, **always, **values)
    return rows


def _defined(connection: Connection) -> dict[Line, tuple[int, tuple[int, ...]]]:
    """Return what each line is to count and list."""
    every = {kind: _live(connection, kind) for kind in Kind}
    claims = {number: one for number, one in every[CLAIM].items() if isinstance(one, Claim)}
    facts = sorted(corroborate(claims.values(), claims.get), key=lambda fact: (fact.subject, fact.field))
    claimed = {(fact.subject, fact.field) for fact in facts}
    found: dict[Line, tuple[int, tuple[int, ...]]] = {}
    for line in LINES:
        records = every[line.kind].values()
        if line.code == UNCLAIMED:
            ids = [one.id for one in records if _is_unclaimed(one, claimed)]
        elif line.code == SINGLE_ORIGIN:
            single = [fact for fact in facts if len(fact.origins) == 1 and not fact.unknown]
            ids = [one.id for fact in single for one in fact.claims]
            found[line] = len(single), tuple(ids)
            continue
        elif line.code == LOOPING:
            ids = list(dict.fromkeys(number for fact in facts for number in fact.loop))
        else:
            field = {UNDATED: "date", WITHOUT_CREDIT: "credit", WITHOUT_WORDS: "words"}[line.code]
            ids = [one.id for one in records if getattr(one, field) is None]
        found[line] = len(ids), tuple(ids)
    return found


def _live(connection: Connection, kind: Kind) -> dict[int, Record]:
    table = RECORD_TABLES[kind]
    ids = select(table.c.id).where(table.c.trashed_at.is_(None)).order_by(table.c.id)
    return {one.id: one for one in records.read(connection, kind, connection.execute(ids).scalars())}


def _is_unclaimed(record: Record, claimed: Set[tuple[RecordRef, str]]) -> bool:
    keys = (field.key for field in record_type(record.kind).fields if field.claimable)
    return any(getattr(record, key) and (record.ref, key) not in claimed for key in keys)
