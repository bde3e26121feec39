"""What a business's parts say together: policies without room, consent to nothing, overlaps."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.building import in_words_of_documents
from api.reports import Place
from scheduling.appointments import Appointment
from scheduling.business import BookingBusiness
from scheduling.catalog import Service
from scheduling.errors import InvalidValue
from scheduling.policies import SchedulingPolicy, effective_policy
from scheduling.resources import Calendar, Resource


def check_policies(
    services: Sequence[Service | None], policy: SchedulingPolicy, place: Place
) -> None:
    """Report each service whose policy, over the business's, leaves no time to book."""
    for position, service in enumerate(services):
        if service is None:
            continue
        try:
            effective_policy(service.scheduling_policy, policy)
        except InvalidValue as error:
            where = place.item(position).member("schedulingPolicy").member("maximumAdvance")
            where.complain(
                f"{in_words_of_documents(error.problem)}, the business's policy considered"
            )


def check_consent(
    business: BookingBusiness | None, services: Sequence[Service | None], place: Place
) -> None:
    """Report a consent that is asked for while nothing says to what."""
    if business is None or not business.is_customer_consent_enabled:
        return
    own = (each.customer_consent_message for each in services if each is not None)
    if not business.customer_consent_message and not any(own):
        place.member("bookingPageSettings").member("customerConsentMessage").complain(
            "is missing; write what customers agree to, or set isCustomerConsentEnabled to false"
        )


def check_overlaps(appointments: Sequence[Appointment | None], place: Place) -> None:
    """Report each appointment that claims time of somebody, or of a unit, which another has.

    Neighbours in time are compared; the one that stands later in the document is told.
    """
    calendars: defaultdict[Calendar, list[_Entry]] = defaultdict(list)
    for position, each in enumerate(appointments):
        if each is not None and each.is_active:
            for calendar in each.calendars:
                calendars[calendar].append(_Entry(position, each))
    found = [
        (second.position, _message(_name(calendar), first, second, place))
        for calendar, entries in calendars.items()
        for first, second in _overlapping(entries)
    ]
    for position, message in sorted(found):
        place.item(position).complain(message)


def check_units(
    appointments: Sequence[Appointment | None], resources: Sequence[Resource | None], place: Place
) -> None:
    """Report each unit that a resource does not have."""
    units = {unit for each in resources if each is not None for unit in each.units}
    known = {each.resource_id for each in units}
    for position, appointment in enumerate(appointments):
        for number, unit in enumerate(appointment.resource_units if appointment else ()):
            if unit.resource_id in known and unit not in units:
                where = place.item(position).member("resourceUnits").item(number).member("unit")
                where.complain(
                    f'is more than the capacity of "{unit.resource_id}"; raise it, or name another'
                )


@dataclass(frozen=True, slots=True)
class _Entry:
    """An appointment and where it stands in the document."""

    position: int
    appointment: Appointment


def _overlapping(calendar: list[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    ordered = sorted(calendar, key=lambda each: each.appointment.claimed)
    latest = ordered[0]
    for each in ordered[1:]:
        if each.appointment.claimed.overlaps(latest.appointment.claimed):
            first, second = sorted((each, latest), key=lambda entry: entry.position)
            yield first, second
        latest = max(each, latest, key=lambda entry: entry.appointment.claimed.end_at)


def _name(calendar: Calendar) -> str:
    return calendar if isinstance(calendar, str) else f"{calendar.resource_id} {calendar.unit}"


def _message(whose: str, first: _Entry, second: _Entry, place: Place) -> str:
    where = place.item(first.position).path
    return (
        f'"{second.appointment.appointment_id}" and "{first.appointment.appointment_id}" ({where}) '
        f'claim the same time of "{whose}", buffers included; '
        "move one, cancel it, or give it to somebody else"
    )
