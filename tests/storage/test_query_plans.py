"""The questions asked at every turn are answered from the indexes made for them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event

from scheduling.time_ranges import TimeRange
from storage.appointments import SqlAppointments
from storage.outbox_claiming import claim_due
from storage.waitlist import SqlWaitlist
from tests.fakes.businesses import BUSINESS, NOW, at
from tests.storage.stores import migrated

Question = Callable[[Connection], object]


def ask_busy(connection: Connection) -> None:
    """Ask what two staff members have on one day."""
    day = TimeRange(at(14, 0), at(15, 0))
    SqlAppointments(connection).busy(BUSINESS, ("ana", "ben"), day, NOW)


def ask_due(connection: Connection) -> None:
    """Ask what the outbox has for a worker."""
    claim_due(connection, "w", 10, timedelta(seconds=30))


def ask_line(connection: Connection) -> None:
    """Ask who waits in one business."""
    SqlWaitlist(connection).in_line(BUSINESS)


def ask_waiting(connection: Connection) -> None:
    """Ask in which businesses somebody waits."""
    SqlWaitlist(connection).businesses()


def ask_series(connection: Connection) -> None:
    """Ask which occurrences a series has."""
    SqlAppointments(connection).of_series(BUSINESS, "s")


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (ask_busy, "INDEX ix_claim_busy"),
        (ask_due, "INDEX ix_outbox_next_at"),
        (ask_line, "INDEX ix_waitlist_entry_in_line"),
        (ask_waiting, "INDEX ix_waitlist_entry_in_line"),
        (ask_series, "INDEX ix_appointment_customer_series"),
    ],
)
async def test_a_question_is_answered_from_its_index(
    sqlite_url: str, question: Question, index: str
) -> None:
    def plans(connection: Connection) -> list[str]:
        asked: list[tuple[str, tuple[object, ...]]] = []
        listen = ("before_cursor_execute", lambda *found: asked.append((found[2], found[3])))
        event.listen(connection, *listen)
        question(connection)
        event.remove(connection, *listen)
        return [_first_step(connection, *each) for each in asked if "julianday" not in each[0]]

    async with migrated(sqlite_url) as database:
        found = await database.write(plans)
    assert found
    assert all(f"USING {index}" in each for each in found)


def _first_step(connection: Connection, statement: str, values: tuple[object, ...]) -> str:
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return str(plan.all()[0][3])
