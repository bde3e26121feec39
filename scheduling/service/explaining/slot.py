"""The use case `explain_slot`: can it be booked, and if not, everything that is in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.explanation_views import (
    ExplanationView,
    PersonExplanation,
    ServiceName,
)
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.explaining.asked import (
    Asked,
    nearest_refusal,
    plain_reason,
    searches_for,
    service_name,
)
from scheduling.service.explaining.reasons import reasons_against
from scheduling.service.explaining.rules import Question
from scheduling.service.explaining.sight import may_book_for, seen_by
from scheduling.service.finding import slot_views
from scheduling.service.searching import Search
from scheduling.service.viewing import staff_member_view
from scheduling.time_ranges import TimeRange, as_instant
from scheduling.views import StaffMemberView

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ExplainSlot:
    """Why, or whether, what is asked about can be booked at exactly `start_at`."""

    asked: Asked
    start_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


@dataclass(frozen=True, slots=True)
class _Tried:
    """One service tried at the start, with everybody who is asked about."""

    search: Search
    people: tuple[PersonExplanation, ...]
    has_place: bool = False
    """Whether a group that meets then has room."""

    @property
    def is_bookable(self) -> bool:
        return self.has_place or self._holds_for(each.is_bookable for each in self.people)

    @property
    def is_bookable_by_customers(self) -> bool:
        by_customers = (each.is_bookable_by_customers for each in self.people)
        return self.has_place or self._holds_for(by_customers)

    def _holds_for(self, each_is_free: Iterable[bool]) -> bool:
        return sum(each_is_free) >= self.search.required_count

    @property
    def distance(self) -> tuple[bool, bool, int, timedelta]:
        """Order by what comes nearest to a yes: the fewest rules in the way, then the shortest."""
        fewest = min((len(each.reasons) for each in self.people), default=99)
        length = self.search.service.default_duration
        return not self.is_bookable, not self.is_bookable_by_customers, fewest, length


def explain_slot(
    uow: UnitOfWork, actor: Actor, command: ExplainSlot, now: datetime, ids: Ids
) -> ExplanationView:
    """Say whether a start can be booked, and give all that keeps it from being booked.

    A customer is told one plain reason. Raises NotFound, and NotPermitted for who may know of
    nobody's calendar that is asked about.
    """
    searches = searches_for(uow, actor, command.asked, now)
    if searches[0].access.is_customer:
        return _plainly(searches, command)
    tried = [_tried(search, command) for search in searches]
    best = min(tried, key=lambda each: each.distance)
    return ExplanationView(
        start_at=command.start_at,
        time_zone=best.search.catalog.business.time_zone,
        service=service_name(best.search.service),
        is_service_named=command.asked.service_id is not None,
        staff_member=_named(best.search, command),
        is_bookable=best.is_bookable,
        is_bookable_by_customers=best.is_bookable_by_customers,
        people=best.people,
        needs_all=best.search.is_with_all,
        bookable_services=_bookable(tried, command),
        nearest=slot_views(best.search, best.search.nearest(command.start_at)),
    )


def _bookable(tried: list[_Tried], command: ExplainSlot) -> tuple[ServiceName, ...]:
    if command.asked.service_id is not None:
        return ()
    return tuple(service_name(each.search.service) for each in tried if each.is_bookable)


def _named(search: Search, command: ExplainSlot) -> StaffMemberView | None:
    who = command.asked.staff_member_id
    return staff_member_view(search.catalog, who) if who is not None else None


def _tried(search: Search, command: ExplainSlot) -> _Tried:
    is_named = command.asked.staff_member_id is not None
    seen = seen_by(search.access, search.candidates, is_named=is_named)
    busy = search.busy(TimeRange(command.start_at, command.start_at + _MINUTE))
    questions = (Question(search, each, command.start_at, busy) for each in seen)
    return _Tried(search, tuple(map(_person, questions)), _has_place(search, command.start_at))


def _has_place(search: Search, start_at: datetime) -> bool:
    within = TimeRange(start_at, start_at + _MINUTE).clipped(search.window())
    found = search.group_places(within) if within else ()
    return any(each.open_attendees_count >= search.wish.attendees_count for each in found)


def _person(question: Question) -> PersonExplanation:
    search, person = question.search, question.staff_member
    return PersonExplanation(
        staff_member_view(search.catalog, person.staff_member_id),
        reasons_against(question),
        may_book_for(search.access, person.staff_member_id),
    )


def _plainly(searches: tuple[Search, ...], command: ExplainSlot) -> ExplanationView:
    """Tell a customer the one reason, of the service that came nearest to a yes."""
    moment = TimeRange(command.start_at, command.start_at + _MINUTE)
    checked = [(each, each.refusal(command.start_at, each.busy(moment))) for each in searches]
    bookable = [each for each, refusal in checked if refusal is None]
    refused = [refusal for _, refusal in checked if refusal is not None]
    refusal = None if bookable else nearest_refusal(refused)
    best = next(each for each, answer in checked if answer is refusal)
    return ExplanationView(
        start_at=command.start_at,
        time_zone=best.catalog.business.time_zone,
        service=service_name(best.service),
        is_service_named=command.asked.service_id is not None,
        staff_member=_named(best, command),
        is_bookable=refusal is None,
        is_bookable_by_customers=refusal is None,
        bookable_services=tuple(service_name(each.service) for each in bookable),
        plain=plain_reason(refusal) if refusal else None,
        nearest=slot_views(best, best.nearest(command.start_at)),
    )
