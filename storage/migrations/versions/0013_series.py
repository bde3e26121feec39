"""Which series an appointment is of, and of which series an announcement tells."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    for name in ("series_id", "occurrence_on"):
        op.add_column("appointment", sa.Column(name, sa.String(), nullable=True))
    op.create_index(
        "ix_appointment_series",
        "appointment",
        ["business_id", "series_id"],
        unique=False,
        sqlite_where=sa.text("series_id IS NOT NULL"),
        postgresql_where=sa.text("series_id IS NOT NULL"),
    )
    op.add_column("outbox", sa.Column("series_id", sa.String(), nullable=True))


def downgrade() -> None:
    """Drop them: the occurrences stay as appointments of their own."""
    op.drop_column("outbox", "series_id")
    op.drop_index("ix_appointment_series", "appointment")
    for name in ("occurrence_on", "series_id"):
        op.drop_column("appointment", name)
