"""Hold, confirm, book, move, cancel and running out, at random and at once: the record is right."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text

from scheduling.actors import OperatorActor
from scheduling.busy_time import Busy
from scheduling.holds import Hold, Takeover
from scheduling.policies import SchedulingPolicy
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.time_ranges import TimeRange
from storage.appointments import SqlAppointments
from storage.database import Database
from tests.reliability.checker import overlaps
from tests.reliability.extent import extent
from tests.reliability.history import History, kinds, recorded, replay, stored
from tests.reliability.mixed_faults import claims_of
from tests.reliability.mixed_work import HELD_FOR, MAKE_RECORD, LockAndBusy, Patron
from tests.reliability.scene import catalog, opened, prepare
from tests.reliability.test_planted_faults import DISARM

PATRONS = 20
LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)
ALWAYS = datetime(2099, 1, 1, tzinfo=UTC)


def _nothing(_: Connection) -> None:
    """Leave the guard as it is."""


def _disarm(connection: Connection) -> None:
    for statement in DISARM[connection.dialect.name]:
        connection.execute(text(statement))


async def _work(
    database: Database,
    seed: int,
    each_does: int,
    fault: LockAndBusy = SqlAppointments,
    also: Callable[[Connection], None] = _nothing,
) -> tuple[list[Patron], History]:
    transactions = await prepare(database)
    policy = SchedulingPolicy(hold_time=HELD_FOR, maximum_open_appointments=1000)
    plain = catalog()
    business = replace(plain.business, scheduling_policy=policy)
    loaded = BusinessRecord(replace(plain, business=business))
    await transactions.run(replace_business, OperatorActor(), loaded)
    await database.write(lambda c: c.execute(MAKE_RECORD))
    await database.write(also)
    patrons = [
        Patron(f"p{number}", database, random.Random(seed * 1000 + number), fault)
        for number in range(PATRONS)
    ]
    await asyncio.gather(*(each.work(each_does) for each in patrons))
    entries = await database.read(recorded)
    refused = [entry for each in patrons for entry in each.refused]
    return patrons, replay(entries, refused)


@pytest.mark.parametrize("seed", range(extent().seeds))
async def test_the_record_of_mixed_work_has_no_violation_and_is_what_is_stored(
    database_url: str, seed: int
) -> None:
    async with opened(database_url, connections=20) as database:
        patrons, history = await _work(database, seed, extent().changes_a_patron)
        assert [failed for each in patrons for failed in each.failed] == []
        assert history.wrong == []
        assert await database.read(stored) == history.all()
        assert await database.read(overlaps) == []
        entries = await database.read(recorded)
    assert kinds(entries) == {"hold", "book", "move", "cancel", "release"}
    assert kinds(entry for each in patrons for entry in each.refused) >= {"hold", "book", "move"}


class CountsWhatIsOver(SqlAppointments):
    """Takes holds that are over for busy, and leaves them where they are."""

    def lock(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        now: datetime,
        taking: Takeover | None = None,
        resource_ids: Sequence[str] = (),
        elsewhere: Sequence[tuple[str, str]] = (),
    ) -> tuple[Hold, ...]:
        """Lock as ever, but clear nothing that is over."""
        del now
        whose = business_id, staff_member_ids
        return super().lock(*whose, LONG_AGO, taking, resource_ids, elsewhere)

    def busy(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        within: TimeRange,
        now: datetime,
        except_appointment_id: str | None = None,
        except_owner: str = "",
        resource_ids: Sequence[str] = (),
    ) -> Busy:
        """Give what is busy, over or not."""
        del now
        return super().busy(
            business_id,
            staff_member_ids,
            within,
            LONG_AGO,
            except_appointment_id,
            except_owner,
            resource_ids,
        )


class LeavesThemToTheGuard(CountsWhatIsOver):
    """Ignores holds that are over, but leaves them where they are."""

    def busy(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        within: TimeRange,
        now: datetime,
        except_appointment_id: str | None = None,
        except_owner: str = "",
        resource_ids: Sequence[str] = (),
    ) -> Busy:
        """Give what is busy as it should be."""
        return SqlAppointments.busy(
            self,
            business_id,
            staff_member_ids,
            within,
            now,
            except_appointment_id,
            except_owner,
            resource_ids,
        )


class SeesNoHolds(SqlAppointments):
    """Takes every hold for over."""

    def busy(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        within: TimeRange,
        now: datetime,
        except_appointment_id: str | None = None,
        except_owner: str = "",
        resource_ids: Sequence[str] = (),
    ) -> Busy:
        """Give appointments only."""
        del now
        return super().busy(
            business_id,
            staff_member_ids,
            within,
            ALWAYS,
            except_appointment_id,
            except_owner,
            resource_ids,
        )


FAULTS: Mapping[str, tuple[LockAndBusy, bool]] = {
    "holds that are over count": (CountsWhatIsOver, False),
    "holds that are over stay": (LeavesThemToTheGuard, False),
    "holds are not seen": (SeesNoHolds, True),
    "a check outside the lock": (claims_of("a check outside the lock"), True),
    "a stale cache": (claims_of("a stale cache"), True),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_planted_fault_is_found(database_url: str, fault: str) -> None:
    appointments, is_disarmed = FAULTS[fault]
    async with opened(database_url, connections=20) as database:
        prepare_too = _disarm if is_disarmed else _nothing
        _, history = await _work(database, 7, 12, appointments, prepare_too)
    assert history.wrong


async def test_a_forgotten_lock_is_found(postgres_url: str) -> None:
    """SQLite writes one transaction after the other: there the lock is the transaction itself."""
    async with opened(postgres_url, connections=20) as database:
        _, history = await _work(database, 7, 12, claims_of("no lock"), _disarm)
    assert history.wrong
