"""What somebody leaves to colleagues, and what becomes of it when they are gone."""

from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import rule

from scheduling.actors import OperatorActor
from scheduling.deletions import Place
from scheduling.errors import SchedulingError
from scheduling.hand_over_views import HandOverPlanView, HandOverResultView
from scheduling.service.handing_over.commands import HandOverCommand, Taking
from scheduling.service.handing_over.doing import hand_over
from scheduling.service.handing_over.planning import MOST_AT_ONCE, PlanHandOver, plan_hand_over
from scheduling.service.lifecycle.leaving import (
    NEEDS_SOMEBODY,
    Aftermath,
    RemovePerson,
    remove_person,
)
from scheduling.time_ranges import TimeRange
from tests.stateful.appointments import AppointmentRules
from tests.stateful.machine import RECEPTIONIST, Essence, choices, many, wanted_staff
from tests.stateful.model import DAY, MOST_A_DAY, STAFF, Promise
from tests.stateful.worlds import World, instant

LEAVES = "cem"
_WHO = st.sampled_from(STAFF)


def taken(result: HandOverResultView) -> Essence:
    """An answer of what was handed over."""
    return many(each.appointment for each in result.taken)


class HandingOverRules(AppointmentRules):
    """Looking who could take one or all that somebody has, handing it over; who leaves for good."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.handed_over: list[set[str]] = []

    @rule(
        number=choices,
        who=choices,
        wanted=wanted_staff,
        is_seen=st.sampled_from((True, True, False)),
    )
    def one_is_handed_over(
        self, number: int, who: int, wanted: str | None, *, is_seen: bool
    ) -> None:
        promise = self.pick(number, "confirmed", "arrived")
        if promise is None:
            return
        leaving = promise.staff[who % len(promise.staff)]
        command = PlanHandOver(
            business_id=self.business_id,
            staff_member_id=leaving,
            appointment_id=promise.key,
            wanted_staff_member_id=wanted,
        )
        plan = self.read(plan_hand_over, self.actor(RECEPTIONIST), command)
        can_be = self._can_be_handed_over(promise) and wanted not in self.model.gone
        assert isinstance(plan, SchedulingError) is not can_be
        if can_be:
            self._hand_over(leaving, plan, [promise], is_seen=is_seen)

    @rule(leaving=_WHO, days=st.integers(1, 9), is_seen=st.sampled_from((True, True, True, False)))
    def all_is_handed_over(self, leaving: str, days: int, *, is_seen: bool) -> None:
        within = TimeRange(instant(0), instant(days * DAY))
        command = PlanHandOver(business_id=self.business_id, staff_member_id=leaving, within=within)
        plan = self.read(plan_hand_over, self.actor(RECEPTIONIST), command)
        theirs = [
            each
            for each in self.model.promises.values()
            if leaving in each.staff
            and each.is_on(self.model.now)
            and self.model.now <= each.start < days * DAY
        ]
        is_nobody = not theirs and leaving in self.model.gone
        assert isinstance(plan, SchedulingError) is is_nobody
        if is_nobody:
            return
        requests = {each.key for each in theirs if each.status == "requested"}
        assert {each.appointment_id for each in plan.requests} == requests
        meant = [each for each in theirs if self._can_be_handed_over(each)]
        assert plan.left_out_count == max(len(meant) - MOST_AT_ONCE, 0)
        if plan.left_out_count == 0:
            self._hand_over(leaving, plan, meant, is_seen=is_seen)

    def _can_be_handed_over(self, promise: Promise) -> bool:
        return promise.status in ("confirmed", "arrived") and promise.start > self.model.now

    def _hand_over(
        self, leaving: str, plan: HandOverPlanView, meant: list[Promise], *, is_seen: bool
    ) -> None:
        """Do what was planned; where it was changed since it was seen, none of it is done."""
        takers = self._check_plan(plan, meant)
        if not takers:
            return
        older = 0 if is_seen else 1
        takings = tuple(
            Taking(key, self.model.promises[key].version - older, who)
            for key, who in takers.items()
        )
        command = HandOverCommand(
            business_id=self.business_id,
            staff_member_id=leaving,
            takings=takings,
            idempotency_key=self.key(),
        )
        actor = self.actor(RECEPTIONIST)
        if self.changed(hand_over, actor, command, is_seen, taken) is None:
            return
        concerned = {leaving}
        for key, who in takers.items():
            promise = self.model.promises[key]
            promise.staff = tuple(who if each == leaving else each for each in promise.staff)
            concerned |= {*promise.staff}
            self.note(promise, "handedOver", RECEPTIONIST, ())
        self.handed_over.append(concerned - self.model.gone - {RECEPTIONIST})

    def _check_plan(self, plan: HandOverPlanView, meant: list[Promise]) -> dict[str, str]:
        """Nobody is proposed who cannot, and nothing is left that could be placed as well."""
        able = {each.key: self._able(each) for each in meant}
        assert {
            each.appointment.appointment_id: {who.staff_member_id for who in each.able}
            for each in plan.planned
        } == able
        takers = {each.appointment.appointment_id: str(each.proposed_id) for each in plan.placed}
        placed: list[tuple[Promise, str]] = []
        for key, who in takers.items():
            promise = self.model.promises[key]
            assert who in able[key]
            assert self._can_take(promise, who, placed)
            placed.append((promise, who))
        assert len(placed) == self._most_placed(meant, able, [])
        return takers

    def _able(self, promise: Promise) -> set[str]:
        """Who could take it: it is promised for that time, so whether it began a slot is all one."""
        service, minutes = promise.service, range(promise.start, promise.end)
        days = tuple(range(promise.start // DAY - 1, promise.start // DAY + 2))
        return {
            who
            for who in self.model.providers(service)
            if who not in promise.staff
            and self.model.open_minutes(who, days).issuperset(minutes)
            and self.model.busy(who).isdisjoint(promise.minutes)
            and not self.model.is_full(who, promise.start // DAY)
        }

    def _can_take(self, promise: Promise, who: str, placed: list[tuple[Promise, str]]) -> bool:
        """Whether somebody could take it beside what they take already."""
        theirs = [each for each, taker in placed if taker == who]
        day = promise.start // DAY
        same_day = sum(each.start // DAY == day for each in theirs)
        room = MOST_A_DAY.get(who, 99) - self.model.count_on(who, day)
        return same_day < room and not any(each.minutes & promise.minutes for each in theirs)

    def _most_placed(
        self, left: list[Promise], able: dict[str, set[str]], placed: list[tuple[Promise, str]]
    ) -> int:
        if not left:
            return len(placed)
        first, *rest = left
        fitting = [each for each in able[first.key] if self._can_take(first, each, placed)]
        most = max(
            (self._most_placed(rest, able, [*placed, (first, each)]) for each in fitting),
            default=0,
        )
        is_best = most == len(placed) + len(left)
        return most if is_best else max(most, self._most_placed(rest, able, placed))

    @rule(number=choices, is_cancelling=st.booleans())
    def somebody_leaves_for_good(self, number: int, *, is_cancelling: bool) -> None:
        """What is theirs alone is cancelled, or stays and needs somebody."""
        if number % 3 or LEAVES in self.model.gone:
            return
        to_come = [
            each
            for each in self.model.promises.values()
            if LEAVES in each.staff
            and each.status in ("confirmed", "requested")
            and each.is_to_come(self.model.now)
        ]
        command = RemovePerson(
            place=Place(self.business_id, LEAVES),
            aftermath=Aftermath.CANCEL if is_cancelling else Aftermath.KEEP,
            seen=len(to_come),
        )
        result = self.tried(remove_person, OperatorActor(), command)
        assert not isinstance(result, SchedulingError), result
        self.model.gone.add(LEAVES)
        for each in to_come:
            if is_cancelling and each.staff == (LEAVES,):
                self.note_cancelled(each, "")
            else:
                each.audit.append(NEEDS_SOMEBODY)

    @rule(number=choices)
    def somebody_comes_back(self, number: int) -> None:
        if number % 2 and self.model.gone:
            self.model.gone.clear()
            self.change_catalog()

    def check_told(self, told: dict[str, list[tuple[str, str]]]) -> None:
        """Staff are told of a hand-over once, whatever it comprises."""
        news = {about: each for about, each in told.items() if "handOver" in dict(each)}
        for about in news:
            del told[about]
        assert Counter(frozenset(who for _, who in each) for each in news.values()) == Counter(
            frozenset(each) for each in self.handed_over if each
        )
        super().check_told(told)
