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
    """Report each appointment that claims time of a staff member which another has.

    Neighbours in time are compared; the one that stands later in the document is told.
    """
    calendars: defaultdict[str, list[_Entry]] = defaultdict(list)
    for position, each in enumerate(appointments):
        if each is not None and each.is_active:
            for staff_member_id in each.staff_member_ids:
                calendars[staff_member_id].append(_Entry(position, each))
    found = [
        (second.position, _message(staff_member_id, first, second, place))
        for staff_member_id, calendar in calendars.items()
        for first, second in _overlapping(calendar)
    ]
    for position, message in sorted(found):
        place.item(position).complain(message)


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


def _message(staff_member_id: str, first: _Entry, second: _Entry, place: Place) -> str:
    where = place.item(first.position).path
    return (
        f'"{second.appointment.appointment_id}" and "{first.appointment.appointment_id}" ({where}) '
        f'claim the same time of "{staff_member_id}", buffers included; '
        "move one, cancel it, or give it to somebody else"
    )
