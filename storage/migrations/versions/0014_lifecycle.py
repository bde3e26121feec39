"""Clocks of what is deleted, what was removed for good, and who is staff by identity."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_WITH_CLOCKS = ("business", "service", "staff_member")
_CLOCK = ("deleted_at", "kept_until_at")


def upgrade() -> None:
    """Add the columns, the table and the index."""
    for table in _WITH_CLOCKS:
        for name in _CLOCK:
            op.add_column(table, sa.Column(name, sa.BigInteger(), nullable=True))
    op.create_table(
        "removal",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint(
            "business_id", "kind", "identifier", "removed_at", name=op.f("pk_removal")
        ),
    )
    op.create_index(
        "ix_identity_staff_member",
        "identity",
        ["business_id", "staff_member_id"],
        unique=False,
        sqlite_where=sa.text("staff_member_id IS NOT NULL"),
        postgresql_where=sa.text("staff_member_id IS NOT NULL"),
    )


def downgrade() -> None:
    """Drop them. An older version knows no deleted business: it would be open again."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM business WHERE deleted_at IS NOT NULL")):
        raise RuntimeError("restore or purge the deleted businesses first")
    op.drop_index("ix_identity_staff_member", "identity")
    op.drop_table("removal")
    for table in reversed(_WITH_CLOCKS):
        for name in reversed(_CLOCK):
            op.drop_column(table, name)
