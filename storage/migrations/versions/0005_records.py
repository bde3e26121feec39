"""Answers and the record of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _create_answer()
    _create_audit_entry()
    _index_audit_entry()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("audit_entry")
    op.drop_table("answer")


def _create_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_answer_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "key", name=op.f("pk_answer")),
    )


def _create_audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_audit_entry_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "entry_id", name=op.f("pk_audit_entry")),
    )


def _index_audit_entry() -> None:
    op.create_index(
        "ix_audit_entry_subject",
        "audit_entry",
        ["business_id", "subject", "recorded_at"],
        unique=False,
    )
