"""Offers end by themselves: with their time, or when nothing of them stands any more."""

from dataclasses import dataclass
from datetime import datetime

from scheduling.actors import Actor, SystemActor
from scheduling.errors import NotPermitted
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.handing_over.offers import end_offer, offered_now


@dataclass(frozen=True, slots=True)
class AskOffers:
    """In which businesses offers wait."""


@dataclass(frozen=True, slots=True)
class EndOffers:
    """End the offers of one business that are over."""

    business_id: str


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
    if not any(offered_now(uow, catalog, each, now).over_as for each in waiting):
        return 0
    whose = {who for each in waiting for who in (each.from_staff_member_id, each.taker_id)}
    here = sorted(whose & catalog.staff_members.keys())
    uow.appointments.lock(command.business_id, here, now)
    found = [
        offered_now(uow, catalog, each, now) for each in uow.hand_overs.offered(command.business_id)
    ]
    over = [(each, state) for each in found if (state := each.over_as) is not None]
    for each, state in over:
        end_offer(each, state)
    return len(over)


def _require_system(actor: Actor) -> None:
    if not isinstance(actor, SystemActor):
        raise NotPermitted("end offers")
