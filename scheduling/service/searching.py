"""The answers to a wish that was looked up for one actor: what is free, and why the rest is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduling.availability import Slot, SlotQuery, bookable_window, slots, with_full_days
from scheduling.business import Catalog
from scheduling.busy_time import Busy
from scheduling.catalog import Service, StaffMember
from scheduling.errors import Reason
from scheduling.explanations import explain, explain_policy
from scheduling.groups import GroupPlace
from scheduling.layers import Explanation, Layer
from scheduling.permissions import Action, Reach
from scheduling.ports import UnitOfWork
from scheduling.recurrence import day_range
from scheduling.service.access import Access
from scheduling.service.elsewhere import with_time_elsewhere
from scheduling.service.group_places import group_places
from scheduling.service.recording import holder
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.workload import AssignedTime, full_days

LONGEST_SEARCH = timedelta(days=62)
NEAREST_SEARCH = timedelta(days=7)
LONGEST_OVERRIDE = timedelta(days=3650)
LONGEST_SERVICE = timedelta(days=9)
"""No service with its buffers reaches further than this from its start."""


@dataclass(frozen=True, slots=True)
class Search:
    """A wish looked up in its catalog, for one actor: what every question of this module needs.

    `required_count` of the candidates have it at once, whoever is wished for among them. `is_move`
    is of a whole appointment, with everybody who attends it. What one customer of several leaves
    `goes_on`: its time is not free for them.
    """

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    wish: Wish
    service: Service
    candidates: tuple[StaffMember, ...]
    now: datetime
    required_count: int = 1
    kept_staff_member_id: str | None = None
    is_move: bool = False
    goes_on: bool = False

    def busy(self, bounds: TimeRange) -> Busy:
        """Read what is busy for the candidates wherever it could meet a start within `bounds`.

        What the actor holds themselves is theirs to book, so it is not busy to them.
        """
        reach = bounds.padded(LONGEST_SERVICE, LONGEST_SERVICE)
        busy = self.uow.appointments.busy(
            self.catalog.business.business_id,
            self.candidate_ids,
            reach,
            self.now,
            self._freed_appointment_id,
            holder(self.access.actor),
            self.resource_ids,
        )
        busy = with_time_elsewhere(self.uow, self.catalog, self.candidates, reach, self.now, busy)
        return with_full_days(busy, self.full_days(reach)) if self._is_limited else busy

    @property
    def candidate_ids(self) -> tuple[str, ...]:
        """List the ids of who could take it."""
        return tuple(each.staff_member_id for each in self.candidates)

    @property
    def resource_ids(self) -> tuple[str, ...]:
        """List the resources any of which may be needed."""
        named = (each for need in self.service.required_resources for each in need.resource_ids)
        return tuple(dict.fromkeys(each for each in named if each in self.catalog.resources))

    def full_days(self, bounds: TimeRange) -> Mapping[str, tuple[TimeRange, ...]]:
        """Give the candidates' days that have as many appointments as are taken in a day."""
        zone = self.catalog.business.time_zone
        found = full_days(self.assigned(bounds), self.service, self.candidates, zone)
        return {who: tuple(day_range(on, zone) for on in days) for who, days in found.items()}

    def assigned(self, bounds: TimeRange) -> tuple[AssignedTime, ...]:
        """Read what starts within `bounds`, whoever has it, but for what is moved.

        Who has something of the service need not provide it any more: it counts all the same.
        """
        business_id, everybody = (
            self.catalog.business.business_id,
            tuple(self.catalog.staff_members),
        )
        found = self.uow.appointments.assigned(business_id, everybody, bounds, self.now)
        freed = self._freed_appointment_id
        return tuple(each for each in found if each.appointment_id != freed)

    @property
    def _freed_appointment_id(self) -> str | None:
        return None if self.goes_on else self.wish.except_appointment_id

    @property
    def _is_limited(self) -> bool:
        limits = [each.maximum_appointments_per_day for each in self.candidates]
        return any(
            each is not None for each in (*limits, self.service.maximum_appointments_per_day)
        )

    def window(self) -> TimeRange:
        """Give when the appointment may start: the policy's window, or any time to come."""
        if self.may_override:
            return TimeRange(self.now, self.now + LONGEST_OVERRIDE)
        return bookable_window(self.catalog.policy_of(self.service), self.now)

    @property
    def may_override(self) -> bool:
        """Tell whether the actor may go past the policy's limits."""
        return self.access.reach(Action.OVERRIDE_RULES) is not Reach.NONE

    @property
    def may_choose_staff(self) -> bool:
        """Tell whether the actor may name who takes it: customers, where the policy lets them.

        An appointment that moves may stay with whom it is.
        """
        if self.is_with_all:
            return True
        wished = self.wish.staff_member_id
        is_anyone = wished is None and not self.wish.except_staff_member_ids
        is_kept = wished is not None and wished == self.kept_staff_member_id
        allowed = self.catalog.policy_of(self.service).allow_staff_selection
        return is_anyone or is_kept or allowed or not self.access.is_customer

    def widened(self) -> "Search":
        """Give the same wish with anyone where it named somebody who cannot take it at all."""
        providers = self.catalog.providers_of(self.service)
        can_take_it = sum(each in providers for each in self.candidates) >= self.required_count
        if self.is_with_all or (self.may_choose_staff and can_take_it):
            return self
        wish = replace(self.wish, staff_member_id=None, except_staff_member_ids=frozenset())
        return replace(self, wish=wish, candidates=providers)

    def slots(self, bounds: TimeRange) -> tuple[Slot, ...]:
        """List the slots that start within `bounds` and within the window."""
        within = bounds.clipped(self.window())
        if within is None or not self.may_choose_staff:
            return ()
        query = SlotQuery(self.service, self.candidates, within)
        found = slots(self.catalog, query, self.busy(within))
        most = self.service.maximum_attendees_count
        fresh = (replace(each, open_attendees_count=most) for each in found if self._suffices(each))
        places = {each.start_at: each for each in self._places(within)}
        return tuple(sorted({**{each.start_at: each for each in fresh}, **places}.values()))

    def _suffices(self, slot: Slot) -> bool:
        wished = self.wish.staff_member_id
        has_wished = wished is None or self.is_move or wished in slot.staff_member_ids
        return has_wished and len(slot.staff_member_ids) >= self.required_count

    @property
    def is_with_all(self) -> bool:
        """Tell whether it is a move of what several staff members have: with all of them."""
        return self.is_move and self.kept_staff_member_id is None

    def _places(self, within: TimeRange) -> Iterator[Slot]:
        """Give the appointments that start within a range and have room for who comes."""
        for each in self.group_places(within):
            if each.open_attendees_count >= self.wish.attendees_count:
                appointment = each.appointment
                yield Slot(
                    appointment.time_range,
                    appointment.staff_member_ids,
                    appointment.appointment_id,
                    each.open_attendees_count,
                )

    def group_places(self, within: TimeRange) -> tuple[GroupPlace, ...]:
        """List the group's appointments that start within a range; none where all of one moves."""
        if self.is_move:
            return ()
        own = holder(self.access.actor)
        return group_places(self.uow, self.wish, self.service, within, self.now, own)

    def nearest(self, start_at: datetime, count: int = 5) -> tuple[Slot, ...]:
        """List the slots nearest to `start_at`, in order of time, looking ever further ahead.

        Where nobody asked for can take it at all, they are times with others.
        """
        window, search = self.window(), self.widened()
        anchor = min(max(start_at, window.start_at), window.end_at)
        day = timedelta(days=1)
        for reach in (day, NEAREST_SEARCH, LONGEST_SEARCH):
            found = search.slots(TimeRange(anchor - min(reach, NEAREST_SEARCH), anchor + reach))
            if len(found) >= count or reach is LONGEST_SEARCH:
                closest = sorted(found, key=lambda each: abs(each.start_at - start_at))[:count]
                return tuple(sorted(closest))
        return ()

    def refusal(self, start_at: datetime, busy: Busy) -> Explanation | None:
        """Say why the wish cannot be met at `start_at`, or None where it can."""
        limit = self._limit(start_at)
        if limit is not None:
            return limit
        if not self.may_choose_staff:
            return Explanation(Reason.NOT_OFFERED_BY_STAFF, self.wish.staff_member_id)
        room = self.group_places(TimeRange(start_at, start_at + timedelta(minutes=1)))
        if any(each.open_attendees_count >= self.wish.attendees_count for each in room):
            return None
        refusal = self._refusal_of_calendars(start_at, busy)
        if refusal is not None and room:
            left = max(each.open_attendees_count for each in room)
            return Explanation(Reason.FULL, layer=Layer.CAPACITY, open_attendees_count=max(left, 0))
        return refusal

    def _refusal_of_calendars(self, start_at: datetime, busy: Busy) -> Explanation | None:
        wished, count = self.wish.staff_member_id, self.required_count
        if wished is not None and count > 1 and not self.is_move:
            theirs = (self.catalog.staff_member(wished),)
            refusal = explain(self.catalog, self.service, theirs, start_at, busy)
            if refusal is not None:
                return self._as_told(refusal)
        refusal = explain(self.catalog, self.service, self.candidates, start_at, busy, count)
        return self._as_told(refusal)

    def _as_told(self, refusal: Explanation | None) -> Explanation | None:
        if refusal is None or not self.access.is_customer:
            return refusal
        return refusal.for_customers()

    def _limit(self, start_at: datetime) -> Explanation | None:
        if not self.may_override:
            return explain_policy(self.catalog, self.service, start_at, self.now)
        return Explanation(Reason.PAST) if start_at < self.now else None
