"""Half-written forms, tags of records with their colours, and files of sources."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and tables, empty; an index that was kept knows no tags and is made anew."""
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    for name in ("file_name", "file_sha256", "media_type"):
        op.add_column("source", sa.Column(name, text))
    for table in ("event", "monument", "image", "actor", "source", "claim"):
        op.add_column(table, sa.Column("tags", sa.Text()))
    op.create_table(
        "tag",
        sa.Column("name", text, nullable=False),
        sa.Column("color", text, nullable=False),
        sa.Column("key", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_tag"),
        sa.UniqueConstraint("key", name="uq_tag_key"),
    )
    op.create_table(
        "draft",
        sa.Column("id", text, nullable=False),
        sa.Column("kind", text, nullable=False),
        sa.Column("record_id", number, nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("states", text, nullable=False),
        sa.Column("at_utc", text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.execute("DELETE FROM facet_index")
