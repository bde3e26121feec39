"""The use cases of telling: whether news are still true and what they say, and who hears them."""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor, CustomerActor, Principal, StaffActor, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.customers import CustomerInformation
from scheduling.errors import NotFound, NotPermitted
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, appointment_for, known
from scheduling.service.attending.leaving import as_left
from scheduling.service.series.telling import occurrences_told
from scheduling.service.viewing import appointment_view
from scheduling.service.waiting.telling import offer_news
from scheduling.statuses import AppointmentStatus
from scheduling.views import NewsView
from scheduling.waitlist_views import OfferNewsView

_INSIDE = "outbox"
"""The channel of a recipient who does not act: no door gives it to anybody."""


@dataclass(frozen=True, slots=True)
class AskReached:
    """Whether the customers of an appointment hear in chat what becomes of it."""

    business_id: str
    appointment_id: str


@dataclass(frozen=True, slots=True)
class AskNews:
    """Something to be told, just before it is."""

    announcement: Announcement


def get_news(
    uow: UnitOfWork, actor: Actor, command: AskNews, now: datetime, ids: Ids
) -> NewsView | OfferNewsView | None:
    """Give what to tell, or None where it is not true any more or has nobody to hear it."""
    if not isinstance(actor, SystemActor):
        raise NotPermitted("deliver announcements")
    announcement = command.announcement
    if announcement.kind is AnnouncementKind.WAITLIST_OFFERED:
        return offer_news(uow, announcement, now)
    catalog = _catalog_to_tell_of(uow, announcement)
    if catalog is None:
        return None
    told = _told(uow, catalog, announcement)
    if announcement.recipient_kind is RecipientKind.STAFF_MEMBER:
        found = [_for_staff(catalog, announcement, each, now) for each in told]
    else:
        found = [_for_customer(uow, catalog, announcement, each, now) for each in told]
    news = [each for each in found if each is not None]
    if not news:
        return None
    is_of_series = bool(announcement.series_id)
    every = tuple(each.appointment for each in news) if is_of_series else ()
    return replace(news[0], occurrences=every)


def _told(uow: UnitOfWork, catalog: Catalog, announcement: Announcement) -> tuple[Appointment, ...]:
    """List what there is to tell of: the appointment, or what holds still of a series."""
    if announcement.series_id:
        return occurrences_told(uow, catalog, announcement)
    business_id = announcement.business_id
    appointment = known(uow.appointments.get, business_id, announcement.appointment_id)
    is_news = appointment is not None and is_true(announcement, appointment)
    return (appointment,) if appointment is not None and is_news else ()


def _catalog_to_tell_of(uow: UnitOfWork, announcement: Announcement) -> Catalog | None:
    """Read the business; of a deleted one only that appointments are over is still told."""
    business_id = announcement.business_id
    if uow.businesses.exists(business_id):
        return uow.businesses.catalog(business_id)
    is_customers = announcement.recipient_kind is RecipientKind.CUSTOMER
    if not is_customers or announcement.kind not in _FOR_GOOD:
        return None
    try:
        return uow.deletions.deleted_catalog(business_id)
    except NotFound:
        return None


def are_customers_reached(
    uow: UnitOfWork, actor: Actor, command: AskReached, now: datetime, ids: Ids
) -> bool:
    """Tell whether each customer of an appointment has a chat to be told in. Raises NotFound."""
    business_id, appointment_id = command.business_id, command.appointment_id
    access = access_of(uow, actor, uow.businesses.catalog(business_id))
    appointment = appointment_for(uow, access, Action.SEE_APPOINTMENTS, business_id, appointment_id)
    has_chat = uow.identities.has_chat
    people = (each.customer_id for each in appointment.customers)
    return all(has_chat(business_id, each, appointment_id) for each in people)


_FOR_GOOD = (AnnouncementKind.CANCELLED, AnnouncementKind.DECLINED, AnnouncementKind.EXPIRED)


def is_true(announcement: Announcement, appointment: Appointment) -> bool:
    """Tell whether the news still hold: a cancellation for good, the rest until the next change."""
    is_for_customer = announcement.recipient_kind is RecipientKind.CUSTOMER
    if appointment.is_group and is_for_customer:
        return _is_true_of_attendee(announcement, appointment)
    if announcement.kind in _FOR_GOOD:
        return appointment.status is AppointmentStatus.CANCELLED
    return appointment.version == announcement.appointment_version


def _is_true_of_attendee(announcement: Announcement, appointment: Appointment) -> bool:
    """Tell it of one of a group, whose own news do not grow old by others who come and go."""
    attends = appointment.information_of(announcement.recipient_id) is not None
    is_on = appointment.is_active and attends
    return is_on is (announcement.kind not in _FOR_GOOD)


def _for_staff(
    catalog: Catalog, announcement: Announcement, appointment: Appointment, now: datetime
) -> NewsView | None:
    business = catalog.business
    staff_member = catalog.staff_members.get(announcement.recipient_id)
    if staff_member is None:
        return None
    theirs = staff_member.staff_member_id
    actor = StaffActor(business.business_id, theirs)
    access = Access(actor, staff_member.role, theirs)
    return NewsView(
        kind=announcement.kind,
        recipient_kind=announcement.recipient_kind,
        appointment=appointment_view(catalog, appointment, access, now),
        time_zone=business.time_zone,
        language_tag=business.language_tag,
    )


def _for_customer(
    uow: UnitOfWork,
    catalog: Catalog,
    announcement: Announcement,
    appointment: Appointment,
    now: datetime,
) -> NewsView | None:
    business = catalog.business
    customer = known(uow.customers.get, business.business_id, announcement.recipient_id)
    if customer is None:
        return None
    principal = Principal(_INSIDE, "", customer.customer_id)
    actor = CustomerActor(business.business_id, principal)
    access = Access(actor, customer_id=customer.customer_id)
    if appointment.is_group and appointment.information_of(customer.customer_id) is None:
        own = CustomerInformation(customer_id=customer.customer_id, contact=customer.contact)
        appointment = as_left(appointment, own, SystemActor())
    own_zone = "" if business.always_show_business_time_zone else customer.customer_time_zone
    return NewsView(
        kind=announcement.kind,
        recipient_kind=announcement.recipient_kind,
        appointment=appointment_view(catalog, appointment, access, now),
        time_zone=own_zone or business.time_zone,
        language_tag=customer.language_tag or business.language_tag,
    )
