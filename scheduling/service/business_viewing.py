"""Makes views of a business: what this viewer may choose from."""

from scheduling.business import Catalog
from scheduling.catalog import Service
from scheduling.service.access import Access
from scheduling.service.viewing import staff_member_view
from scheduling.views import BusinessView, DurationView, QuestionView, ServiceView


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
        durations=_durations(service),
        maximum_attendees_count=service.maximum_attendees_count,
    )


def _durations(service: Service) -> tuple[DurationView, ...]:
    """List what it can be booked for; nothing where there is no choice."""
    if not service.durations:
        return ()
    lengths = (service.default_duration, *(each.duration for each in service.durations))
    as_booked = (service.lasting(each) for each in lengths)
    return tuple(DurationView(each.default_duration, each.price) for each in as_booked)


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
