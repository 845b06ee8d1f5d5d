"""What emptying the trash and looking for duplicates leave behind."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, empty: nothing was removed for good, no two records were compared."""
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "removed",
        sa.Column("kind", text, nullable=False),
        sa.Column("record_id", number, autoincrement=False, nullable=False),
        sa.Column("group_id", number, nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", name="pk_removed"),
        sa.ForeignKeyConstraint(["group_id"], ["change_group.id"], name="fk_removed_group_id"),
    )
    op.create_index("ix_removed_group_id", "removed", ["group_id"])
    op.create_table(
        "not_duplicate",
        sa.Column("kind", text, nullable=False),
        sa.Column("record_id", number, autoincrement=False, nullable=False),
        sa.Column("other_id", number, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "other_id", name="pk_not_duplicate"),
    )
