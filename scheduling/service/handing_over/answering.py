"""Offers: listed for the colleague who is asked, and accepted or declined by them.

An offer never keeps its appointments where they are: what is moved, cancelled or handed on
meanwhile drops out of it, and with the last of them it is withdrawn.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor, StaffActor
from scheduling.errors import NotFound, SlotTaken
from scheduling.hand_over_views import HandOverView
from scheduling.handing_over import HandOver, HandOverState
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, require
from scheduling.service.handing_over.doing import write_handed_over
from scheduling.service.handing_over.looking import as_booked, look
from scheduling.service.handing_over.matching import Task, is_free_beside
from scheduling.service.handing_over.offers import Offered, end_offer, offered_now
from scheduling.service.handing_over.telling import hand_over_view
from scheduling.service.lapsing import lock_calendars


@dataclass(frozen=True, slots=True)
class AskOffersToMe:
    """What is offered to the actor."""

    business_id: str


@dataclass(frozen=True, slots=True)
class AnswerHandOver:
    """Take over what is offered, or decline it."""

    business_id: str
    hand_over_id: str
    is_accepted: bool


def list_offers(
    uow: UnitOfWork, actor: Actor, command: AskOffersToMe, now: datetime, ids: Ids
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
    found = [offered_now(uow, catalog, each, now) for each in mine]
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
    before = uow.businesses.catalog(command.business_id)
    here = sorted({*everybody} & before.staff_members.keys())
    elsewhere = before.calendars_elsewhere(here)
    lock_calendars(uow, command.business_id, here, now, elsewhere=elsewhere)
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    require(access, Action.HAND_OVER)
    offer = uow.hand_overs.get(command.business_id, command.hand_over_id)
    if not isinstance(actor, StaffActor) or offer.taker_id != access.staff_member_id:
        raise NotFound("hand-over", command.hand_over_id)
    offered = offered_now(uow, catalog, offer, now)
    if offer.state is not HandOverState.OFFERED:
        return _view(offered, access, offer)
    over_as = offered.over_as
    if over_as is None and command.is_accepted:
        _take_over(offered, actor)
    outcome = HandOverState.ACCEPTED if command.is_accepted else HandOverState.DECLINED
    return _view(offered, access, end_offer(offered, over_as or outcome))


def _take_over(offered: Offered, actor: StaffActor) -> None:
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


def _view(offered: Offered, access: Access, offer: HandOver) -> HandOverView:
    view = hand_over_view(offered.uow, offered.catalog, access, offer, offered.now)
    if offer.state is HandOverState.OFFERED:
        stands = {item.appointment_id for _, item in offered.standing}
        taken = tuple(each for each in view.taken if each.appointment.appointment_id in stands)
        view = replace(view, taken=taken)
    return replace(view, dropped_count=len(offered.offer.items) - len(view.taken))
