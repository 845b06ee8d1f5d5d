"""The types of columns that are the same on SQLite and PostgreSQL."""

import json

from sqlalchemy import BigInteger, Dialect, Integer, Text, TypeDecorator

ID = BigInteger().with_variant(Integer(), "sqlite")
"""The number of a record."""
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte for byte."""


class Texts(TypeDecorator[tuple[str, ...]]):
    """A tuple of short texts as a JSON array; NULL when empty."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return json.dumps(list(value), ensure_ascii=False) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Return what was stored."""
        return tuple(json.loads(value)) if value else ()


NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""How constraints and indexes are named, alike on both engines."""
