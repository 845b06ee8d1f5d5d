"""The peer of goal 9: the same rows in the same order, written by the command sqlite3 from one SELECT.

The keys are those of `file_form.value_keys`; a list is joined by "; " in CSV and an array in JSON, where
the claims are nested. Whether a record is in conflict takes more than SQL: here it is told from the
statuses alone.
"""

from collections.abc import Callable

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import value_keys

List = Callable[[str, str], str]
"""Gives the subquery of a list: what is listed, and FROM with its conditions."""


def events(limit: int) -> str:
    """Return the SELECT of the cells of events by date."""
    return f"SELECT {_listed(_event(_joined))} {_from(limit)}"


def nested_events(limit: int) -> str:
    """Return the SELECT of events by date with their claims nested, as JSON."""
    claim = ", ".join(f"'{key}', {value}" for key, value in _claim(_array).items())
    claims = (
        f"(SELECT json_group_array(json_object({claim})) FROM claim c "
        "WHERE c.subject_kind = 'event' AND c.subject_id = e.id AND c.trashed_at IS NULL)"
    )
    values = {"uid": "e.uid"} | _event(_array) | {"claims": claims}
    return f"SELECT {_listed(values)} {_from(limit)}"


def _from(limit: int) -> str:
    return f"FROM event e WHERE e.trashed_at IS NULL ORDER BY e.date_sort, e.date_last, e.id LIMIT {limit}"


def _listed(values: dict[str, str]) -> str:
    return ", ".join(f'{value} AS "{key}"' for key, value in values.items())


def _joined(what: str, where: str) -> str:
    return f"(SELECT group_concat({what}, '; ') {where})"


def _array(what: str, where: str) -> str:
    return f"(SELECT json_group_array({what}) {where})"


def _event(list_of: List) -> dict[str, str]:
    monuments = "FROM event_monument l JOIN monument m ON m.id = l.monument_id WHERE l.event_id = e.id"
    actors = "FROM event_actor l JOIN actor a ON a.id = l.actor_id WHERE l.event_id = e.id"
    about = "FROM claim c WHERE c.subject_kind = 'event' AND c.subject_id = e.id AND c.trashed_at IS NULL"
    named = {
        "kind": "'event'",
        "monuments": list_of("m.name", monuments),
        "monuments_ids": list_of("l.monument_id", monuments),
        "actors": list_of("a.name", actors),
        "actors_ids": list_of("l.actor_id", actors),
        "actors_roles": list_of("l.role", actors),
        "tags": list_of("value", "FROM json_each(coalesce(e.tags, '[]'))"),
        "claim_count": f"(SELECT count(*) {about})",
        # The plus keeps SQLite off the index of statuses, which would be gone through for every event.
        "conflict": f"EXISTS (SELECT 1 {about} AND +c.status = 'conflict')",
    } | _days("e", "date")
    return {key: named.get(key, f"e.{key}") for key in value_keys(Kind.EVENT)}


def _claim(list_of: List) -> dict[str, str]:
    speakers = "FROM claim_claimant l JOIN actor a ON a.id = l.actor_id WHERE l.claim_id = c.id"
    named = (
        {
            "kind": "'claim'",
            "title": "c.proposition",
            "subject": "e.title",
            "claimants": list_of("a.name", speakers),
            "claimants_ids": list_of("l.actor_id", speakers),
            "value_link": "(SELECT a.name FROM actor a WHERE a.id = c.value_link_id)",
            "tags": "json(coalesce(c.tags, '[]'))",
            "hedges": "json(coalesce(c.hedges, '[]'))",
            "source": "(SELECT s.title FROM source s WHERE s.id = c.source_id)",
            "publisher": "(SELECT s.publisher FROM source s WHERE s.id = c.source_id)",
            "origin_actor": "(SELECT a.name FROM actor a WHERE a.id = c.origin_actor_id)",
            "rests_on": "(SELECT r.proposition FROM claim r WHERE r.id = c.rests_on_id)",
            "end": 'c."end"',
        }
        | _days("c", "said")
        | _days("c", "about")
    )
    return {key: named.get(key, f"c.{key}") for key in ("uid", *value_keys(Kind.CLAIM))}


def _days(table: str, key: str) -> dict[str, str]:
    """Return the earliest and latest day as text: day 1 is the first of January of the year 1."""
    first = "julianday('0001-01-01') - 1"
    return {
        f"{key}_earliest": f"date({first} + {table}.{key}_first)",
        f"{key}_latest": f"date({first} + {table}.{key}_last)",
    }
