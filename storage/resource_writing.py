"""Write resources as part of a catalog, with a lane for each unit there ever was."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from scheduling.resources import Resource
from storage.catalog_rows import next_lane, retire_others, rows_of
from storage.statements import Row, insert_unless_there
from storage.tables.businesses import RESOURCE, RESOURCE_UNIT


def write_resources(
    connection: Connection, business_id: str, resources: Iterable[Resource]
) -> None:
    """Write resources, and a lane for each unit there ever was: claims may name it for good."""
    found = {each.resource_id: each for each in resources}
    retire_others(connection, RESOURCE, "resource_id", business_id, found)
    for row in rows_of(business_id, "resource_id", found.values()):
        _write_resource(connection, row)
        _add_units(connection, business_id, found[row["resource_id"]])


def _write_resource(connection: Connection, row: Row) -> None:
    """Write a resource, or change the one that is there: its version goes on counting."""
    if insert_unless_there(connection, RESOURCE, {**row, "version": 1, "is_retired": False}):
        return
    is_it = (RESOURCE.c.business_id == row["business_id"]) & (
        RESOURCE.c.resource_id == row["resource_id"]
    )
    changed = {"position": row["position"], "details": row["details"], "is_retired": False}
    connection.execute(update(RESOURCE).where(is_it).values(**changed))


def _add_units(connection: Connection, business_id: str, resource: Resource) -> None:
    own = {"business_id": business_id, "resource_id": resource.resource_id}
    known = _known_units(connection, business_id, resource.resource_id)
    for each in resource.units:
        if each.unit not in known:
            row = {**own, "unit": each.unit, "lane": next_lane(connection)}
            connection.execute(RESOURCE_UNIT.insert(), row)


def _known_units(connection: Connection, business_id: str, resource_id: str) -> frozenset[int]:
    query = select(RESOURCE_UNIT.c.unit).where(
        RESOURCE_UNIT.c.business_id == business_id, RESOURCE_UNIT.c.resource_id == resource_id
    )
    return frozenset(connection.execute(query).scalars())
