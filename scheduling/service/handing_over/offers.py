"""An offer to a colleague as it stands by now, and its end, whoever brings it about."""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.handing_over import HandedOver, HandOver, HandOverState, can_be_handed_over
from scheduling.ports import UnitOfWork
from scheduling.service.access import known
from scheduling.service.handing_over.telling import tell


@dataclass(frozen=True, slots=True)
class Offered:
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


def offered_now(uow: UnitOfWork, catalog: Catalog, offer: HandOver, now: datetime) -> Offered:
    """Look what of an offer still stands."""
    read = [
        (known(uow.appointments.get, offer.business_id, each.appointment_id), each)
        for each in offer.items
    ]
    standing = tuple(
        (appointment, item)
        for appointment, item in read
        if appointment is not None and _stands(appointment, item, offer, now)
    )
    return Offered(uow, catalog, offer, standing, now)


def _stands(appointment: Appointment, item: HandedOver, offer: HandOver, now: datetime) -> bool:
    """Tell whether it is where it was offered; a mark or a note in between changes nothing."""
    having = appointment.staff_member_ids
    return (
        can_be_handed_over(appointment, now)
        and appointment.time_range.start_at == item.start_at
        and offer.from_staff_member_id in having
        and item.staff_member_id not in having
    )


def end_offer(offered: Offered, state: HandOverState) -> HandOver:
    """Write an offer with its outcome and tell who asked."""
    ended = offered.offer.ended(state)
    if state is HandOverState.ACCEPTED:
        ended = replace(ended, items=tuple(item for _, item in offered.standing))
    offered.uow.hand_overs.save(ended)
    tell(offered.uow, ended, (offered.offer.by_staff_member_id,), offered.now)
    return ended
