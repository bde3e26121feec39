"""A whole business as one JSON document, read and written.

Reading validates everything and tells every problem at once; a document is used whole or not at
all. `read_business(write_business(record), now).record == record`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from api.absences import CLOSURE, TIME_OFF
from api.appointments import AppointmentCodec, AppointmentContext
from api.businesses import BOOKING_BUSINESS, COLLECTIONS
from api.calendar_checks import check_consent, check_overlaps, check_policies, check_units
from api.former import FORMER, read_former, write_former
from api.lists import read_each
from api.offers import CUSTOM_QUESTION, SERVICE
from api.people import CUSTOMER
from api.references import check_ids, check_references
from api.reports import InvalidDocument, Json, Place, Problem, Refused, Report, shown
from api.resources import RESOURCE
from api.staff import STAFF_MEMBER
from api.values import Codec
from scheduling.business import BookingBusiness, Catalog
from scheduling.policies import SchedulingPolicy
from scheduling.service.administration import BusinessRecord

T = TypeVar("T")

_CODECS: Mapping[str, Codec[Any]] = {
    "customQuestions": CUSTOM_QUESTION,
    "services": SERVICE,
    "staffMembers": STAFF_MEMBER,
    "resources": RESOURCE,
    **FORMER,
    "closures": CLOSURE,
    "timeOff": TIME_OFF,
    "customers": CUSTOMER,
}
_NAMED_BY_US = {"closures": "closure", "timeOff": "time-off"}
"""Collections of ours whose elements may leave out their id, and what it is then made of."""

_APPOINTMENTS = "appointments"
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""Writing leaves nothing out that would be dated."""


@dataclass(frozen=True, slots=True)
class ReadBusiness:
    """A business read from a document, and what of it was left out."""

    record: BusinessRecord
    notes: tuple[Problem, ...]


def read_business(document: Json, now: datetime) -> ReadBusiness:
    """Read a document. `now` is when appointments that do not say it were made.

    Raises InvalidDocument with every problem there is.
    """
    report = Report()
    place = Place("$", report)
    if not isinstance(document, dict):
        place.complain(f"must be one business, an object in braces, not {shown(document)}")
        report.raise_problems()
    named = {**document, **_named(document)}
    record = _record(_Reading(document, named, place), now)
    check_ids(named, COLLECTIONS, place)
    check_references(named, place)
    report.raise_problems()
    if record is None:
        raise InvalidDocument((Problem("$", "cannot be read"),))
    return ReadBusiness(record, tuple(report.notes))


def write_business(record: BusinessRecord) -> dict[str, Json]:
    """Give the document of a business: properties, customers and appointments in a fixed order."""
    catalog, business = record.catalog, record.catalog.business
    appointments = AppointmentCodec(_context(business, _NO_TIME))
    collections: dict[str, Iterable[Json]] = {
        "customQuestions": map(CUSTOM_QUESTION.write, catalog.custom_questions.values()),
        "services": map(SERVICE.write, catalog.services.values()),
        "staffMembers": map(STAFF_MEMBER.write, catalog.staff_members.values()),
        "resources": map(RESOURCE.write, catalog.resources.values()),
        **write_former(record.former),
        "closures": map(CLOSURE.write, catalog.closures),
        "timeOff": map(TIME_OFF.write, catalog.time_off),
        "customers": map(CUSTOMER.write, sorted(record.customers, key=lambda c: c.customer_id)),
        _APPOINTMENTS: map(
            appointments.write,
            sorted(record.appointments, key=lambda a: (a.time_range.start_at, a.appointment_id)),
        ),
    }
    written = {name: list(each) for name, each in collections.items()}
    nested = {name: each for name, each in written.items() if each or name not in FORMER}
    return {**BOOKING_BUSINESS.write(business), **nested}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document being read; in `named` every element of ours has an id."""

    document: Mapping[str, Json]
    named: Mapping[str, Json]
    place: Place

    def business(self) -> BookingBusiness | None:
        try:
            return BOOKING_BUSINESS.read(self.document, self.place)
        except Refused:
            return None

    def collection(self, name: str, codec: Codec[T]) -> list[T | None]:
        value = self.named.get(name)
        if value is None:
            return []
        try:
            return read_each(codec, value, self.place.member(name))
        except Refused:
            return []


def _record(reading: _Reading, now: datetime) -> BusinessRecord | None:
    """Read everything; None where a problem was reported."""
    business = reading.business()
    parts = {name: reading.collection(name, codec) for name, codec in _CODECS.items()}
    policy = business.scheduling_policy if business else SchedulingPolicy()
    check_policies(parts["services"], policy, reading.place.member("services"))
    check_consent(business, parts["services"], reading.place)
    context = _context(business, now, parts)
    appointments = reading.collection(_APPOINTMENTS, AppointmentCodec(context))
    check_overlaps(appointments, reading.place.member(_APPOINTMENTS))
    resources = [*parts["resources"], *parts["formerResources"]]
    check_units(appointments, resources, reading.place.member(_APPOINTMENTS))
    if business is None or reading.place.report.problems:
        return None
    customers = tuple(_good(parts["customers"]))
    return BusinessRecord(
        _catalog(business, parts), customers, tuple(_good(appointments)), read_former(parts)
    )


def _context(
    business: BookingBusiness | None,
    now: datetime,
    parts: Mapping[str, Sequence[Any]] | None = None,
) -> AppointmentContext:
    found = parts or {}
    return AppointmentContext(
        business_id=business.business_id if business else "",
        zone=business.time_zone if business else "UTC",
        now=now,
        services={
            each.service_id: each
            for name in ("formerServices", "services")
            for each in _good(found.get(name, ()))
        },
        customers={each.customer_id: each for each in _good(found.get("customers", ()))},
        custom_questions={
            each.question_id: each for each in _good(found.get("customQuestions", ()))
        },
    )


def _catalog(business: BookingBusiness, parts: Mapping[str, Sequence[Any]]) -> Catalog:
    return Catalog(
        business=business,
        services={each.service_id: each for each in parts["services"]},
        staff_members={each.staff_member_id: each for each in parts["staffMembers"]},
        custom_questions={each.question_id: each for each in parts["customQuestions"]},
        resources={each.resource_id: each for each in parts["resources"]},
        closures=tuple(parts["closures"]),
        time_off=tuple(parts["timeOff"]),
    )


def _good(found: Sequence[T | None]) -> list[T]:
    return [each for each in found if each is not None]


def _named(document: Mapping[str, Json]) -> dict[str, Json]:
    """Give the collections whose elements we name, each element with an id."""
    return {
        name: _with_ids(document[name], stem)
        for name, stem in _NAMED_BY_US.items()
        if isinstance(document.get(name), list)
    }


def _with_ids(elements: Sequence[Json], stem: str) -> list[Json]:
    objects = [each for each in elements if isinstance(each, dict)]
    used = {each.get("id") for each in objects if isinstance(each.get("id"), str)}
    numbers = iter(range(1, 2 * len(elements) + 2))
    free = (name for number in numbers if (name := f"{stem}-{number}") not in used)
    return [
        {"id": next(free), **each} if isinstance(each, dict) and "id" not in each else each
        for each in elements
    ]
