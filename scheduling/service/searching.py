"""A wish looked up for one actor: the service, who could take it, and what is free or refused."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduling.actors import Actor, CustomerActor
from scheduling.appointments import Appointment
from scheduling.availability import Busy, FreeStarts, Slot, SlotQuery, bookable_window, free_starts
from scheduling.business import Catalog
from scheduling.catalog import Service, StaffMember
from scheduling.errors import NotFound, Reason
from scheduling.explanations import Explanation, explain, explain_policy
from scheduling.permissions import Action, Reach
from scheduling.ports import UnitOfWork
from scheduling.service.access import Access, access_of, appointment_for, require
from scheduling.time_ranges import TimeRange

LONGEST_SEARCH = timedelta(days=62)
NEXT_TO_IT = timedelta(days=1)
NEAREST_SEARCH = timedelta(days=7)
_REACHES = (timedelta(hours=2), NEXT_TO_IT, NEAREST_SEARCH, LONGEST_SEARCH)
LONGEST_OVERRIDE = timedelta(days=3650)
LONGEST_SERVICE = timedelta(days=9)
"""No service with its buffers reaches further than this from its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants: a service, by a certain staff member or by anyone (None).

    `except_staff_member_ids` are those who are not wanted where anyone else may take it.
    `except_appointment_id` is an appointment being moved: its own time counts as free, and its
    service is taken as it was booked, whatever became of the service since.
    """

    business_id: str
    service_id: str
    staff_member_id: str | None = None
    except_staff_member_ids: frozenset[str] = frozenset()
    except_appointment_id: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A wish looked up in its catalog, for one actor: what every question of this module needs."""

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    wish: Wish
    service: Service
    candidates: tuple[StaffMember, ...]
    now: datetime
    kept_staff_member_id: str | None = None

    def busy(self, bounds: TimeRange) -> Busy:
        """Read what is busy for the candidates wherever it could meet a start within `bounds`."""
        return self.uow.appointments.busy(
            self.catalog.business.business_id,
            [each.staff_member_id for each in self.candidates],
            bounds.padded(LONGEST_SERVICE, LONGEST_SERVICE),
            self.wish.except_appointment_id,
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
        wished = self.wish.staff_member_id
        is_anyone = wished is None and not self.wish.except_staff_member_ids
        is_kept = wished is not None and wished == self.kept_staff_member_id
        allowed = self.catalog.policy_of(self.service).allow_staff_selection
        return is_anyone or is_kept or allowed or not self.access.is_customer

    def widened(self) -> "Search":
        """Give the same wish with anyone where it named somebody who cannot take it at all."""
        providers = self.catalog.providers_of(self.service)
        if self.may_choose_staff and any(each in providers for each in self.candidates):
            return self
        wish = replace(self.wish, staff_member_id=None, except_staff_member_ids=frozenset())
        return replace(self, wish=wish, candidates=providers)

    def slots(self, bounds: TimeRange, busy: Busy | None = None) -> tuple[Slot, ...]:
        """List what `free` finds as slots, each with everybody who is free for it."""
        return self.free(bounds, busy).slots(self.service.default_duration)

    def free(self, bounds: TimeRange, busy: Busy | None = None) -> FreeStarts:
        """Find the starts within `bounds` and within the window, and who is free at each.

        `busy` is what `busy` gave for these bounds or wider ones, where that is at hand.
        """
        within = bounds.clipped(self.window())
        if within is None or not self.may_choose_staff:
            return FreeStarts((), {})
        query = SlotQuery(self.service, self.candidates, within)
        return free_starts(self.catalog, query, self.busy(within) if busy is None else busy)

    def nearest(
        self, start_at: datetime, busy: Busy | None = None, count: int = 5
    ) -> tuple[Slot, ...]:
        """List the slots nearest to `start_at`, in order of time, looking ever further ahead.

        Where nobody asked for can take it at all, they are times with others. `busy` is what
        `busy` gave for a day before and after it, where that is at hand.
        """
        window, search = self.window(), self.widened()
        anchor = min(max(start_at, window.start_at), window.end_at)
        at_hand = busy if search is self and anchor == start_at else None
        for reach in _REACHES:
            bounds = TimeRange(anchor - min(reach, NEAREST_SEARCH), anchor + reach)
            found = search.slots(bounds, at_hand if reach <= NEXT_TO_IT else None)
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
        return explain(self.catalog, self.service, self.candidates, start_at, busy)

    def _limit(self, start_at: datetime) -> Explanation | None:
        if not self.may_override:
            return explain_policy(self.catalog, self.service, start_at, self.now)
        return Explanation(Reason.PAST) if start_at < self.now else None


def search_for(
    uow: UnitOfWork, actor: Actor, wish: Wish, now: datetime, scoped_key: str = ""
) -> Search:
    """Look a wish up. Raises NotFound for a service or staff member the actor may not choose.

    `scoped_key` is an idempotency key whose answer will be asked for next, if any.
    """
    principal = actor.principal if isinstance(actor, CustomerActor) else None
    uow.foresee(wish.business_id, principal, scoped_key)
    catalog = uow.businesses.catalog(wish.business_id)
    access = access_of(uow, actor, catalog)
    if wish.except_appointment_id is not None:
        moved = appointment_for(
            uow, access, Action.RESCHEDULE, wish.business_id, wish.except_appointment_id
        )
        return search_to_move(uow, catalog, access, moved, wish, now)
    require(access, Action.BOOK)
    service = catalog.service(wish.service_id)
    if access.is_customer and service.is_hidden_from_customers:
        raise NotFound("service", wish.service_id)
    return Search(uow, catalog, access, wish, service, candidates_of(catalog, service, wish), now)


def search_to_move(
    uow: UnitOfWork,
    catalog: Catalog,
    access: Access,
    moved: Appointment,
    wish: Wish,
    now: datetime,
) -> Search:
    """Look up where an appointment could go: as long and with the buffers it was booked with."""
    service = replace(
        catalog.service(moved.service_id),
        default_duration=moved.time_range.duration,
        pre_buffer=moved.pre_buffer,
        post_buffer=moved.post_buffer,
    )
    candidates = candidates_of(catalog, service, wish)
    return Search(uow, catalog, access, wish, service, candidates, now, moved.staff_member_ids[0])


def candidates_of(catalog: Catalog, service: Service, wish: Wish) -> tuple[StaffMember, ...]:
    """List who could take it: the staff member asked for, or all who provide it and are wanted."""
    if wish.staff_member_id is not None:
        return (catalog.staff_member(wish.staff_member_id),)
    unwanted = wish.except_staff_member_ids
    providers = catalog.providers_of(service)
    return tuple(each for each in providers if each.staff_member_id not in unwanted)
