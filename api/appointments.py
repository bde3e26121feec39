"""Graph's bookingAppointment.

What an appointment leaves out and its service knows (name, length, buffers, price, place) it has
from the service, as if it had been booked; a customer's name and contact come from the customer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from api.appointment_properties import WALL_CLOCK, appointment_members
from api.building import Values, build
from api.people import CONTACT_OF_INFORMATION, CUSTOMER_INFORMATION, SELF_SERVICE
from api.reports import Json, Place, Refused, shown
from scheduling.appointments import Appointment
from scheduling.catalog import CustomQuestion, Service
from scheduling.customers import Customer, CustomerInformation, QuestionAnswer
from scheduling.errors import InvalidValue
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentContext:
    """What the document says elsewhere and appointments rely on."""

    business_id: str
    zone: str
    now: datetime
    services: Mapping[str, Service] = field(default_factory=dict)
    customers: Mapping[str, Customer] = field(default_factory=dict)
    custom_questions: Mapping[str, CustomQuestion] = field(default_factory=dict)


class AppointmentCodec:
    """Reads and writes the appointments of one business."""

    def __init__(self, context: AppointmentContext) -> None:
        self._context = context
        self._members = appointment_members(context.zone, _InformationCodec(context))
        self._read = replace(self._members, rows=(*self._members.rows, SELF_SERVICE))

    def read(self, value: Json, place: Place) -> Appointment:
        """Give the appointment. Raises Refused."""
        found = self._read.read(value, place)
        if not found.pop(SELF_SERVICE.field, True):
            found["customers"] = tuple(
                replace(each, is_self_service=False) for each in found["customers"]
            )
        service = self._context.services.get(found["service_id"])
        if service is None:  # reported where references are looked at
            raise Refused
        values = {**self._dates(), **_booked(service), **found}
        values["time_range"] = _time_range(found["time_range"], service, place)
        values.setdefault("wall_clock", self._promise(values["time_range"].start_at))
        values["business_id"] = self._context.business_id
        return build(Appointment, values, self._members.place_of, place)

    def write(self, value: Appointment) -> Json:
        """Give the object."""
        written = self._members.write(value)
        if value.wall_clock == self._promise(value.time_range.start_at):
            del written[WALL_CLOCK]
        return written

    def _dates(self) -> Values:
        return {"created_at": self._context.now, "last_updated_at": self._context.now}

    def _promise(self, start_at: datetime) -> WallClock:
        return WallClock.of(start_at, self._context.zone)


class _InformationCodec:
    """Reads and writes the customers of an appointment."""

    def __init__(self, context: AppointmentContext) -> None:
        self._context = context

    def read(self, value: Json, place: Place) -> CustomerInformation:
        found = CUSTOMER_INFORMATION.read(value, place)
        customer = self._context.customers.get(found["customer_id"])
        if "contact" not in found:
            if customer is None:  # reported where references are looked at
                raise Refused
            found["contact"] = customer.contact
        found["answers"] = tuple(self._answer(each) for each in found.get("answers", ()))
        return build(CustomerInformation, found, CONTACT_OF_INFORMATION.place_of, place)

    def write(self, value: CustomerInformation) -> Json:
        return CUSTOMER_INFORMATION.write(value)

    def _answer(self, values: Values) -> QuestionAnswer:
        question = self._context.custom_questions.get(values["question_id"])
        told: Values = {"question": question.display_name if question else values["question_id"]}
        return QuestionAnswer(**{**told, **values})


def _booked(service: Service) -> Values:
    return {
        "service_name": service.display_name,
        "pre_buffer": service.pre_buffer,
        "post_buffer": service.post_buffer,
        "price": service.price,
        "maximum_attendees_count": service.maximum_attendees_count,
        "location": service.default_location,
        "is_location_online": service.is_location_online,
        "additional_information": service.additional_information,
    }


def _time_range(times: Values, service: Service, place: Place) -> TimeRange:
    start_at = times["start_at"]
    try:
        return TimeRange(start_at, times.get("end_at", start_at + service.default_duration))
    except InvalidValue as error:
        place.member(error.field).refuse(f"{error.problem}; it starts at {shown(str(start_at))}")
