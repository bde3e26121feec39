"""The use case `book_series`: every occurrence that was confirmed, in one transaction, or none."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from scheduling.actors import Actor, CustomerActor
from scheduling.errors import InvalidValue, SlotTaken
from scheduling.ports import Ids, UnitOfWork
from scheduling.series import MOST_OCCURRENCES, Occurrence
from scheduling.service.access import access_of
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.lapsing import lock_calendars
from scheduling.service.limits import require_room_for
from scheduling.service.recording import fingerprint, first_answer, scoped_key
from scheduling.service.series.gathering import GatheringWork
from scheduling.service.series.plans import SeriesView
from scheduling.service.series.reading import view_of_series
from scheduling.service.wish_lookup import search_for
from scheduling.time_ranges import as_instant
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True)
class ChosenOccurrence:
    """An occurrence as it was shown and confirmed: its date in the series, when, and with whom."""

    on: date
    start_at: datetime
    staff_member_id: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


@dataclass(frozen=True, slots=True)
class BookSeriesCommand:
    """Book `pattern` once for each occurrence; its own start counts for nothing."""

    pattern: BookCommand
    occurrences: tuple[ChosenOccurrence, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.occurrences) <= MOST_OCCURRENCES:
            raise InvalidValue("occurrences", f"must be 1 to {MOST_OCCURRENCES}")
        if len({each.on for each in self.occurrences}) < len(self.occurrences):
            raise InvalidValue("occurrences", "must be on different dates")


def book_series(
    uow: UnitOfWork, actor: Actor, command: BookSeriesCommand, now: datetime, ids: Ids
) -> SeriesView:
    """Book what was seen, or nothing.

    Raises SlotTaken or SlotNotOffered for the first occurrence that cannot be had as it was
    shown, TooManyOccurrences with how many are possible, and whatever `book` raises.
    """
    pattern = command.pattern
    business_id, key = pattern.business_id, pattern.idempotency_key
    _lock_all(uow, actor, pattern, now)
    earlier = first_answer(uow, business_id, actor, key, command)
    if earlier is not None:
        return _as_it_is(uow, actor, business_id, earlier, now)
    search = search_for(uow, actor, pattern.wish, now)
    require_room_for(search, len(command.occurrences))
    work, series_id = GatheringWork(uow), ids.new_id()
    booked: list[AppointmentView] = []
    for each in command.occurrences:
        one = _one_of(pattern, each, series_id)
        booked.append(_booked(work, actor, one, each, now, ids))
        if len(booked) == 1:
            pattern = _of_same_customer(uow, pattern, booked[0])
    if isinstance(actor, CustomerActor) and search.access.customer_id is None:
        _keep_own(uow, actor, booked)
    work.tell(dict.fromkeys((each.appointment_id for each in booked), series_id))
    uow.answers.keep(
        business_id, scoped_key(actor, key), fingerprint(command), booked[0].appointment_id, now
    )
    return SeriesView(series_id, tuple(sorted(booked, key=lambda each: each.start_at)))


def _keep_own(uow: UnitOfWork, actor: CustomerActor, booked: list[AppointmentView]) -> None:
    """Make every occurrence of a newcomer theirs by itself, as `book` does with the first.

    Two newcomers at once are two new customers, and only one of these stays linked. A group is
    opened to nobody, as there.
    """
    for each in (each for each in booked if not each.group.is_group):
        uow.identities.open_appointment(each.business_id, actor.principal, each.appointment_id)


def _lock_all(uow: UnitOfWork, actor: Actor, pattern: BookCommand, now: datetime) -> None:
    """Lock everybody any occurrence could fall to, before the first is looked at."""
    search = search_for(uow, actor, pattern.wish, now)
    people, resources = search.candidate_ids, search.resource_ids
    elsewhere = search.catalog.calendars_elsewhere(people)
    lock_calendars(
        uow, pattern.business_id, people, now, resource_ids=resources, elsewhere=elsewhere
    )


def _as_it_is(
    uow: UnitOfWork, actor: Actor, business_id: str, appointment_id: str, now: datetime
) -> SeriesView:
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    appointment = uow.appointments.get(business_id, appointment_id)
    return view_of_series(uow, catalog, access, appointment, now)


def _one_of(pattern: BookCommand, chosen: ChosenOccurrence, series_id: str) -> BookCommand:
    return replace(
        pattern,
        start_at=chosen.start_at,
        occurrence=Occurrence(series_id, chosen.on),
        preferred_staff_member_ids=()
        if chosen.staff_member_id is None
        else (chosen.staff_member_id,),
        idempotency_key=f"{pattern.idempotency_key}:{chosen.on.isoformat()}",
    )


def _booked(
    work: GatheringWork,
    actor: Actor,
    command: BookCommand,
    chosen: ChosenOccurrence,
    now: datetime,
    ids: Ids,
) -> AppointmentView:
    """Book one. With somebody else than was shown, it is not what was confirmed."""
    view = book(work, actor, command, now, ids)
    having = {each.staff_member_id for each in view.staff_members}
    if chosen.staff_member_id is not None and chosen.staff_member_id not in having:
        raise SlotTaken(chosen.start_at, chosen.staff_member_id)
    return view


def _of_same_customer(uow: UnitOfWork, pattern: BookCommand, first: AppointmentView) -> BookCommand:
    """Book the rest for whom the first was booked: staff who give a contact make one customer."""
    booked = uow.appointments.get(pattern.business_id, first.appointment_id)
    # Whoever joins a group comes last in it.
    return replace(pattern, customer_id=booked.customers[-1].customer_id)
