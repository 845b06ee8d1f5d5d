"""What an archive has beside its records is told of in the log of changes, as the records are."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_BANDS, _VERSION = "timeline_bands", "furnishing_version"
_GROUP = ("at_utc", "author", "label", "initiator", "reverts_group_id")


def upgrade() -> None:
    """Move the bands among the values of the archive, and what acts did to them into the log."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT group_id, bands FROM made_bands ORDER BY id")).all()
    before: Any = None
    version = 0
    for group_id, text in rows:
        after = _read(text)
        if group_id is not None and after != before:
            version += 1
            _log(connection, group_id, version, {"time_bands": before}, {"time_bands": after})
        before = after
    if before is not None:
        _keep(connection, _BANDS, json.dumps(before, ensure_ascii=False))
    if version:
        _keep(connection, _VERSION, str(version))
    op.drop_index("ix_made_bands_group_id", "made_bands")
    op.drop_table("made_bands")


def _read(text: str) -> Any:
    try:
        return json.loads(text) or None
    except ValueError:  # not as this program wrote it: nobody's bands
        return None


def _keep(connection: sa.Connection, key: str, value: str) -> None:
    archive = sa.table("archive", sa.column("key"), sa.column("value"))
    connection.execute(sa.insert(archive), {"key": key, "value": value})


def _log(
    connection: sa.Connection, group_id: int, version: int, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    names = "id", "group_id", "kind", "record_id", "version", "action", "before", "after", "hash"
    log = sa.table("change_log", *map(sa.column, names))
    newest = connection.execute(sa.select(log.c.id, log.c.hash).order_by(log.c.id.desc()).limit(1)).first()
    number, last_hash = newest or (0, "")
    group = sa.table("change_group", sa.column("id"), *map(sa.column, _GROUP))
    of_group = sa.select(*(group.c[name] for name in _GROUP)).where(group.c.id == group_id)
    row = {
        "id": number + 1,
        "group_id": group_id,
        "kind": "archive",
        "record_id": 0,
        "version": version,
        "action": "update",
        "before": _canonical(before),
        "after": _canonical(after),
    }
    chained = _canonical({**row, "group": list(connection.execute(of_group).one())})
    digest = hashlib.sha256(f"{last_hash}{chained}".encode()).hexdigest()
    connection.execute(sa.insert(log), row | {"hash": digest})


def _canonical(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
