"""Offers: accepted or declined by the colleague who is asked, and ended by time.

An offer never keeps its appointments where they are: what is moved, cancelled or handed on
meanwhile drops out of it, and with the last of them it is withdrawn.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor, StaffActor, SystemActor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import NotFound, NotPermitted, SlotTaken
from scheduling.hand_over_views import HandOverView
from scheduling.handing_over import HandedOver, HandOver, HandOverState, can_be_handed_over
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, known, require
from scheduling.service.handing_over.doing import write_handed_over
from scheduling.service.handing_over.looking import as_booked, look
from scheduling.service.handing_over.matching import Task, is_free_beside
from scheduling.service.handing_over.telling import hand_over_view, tell
from scheduling.service.lapsing import lock_calendars

_SYSTEM = SystemActor()


@dataclass(frozen=True, slots=True)
class AskHandOver:
    """One hand-over that is offered to the actor, or was."""

    business_id: str
    hand_over_id: str


@dataclass(frozen=True, slots=True)
class AnswerHandOver:
    """Take over what is offered, or decline it."""

    business_id: str
    hand_over_id: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class AskOffers:
    """In which businesses offers wait."""


@dataclass(frozen=True, slots=True)
class EndOffers:
    """End the offers of one business that are over."""

    business_id: str


@dataclass(frozen=True, slots=True)
class _Offered:
    """An offer under the lock of its calendars, with what of it still stands."""

    uow: UnitOfWork
    catalog: Catalog
    offer: HandOver
    standing: tuple[tuple[Appointment, HandedOver], ...]
    now: datetime

    @property
    def over_as(self) -> HandOverState | None:
        """Give what an offer has become that can be accepted no more."""
        if self.offer.expires_at is not None and self.offer.expires_at <= self.now:
            return HandOverState.EXPIRED
        return None if self.standing else HandOverState.WITHDRAWN


def list_offers(
    uow: UnitOfWork, actor: Actor, command: EndOffers, now: datetime, ids: Ids
) -> tuple[HandOverView, ...]:
    """List what is offered to the actor and waits for their answer. Raises NotPermitted."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    require(access, Action.HAND_OVER)
    mine = [
        each
        for each in uow.hand_overs.offered(command.business_id)
        if each.taker_id == access.staff_member_id
    ]
    found = [_offered(uow, catalog, each, now) for each in mine]
    return tuple(_view(each, access, each.offer) for each in found if each.over_as is None)


def answer_hand_over(
    uow: UnitOfWork, actor: Actor, command: AnswerHandOver, now: datetime, ids: Ids
) -> HandOverView:
    """Take over what still stands of an offer, or decline it; whoever asked is told.

    One that is over is given as it is. Said twice it is done once. Raises SlotTaken where the
    actor is busy by now, NotFound for what is not offered to them, NotPermitted.
    """
    offer = uow.hand_overs.get(command.business_id, command.hand_over_id)
    everybody = (offer.from_staff_member_id, offer.taker_id)
    here = sorted({*everybody} & uow.businesses.catalog(command.business_id).staff_members.keys())
    lock_calendars(uow, command.business_id, here, now)
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    require(access, Action.HAND_OVER)
    offer = uow.hand_overs.get(command.business_id, command.hand_over_id)
    if not isinstance(actor, StaffActor) or offer.taker_id != access.staff_member_id:
        raise NotFound("hand-over", command.hand_over_id)
    offered = _offered(uow, catalog, offer, now)
    if offer.state is not HandOverState.OFFERED:
        return _view(offered, access, offer)
    over_as = offered.over_as
    if over_as is None and command.is_accepted:
        _take_over(offered, actor)
    outcome = HandOverState.ACCEPTED if command.is_accepted else HandOverState.DECLINED
    return _view(offered, access, _end(offered, over_as or outcome))


def _offered(uow: UnitOfWork, catalog: Catalog, offer: HandOver, now: datetime) -> _Offered:
    read = [
        (known(uow.appointments.get, offer.business_id, each.appointment_id), each)
        for each in offer.items
    ]
    standing = tuple(
        (appointment, item)
        for appointment, item in read
        if appointment is not None and _stands(appointment, item, offer, now)
    )
    return _Offered(uow, catalog, offer, standing, now)


def _stands(appointment: Appointment, item: HandedOver, offer: HandOver, now: datetime) -> bool:
    """Tell whether it is where it was offered; a mark or a note in between changes nothing."""
    having = appointment.staff_member_ids
    return (
        can_be_handed_over(appointment, now)
        and appointment.time_range.start_at == item.start_at
        and offer.from_staff_member_id in having
        and item.staff_member_id not in having
    )


def _take_over(offered: _Offered, actor: StaffActor) -> None:
    """Write all that stands. Raises SlotTaken for the first that the taker cannot take by now."""
    offer, taker_id = offered.offer, offered.offer.taker_id
    seen = look(offered.uow, offered.catalog, [each for each, _ in offered.standing], offered.now)
    rooms = seen.rooms(seen.task(seen.at(each)).on for each, _ in offered.standing)
    placed: list[tuple[Task, str]] = []
    for appointment, _ in offered.standing:
        service, task = as_booked(offered.catalog, appointment), seen.task(seen.at(appointment))
        taker = offered.catalog.staff_member(taker_id)
        is_free = service is not None and seen.refusal(appointment, service, taker) is None
        if not is_free or not is_free_beside(task, taker_id, placed, rooms):
            raise SlotTaken(appointment.time_range.start_at, taker_id)
        placed.append((task, taker_id))
    for appointment, _ in offered.standing:
        write_handed_over(
            offered.uow, actor, appointment, offer.from_staff_member_id, taker_id, offered.now
        )


def _end(offered: _Offered, state: HandOverState) -> HandOver:
    """Write an offer with its outcome and tell who asked."""
    ended = offered.offer.ended(state)
    if state is HandOverState.ACCEPTED:
        ended = replace(ended, items=tuple(item for _, item in offered.standing))
    offered.uow.hand_overs.save(ended)
    tell(offered.uow, ended, (offered.offer.by_staff_member_id,), offered.now)
    return ended


def _view(offered: _Offered, access: Access, offer: HandOver) -> HandOverView:
    view = hand_over_view(offered.uow, offered.catalog, access, offer, offered.now)
    if offer.state is HandOverState.OFFERED:
        stands = {item.appointment_id for _, item in offered.standing}
        taken = tuple(each for each in view.taken if each.appointment.appointment_id in stands)
        view = replace(view, taken=taken)
    return replace(view, dropped_count=len(offered.offer.items) - len(view.taken))


def businesses_with_offers(
    uow: UnitOfWork, actor: Actor, command: AskOffers, now: datetime, ids: Ids
) -> tuple[str, ...]:
    """List the ids of the businesses in which offers wait."""
    _require_system(actor)
    return uow.hand_overs.businesses_with_offers()


def end_offers(uow: UnitOfWork, actor: Actor, command: EndOffers, now: datetime, ids: Ids) -> int:
    """End the offers that expired, or of which nothing stands any more; count them."""
    _require_system(actor)
    catalog = uow.businesses.catalog(command.business_id)
    waiting = uow.hand_overs.offered(command.business_id)
    if not any(_offered(uow, catalog, each, now).over_as for each in waiting):
        return 0
    whose = {who for each in waiting for who in (each.from_staff_member_id, each.taker_id)}
    here = sorted(whose & catalog.staff_members.keys())
    uow.appointments.lock(command.business_id, here, now)
    found = [
        _offered(uow, catalog, each, now) for each in uow.hand_overs.offered(command.business_id)
    ]
    over = [(each, each.over_as) for each in found]
    return sum(_end(each, state) is not None for each, state in over if state is not None)


def _require_system(actor: Actor) -> None:
    if not isinstance(actor, SystemActor):
        raise NotPermitted("end offers")
