"""Tables for what answers filters and searches of large archives."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, empty: they are filled where that is wanted."""
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "facet_index",
        sa.Column("kind", text, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_facet_index"),
    )
    op.create_table(
        "posting",
        sa.Column("kind", text, nullable=False),
        sa.Column("scope", text, nullable=False),
        sa.Column("word", text, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "scope", "word", name="pk_posting"),
    )
