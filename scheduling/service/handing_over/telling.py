"""Who of the staff is told of a hand-over, once whatever it comprises, and what they are told.

Customers are told of each appointment, by its own event.
"""

from collections.abc import Iterable
from datetime import datetime

from scheduling.actors import Actor, StaffActor, SystemActor
from scheduling.announcements import VALIDITY, Announcement, AnnouncementKind, RecipientKind
from scheduling.business import Catalog
from scheduling.errors import NotPermitted
from scheduling.hand_over_views import HandOverNewsView, HandOverView, TakenOverView
from scheduling.handing_over import HandedOver, HandOver, HandOverState
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, known
from scheduling.service.handing_over.who_left import leaving_view
from scheduling.service.telling import AskNews
from scheduling.service.viewing import appointment_view, staff_member_view


def tell(
    uow: UnitOfWork, hand_over: HandOver, staff_member_ids: Iterable[str], at: datetime
) -> None:
    """Tell each of these staff members of a hand-over as it is now."""
    expires_at = hand_over.expires_at if hand_over.state is HandOverState.OFFERED else None
    uow.outbox.add(
        [
            Announcement(
                business_id=hand_over.business_id,
                kind=AnnouncementKind.HAND_OVER,
                recipient_kind=RecipientKind.STAFF_MEMBER,
                recipient_id=each,
                appointment_id=hand_over.hand_over_id,
                appointment_version=hand_over.version,
                due_at=at,
                expires_at=expires_at or at + VALIDITY,
            )
            for each in dict.fromkeys(staff_member_ids)
        ]
    )


def get_hand_over_news(
    uow: UnitOfWork, actor: Actor, command: AskNews, now: datetime, ids: Ids
) -> HandOverNewsView | None:
    """Give what to tell, or None where it is not true any more or has nobody to hear it."""
    if not isinstance(actor, SystemActor):
        raise NotPermitted("deliver announcements")
    told = command.announcement
    business_id = told.business_id
    hand_over = known(uow.hand_overs.get, business_id, told.appointment_id)
    catalog = uow.businesses.catalog(business_id)
    staff_member = catalog.staff_members.get(told.recipient_id)
    is_true = hand_over is not None and hand_over.version == told.appointment_version
    if hand_over is None or not is_true or staff_member is None:
        return None
    who = staff_member.staff_member_id
    access = Access(StaffActor(business_id, who), staff_member.role, who)
    view = hand_over_view(uow, catalog, access, hand_over, now)
    if not view.taken:
        return None
    zone, language = catalog.business.time_zone, catalog.business.language_tag
    return HandOverNewsView(hand_over=view, own_id=who, time_zone=zone, language_tag=language)


def hand_over_view(
    uow: UnitOfWork, catalog: Catalog, access: Access, hand_over: HandOver, now: datetime
) -> HandOverView:
    """Give a hand-over as one staff member may see it: of what is done, what concerns them."""
    found = [_taken(uow, catalog, access, hand_over, each, now) for each in hand_over.items]
    return HandOverView(
        hand_over_id=hand_over.hand_over_id,
        state=hand_over.state,
        leaving=leaving_view(uow, catalog, hand_over.from_staff_member_id),
        taken=tuple(each for each in found if each is not None),
        expires_at=hand_over.expires_at,
    )


def _taken(
    uow: UnitOfWork,
    catalog: Catalog,
    access: Access,
    hand_over: HandOver,
    item: HandedOver,
    now: datetime,
) -> TakenOverView | None:
    appointment = known(uow.appointments.get, hand_over.business_id, item.appointment_id)
    if appointment is None:
        return None
    is_done = hand_over.state is HandOverState.DONE
    leaves = access.staff_member_id == hand_over.from_staff_member_id
    if is_done and not (leaves or access.owns(appointment)):
        return None
    if is_done and appointment.version != item.version:
        return None
    taker = staff_member_view(catalog, item.staff_member_id)
    return TakenOverView(appointment_view(catalog, appointment, access, now), taker)
