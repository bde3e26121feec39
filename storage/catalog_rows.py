"""What writing any part of a catalog has in common: rows in order, retiring, and new lanes."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Table, update

from scheduling.absences import TimeOff
from storage.codec import encode_fields
from storage.statements import Row, insert_unless_there
from storage.tables.businesses import LANE_COUNTER

_LANES = "staff_member"
"""The one row of the counter, named when only staff members had lanes."""


def rows_of(business_id: str, key: str, values: Iterable[object]) -> Iterator[Row]:
    """Give a row for each of them, in order."""
    for position, value in enumerate(values):
        own = {key: getattr(value, key)}
        if isinstance(value, TimeOff):
            own["staff_member_id"] = value.staff_member_id
        details = encode_fields(value, frozenset(own))
        yield {"business_id": business_id, **own, "position": position, "details": details}


def retire_others(
    connection: Connection, table: Table, key: str, business_id: str, kept: Iterable[str]
) -> None:
    """Retire what is not among those that are kept: what names it goes on doing so."""
    is_gone = (table.c.business_id == business_id) & table.c[key].not_in(list(kept))
    connection.execute(update(table).where(is_gone).values(is_retired=True))


def next_lane(connection: Connection) -> int:
    """Give a lane of the number line that no calendar has had."""
    raised = (
        update(LANE_COUNTER)
        .where(LANE_COUNTER.c.name == _LANES)
        .values(last_lane=LANE_COUNTER.c.last_lane + 1)
        .returning(LANE_COUNTER.c.last_lane)
    )
    insert_unless_there(connection, LANE_COUNTER, {"name": _LANES, "last_lane": 0})
    lane: int = connection.execute(raised).scalar_one()
    return lane
