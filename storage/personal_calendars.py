"""Busy time read from staff members' own calendars, whole by source."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    Connection,
    RowMapping,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    select,
    update,
)

from scheduling.busy_time import BusyElsewhere, BusySource, Period
from scheduling.personal_calendars import PersonalCalendar
from scheduling.time_ranges import TimeRange, TimeRangeSet, minutes_around
from storage.instants import instant_of, microseconds
from storage.statements import Among, RandomText, Row, insert_unless_there
from storage.tables.businesses import BUSINESS
from storage.tables.personal_calendars import PERSONAL_BUSY, PERSONAL_CALENDAR

_DAY = 24 * 60
_OF_SOURCE = ("business_id", "staff_member_id", "source")
_ADD = PERSONAL_BUSY.insert()
_ALL = select(PERSONAL_CALENDAR).where(PERSONAL_CALENDAR.c.business_id == bindparam("business"))
_WHO = (
    select(PERSONAL_CALENDAR.c.staff_member_id)
    .where(PERSONAL_CALENDAR.c.business_id == bindparam("business"))
    .distinct()
)
_BUSY = (
    select(
        PERSONAL_BUSY.c.staff_member_id,
        PERSONAL_BUSY.c.first_minute,
        PERSONAL_BUSY.c.last_minute,
        PERSONAL_CALENDAR.c.read_at,
    )
    .join_from(
        PERSONAL_BUSY,
        PERSONAL_CALENDAR,
        and_(*(PERSONAL_BUSY.c[name] == PERSONAL_CALENDAR.c[name] for name in _OF_SOURCE)),
    )
    .where(
        PERSONAL_BUSY.c.business_id == bindparam("business"),
        Among(PERSONAL_BUSY.c.staff_member_id, "staff_members"),
        PERSONAL_BUSY.c.last_minute > bindparam("first"),
        # Follows from the next, since none is longer, and keeps the index from running on.
        PERSONAL_BUSY.c.last_minute < bindparam("end_of_last"),
        PERSONAL_BUSY.c.first_minute < bindparam("last"),
    )
)
HAS_PERSONAL_CALENDARS = (
    exists()
    .where(PERSONAL_CALENDAR.c.business_id == BUSINESS.c.business_id)
    .correlate(BUSINESS)
    .label("has_personal_calendars")
)
"""Whether there are any, for who reads the row of a business anyway: most have none."""
_NEW_REVISION = (
    update(BUSINESS)
    .where(BUSINESS.c.business_id == bindparam("business"))
    .values(revision=RandomText())
)


class SqlPersonalCalendars:
    """The port `PersonalCalendars` on a connection.

    Whose calendar was read at all is kept with the catalog, so the catalog is new where that
    changes; not at each reading.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, calendar: PersonalCalendar, busy: TimeRangeSet) -> None:
        """Write the busy time of one source of a staff member, in place of all there was of it."""
        row = _row(calendar)
        own = {name: row[name] for name in _OF_SOURCE}
        if insert_unless_there(self._connection, PERSONAL_CALENDAR, row):
            self._renew(calendar.business_id)
        else:
            self._connection.execute(
                update(PERSONAL_CALENDAR)
                .where(*(PERSONAL_CALENDAR.c[name] == own[name] for name in _OF_SOURCE))
                .values(**row)
            )
            self._clear(PERSONAL_BUSY, own)
        pieces = [
            {**own, "first_minute": first, "last_minute": last} for first, last in _pieces(busy)
        ]
        if pieces:
            self._connection.execute(_ADD, pieces)

    def remove(self, business_id: str, staff_member_id: str, source: str) -> bool:
        """Forget a source with its busy time; say whether there was one."""
        own: Row = dict(zip(_OF_SOURCE, (business_id, staff_member_id, source), strict=True))
        is_gone = self._clear(PERSONAL_CALENDAR, own) > 0
        if is_gone:
            self._renew(business_id)
        return is_gone

    def all(self, business_id: str) -> tuple[PersonalCalendar, ...]:
        """List what was read, by staff member and source."""
        found = self._connection.execute(_ALL, {"business": business_id}).mappings()
        return tuple(sorted(map(_calendar, found), key=_order))

    def busy(
        self, business_id: str, staff_member_ids: Sequence[str], within: TimeRange
    ) -> Mapping[str, BusyElsewhere]:
        """Give whole minutes of busy time in `within` by staff member; nobody free is listed."""
        first, last = minutes_around(within)
        asked = {
            "business": business_id,
            "staff_members": list(staff_member_ids),
            "first": first,
            "last": last,
            "end_of_last": last + _DAY,
        }
        periods: defaultdict[str, list[Period]] = defaultdict(list)
        read: dict[str, datetime] = {}
        for who, start, end, read_at in self._connection.execute(_BUSY, asked):
            periods[who].append((max(start, first), min(end, last)))
            known_at = instant_of(read_at)
            read[who] = min(known_at, read.get(who, known_at))
        source = BusySource.PERSONAL_CALENDAR
        return {who: BusyElsewhere(source, tuple(each), read[who]) for who, each in periods.items()}

    def _clear(self, table: Table, own: Row) -> int:
        is_own = (table.c[name] == own[name] for name in _OF_SOURCE)
        return self._connection.execute(delete(table).where(*is_own)).rowcount

    def _renew(self, business_id: str) -> None:
        self._connection.execute(_NEW_REVISION, {"business": business_id})


def read_personal_calendars(connection: Connection, business_id: str) -> frozenset[str]:
    """Give the ids of the staff members of whom a calendar was read."""
    return frozenset(connection.execute(_WHO, {"business": business_id}).scalars())


def _pieces(busy: TimeRangeSet) -> Iterator[Period]:
    """Give whole minutes, apart from each other, none longer than a day."""
    end = 0
    for each in busy:
        first, last = minutes_around(each)
        # Two that are apart by seconds share a minute.
        first = max(first, end)
        while first < last:
            yield first, min(first + _DAY, last)
            first = min(first + _DAY, last)
        end = max(end, last)


def _row(calendar: PersonalCalendar) -> dict[str, str | int]:
    return {
        "business_id": calendar.business_id,
        "staff_member_id": calendar.staff_member_id,
        "source": calendar.source,
        "read_at": microseconds(calendar.read_at),
        "from_at": microseconds(calendar.within.start_at),
        "to_at": microseconds(calendar.within.end_at),
        "event_count": calendar.event_count,
        "skipped_count": calendar.skipped_count,
    }


def _calendar(row: RowMapping) -> PersonalCalendar:
    return PersonalCalendar(
        business_id=row["business_id"],
        staff_member_id=row["staff_member_id"],
        source=row["source"],
        read_at=instant_of(row["read_at"]),
        within=TimeRange(instant_of(row["from_at"]), instant_of(row["to_at"])),
        event_count=row["event_count"],
        skipped_count=row["skipped_count"],
    )


def _order(calendar: PersonalCalendar) -> tuple[str, str]:
    # Sorted here: two engines have two ideas of the order of letters.
    return calendar.staff_member_id, calendar.source
