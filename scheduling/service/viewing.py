"""Makes views: the facts of an appointment or a business as one viewer may see them."""

from datetime import datetime, timedelta

from scheduling.appointments import Appointment, AppointmentStatus
from scheduling.business import Catalog
from scheduling.catalog import Service
from scheduling.permissions import Action
from scheduling.service.access import Access
from scheduling.views import (
    AppointmentView,
    BusinessView,
    QuestionView,
    ServiceView,
    StaffMemberView,
)


def staff_member_view(catalog: Catalog, staff_member_id: str) -> StaffMemberView:
    """Give a staff member by name; one who has left keeps their id as name."""
    found = catalog.staff_members.get(staff_member_id)
    return StaffMemberView(staff_member_id, found.display_name if found else staff_member_id)


def service_view(catalog: Catalog, service: Service) -> ServiceView:
    """Give a service as a customer may see it."""
    aliases = tuple(alias for each in service.aliases.values() for alias in each)
    return ServiceView(
        service_id=service.service_id,
        display_name=service.display_name,
        description=service.description,
        duration=service.default_duration,
        price=service.price,
        currency=catalog.business.default_currency_iso,
        aliases=aliases,
        staff_member_ids=tuple(each.staff_member_id for each in catalog.providers_of(service)),
        allow_staff_selection=catalog.policy_of(service).allow_staff_selection,
        required_contact_details=service.required_contact_details,
        consent_message=catalog.consent_message_for(service),
        needs_approval=service.needs_approval,
    )


def business_view(catalog: Catalog, access: Access) -> BusinessView:
    """Give a business with the services and staff members this viewer may choose from."""
    services = catalog.bookable_services()
    if not access.is_customer:
        services = tuple(each for each in catalog.services.values() if catalog.providers_of(each))
    providing = dict.fromkeys(each for service in services for each in service.staff_member_ids)
    known = [each for each in providing if each in catalog.staff_members]
    others = [each for each in catalog.staff_members if each not in providing]
    business = catalog.business
    return BusinessView(
        business_id=business.business_id,
        display_name=business.display_name,
        time_zone=business.time_zone,
        address=business.address,
        phone=business.phone,
        email=business.email,
        web_site_url=business.web_site_url,
        language_tag=business.language_tag,
        business_hours=business.business_hours,
        services=tuple(service_view(catalog, each) for each in services),
        staff_members=tuple(staff_member_view(catalog, each) for each in known),
        other_staff_members=tuple(staff_member_view(catalog, each) for each in others),
        questions=tuple((each.service_id, question_views(catalog, each)) for each in services),
        privacy_policy_web_url=business.privacy_policy_web_url,
        terms_and_conditions_web_url=business.terms_and_conditions_web_url,
        always_show_business_time_zone=business.always_show_business_time_zone,
    )


def question_views(catalog: Catalog, service: Service) -> tuple[QuestionView, ...]:
    """List the questions a service asks, in its order."""
    return tuple(
        QuestionView(
            question.question_id,
            question.display_name,
            question.answer_options,
            assigned.is_required,
        )
        for assigned in service.custom_questions
        if (question := catalog.custom_questions.get(assigned.question_id)) is not None
    )


def appointment_view(
    catalog: Catalog, appointment: Appointment, access: Access, now: datetime
) -> AppointmentView:
    """Give an appointment as this viewer may see it, with what they may do with it at `now`."""
    business, customer = catalog.business, appointment.customer
    details = access.is_customer or access.allows(Action.SEE_CONTACT_DETAILS, appointment)
    service = catalog.services.get(appointment.service_id)
    policy = catalog.policy_of(service) if service else None
    return AppointmentView(
        business_id=business.business_id,
        business_name=business.display_name,
        business_time_zone=business.time_zone,
        business_phone=business.phone,
        business_email=business.email,
        appointment_id=appointment.appointment_id,
        version=appointment.version,
        sequence=appointment.sequence,
        status=appointment.status,
        service_id=appointment.service_id,
        service_name=appointment.service_name,
        staff_members=_staff_of(catalog, appointment),
        start_at=appointment.time_range.start_at,
        end_at=appointment.time_range.end_at,
        price=appointment.price,
        currency=business.default_currency_iso,
        location=appointment.location or ", ".join(business.address.lines()),
        additional_information=appointment.additional_information,
        join_web_url=appointment.join_web_url,
        customer_name=customer.contact.name,
        contact=customer.contact if details else None,
        answers=customer.answers if details else (),
        customer_notes=customer.notes if details else "",
        cancellation_message=appointment.cancellation_message,
        cancelled_by=appointment.cancelled_by,
        answer_due_at=appointment.answer_due_at,
        series_id=appointment.occurrence.series_id if appointment.occurrence else "",
        last_updated_at=appointment.last_updated_at,
        may=permitted_actions(catalog, appointment, access, now),
        minimum_notice=policy.minimum_cancelling_notice if policy else timedelta(),
    )


def _staff_of(catalog: Catalog, appointment: Appointment) -> tuple[StaffMemberView, ...]:
    return tuple(staff_member_view(catalog, each) for each in appointment.staff_member_ids)


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
    if appointment.status is AppointmentStatus.CONFIRMED:
        may.update(
            action
            for action in _CHANGES
            if access.allows(action, appointment)
            and (not access.is_customer or customer_may_change(catalog, appointment, now))
        )
    return frozenset(may)


def customer_may_change(catalog: Catalog, appointment: Appointment, now: datetime) -> bool:
    """Tell whether a customer is in time to move or cancel, and is let to at all.

    Who booked alone may always manage the appointment; one the staff made only where the
    service says so (a rule of Bookings).
    """
    service = catalog.services.get(appointment.service_id)
    if service is None:
        return now < appointment.time_range.start_at
    if not (appointment.is_self_service or service.is_customer_allowed_to_manage_booking):
        return False
    notice = catalog.policy_of(service).minimum_cancelling_notice
    return now + notice <= appointment.time_range.start_at
