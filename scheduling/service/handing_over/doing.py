"""The use case `hand_over`: what was planned is done, or offered to who is to take it."""

from collections import defaultdict
from datetime import datetime, timedelta

from scheduling.absences import LocalPeriod
from scheduling.actors import Actor, StaffActor
from scheduling.announcements import announcements_of
from scheduling.appointments import Appointment
from scheduling.hand_over_views import HandOverResultView, TakenOverView
from scheduling.handing_over import (
    HandedOver,
    HandOver,
    HandOverState,
    handed_over,
)
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of
from scheduling.service.away import AddTimeOff, record_time_off
from scheduling.service.handing_over.checking import checked, read_all
from scheduling.service.handing_over.commands import Doing, HandOverCommand, Taking
from scheduling.service.handing_over.rights import leaving
from scheduling.service.handing_over.telling import tell
from scheduling.service.handing_over.who_left import leaving_view
from scheduling.service.lapsing import lock_calendars
from scheduling.service.recording import fingerprint, first_answer, scoped_key
from scheduling.service.viewing import appointment_view, staff_member_view

LONGEST_OFFER = timedelta(days=1)


def hand_over(
    uow: UnitOfWork, actor: Actor, command: HandOverCommand, now: datetime, ids: Ids
) -> HandOverResultView:
    """Hand over all of it or nothing, in one transaction; or offer it, where colleagues are asked.

    Raises PlanChanged with what is not as it was planned, NotFound, NotPermitted, KeyReused.
    """
    business_id = command.business_id
    before = uow.businesses.catalog(business_id)
    everybody = sorted(before.staff_members)
    elsewhere = before.calendars_elsewhere(everybody)
    lock_calendars(uow, business_id, everybody, now, elsewhere=elsewhere)
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    whose = leaving(access, command.staff_member_id)
    doing = Doing(uow, catalog, access, whose, command, now, ids)
    earlier = first_answer(uow, business_id, actor, command.idempotency_key, command)
    if earlier is not None:
        return _result(doing)
    still = checked(doing)
    if command.away is not None:
        _record_away(doing, command.away)
    if whose.is_offer:
        _offer(doing, still)
    else:
        _do(doing, still)
    key = scoped_key(actor, command.idempotency_key)
    uow.answers.keep(business_id, key, fingerprint(command), command.staff_member_id, now)
    return _result(doing)


def _record_away(doing: Doing, away: LocalPeriod) -> None:
    command = doing.command
    time_off = AddTimeOff(
        business_id=command.business_id, staff_member_id=command.staff_member_id, period=away
    )
    record_time_off(doing.uow, doing.access, doing.catalog, time_off, doing.now, doing.ids)


def _do(doing: Doing, still: list[tuple[Appointment, Taking]]) -> None:
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
        for each, taking in still
    ]
    if not done:
        return
    takers = [taking.staff_member_id for _, taking in still]
    record = _record(doing, done, takers, HandOverState.DONE)
    doing.uow.hand_overs.save(record)
    concerned = [who for each in done for who in each.staff_member_ids]
    here = doing.catalog.staff_members
    told = [each for each in (doing.command.staff_member_id, *concerned) if each in here]
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


def _offer(doing: Doing, still: list[tuple[Appointment, Taking]]) -> None:
    """Offer each colleague all that is meant for them, and take back what was offered before."""
    _withdraw_earlier(doing)
    by_taker: defaultdict[str, list[Appointment]] = defaultdict(list)
    for each, taking in still:
        by_taker[taking.staff_member_id].append(each)
    for who, theirs in by_taker.items():
        offer = _record(doing, theirs, [who] * len(theirs), HandOverState.OFFERED)
        doing.uow.hand_overs.save(offer)
        tell(doing.uow, offer, (who,), doing.now)


def _withdraw_earlier(doing: Doing) -> None:
    ids = {each.appointment_id for each in doing.command.takings}
    for offer in doing.uow.hand_overs.offered(doing.command.business_id):
        is_theirs = offer.from_staff_member_id == doing.command.staff_member_id
        if is_theirs and ids & {each.appointment_id for each in offer.items}:
            doing.uow.hand_overs.save(offer.ended(HandOverState.WITHDRAWN))


def _record(
    doing: Doing, appointments: list[Appointment], takers: list[str], state: HandOverState
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


def _result(doing: Doing) -> HandOverResultView:
    command, catalog = doing.command, doing.catalog
    read = read_all(doing.uow, command.business_id, command.takings)
    found = [(each, taking) for each, taking in read if each is not None]
    starts = [each.time_range.start_at for each, _ in found]
    state = HandOverState.OFFERED if doing.leaving.is_offer else HandOverState.DONE
    return HandOverResultView(
        leaving=leaving_view(doing.uow, catalog, command.staff_member_id),
        is_offer=doing.leaving.is_offer,
        taken=tuple(_taken_over(doing, each, taking.staff_member_id) for each, taking in found),
        away=command.away,
        expires_at=_expiry(state, min(starts), doing.now) if starts else None,
    )


def _taken_over(doing: Doing, appointment: Appointment, staff_member_id: str) -> TakenOverView:
    shown = appointment_view(doing.catalog, appointment, doing.access, doing.now)
    return TakenOverView(shown, staff_member_view(doing.catalog, staff_member_id))
