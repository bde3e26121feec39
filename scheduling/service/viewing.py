"""Makes views of appointments: the facts as one viewer may see them, and what they may do."""

from dataclasses import replace
from datetime import datetime, timedelta

from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.customers import CustomerInformation
from scheduling.handing_over import can_be_handed_over
from scheduling.permissions import Action
from scheduling.service.access import Access
from scheduling.statuses import AppointmentStatus
from scheduling.views import (
    AppointmentView,
    AttendeeView,
    GroupView,
    StaffMemberView,
)


def staff_member_view(catalog: Catalog, staff_member_id: str) -> StaffMemberView:
    """Give a staff member by name; one who has left keeps their id as name."""
    found = catalog.staff_members.get(staff_member_id)
    return StaffMemberView(staff_member_id, found.display_name if found else staff_member_id)


def appointment_view(
    catalog: Catalog, appointment: Appointment, access: Access, now: datetime
) -> AppointmentView:
    """Give an appointment as this viewer may see it, with what they may do with it at `now`."""
    customer = access.place_in(appointment)
    may = permitted_actions(catalog, appointment, access, now)
    view = _facts(catalog, appointment, access, may)
    if access.is_customer or access.allows(Action.SEE_CONTACT_DETAILS, appointment):
        view = _with_details(view, customer)
    return view if access.is_customer else _for_staff(view, catalog, appointment, now)


def _facts(
    catalog: Catalog, appointment: Appointment, access: Access, may: frozenset[Action]
) -> AppointmentView:
    """Give what every viewer may know."""
    business, customer = catalog.business, access.place_in(appointment)
    return AppointmentView(
        business_id=business.business_id,
        business_name=business.display_name,
        business_time_zone=business.time_zone,
        business_phone=business.phone,
        business_email=business.email,
        appointment_id=appointment.appointment_id,
        version=access.version_of(appointment),
        sequence=appointment.sequence,
        status=appointment.status,
        service_id=appointment.service_id,
        service_name=appointment.service_name,
        staff_members=_staff_of(catalog, appointment),
        start_at=appointment.time_range.start_at,
        end_at=appointment.time_range.end_at,
        price=appointment.price.for_places(access.places_in(appointment)),
        currency=business.default_currency_iso,
        location=appointment.location or ", ".join(business.address.lines()),
        additional_information=appointment.additional_information,
        join_web_url=appointment.join_web_url,
        customer_name=customer.contact.name,
        visit_id=customer.visit_id,
        cancellation_message=appointment.cancellation_message,
        cancelled_by=appointment.cancelled_by,
        answer_due_at=appointment.answer_due_at,
        group=_group(appointment, customer),
        series_id=customer.occurrence.series_id if customer.occurrence else "",
        last_updated_at=appointment.last_updated_at,
        minimum_notice=_notice(catalog, appointment),
        may=may,
    )


def _with_details(view: AppointmentView, customer: CustomerInformation) -> AppointmentView:
    """Add what tells how to reach the customer, and what they said."""
    return replace(
        view, contact=customer.contact, answers=customer.answers, customer_notes=customer.notes
    )


def _for_staff(
    view: AppointmentView, catalog: Catalog, appointment: Appointment, now: datetime
) -> AppointmentView:
    """Add what no customer is told: who else attends, which units it has, who is missing."""
    attendees = _attendees(appointment, can_reach=view.contact is not None)
    return replace(
        view,
        group=replace(view.group, attendees=attendees),
        resource_names=_resource_names(catalog, appointment),
        needs_somebody=needs_somebody(catalog, appointment, now),
    )


def _notice(catalog: Catalog, appointment: Appointment) -> timedelta:
    service = catalog.services.get(appointment.service_id)
    return catalog.policy_of(service).minimum_cancelling_notice if service else timedelta()


def _group(appointment: Appointment, customer: CustomerInformation) -> GroupView:
    return GroupView(
        customer.attendees_count,
        appointment.maximum_attendees_count,
        appointment.filled_attendees_count,
        customer.attendee_name,
    )


def _attendees(appointment: Appointment, *, can_reach: bool) -> tuple[AttendeeView, ...]:
    """List who attends a group; of any other appointment its customer is known anyway."""
    if not appointment.is_group:
        return ()
    return tuple(
        AttendeeView(
            each.customer_id,
            each.contact.name,
            each.attendees_count,
            each.contact if can_reach else None,
        )
        for each in appointment.customers
    )


def _resource_names(catalog: Catalog, appointment: Appointment) -> tuple[str, ...]:
    """Name what it takes, with the unit where there are several alike."""
    known = catalog.resources
    return tuple(
        f"{known[each.resource_id].display_name} {each.unit}"
        if known[each.resource_id].capacity > 1
        else known[each.resource_id].display_name
        for each in appointment.resource_units
        if each.resource_id in known
    )


def _staff_of(catalog: Catalog, appointment: Appointment) -> tuple[StaffMemberView, ...]:
    return tuple(staff_member_view(catalog, each) for each in appointment.staff_member_ids)


def needs_somebody(catalog: Catalog, appointment: Appointment, now: datetime) -> bool:
    """Tell whether it is to come and one of its staff members has left: somebody must take it."""
    waits = (AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED)
    if appointment.status not in waits or appointment.time_range.start_at <= now:
        return False
    here = all(each in catalog.staff_members for each in appointment.staff_member_ids)
    return not here and not appointment.has_lapsed(now)


_LOOKS = (Action.SEE_HISTORY,)
_CHANGES = (Action.RESCHEDULE, Action.CANCEL)


def permitted_actions(
    catalog: Catalog, appointment: Appointment, access: Access, now: datetime
) -> frozenset[Action]:
    """List what the viewer may do with the appointment: by role, by policy, and by its status."""
    looks = (each for each in _LOOKS if access.allows(each, appointment))
    if not appointment.is_active or appointment.has_lapsed(now):
        return frozenset(looks)
    if appointment.status is AppointmentStatus.REQUESTED:
        answer = Action.CANCEL if access.is_customer else Action.ANSWER_REQUEST
        return frozenset({*looks, *((answer,) if access.allows(answer, appointment) else ())})
    may = {*looks}
    is_marked = appointment.status is not AppointmentStatus.CONFIRMED
    may_mark = is_marked or appointment.day_has_come(now)
    if may_mark and access.allows(Action.SET_STATUS, appointment):
        may.add(Action.SET_STATUS)
    is_staff = access.role is not None
    if is_staff and can_be_handed_over(appointment, now):
        may.update({Action.HAND_OVER} if access.allows(Action.HAND_OVER, appointment) else ())
    own = access.place_in(appointment)
    if appointment.status is AppointmentStatus.CONFIRMED:
        may.update(
            action
            for action in _CHANGES
            if access.allows(action, appointment)
            and (not access.is_customer or customer_may_change(catalog, appointment, own, now))
        )
    return frozenset(may)


def customer_may_change(
    catalog: Catalog, appointment: Appointment, own: CustomerInformation, now: datetime
) -> bool:
    """Tell whether a customer is in time to move or cancel, and is let to at all.

    Who booked alone may always manage their place; one the staff made for them only where the
    service says so (a rule of Bookings).
    """
    service = catalog.services.get(appointment.service_id)
    if service is None:
        return now < appointment.time_range.start_at
    if not (own.is_self_service or service.is_customer_allowed_to_manage_booking):
        return False
    notice = catalog.policy_of(service).minimum_cancelling_notice
    return now + notice <= appointment.time_range.start_at
