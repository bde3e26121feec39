"""Databases filled in bulk: the calendars of the workload, and any number of other appointments."""

from sqlalchemy import Connection, text

from benchmarks.company import SERVICE
from benchmarks.engines import Opened
from benchmarks.workload import CLEARING_UP, Workload
from scheduling.actors import OperatorActor
from scheduling.business import Catalog
from scheduling.service.administration import BusinessRecord, replace_business
from storage.failures import OVERLAP

_MINUTE, _DAY = 60, 86_400
_BATCH = 20_000
_A_DAY = 16
_APPOINTMENT = text("""
    INSERT INTO appointment (business_id, appointment_id, service_id, status, start_at, end_at,
        local_start, zone, fold, zone_data, sequence, version, created_at, last_updated_at, details)
    SELECT :business, :appointment, :service, 'confirmed', CAST(:lo AS BIGINT) * 1000000,
        CAST(:hi AS BIGINT) * 1000000,
        '2020-01-01T09:00:00', 'America/New_York', 0, '', 0, 1, 0, 0, '{}'
""")
_CLAIM = text("""
    INSERT INTO claim (business_id, staff_member_id, appointment_id, position, lane, lo, hi, active)
    SELECT business_id, staff_member_id, :appointment, 0, lane, :lo, :hi, true
    FROM staff_member WHERE business_id = :business AND staff_member_id = :who
""")
_MANY = """
    WITH RECURSIVE numbers(i) AS (
        SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < :last
    ), filler AS (
        SELECT member.business_id, member.staff_member_id, member.lane,
            'filler-' || member.lane || '-' || i AS appointment_id,
            CAST(:origin AS BIGINT) + i / :a_day * :day + i % :a_day * 1800 AS lo
        FROM numbers CROSS JOIN staff_member AS member
    )
"""
_MANY_APPOINTMENTS = text(f"""
    INSERT INTO appointment (business_id, appointment_id, service_id, status, start_at, end_at,
        local_start, zone, fold, zone_data, sequence, version, created_at, last_updated_at, details)
    {_MANY}
    SELECT business_id, appointment_id, :service, 'confirmed', lo * 1000000, (lo + 1800) * 1000000,
        '2020-01-01T09:00:00', 'America/New_York', 0, '', 0, 1, 0, 0, '{{}}'
    FROM filler
""")
_MANY_CLAIMS = text(f"""
    INSERT INTO claim (business_id, staff_member_id, appointment_id, position, lane, lo, hi, active)
    {_MANY}
    SELECT business_id, staff_member_id, appointment_id, 0, lane, lo, lo + 1800, true FROM filler
""")


_LONG_AGO = 1_500_000_000
_COPY = """
    WITH RECURSIVE copies(i) AS (
        SELECT 1 UNION ALL SELECT i + 1 FROM copies WHERE i < :copies
    )
"""
_COPIES = tuple(
    text(f"INSERT INTO {table} ({columns}) {_COPY} SELECT {values} FROM copies CROSS JOIN {table}")
    for table, columns, values in (
        (
            "business",
            "business_id, display_name, revision, details",
            "business_id || i, display_name, revision || i, details",
        ),
        (
            "service",
            "business_id, service_id, position, is_retired, details",
            "business_id || i, service_id, position, is_retired, details",
        ),
        (
            "staff_member",
            "business_id, staff_member_id, position, is_retired, version, lane, details",
            "business_id || i, staff_member_id, position, is_retired, version, lane + 99 * i, details",
        ),
    )
)


async def write_catalog(opened: Opened, catalog: Catalog) -> None:
    """Load a business."""
    await opened.transactions.run(replace_business, OperatorActor(), BusinessRecord(catalog))


async def write_workload(opened: Opened, catalog: Catalog, work: Workload) -> None:
    """Write the appointments of the workload. Some overlap, so the guard is laid aside."""
    rows = [
        {
            "business": catalog.business.business_id,
            "service": SERVICE,
            "appointment": f"{who}-{number}",
            "who": who,
            "lo": start * _MINUTE,
            "hi": (end + CLEARING_UP) * _MINUTE,
        }
        for who, busy in zip(catalog.staff_members, work.busy, strict=True)
        for number, (start, end) in enumerate(busy)
    ]

    def write(connection: Connection) -> None:
        lay_guard_aside(connection)
        connection.execute(_APPOINTMENT, rows)
        connection.execute(_CLAIM, rows)

    await opened.database.write(write)


async def write_others(opened: Opened, first: int, last: int, origin: int) -> None:
    """Write appointments `first` to `last` of every staff member there is, from a day on.

    They fill sixteen half hours of each day from `origin`, in seconds since 1970.
    """
    values: dict[str, object] = {"service": SERVICE, "origin": origin, "a_day": _A_DAY, "day": _DAY}
    for start in range(first, last, _BATCH):
        part = {**values, "first": start, "last": min(last, start + _BATCH)}

        def write(connection: Connection, part: dict[str, object] = part) -> None:
            lay_guard_aside(connection)
            connection.execute(_MANY_APPOINTMENTS, part)
            connection.execute(_MANY_CLAIMS, part)

        await opened.database.write(write)


async def copy_business(opened: Opened, copies: int) -> None:
    """Copy the one business there is, its staff, services and a day's appointments."""

    def write(connection: Connection) -> None:
        for statement in _COPIES:
            connection.execute(statement, {"copies": copies})

    await opened.database.write(write)
    await write_others(opened, 0, 1, _LONG_AGO)


async def settle(opened: Opened) -> None:
    """Let the database learn how much there is, as it does by itself in time."""
    if opened.kind.is_sqlite:
        await opened.database.write(lambda connection: connection.execute(text("ANALYZE")))
        return
    for table in ("appointment", "claim"):
        await opened.raw.read((f"VACUUM ANALYZE {table}", ()))


def lay_guard_aside(connection: Connection) -> None:
    """Take the guard away, which bulk loading would spend most of its time in."""
    if connection.dialect.name == "sqlite":
        for when in ("insert", "update"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {OVERLAP}_{when}"))
    else:
        connection.execute(text(f"ALTER TABLE claim DROP CONSTRAINT IF EXISTS {OVERLAP}"))
