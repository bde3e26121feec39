"""What customers do with their places in a group, and staff with those who attend it."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from scheduling.actors import OperatorActor
from scheduling.errors import SchedulingError
from scheduling.service.attending.capacity import ChangeCapacityCommand, change_capacity
from scheduling.service.attending.leaving import RemoveAttendeeCommand, remove_attendee
from scheduling.service.changing import CancelCommand, RescheduleCommand, cancel, reschedule
from tests.stateful.holding import HoldingRules
from tests.stateful.line import Wanted
from tests.stateful.machine import (
    CUSTOMERS,
    RECEPTIONIST,
    choices,
    doers,
    people,
    seats,
    starts,
    wanted_staff,
)
from tests.stateful.model import DAY, OFFERS, STEP, Promise
from tests.stateful.waiting import WaitingRules
from tests.stateful.worlds import instant

GROUP = "class"
_ALIKE = st.sampled_from((None, None, None, "ana", "ben"))


class GroupRules(HoldingRules):
    """Joining, holding seats, leaving, moving one's place, removing somebody, other capacities."""

    @initialize(who=doers, start=starts)
    def there_is_a_group(self, who: str, start: int) -> None:
        self.book_it(who, GROUP, None, self.start(start))

    @precondition(lambda self: self.has_group())
    @rule(number=choices, who=doers, wanted=_ALIKE, seats=seats)
    def somebody_joins(self, number: int, who: str, wanted: str | None, seats: int) -> None:
        group = self._group(number)
        self.book_it(who, GROUP, wanted, group.start, seats)

    @precondition(lambda self: self.has_group())
    @rule(number=choices, who=people, key=st.sampled_from("abc"), wanted=_ALIKE, seats=seats)
    def somebody_holds_seats(
        self, number: int, who: str, key: str, wanted: str | None, seats: int
    ) -> None:
        group = self._group(number)
        self.let_no_two_end_at_once(who)
        self.hold_it(who, key, GROUP, wanted, group.start, seats)

    @precondition(lambda self: self.has_group())
    @rule(number=choices, who=people)
    def somebody_leaves(self, number: int, who: str) -> None:
        group, who = self._place(number, who)
        command = CancelCommand(**self.facts(group, who))
        possible = group.status == "confirmed" and self.may_change(group, who)
        if self.changed(cancel, self.actor(who), command, possible) is not None:
            self._note_left(group, self.customer_ids[who], who)

    @precondition(lambda self: self.has_group())
    @rule(number=choices, whom=choices)
    def somebody_is_removed(self, number: int, whom: int) -> None:
        group = self._group(number)
        known = sorted({*group.attending, *self.customer_ids.values()})
        customer = known[whom % len(known)]
        command = RemoveAttendeeCommand(**self.facts(group), customer_id=customer)
        possible = group.status == "confirmed" and customer in group.attending
        if self.changed(remove_attendee, self.actor(RECEPTIONIST), command, possible) is not None:
            self._note_left(group, customer, RECEPTIONIST)

    def _note_left(self, group: Promise, customer: str, by: str) -> None:
        """Whoever leaves last ends it, and stays in the record of it."""
        if {*group.attending} == {customer}:
            self.note_cancelled(group, by)
            return
        del group.attending[customer]
        self.end_version(group, "attendeeLeft", is_new=False)
        self.tell_of_place(group, customer, "attendeeLeft", "cancelled", by)

    @precondition(lambda self: self.has_group())
    @rule(number=choices, who=people, wanted=wanted_staff, start=starts, to_group=choices)
    def somebody_moves_their_place(
        self, number: int, who: str, wanted: str | None, start: int, to_group: int
    ) -> None:
        """To another group, to a time of their own, or a little on, where their group stays."""
        group, who = self._place(number, who)
        other = self._group(to_group)
        to = other.start if to_group % 3 else self.start(start)
        to = group.start + STEP * (1 + number % 4) if to_group % 3 == 1 else to
        command = RescheduleCommand(
            **self.facts(group, who), start_at=instant(to), staff_member_id=wanted
        )
        customer = self.customer_ids.get(who, "")
        count = group.attending.get(customer, 1)
        target = self.model.group_at(GROUP, to, who, wanted, count, but=group.key)
        # Whoever stays keeps the time of the group: it is free only to who is alone in it.
        alone = {group.key} if {*group.attending} == {customer} else set[str]()
        free = self.model.free(GROUP, to, who, wanted, alone)
        can_come = customer not in target.attending if target is not None else bool(free)
        is_theirs = group.status == "confirmed" and self.may_change(group, who)
        is_here = wanted not in self.model.gone
        possible = is_theirs and can_come and is_here
        view = self.changed(reschedule, self.actor(who), command, possible)
        if view is not None:
            self._note_place_moved(group, target, who, to, view)

    def _note_place_moved(
        self, group: Promise, target: Promise | None, who: str, to: int, view: Any
    ) -> None:
        customer = self.customer_ids[who]
        count = group.attending[customer]
        self._note_left(group, customer, who)
        if target is not None:
            assert view.appointment_id == target.key
            self.note_joined(who, target, count)
        else:
            assert view.appointment_id not in self.model.promises
            self.tell_booked(who, self.note_booked(who, GROUP, to, view, count))
        calendars = {*group.staff, *self.model.providers(GROUP)}
        self.model.give_way(who, calendars, OFFERS[GROUP].claims(to))

    @rule(most=st.integers(2, 5))
    def another_capacity(self, most: int) -> None:
        """Raised, or lowered to no fewer than come to any of the groups that are to come."""
        self.change_capacity(most)

    def change_capacity(self, most: int) -> None:
        """Let so many attend, or be refused as the model says."""
        to_come = [
            each
            for each in self.model.promises.values()
            if each.is_group and each.status == "confirmed" and each.start >= self.model.now
        ]
        command = ChangeCapacityCommand(self.business_id, GROUP, most)
        result = self.tried(change_capacity, OperatorActor(), command)
        is_below = any(sum(each.attending.values()) > most for each in to_come)
        assert isinstance(result, SchedulingError) is is_below
        if is_below:
            return
        self.model.seats[GROUP] = most
        for each in to_come:
            each.most = most
            each.version += 1

    def has_group(self) -> bool:
        """Whether there is anything to play with."""
        return any(each.is_group for each in self.model.promises.values())

    def _group(self, number: int) -> Promise:
        found = [each for each in self.model.promises.values() if each.is_group]
        on = [each for each in found if each.is_to_come(self.model.now)]
        among = found if number % 7 == 0 or not on else on
        return among[number % len(among)]

    def _place(self, number: int, who: str) -> tuple[Promise, str]:
        """A group, mostly with somebody who attends it."""
        group = self._group(number)
        own = [name for name in CUSTOMERS if self.customer_ids.get(name) in group.attending]
        return group, own[number % len(own)] if own and number % 5 else who


class WaitingForPlaces(WaitingRules, GroupRules):
    """Who waits may wait for a place in a group."""

    @precondition(lambda self: self.has_group())
    @rule(number=choices, who=people)
    def somebody_waits_for_a_place(self, number: int, who: str) -> None:
        """For just that group, which staff have filled by then."""
        group = self._group(number)
        if group.room_left:
            self.book_it(RECEPTIONIST, GROUP, group.staff[0], group.start, group.room_left)
        day, minute = divmod(group.start, DAY)
        self.wait(who, Wanted(GROUP, group.staff[0], (day, day), (minute, minute)))
