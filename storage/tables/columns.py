"""Columns that mean the same in every table.

Instants are microseconds since 1970-01-01T00:00:00Z in a big integer, but for the claims, which
count whole seconds. Integers compare and index alike on both engines and cost least to read.
"""

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKeyConstraint, String


def key(name: str) -> Column[str]:
    """Make a column of the primary key that holds an identifier."""
    return Column(name, String, primary_key=True)


def identifier(name: str) -> Column[str]:
    """Make a column that holds the identifier of something else."""
    return Column(name, String, nullable=False)


def words(name: str, comment: str | None = None) -> Column[str]:
    """Make a column of text, never NULL, empty where there is nothing to say."""
    return Column(name, String, nullable=False, comment=comment)


def optional_words(name: str, comment: str | None = None) -> Column[str]:
    """Make a column of text, or NULL: it came when there were rows already."""
    return Column(name, String, comment=comment)


def instant(name: str) -> Column[int]:
    """Make a column that holds an instant in microseconds."""
    return Column(name, BigInteger, nullable=False, comment="microseconds since 1970, UTC")


def optional_instant(name: str) -> Column[int]:
    """Make a column that holds an instant in microseconds, or NULL."""
    return Column(name, BigInteger, comment="microseconds since 1970, UTC")


def details() -> Column[Any]:
    """Make the column of everything no query ever asks about."""
    return Column("details", JSON, nullable=False)


def of_business() -> ForeignKeyConstraint:
    """Tie a row to its business."""
    return ForeignKeyConstraint(["business_id"], ["business.business_id"], ondelete="CASCADE")
