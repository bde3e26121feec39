"""The waitlist."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "waitlist_entry",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_waitlist_entry_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "entry_id", name=op.f("pk_waitlist_entry")),
    )
    op.create_index(
        "ix_waitlist_entry_in_line",
        "waitlist_entry",
        ["business_id", "created_at"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_waitlist_entry_customer",
        "waitlist_entry",
        ["business_id", "customer_id"],
        unique=False,
    )


def downgrade() -> None:
    """Drop it, with the news only the newer version can tell. What is kept is free by itself."""
    op.execute("DELETE FROM outbox WHERE kind = 'waitlistOffered'")
    op.drop_index("ix_waitlist_entry_customer", "waitlist_entry")
    op.drop_index("ix_waitlist_entry_in_line", "waitlist_entry")
    op.drop_table("waitlist_entry")
