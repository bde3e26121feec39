"""The use case `hand_over`: what was planned is done, or offered to who is to take it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.absences import LocalPeriod
from scheduling.actors import Actor, StaffActor
from scheduling.announcements import announcements_of
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import InvalidValue, PlanChanged
from scheduling.hand_over_views import HandOverResultView, TakenOverView
from scheduling.handing_over import (
    HandedOver,
    HandOver,
    HandOverState,
    can_be_handed_over,
    handed_over,
)
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, known
from scheduling.service.away import AddTimeOff, record_time_off
from scheduling.service.handing_over.looking import Look, as_booked, look
from scheduling.service.handing_over.matching import Task, is_free_beside
from scheduling.service.handing_over.planning import MOST_AT_ONCE
from scheduling.service.handing_over.rights import Leaving, leaving
from scheduling.service.handing_over.telling import tell
from scheduling.service.lapsing import lock_calendars
from scheduling.service.recording import fingerprint, first_answer, scoped_key
from scheduling.service.viewing import appointment_view, staff_member_view

LONGEST_OFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taking:
    """One appointment as it was seen, and who takes it."""

    appointment_id: str
    version: int
    staff_member_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverCommand:
    """What a staff member leaves, to whom each goes; with `away`, time off for who leaves it."""

    business_id: str
    staff_member_id: str
    takings: tuple[Taking, ...]
    away: LocalPeriod | None = None
    idempotency_key: str

    def __post_init__(self) -> None:
        ids = {each.appointment_id for each in self.takings}
        if len(ids) != len(self.takings) or len(ids) > MOST_AT_ONCE:
            raise InvalidValue("takings", f"must be at most {MOST_AT_ONCE}, each once")
        if not self.takings and self.away is None:
            raise InvalidValue("takings", "must be at least one, or time off")


@dataclass(frozen=True, slots=True)
class _Doing:
    """A command under the lock of all calendars."""

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    leaving: Leaving
    command: HandOverCommand
    now: datetime
    ids: Ids

    @property
    def actor(self) -> Actor:
        return self.access.actor


def hand_over(
    uow: UnitOfWork, actor: Actor, command: HandOverCommand, now: datetime, ids: Ids
) -> HandOverResultView:
    """Hand over all of it or nothing, in one transaction; or offer it, where colleagues are asked.

    Raises PlanChanged with what is not as it was planned, NotFound, NotPermitted, KeyReused.
    """
    business_id = command.business_id
    everybody = sorted(uow.businesses.catalog(business_id).staff_members)
    lock_calendars(uow, business_id, everybody, now)
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    whose = leaving(access, catalog, command.staff_member_id)
    doing = _Doing(uow, catalog, access, whose, command, now, ids)
    earlier = first_answer(uow, business_id, actor, command.idempotency_key, command)
    if earlier is not None:
        return _result(doing)
    checked = _checked(doing)
    if command.away is not None:
        _record_away(doing, command.away)
    if whose.is_offer:
        _offer(doing, checked)
    else:
        _do(doing, checked)
    key = scoped_key(actor, command.idempotency_key)
    uow.answers.keep(business_id, key, fingerprint(command), command.staff_member_id, now)
    return _result(doing)


def _record_away(doing: _Doing, away: LocalPeriod) -> None:
    command = doing.command
    time_off = AddTimeOff(
        business_id=command.business_id, staff_member_id=command.staff_member_id, period=away
    )
    record_time_off(doing.uow, doing.access, doing.catalog, time_off, doing.now, doing.ids)


def _checked(doing: _Doing) -> list[tuple[Appointment, Taking]]:
    """Look at all of it again, each beside the rest. Raises PlanChanged naming what changed."""
    read = _read(doing.uow, doing.command.business_id, doing.command.takings)
    found = [(each, taking) for each, taking in read if each is not None]
    if not found:
        _require_unchanged(taking for _, taking in read)
        return []
    seen = look(doing.uow, doing.catalog, [each for each, _ in found], doing.now)
    rooms = seen.rooms(_task(seen, each).on for each, _ in found)
    placed: list[tuple[Task, str]] = []
    changed = [taking for each, taking in read if each is None]
    for appointment, taking in found:
        task, who = _task(seen, appointment), taking.staff_member_id
        if not _stands(doing, seen, appointment, taking) or not is_free_beside(
            task, who, placed, rooms
        ):
            changed.append(taking)
        placed.append((task, who))
    _require_unchanged(changed)
    return found


def _read(
    uow: UnitOfWork, business_id: str, takings: Iterable[Taking]
) -> list[tuple[Appointment | None, Taking]]:
    get = uow.appointments.get
    return [(known(get, business_id, each.appointment_id), each) for each in takings]


def _require_unchanged(changed: Iterable[Taking]) -> None:
    ids = tuple(each.appointment_id for each in changed)
    if ids:
        raise PlanChanged(ids)


def _task(seen: Look, appointment: Appointment) -> Task:
    return seen.task(seen.at(appointment))


def _stands(doing: _Doing, seen: Look, appointment: Appointment, taking: Taking) -> bool:
    """Tell whether it is as it was seen, and whoever takes it still can."""
    if appointment.version != taking.version or not can_be_handed_over(appointment, doing.now):
        return False
    having, taker = appointment.staff_member_ids, taking.staff_member_id
    if doing.command.staff_member_id not in having or taker in having:
        return False
    service = as_booked(doing.catalog, appointment)
    colleague = doing.catalog.staff_members.get(taker)
    if service is None or colleague is None or not doing.leaving.may_be_asked(colleague):
        return False
    return seen.refusal(appointment, service, colleague) is None


def _do(doing: _Doing, checked: list[tuple[Appointment, Taking]]) -> None:
    """Write each with its event, and tell staff once."""
    done = [
        write_handed_over(
            doing.uow,
            doing.actor,
            each,
            doing.command.staff_member_id,
            taking.staff_member_id,
            doing.now,
        )
        for each, taking in checked
    ]
    if not done:
        return
    takers = [taking.staff_member_id for _, taking in checked]
    record = _record(doing, done, takers, HandOverState.DONE)
    doing.uow.hand_overs.save(record)
    concerned = [who for each in done for who in each.staff_member_ids]
    told = [doing.command.staff_member_id, *concerned]
    tell(doing.uow, record, (each for each in told if each != record.by_staff_member_id), doing.now)


def write_handed_over(
    uow: UnitOfWork,
    actor: Actor,
    appointment: Appointment,
    leaving_id: str,
    taker_id: str,
    now: datetime,
) -> Appointment:
    """Write one appointment as taken over, with the customers' news and its line of the record."""
    changed = handed_over(appointment, leaving_id, taker_id, actor, now)
    uow.appointments.update(changed)
    uow.outbox.add(announcements_of(changed))
    what, subject = changed.events[-1].kind.value, changed.appointment_id
    status = changed.status
    uow.audit.add(changed.business_id, actor, what, subject, now, status, status)
    return changed


def _offer(doing: _Doing, checked: list[tuple[Appointment, Taking]]) -> None:
    """Offer each colleague all that is meant for them, and take back what was offered before."""
    _withdraw_earlier(doing)
    by_taker: defaultdict[str, list[Appointment]] = defaultdict(list)
    for each, taking in checked:
        by_taker[taking.staff_member_id].append(each)
    for who, theirs in by_taker.items():
        offer = _record(doing, theirs, [who] * len(theirs), HandOverState.OFFERED)
        doing.uow.hand_overs.save(offer)
        tell(doing.uow, offer, (who,), doing.now)


def _withdraw_earlier(doing: _Doing) -> None:
    ids = {each.appointment_id for each in doing.command.takings}
    for offer in doing.uow.hand_overs.offered(doing.command.business_id):
        is_theirs = offer.from_staff_member_id == doing.command.staff_member_id
        if is_theirs and ids & {each.appointment_id for each in offer.items}:
            doing.uow.hand_overs.save(offer.ended(HandOverState.WITHDRAWN))


def _record(
    doing: _Doing, appointments: list[Appointment], takers: list[str], state: HandOverState
) -> HandOver:
    actor = doing.actor
    first_at = min(each.time_range.start_at for each in appointments)
    return HandOver(
        business_id=doing.command.business_id,
        hand_over_id=doing.ids.new_id(),
        by_staff_member_id=actor.staff_member_id if isinstance(actor, StaffActor) else "",
        from_staff_member_id=doing.command.staff_member_id,
        items=tuple(
            HandedOver(each.appointment_id, each.version, who, each.time_range.start_at)
            for each, who in zip(appointments, takers, strict=True)
        ),
        state=state,
        created_at=doing.now,
        expires_at=_expiry(state, first_at, doing.now),
    )


def _expiry(state: HandOverState, first_at: datetime, now: datetime) -> datetime | None:
    return min(first_at, now + LONGEST_OFFER) if state is HandOverState.OFFERED else None


def _result(doing: _Doing) -> HandOverResultView:
    command, catalog = doing.command, doing.catalog
    read = _read(doing.uow, command.business_id, command.takings)
    found = [(each, taking) for each, taking in read if each is not None]
    starts = [each.time_range.start_at for each, _ in found]
    state = HandOverState.OFFERED if doing.leaving.is_offer else HandOverState.DONE
    return HandOverResultView(
        leaving=staff_member_view(catalog, command.staff_member_id),
        is_offer=doing.leaving.is_offer,
        taken=tuple(
            TakenOverView(
                appointment_view(catalog, each, doing.access, doing.now),
                staff_member_view(catalog, taking.staff_member_id),
            )
            for each, taking in found
        ),
        away=command.away,
        expires_at=_expiry(state, min(starts), doing.now) if starts else None,
    )
