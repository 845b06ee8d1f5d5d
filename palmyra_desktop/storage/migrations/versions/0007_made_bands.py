"""The user's own bands behind the timeline, as each act left them."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEY = "timeline_bands"


def upgrade() -> None:
    """Add the table with the bands there are, which were a value of the archive until now."""
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    made_bands = op.create_table(
        "made_bands",
        sa.Column("id", number, autoincrement=False, nullable=False),
        sa.Column("group_id", number),
        sa.Column("bands", text, nullable=False),
        sa.Column("hash", text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_made_bands"),
        sa.ForeignKeyConstraint(["group_id"], ["change_group.id"], name="fk_made_bands_group_id"),
    )
    op.create_index("ix_made_bands_group_id", "made_bands", ["group_id"])
    archive = sa.table("archive", sa.column("key", text), sa.column("value", text))
    kept = op.get_bind().execute(sa.select(archive.c.value).where(archive.c.key == _KEY)).scalar()
    if kept is not None:
        row = {"id": 1, "group_id": None, "bands": kept}
        canonical = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        op.bulk_insert(made_bands, [row | {"hash": hashlib.sha256(canonical.encode()).hexdigest()}])
        op.execute(sa.delete(archive).where(archive.c.key == _KEY))
