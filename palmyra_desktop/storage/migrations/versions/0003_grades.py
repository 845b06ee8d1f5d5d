"""Admiralty grades: the reliability of a source, the credibility of what a claim says."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty: nothing was graded."""
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.add_column("source", sa.Column("reliability", text))
    op.add_column("claim", sa.Column("credibility", text))
