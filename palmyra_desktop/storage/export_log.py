"""The log of exports: when, what was looked for, how many, and the SHA-256 of the file."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from palmyra_desktop.storage.schema import export_log
from palmyra_desktop.storage.unit_of_work import now_utc


def add(connection: Connection, entry: Mapping[str, Any]) -> None:
    """Log an export: author, initiator, format, criteria (plain values), count, file_name, sha256."""
    row = {**entry, "criteria": json.dumps(entry["criteria"], ensure_ascii=False), "at_utc": now_utc()}
    connection.execute(insert(export_log), row)
