"""What is done to whole series, and what the model makes of it."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from scheduling.errors import SchedulingError
from scheduling.series import Frequency, SeriesRule, SeriesScope
from scheduling.service.book_command import BookCommand
from scheduling.service.series.booking import BookSeriesCommand, ChosenOccurrence, book_series
from scheduling.service.series.changing import (
    AskSeriesChange,
    CancelSeriesCommand,
    OccurrenceMove,
    RescheduleSeriesCommand,
    SeenOccurrence,
    cancel_series,
    plan_cancel_series,
    reschedule_series,
)
from scheduling.service.series.planning import PlanSeries, plan_series
from scheduling.service.series.planning_moves import PlanSeriesMove, plan_series_move
from scheduling.service.series.plans import PlannedOccurrence, SeriesPlan, SeriesView
from scheduling.service.wishes import Wish
from tests.stateful.appointments import AppointmentRules, contact_of, staff_of
from tests.stateful.machine import (
    CUSTOMERS,
    Essence,
    choices,
    doers,
    many,
    starts,
    wanted_staff,
)
from tests.stateful.model import DAY, OFFERS, WEEK, Promise
from tests.stateful.worlds import FIRST_ON, instant, minute_of

AROUND = 3 * DAY
# Groups are left out: of an appointment that several attend, the series is that of who began it.
_SERVICES = st.sampled_from(sorted(each for each, offer in OFFERS.items() if not offer.is_group))
_SCOPES = st.sampled_from((*SeriesScope,))


def occurrences(view: SeriesView) -> Essence:
    """An answer of a series."""
    return many(view.occurrences)


class SeriesRules(AppointmentRules):
    """Booking a series, its clashes skipped or moved; cancelling and moving one, more, or all."""

    @initialize(who=doers, service=_SERVICES, start=starts)
    def there_is_a_series(self, who: str, service: str, start: int) -> None:
        self.book_series(who, service, None, start, 3, is_moving=True)

    @rule(
        who=doers,
        service=_SERVICES,
        wanted=wanted_staff,
        start=starts,
        count=st.integers(2, 3),
        is_moving=st.booleans(),
    )
    def somebody_books_a_series(
        self, who: str, service: str, wanted: str | None, start: int, count: int, *, is_moving: bool
    ) -> None:
        self.book_series(who, service, wanted, start, count, is_moving=is_moving)

    def book_series(
        self, who: str, service: str, wanted: str | None, start: int, count: int, *, is_moving: bool
    ) -> None:
        """Book what is free of a plan, or be refused as the model says."""
        start, owner = self.start(start), who if who in CUSTOMERS else ""
        wish = Wish(business_id=self.business_id, service_id=service, staff_member_id=wanted)
        rule = SeriesRule(Frequency.WEEKLY, count=count)
        plan = self.read(plan_series, self.actor(who), PlanSeries(wish, instant(start), rule))
        assert isinstance(plan, SchedulingError) is (wanted in self.model.gone)
        if isinstance(plan, SchedulingError):
            return
        assert [minute_of(each.start_at) for each in plan.occurrences] == [
            start + n * WEEK for n in range(count)
        ]
        for each in plan.occurrences:
            self._check_planned(each, service, owner, wanted)
        chosen = _chosen(plan, is_moving=is_moving)
        if chosen:
            self._book_all(who, service, wanted, chosen)

    def _check_planned(
        self, planned: PlannedOccurrence, service: str, owner: str, wanted: str | None
    ) -> None:
        start = minute_of(planned.start_at)
        free = self.model.free(service, start, owner, wanted)
        assert planned.is_free is bool(free)
        if not planned.is_free:
            found = self._nearest(service, start, owner, wanted)
            assert planned.nearest_at == (None if found is None else instant(found))
            free = self.model.free(service, found, owner, wanted) if found is not None else set()
        assert free.issuperset(each.staff_member_id for each in planned.staff_members)

    def _nearest(self, service: str, start: int, owner: str, wanted: str | None) -> int | None:
        """The free start nearest to one: of the same day first, else of three days around."""
        asked = frozenset(range(start - AROUND, start + AROUND))
        found = self.model.open_starts(service, owner, wanted, asked)
        return min(
            found, key=lambda at: (at // DAY != start // DAY, abs(at - start), at), default=None
        )

    def _book_all(
        self, who: str, service: str, wanted: str | None, chosen: tuple[ChosenOccurrence, ...]
    ) -> None:
        pattern = BookCommand(
            business_id=self.business_id,
            service_id=service,
            start_at=chosen[0].start_at,
            staff_member_id=wanted,
            contact=contact_of(who),
            idempotency_key=self.key(),
        )
        command = BookSeriesCommand(pattern, chosen)
        expected = self.has_room(who, len(chosen))
        series = self.changed(book_series, self.actor(who), command, expected, occurrences)
        if series is None:
            return
        assert series.series_id
        views = {each.start_at: each for each in series.occurrences}
        booked = []
        for each in chosen:
            view, start = views.pop(each.start_at), minute_of(each.start_at)
            assert each.staff_member_id in staff_of(view)
            promise = self.note_booked(who, service, start, view)
            promise.series, promise.on = series.series_id, (each.on - FIRST_ON).days
            owner = who if who in CUSTOMERS else ""
            self.give_way(owner, service, wanted, start)
            booked.append((promise, promise.staff))
        assert not views
        assert len({customer for each, _ in booked for customer in each.attending}) == 1
        self._tell_once(booked[0][0].audit[0], who, booked)

    def _tell_once(
        self, kind: str, by: str, changed: Iterable[tuple[Promise, tuple[str, ...]]]
    ) -> None:
        """Everybody is told once, with the first that concerns them."""
        heard = set[str]()
        for promise, staff in changed:
            for who in self.to_be_told(promise, by, staff):
                if who not in heard:
                    promise.told.append((kind, who))
                heard.add(who)

    @precondition(lambda self: self.has_series())
    @rule(number=choices, who=doers, scope=_SCOPES)
    def somebody_cancels_of_a_series(self, number: int, who: str, scope: SeriesScope) -> None:
        pointed = self._occurrence(number)
        who = self.mostly_theirs(pointed, who, number)
        asked = AskSeriesChange(self.business_id, pointed.key, scope)
        plan = self.read(plan_cancel_series, self.actor(who), asked)
        if not self._may_see(pointed, who):
            assert isinstance(plan, SchedulingError)
            return
        meant = self._in_scope(pointed, scope)
        changes = [each for each in meant if self._may_end_one(each, who)]
        assert [each.appointment_id for each in plan.changes] == [each.key for each in changes]
        assert {each.appointment_id for each in plan.stays} == {
            each.key for each in meant if each not in changes
        }
        if not changes:
            return
        command = CancelSeriesCommand(
            business_id=self.business_id,
            occurrences=tuple(
                SeenOccurrence(each.appointment_id, each.version) for each in plan.changes
            ),
            idempotency_key=self.key(),
        )
        self.changed(cancel_series, self.actor(who), command, True, occurrences)  # noqa: FBT003
        for each in changes:
            each.status = "cancelled"
            self.end_version(each, "cancelled")
        self._tell_once("cancelled", who, [(each, each.staff) for each in changes])

    def _may_see(self, pointed: Promise, who: str) -> bool:
        return who not in CUSTOMERS or self.customer_ids.get(who) in pointed.attending

    def _may_end_one(self, promise: Promise, who: str) -> bool:
        """Staff answer requests one by one, and cancel none."""
        is_asked = promise.status == "requested" and who not in CUSTOMERS
        return self.may_cancel(promise, who) and not is_asked

    def _in_scope(self, pointed: Promise, scope: SeriesScope) -> list[Promise]:
        """What is meant: of a series what is to come, and as it follows in the series."""
        if scope is SeriesScope.THIS:
            return [pointed]
        found = [
            each
            for each in self.model.promises.values()
            if each.series == pointed.series
            and each.status != "cancelled"
            and each.start > self.model.now
            and (scope is SeriesScope.ALL or each.on >= pointed.on)
        ]
        return sorted(found, key=lambda each: each.start)

    @precondition(lambda self: self.has_series())
    @rule(number=choices, who=doers, scope=_SCOPES, start=starts, is_moving=st.booleans())
    def somebody_moves_of_a_series(
        self, number: int, who: str, scope: SeriesScope, start: int, *, is_moving: bool
    ) -> None:
        pointed = self._occurrence(number)
        who = self.mostly_theirs(pointed, who, number)
        weeks = pointed.on // 7 * WEEK if number % 3 else 0
        start = self.start(start) % WEEK + weeks
        asked = PlanSeriesMove(self.business_id, pointed.key, scope, instant(start))
        plan = self.read(plan_series_move, self.actor(who), asked)
        meant = self._in_scope(pointed, scope)
        changes = [
            each for each in meant if each.status == "confirmed" and self.may_change(each, who)
        ]
        is_anybody_gone = any({*each.staff} & self.model.gone for each in changes)
        if not self._may_see(pointed, who) or is_anybody_gone:
            assert isinstance(plan, SchedulingError)
            return
        self._check_move(plan, who, pointed, changes, start)
        moves = _moves(plan, is_moving=is_moving)
        if moves:
            self._move_all(who, moves)

    def _check_move(
        self, plan: SeriesPlan, who: str, pointed: Promise, changes: list[Promise], start: int
    ) -> None:
        """Each goes as many days on as the one pointed at, and none is in the way of the rest."""
        assert {each.appointment_id for each in plan.occurrences} == {each.key for each in changes}
        owner, moving = who if who in CUSTOMERS else "", {each.key for each in changes}
        for each in plan.occurrences:
            promise = self.model.promises[each.appointment_id]
            to = start + (promise.on - pointed.on) * DAY
            assert minute_of(each.start_at) == to
            is_free = self.model.is_free(promise.service, promise.staff, to, owner, moving)
            assert each.is_free is is_free

    def _move_all(self, who: str, moves: tuple[OccurrenceMove, ...]) -> None:
        command = RescheduleSeriesCommand(
            business_id=self.business_id, moves=moves, idempotency_key=self.key()
        )
        owner = who if who in CUSTOMERS else ""
        to = {each.appointment_id: minute_of(each.start_at) for each in moves}
        expected = self._can_all_be_moved(to, owner)
        if self.changed(reschedule_series, self.actor(who), command, expected, occurrences) is None:
            return
        moved = []
        for key in self._in_safe_order(to):
            promise = self.model.promises[key]
            staff = self.moved(promise, promise.staff, to[key], owner)
            self.end_version(promise, "rescheduled")
            moved.append((promise, staff))
        self._tell_once("rescheduled", who, moved)

    def _can_all_be_moved(self, to: dict[str, int], owner: str) -> bool:
        """Whether each is free where it goes, and none is in the way of another there."""
        before = {key: self.model.promises[key].start for key in to}
        for key, start in to.items():
            self.model.promises[key].start = start
        found = all(
            self.model.is_free(promise.service, promise.staff, promise.start, owner, {promise.key})
            for promise in map(self.model.promises.__getitem__, to)
        )
        for key, start in before.items():
            self.model.promises[key].start = start
        return found

    def _in_safe_order(self, to: dict[str, int]) -> list[str]:
        """What moves back goes earliest first, what moves on latest first."""
        promises = self.model.promises
        ordered = sorted(to, key=lambda key: promises[key].start)
        back = [key for key in ordered if to[key] <= promises[key].start]
        on = [key for key in ordered if to[key] > promises[key].start]
        return [*back, *reversed(on)]

    def has_series(self) -> bool:
        """Whether there is anything to play with."""
        return any(each.series for each in self.model.promises.values())

    def _occurrence(self, number: int) -> Promise:
        found = [each for each in self.model.promises.values() if each.series]
        on = [each for each in found if each.is_to_come(self.model.now)]
        among = found if number % 7 == 0 or not on else on
        return among[number % len(among)]


def _chosen(plan: SeriesPlan, *, is_moving: bool) -> tuple[ChosenOccurrence, ...]:
    """What is booked of a plan: clashes are left out, or moved to what is nearest."""
    found: list[ChosenOccurrence] = []
    for each in plan.occurrences:
        at: Any = each.start_at if each.is_free else each.nearest_at if is_moving else None
        if at is not None:
            found.append(ChosenOccurrence(each.on, at, each.staff_members[0].staff_member_id))
    return tuple(found)


def _moves(plan: SeriesPlan, *, is_moving: bool) -> tuple[OccurrenceMove, ...]:
    """What is moved of a plan: clashes stay where they are, or go to what is nearest."""
    found: list[OccurrenceMove] = []
    for each in plan.occurrences:
        at: Any = each.start_at if each.is_free else each.nearest_at if is_moving else None
        if at is not None:
            found.append(OccurrenceMove(each.appointment_id, each.version, at))
    return tuple(found)
