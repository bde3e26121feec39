"""Businesses, people and times the cards are tried with, ordinary and extreme."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from scheduling.catalog import ContactDetail, Price, PriceType
from scheduling.customers import Contact, QuestionAnswer
from scheduling.permissions import Action
from scheduling.statuses import AppointmentStatus
from scheduling.views import (
    AgendaView,
    AppointmentView,
    DayView,
    QuestionView,
    ServiceView,
    SlotView,
    StaffMemberView,
)

NOW = datetime(2026, 4, 14, 8, 40, tzinfo=UTC)
START = datetime(2026, 4, 16, 13, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"
DRAFT = "7d6f1f2c9a4b4b0f8e2d3c4b5a697887"
PUBLIC = "https://book.example.com"

HOSTILE = (
    "[click](javascript:alert(1)) ![x](https://evil.test/p.png) **bold** _it_ <at>Everyone</at> "
    "{{DATE(2026-04-14T08:00:00Z,SHORT)}} ${name} <b>x</b> `code`"
)
RTL = "دانيال \u202eevil\u202c عبد الرحمن"
EMOJI = "Zoë 👩🏽\u200d🔬 Ωmega"
LONG = "Bartholomew Maximilian Featherstonehaugh-Cholmondeley of the Upper Tweed Valley " * 5
ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3

WIDE = "🧑🏽\u200d🚀" * 200

ANA = StaffMemberView("ana", "Ana Ruiz")
BEN = StaffMemberView("ben", "Ben Okafor")
CLEO = StaffMemberView("cleo", "Cléo Marchand")
STAFF = (ANA, BEN, CLEO)

PEOPLE = ("Dana Whitfield", "Tomás Herrera", "Yuki Tanaka", "Priya Raman", "Lars Nyström")
NASTY_NAMES = (HOSTILE, RTL, EMOJI, LONG, ENDLESS)

QUESTIONS = (
    QuestionView("hair", "How long is your hair?", ("Short", "Shoulder", "Long"), is_required=True),
    QuestionView("wishes", "Anything we should know?", (), is_required=False),
)
CONTACT = Contact(name="Dana Whitfield", email_address="dana@example.com", phone="+49 30 1234567")
ANSWERS = (
    QuestionAnswer("hair", "How long is your hair?", "Shoulder", is_required=True),
    QuestionAnswer("wishes", "Anything we should know?", "First time here."),
)


def service(name: str = "Haircut", number: int = 1, **changes: Any) -> ServiceView:
    facts: dict[str, Any] = {
        "service_id": f"service-{number}",
        "display_name": name,
        "description": "Wash, cut and finish.",
        "duration": timedelta(minutes=45),
        "price": Price(PriceType.FIXED_PRICE, Decimal(42)),
        "currency": "EUR",
        "staff_member_ids": ("ana", "ben"),
        "required_contact_details": frozenset({ContactDetail.PHONE}),
    }
    return ServiceView(**{**facts, **changes})


SERVICES = (
    service(),
    service(
        "Colour",
        2,
        description="Full colour with a gloss; please come with dry hair.",
        duration=timedelta(hours=2),
        price=Price(PriceType.STARTING_AT, Decimal("89.50")),
    ),
    service("Beard trim", 3, description="", duration=timedelta(minutes=20)),
    service("Consultation", 4, price=Price(PriceType.FREE), duration=timedelta(minutes=15)),
)


def slots(
    count: int, start_at: datetime, step: timedelta = timedelta(minutes=15)
) -> tuple[SlotView, ...]:
    return tuple(SlotView(start_at + step * each, (ANA, BEN)) for each in range(count))


def days(count: int, closed: frozenset[int] = frozenset({5, 6})) -> tuple[DayView, ...]:
    dates = (date(2026, 4, 14) + timedelta(days=each) for each in range(count))
    return tuple(DayView(on, 0 if on.weekday() in closed else 9) for on in dates)


ALL_ACTIONS = frozenset(Action) - {Action.ANSWER_REQUEST}
"""Everything that may be done with a confirmed appointment: only a request is answered."""


def appointment(number: int = 1, **changes: Any) -> AppointmentView:
    facts: dict[str, Any] = {
        "business_id": "salon",
        "business_name": "Salon Lindenhof",
        "business_time_zone": ZONE,
        "business_phone": "+49 30 555 0100",
        "business_email": "hello@lindenhof.example",
        "appointment_id": f"0b54e2c6f6e84f1d9b5f7a90c1d2{number:04}",
        "version": 3,
        "sequence": 1,
        "status": AppointmentStatus.CONFIRMED,
        "service_id": "service-1",
        "service_name": "Haircut",
        "staff_members": (ANA,),
        "start_at": START,
        "end_at": START + timedelta(minutes=45),
        "price": Price(PriceType.FIXED_PRICE, Decimal(42)),
        "currency": "EUR",
        "location": "Lindenstraße 12, 10969 Berlin",
        "customer_name": PEOPLE[number % len(PEOPLE)],
        "minimum_notice": timedelta(hours=24),
        "last_updated_at": NOW,
        "may": frozenset({Action.RESCHEDULE, Action.CANCEL}),
    }
    return AppointmentView(**{**facts, **changes})


def nasty_appointment(number: int = 1, name: str = "", **changes: Any) -> AppointmentView:
    name = name or NASTY_NAMES[number % len(NASTY_NAMES)]
    facts: dict[str, Any] = {
        "business_name": HOSTILE,
        "service_name": name,
        "customer_name": name,
        "location": HOSTILE,
        "staff_members": tuple(StaffMemberView(str(each), name) for each in range(2)),
        "additional_information": HOSTILE,
        "customer_notes": HOSTILE,
        "cancellation_message": HOSTILE,
        "contact": Contact(name=name[:200], email_address="a@example.com"),
        "answers": (QuestionAnswer("q", HOSTILE, HOSTILE),),
    }
    return appointment(number, **{**facts, **changes})


_STATUSES = (
    AppointmentStatus.COMPLETED,
    AppointmentStatus.NO_SHOW,
    AppointmentStatus.ARRIVED,
    AppointmentStatus.CONFIRMED,
    AppointmentStatus.CONFIRMED,
    AppointmentStatus.CANCELLED,
)


def agenda(count: int, *, is_team: bool = False, name: str | None = None) -> AgendaView:
    is_nasty = name is not None
    make = partial(nasty_appointment, name=name or "") if is_nasty else appointment
    begin = datetime(2026, 4, 14, 7, 0, tzinfo=UTC)
    rows = [
        make(
            each,
            start_at=begin + timedelta(minutes=45 * each),
            end_at=begin + timedelta(minutes=45 * each + 45),
            status=_STATUSES[min(each, 5) if each < 6 else 3],
            **({} if is_nasty else {"service_name": SERVICES[each % 4].display_name}),
        )
        for each in range(count)
    ]
    whose = None if is_team else ANA
    return AgendaView(
        on=date(2026, 4, 14),
        business_name="Salon Lindenhof",
        time_zone=ZONE,
        staff_member=whose,
        appointments=tuple(rows),
        now=NOW,
    )
