"""Whole businesses of chance with appointments, asked as a customer asks, and worked out by hand.

Where tests/fakes/by_the_minute.py draws what decides about hours, this draws the rest: appointments
with their buffers, daily limits, lead time and advance, and places with stranger clocks.
"""

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from scheduling.appointments import Appointment
from scheduling.business import BookingBusiness, Catalog
from scheduling.busy_time import Busy, BusyTime
from scheduling.catalog import Service, StaffMember
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import BUSINESS, appointment, customer
from tests.fakes.by_the_minute import MINUTE, PLACES, ByTheMinute, Case, some_case, some_hours
from tests.fakes.memory import MemoryTransactions

ODD_PLACES = [
    *PLACES,
    # Two hours at once, forward and back.
    ("Antarctica/Troll", datetime(2026, 3, 29, tzinfo=UTC)),
    ("Antarctica/Troll", datetime(2026, 10, 25, tzinfo=UTC)),
    # 12:45 ahead and 10:30 ahead, with clock changes; 8:45 and 9:30 ahead, without.
    ("Pacific/Chatham", datetime(2026, 4, 4, tzinfo=UTC)),
    ("Pacific/Chatham", datetime(2026, 9, 26, tzinfo=UTC)),
    ("Australia/Eucla", datetime(2026, 2, 28, tzinfo=UTC)),
    ("Australia/Darwin", datetime(2026, 12, 31, tzinfo=UTC)),
    ("America/St_Johns", datetime(2026, 3, 8, tzinfo=UTC)),
    ("America/St_Johns", datetime(2026, 11, 1, tzinfo=UTC)),
    ("Pacific/Kiritimati", datetime(2026, 6, 1, tzinfo=UTC)),
]
OWN_ZONES = ["", "", "", "Asia/Kathmandu", "Antarctica/Troll", "Pacific/Chatham"]
_NIGHT = (DayPeriod(0, 6 * 60), DayPeriod(22 * 60, 24 * 60))


@dataclass(frozen=True)
class BusinessOfChance:
    """A business, its appointments, a time to ask at, and a customer's question."""

    catalog: Catalog
    service: Service
    appointments: tuple[Appointment, ...]
    now: datetime
    bounds: TimeRange

    def found(self) -> dict[datetime, tuple[str, ...]]:
        """What the engine answers."""
        transactions = MemoryTransactions(self.now)
        transactions.state.catalogs[BUSINESS] = self.catalog
        transactions.state.appointments.update(
            ((BUSINESS, each.appointment_id), each) for each in self.appointments
        )
        wish = Wish(business_id=BUSINESS, service_id=self.service.service_id)
        asked = FindSlots(wish, self.bounds)
        return {
            each.start_at: tuple(who.staff_member_id for who in each.staff_members)
            for each in transactions.do(find_slots, customer(), asked)
        }

    def worked_out(self) -> dict[datetime, tuple[str, ...]]:
        """What a patient person answers."""
        case = Case(self.catalog, self.service, self._busy(), self.bounds)
        policy = self.catalog.policy_of(self.service)
        first, last = self.now + policy.minimum_lead_time, self.now + policy.maximum_advance
        found = {
            start_at: tuple(who for who in free if not self._is_full(who, start_at))
            for start_at, free in ByTheMinute(case).free().items()
            if first <= start_at <= last
        }
        return {start_at: free for start_at, free in found.items() if free}

    def _busy(self) -> Busy:
        return {
            who: BusyTime.of(
                each.claimed for each in self.appointments if who in each.staff_member_ids
            )
            for who in self.catalog.staff_members
        }

    def _is_full(self, who: str, start_at: datetime) -> bool:
        """Count that day's appointments by the wall clock of the business, whoever has them."""
        day, counted = self._day(start_at), Counter[str]()
        for each in self.appointments:
            if self._day(each.time_range.start_at) == day:
                counted.update({f"with {name}" for name in each.staff_member_ids})
                counted[f"of {each.service_id}"] += 1
        theirs = self.catalog.staff_members[who].maximum_appointments_per_day
        its = self.service.maximum_appointments_per_day
        return (theirs is not None and counted[f"with {who}"] >= theirs) or (
            its is not None and counted[f"of {self.service.service_id}"] >= its
        )

    def _day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.catalog.business.time_zone)).date()


def business_of_chance(seed: int) -> BusinessOfChance:
    """Give the business of a number: the same each time."""
    chance = random.Random(f"business {seed}")
    zone, around = chance.choice(ODD_PLACES)
    case = some_case(chance.randrange(10**9), zone, around)
    staff = {name: _some_person(chance, each) for name, each in case.catalog.staff_members.items()}
    service = _some_service(chance, case.service)
    hours = case.catalog.business.business_hours
    business = BookingBusiness(
        business_id=BUSINESS,
        display_name="Chance",
        time_zone=zone,
        business_hours=_some_week(chance, hours),
    )
    catalog = replace(case.catalog, business=business, services={"s": service}, staff_members=staff)
    appointments = tuple(
        _some_appointment(chance, number, around, tuple(staff))
        for number in range(chance.choice([0, 2, 6]) * len(staff))
    )
    first = around + chance.randrange(-1500, 0) * MINUTE
    bounds = TimeRange(first, first + chance.randrange(300, 1500) * MINUTE)
    now = first + chance.randrange(-1500, 300) * MINUTE
    return BusinessOfChance(catalog, service, appointments, now, bounds)


def _some_week(chance: random.Random, hours: WeeklyHours) -> WeeklyHours:
    return WeeklyHours(dict.fromkeys(Weekday, _NIGHT)) if chance.random() < 0.1 else hours


def _some_person(chance: random.Random, before: StaffMember) -> StaffMember:
    return replace(
        before,
        use_business_hours=chance.random() < 0.6,
        working_hours=some_hours(chance),
        time_zone=chance.choice(OWN_ZONES),
        maximum_appointments_per_day=chance.choice([None, None, 1, 2, 4]),
    )


def _some_service(chance: random.Random, before: Service) -> Service:
    lead = chance.choice([0, 0, 1, 59, 60, 1440]) * MINUTE
    policy = replace(
        before.scheduling_policy,
        minimum_lead_time=lead,
        maximum_advance=lead + chance.choice([1440, 1441, 3000, 90_000]) * MINUTE,
    )
    return replace(
        before,
        scheduling_policy=SchedulingPolicy().over(policy),
        maximum_appointments_per_day=chance.choice([None, None, None, 1, 3]),
        default_duration=chance.choice([5, 15, 20, 45, 60, 90, 240, 1500]) * MINUTE,
    )


def _some_appointment(
    chance: random.Random, number: int, around: datetime, names: tuple[str, ...]
) -> Appointment:
    start_at = around + chance.randrange(-2400, 2400, 5) * MINUTE
    return appointment(
        f"a-{number}",
        start_at,
        tuple(chance.sample(names, chance.choice([1, 1, 1, len(names)]))),
        service_id=chance.choice(["s", "other"]),
        time_range=TimeRange(start_at, start_at + chance.randrange(5, 200, 5) * MINUTE),
        pre_buffer=chance.choice([0, 0, 10]) * MINUTE,
        post_buffer=chance.choice([0, 0, 25]) * MINUTE,
    )
