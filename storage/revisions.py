"""Revisions of businesses: a new one tells everybody who kept the catalog to read it again."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from storage.statements import RandomText
from storage.tables.businesses import BUSINESS

NEW_REVISION = select(RandomText())
"""Random, so that none ever comes back."""


def touch(connection: Connection, business_ids: Iterable[str]) -> None:
    """Give each business a new revision, in a fixed order, lest two transactions embrace."""
    for business_id in sorted(set(business_ids)):
        connection.execute(
            update(BUSINESS)
            .where(BUSINESS.c.business_id == business_id)
            .values(revision=connection.execute(NEW_REVISION).scalar_one())
        )
