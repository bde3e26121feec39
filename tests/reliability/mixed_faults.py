"""Faults planted into mixed work, by name: what a careless change could make of the claims."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from scheduling.busy_time import Busy
from scheduling.holds import Hold, Takeover
from scheduling.time_ranges import TimeRange
from storage.appointments import SqlAppointments
from tests.reliability.mixed_work import LockAndBusy

_REMEMBERED = 40


class NoLock(SqlAppointments):
    """Forgets to lock."""

    def lock(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        now: datetime,
        taking: Takeover | None = None,
        resource_ids: Sequence[str] = (),
        elsewhere: Sequence[tuple[str, str]] = (),
    ) -> tuple[Hold, ...]:
        """Do nothing."""
        del business_id, staff_member_ids, now, taking, resource_ids, elsewhere
        return ()


class ChecksNothingUnderTheLock(SqlAppointments):
    """Believes what was free before the transaction began."""

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
        """Say that everybody is free, as they were."""
        del business_id, staff_member_ids, within, now, except_appointment_id, except_owner
        del resource_ids
        return {}


class RemembersBusyTime:
    """Makes claims whose busy time was read a while ago: a cache nobody told of changes."""

    def __init__(self) -> None:
        self._kept: dict[object, Busy] = {}

    def __call__(self, connection: Connection) -> SqlAppointments:
        """Give claims on a connection, with what is remembered."""
        claims = SqlAppointments(connection)
        fresh = claims.busy

        def busy(business: str, staff: Sequence[str], within: TimeRange, *more: object) -> Busy:
            key = business, tuple(staff), within
            if len(self._kept) > _REMEMBERED:
                self._kept.clear()
            if key not in self._kept:
                self._kept[key] = fresh(business, staff, within, *more)  # type: ignore[arg-type]
            return self._kept[key]

        claims.busy = busy  # type: ignore[method-assign, assignment]
        return claims


def claims_of(fault: str) -> LockAndBusy:
    """Give what makes the claims with that fault; "" is none."""
    makers: Mapping[str, LockAndBusy] = {
        "": SqlAppointments,
        "no lock": NoLock,
        "a check outside the lock": ChecksNothingUnderTheLock,
        "a stale cache": RemembersBusyTime(),
    }
    return makers[fault]
