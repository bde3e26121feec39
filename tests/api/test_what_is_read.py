"""What a right document means, what of Graph's is taken and left, and what is filled in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from api.documents import read_business, write_business
from scheduling.appointments import Appointment
from scheduling.catalog import Price, PriceType, Role
from scheduling.customers import QuestionAnswer
from scheduling.recurrence import MINUTES_A_DAY, DayPeriod, Weekday
from scheduling.service.administration import BusinessRecord
from scheduling.wall_clocks import WallClock
from tests.api.documents import DOCUMENT, NOW, changed


def read(document: Any) -> BusinessRecord:
    found = read_business(document, NOW)
    assert found.notes == ()
    return found.record


def first_appointment(**more: Any) -> Appointment:
    appointment = {**DOCUMENT["appointments"][0], **more}
    return read(changed("appointments", 0, to=appointment)).appointments[0]


def test_the_small_document_is_right() -> None:
    record = read(DOCUMENT)
    assert record.catalog.business.time_zone == "Europe/Paris"
    assert [each.customer_id for each in record.customers] == ["c-dana"]


def test_an_appointment_has_from_its_service_what_it_leaves_out() -> None:
    found = first_appointment()
    assert found.service_name == "Haircut"
    assert found.time_range.duration == timedelta(minutes=45)
    assert found.post_buffer == timedelta(minutes=15)
    assert found.price == Price(PriceType.FIXED_PRICE, Decimal("38.5"))
    assert found.customer.contact.phone == "+33 1 99 00 00 01"
    assert found.wall_clock == WallClock.of(found.time_range.start_at, "Europe/Paris")
    assert found.wall_clock.local_start == datetime(2026, 11, 30, 10)  # noqa: DTZ001  # local
    assert (found.created_at, found.customer.is_self_service) == (NOW, True)


def test_an_appointment_keeps_what_it_says_itself() -> None:
    found = first_appointment(
        serviceName="Trim",
        endDateTime={"dateTime": "2026-11-30T10:20:00", "timeZone": "Europe/Paris"},
        postBuffer="PT0S",
        price=0,
        priceType="free",
        selfServiceAppointmentId="00000000-0000-0000-0000-000000000000",
    )
    assert found.service_name == "Trim"
    assert found.claimed.duration == timedelta(minutes=20)
    assert found.price == Price(PriceType.FREE)
    assert not found.customer.is_self_service


@pytest.mark.parametrize(
    ("written", "utc_hour"),
    [
        ({"dateTime": "2026-11-30T08:00:00.0000000Z", "timeZone": "UTC"}, 8),
        ({"dateTime": "2026-11-30T08:00:00", "timeZone": "UTC"}, 8),
        ({"dateTime": "2026-11-30T08:00:00", "timeZone": "Romance Standard Time"}, 7),
        ({"dateTime": "2026-11-30T08:00:00", "timeZone": "Pacific Standard Time"}, 16),
        ({"dateTime": "2026-11-30T08:00:00+01:00", "timeZone": "Europe/Paris"}, 7),
        ({"dateTime": "2026-11-30T08:00:00"}, 7),
        ("2026-11-30T08:00", 7),
    ],
)
def test_a_start_is_read_in_its_zone(written: Any, utc_hour: int) -> None:
    start_at = first_appointment(startDateTime=written).time_range.start_at
    assert start_at.replace(minute=0) == datetime(2026, 11, 30, utc_hour, tzinfo=UTC)


def test_a_time_shown_twice_is_its_first_unless_an_offset_says_otherwise() -> None:
    first = first_appointment(startDateTime={"dateTime": "2026-10-25T02:30:00"})
    second = first_appointment(startDateTime={"dateTime": "2026-10-25T02:30:00+01:00"})
    assert second.time_range.start_at - first.time_range.start_at == timedelta(hours=1)
    assert (first.wall_clock.fold, second.wall_clock.fold) == (0, 1)


@pytest.mark.parametrize("end", ["24:00", "24:00:00", "00:00", "00:00:00.0000000", "23:59:59"])
def test_the_end_of_a_day_can_be_written_in_many_ways(end: str) -> None:
    slots = [{"startTime": "18:00:00.0000000", "endTime": end}]
    hours = [{"day": "friday", "timeSlots": slots}]
    business = read(changed("businessHours", to=hours)).catalog.business
    assert business.business_hours.days == {Weekday.FRIDAY: (DayPeriod(18 * 60, MINUTES_A_DAY),)}


def test_a_day_may_be_listed_twice_for_split_shifts() -> None:
    morning = {"day": "friday", "timeSlots": [{"startTime": "09:00", "endTime": "12:00"}]}
    evening = {"day": "friday", "timeSlots": [{"startTime": "13:00", "endTime": "18:00"}]}
    business = read(changed("businessHours", to=[evening, morning])).catalog.business
    expected = (DayPeriod(540, 720), DayPeriod(780, 1080))
    assert business.business_hours.days[Weekday.FRIDAY] == expected


def test_staff_with_hours_of_their_own_work_by_them_unless_told_otherwise() -> None:
    hours = [{"day": "friday", "timeSlots": [{"startTime": "09:00", "endTime": "12:00"}]}]
    given = {"id": "ana", "displayName": "Ana", "role": "scheduler", "workingHours": hours}
    by_own = read(changed("staffMembers", 0, to=given)).catalog.staff_member("ana")
    told = {**given, "useBusinessHours": True}
    by_business = read(changed("staffMembers", 0, to=told)).catalog.staff_member("ana")
    assert (by_own.use_business_hours, by_business.use_business_hours) == (False, True)


def test_a_role_frontdesk_does_not_have_is_the_least_of_those_it_has() -> None:
    staff = {"id": "ana", "displayName": "Ana", "role": "externalGuest"}
    found = read(changed("staffMembers", 0, to=staff)).catalog.staff_member("ana")
    assert found.role is Role.GUEST


def test_answers_may_come_as_options_and_take_the_words_of_their_question() -> None:
    answers = [{"questionId": "allergies", "selectedOptions": ["Nuts", "Milk"], "answer": None}]
    customers = [{"customerId": "c-dana", "customQuestionAnswers": answers}]
    found = first_appointment(customers=customers).customer
    assert found.answers == (QuestionAnswer("allergies", "Any allergies?", "Nuts, Milk"),)


@pytest.mark.parametrize(
    "path",
    [
        ("@odata.context",),
        ("@odata.etag",),
        ("publicUrl",),
        ("createdDateTime",),
        ("services@odata.context",),
        ("services", 0, "webUrl"),
        ("services", 0, "@odata.type"),
        ("staffMembers", 0, "membershipStatus"),
        ("appointments", 0, "duration"),
        ("appointments", 0, "startDateTime", "@odata.type"),
        ("appointments", 0, "customers", 0, "@odata.type"),
    ],
)
def test_what_is_only_graphs_to_say_is_ignored(path: tuple[Any, ...]) -> None:
    assert read(changed(*path, to="anything")) == read(DOCUMENT)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("bookingPageSettings", "enforceOneTimePassword"), None),
        (("schedulingPolicy", "isMeetingInviteToCustomersEnabled"), None),
        (("services", 0, "smsNotificationsEnabled"), "$.services[0].smsNotificationsEnabled"),
        (("customers", 0, "addresses"), "$.customers[0].addresses"),
        (("appointments", 0, "reminders"), "$.appointments[0].reminders"),
    ],
)
def test_what_is_not_kept_is_noted(path: tuple[Any, ...], where: str | None) -> None:
    found = read_business(changed(*path, to=[]), NOW)
    assert [each.path for each in found.notes] == [where or "$." + ".".join(path)]
    assert found.record == read(DOCUMENT)


@pytest.mark.parametrize(
    "path",
    [
        ("phone",),
        ("address",),
        ("businessHours", 0, "timeSlots"),
        ("services", 0, "schedulingPolicy"),
        ("appointments", 0, "endDateTime"),
        ("appointments",),
    ],
)
def test_null_is_as_good_as_nothing(path: tuple[Any, ...]) -> None:
    without = changed(*path, to=None)
    record = read(without)
    assert record == read(_pruned(without))


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _pruned(each) for name, each in value.items() if each is not None}
    return [_pruned(each) for each in value] if isinstance(value, list) else value


def test_absences_without_an_id_get_one_nobody_has() -> None:
    closures = [
        {"start": "2026-12-24", "end": "2026-12-25"},
        {"id": "closure-1", "start": "2026-12-25", "end": "2026-12-26"},
        {"start": "2026-12-26", "end": "2026-12-27"},
    ]
    found = read(changed("closures", to=closures)).catalog.closures
    assert [each.closure_id for each in found] == ["closure-2", "closure-1", "closure-3"]


def test_customers_and_appointments_are_written_in_a_fixed_order() -> None:
    record = read(DOCUMENT)
    reversed_record = replace(record, appointments=record.appointments[::-1])
    assert write_business(reversed_record) == write_business(record)
