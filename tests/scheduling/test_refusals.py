"""Every refusal keeps the facts that whoever is refused can act on, and a line for the log."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from scheduling.errors import (
    AlreadyAttending,
    AlreadyThere,
    AppointmentsToCome,
    CapacityBelowFilled,
    InvalidValue,
    KeyReused,
    LastAdministrator,
    MissingDetails,
    NotFound,
    NotPermitted,
    NotYours,
    OfferOver,
    PlanChanged,
    Reason,
    SchedulingError,
    SlotNotOffered,
    SlotTaken,
    StaleVersion,
    TimeIsFree,
    TooEarlyToMark,
    TooLateToChange,
    TooManyAppointments,
    TooManyOccurrences,
    TooManyWishes,
    WrongStatus,
)
from tests.fakes.businesses import TUESDAY_TEN

HOUR = timedelta(hours=1)
ELEVEN = TUESDAY_TEN + HOUR


@pytest.mark.parametrize(
    ("refuse", "facts", "line"),
    [
        (
            lambda: InvalidValue("phone", "is too short"),
            {"field": "phone", "problem": "is too short"},
            "phone: is too short",
        ),
        (
            lambda: NotFound("service", "cut"),
            {"kind": "service", "identifier": "cut"},
            "no such service",
        ),
        (
            lambda: NotYours("appointment", "a-1"),
            {"kind": "appointment", "identifier": "a-1"},
            "no such appointment",
        ),
        (lambda: NotPermitted("cancel"), {"action": "cancel"}, "not permitted: cancel"),
        (
            lambda: SlotNotOffered(TUESDAY_TEN, Reason.TOO_SOON, HOUR),
            {"start_at": TUESDAY_TEN, "reason": Reason.TOO_SOON, "limit": HOUR},
            "under_min_lead",
        ),
        (
            lambda: SlotNotOffered(TUESDAY_TEN, Reason.PAST),
            {"start_at": TUESDAY_TEN, "reason": Reason.PAST, "limit": None},
            "in_the_past",
        ),
        (
            lambda: SlotTaken(TUESDAY_TEN, "ana", (ELEVEN,)),
            {
                "start_at": TUESDAY_TEN,
                "staff_member_id": "ana",
                "nearest": (ELEVEN,),
                "reason": Reason.TAKEN,
            },
            "taken",
        ),
        (
            lambda: TooLateToChange(TUESDAY_TEN, HOUR),
            {"start_at": TUESDAY_TEN, "minimum_notice": HOUR},
            "minimum notice has passed",
        ),
        (lambda: TooManyAppointments(5), {"limit": 5}, "5 open appointments"),
        (lambda: TooManyOccurrences(5, 2), {"limit": 5, "room": 2}, "5 open appointments"),
        (
            lambda: AlreadyAttending("a-1", TUESDAY_TEN),
            {"appointment_id": "a-1", "start_at": TUESDAY_TEN},
            "attends already",
        ),
        (
            lambda: CapacityBelowFilled(2, (("a-1", 3),)),
            {"capacity": 2, "filled": (("a-1", 3),)},
            "1 appointments have more than 2 attendees",
        ),
        (
            lambda: TimeIsFree((TUESDAY_TEN, ELEVEN)),
            {"starts": (TUESDAY_TEN, ELEVEN)},
            "2 free times",
        ),
        (lambda: TooManyWishes(5), {"limit": 5}, "5 wishes on the waitlist"),
        (
            lambda: OfferOver(TUESDAY_TEN, "cut", "ana", HOUR, 2),
            {
                "start_at": TUESDAY_TEN,
                "service_id": "cut",
                "staff_member_id": "ana",
                "duration": HOUR,
                "attendees_count": 2,
            },
            "the offer is over",
        ),
        (
            lambda: OfferOver(TUESDAY_TEN, "cut", None),
            {"staff_member_id": None, "duration": None, "attendees_count": 1},
            "the offer is over",
        ),
        (
            lambda: WrongStatus("cancelled", "confirmed"),
            {"current": "cancelled", "wanted": "confirmed"},
            "cancelled cannot become confirmed",
        ),
        (
            lambda: TooEarlyToMark(TUESDAY_TEN, "noShow"),
            {"start_at": TUESDAY_TEN, "wanted": "noShow"},
            "not noShow before its day",
        ),
        (lambda: StaleVersion(1, 3), {"seen": 1, "current": 3}, "version 1 is not 3"),
        (
            lambda: PlanChanged(("a-1", "a-2")),
            {"appointment_ids": ("a-1", "a-2")},
            "2 changed since they were planned",
        ),
        (
            lambda: MissingDetails(("phone", "allergies")),
            {"fields": ("phone", "allergies")},
            "phone, allergies",
        ),
        (lambda: KeyReused("key-1"), {"key": "key-1"}, "idempotency key reused"),
        (
            lambda: AlreadyThere("service", "cut", is_deleted=True),
            {"kind": "service", "identifier": "cut", "is_deleted": True},
            "there is a service of that id already",
        ),
        (
            lambda: AppointmentsToCome(3, 2),
            {"count": 3, "seen": 2},
            "3 appointments to come, 2 seen",
        ),
        (
            lambda: LastAdministrator("salon"),
            {"business_id": "salon"},
            "nobody else administrates the business",
        ),
    ],
)
def test_a_refusal_keeps_its_facts(
    refuse: Callable[[], SchedulingError], facts: dict[str, Any], line: str
) -> None:
    refused = refuse()
    assert {name: getattr(refused, name) for name in facts} == facts
    assert str(refused) == line
