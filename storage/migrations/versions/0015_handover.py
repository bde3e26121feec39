"""What was handed over at once, and what is offered to colleagues."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "hand_over",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("hand_over_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_hand_over_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "hand_over_id", name=op.f("pk_hand_over")),
    )
    op.create_index(
        "ix_hand_over_offered",
        "hand_over",
        ["business_id", "expires_at"],
        unique=False,
        sqlite_where=sa.text("state = 'offered'"),
        postgresql_where=sa.text("state = 'offered'"),
    )


def downgrade() -> None:
    """Drop it, and what was to be told of it: the version before knows neither."""
    op.execute("DELETE FROM outbox WHERE kind IN ('handOver', 'handedOver')")
    op.drop_index("ix_hand_over_offered", "hand_over")
    op.drop_table("hand_over")
