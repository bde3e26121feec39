"""Claims that expire, and which status an appointment left for which, by which door."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OF_THE_RECORD = ("door", "status_before", "status_after")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("claim", sa.Column("expires_at", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_claim_expires_at",
        "claim",
        ["business_id", "staff_member_id", "expires_at"],
        unique=False,
        sqlite_where=sa.text("active = 1 AND expires_at IS NOT NULL"),
        postgresql_where=sa.text("active AND expires_at IS NOT NULL"),
    )
    for name in _OF_THE_RECORD:
        op.add_column("audit_entry", sa.Column(name, sa.String(), nullable=True))


def downgrade() -> None:
    """Drop them. A status only the newer version knows becomes one that claims its time too."""
    op.execute("UPDATE appointment SET status = 'confirmed' WHERE status = 'requested'")
    op.execute("UPDATE appointment SET status = 'arrived' WHERE status = 'inProgress'")
    for name in reversed(_OF_THE_RECORD):
        op.drop_column("audit_entry", name)
    op.drop_index("ix_claim_expires_at", "claim")
    op.drop_column("claim", "expires_at")
