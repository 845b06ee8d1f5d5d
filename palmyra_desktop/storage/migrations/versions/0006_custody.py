"""The chain of custody of files and texts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, empty: what was taken in before is known by the log of changes alone."""
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "custody",
        sa.Column("id", number, autoincrement=False, nullable=False),
        sa.Column("record_id", number, nullable=False),
        *(
            sa.Column(name, text, nullable=False)
            for name in ("kind", "at_utc", "step", "what", "sha256", "origin", "author", "how", "initiator")
        ),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_custody"),
    )
    op.create_index("ix_custody_kind_record_id_id", "custody", ["kind", "record_id", "id"])
