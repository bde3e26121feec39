"""What a business shows of itself: what it offers, for how long and how much, and who works there."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor
from scheduling.business import Address
from scheduling.catalog import (
    ContactDetail,
    Price,
    PriceType,
    QuestionAssignment,
    Service,
    ServiceDuration,
)
from scheduling.policies import SchedulingPolicy
from scheduling.service.asking import AskBusiness, get_business
from scheduling.views import BusinessView, DurationView, QuestionView, ServiceView
from tests.fakes.businesses import (
    BUSINESS,
    CONSULTATION,
    HAIRCUT,
    HIDDEN,
    NINE_TO_FIVE,
    STAFF_OF_ROLE,
    customer,
    salon,
    salon_business,
    staff,
    weekdays,
)
from tests.fakes.desk import MemoryDesk

HOUR = timedelta(hours=1)
FORTY = Price(PriceType.FIXED_PRICE, Decimal(40))
SEVENTY = Price(PriceType.FIXED_PRICE, Decimal(70))
NOBODY_S = Service(service_id="nobody-s", display_name="Nobody's", staff_member_ids=("left",))


def shown(desk: MemoryDesk, actor: Actor | None = None) -> BusinessView:
    return desk.do(get_business, actor or customer(), AskBusiness(BUSINESS))


def service(offered: Service, **changes: Any) -> ServiceView:
    (found,) = shown(MemoryDesk(salon(offered, **changes))).services
    return found


def test_a_business_shows_what_is_on_its_door() -> None:
    door: dict[str, Any] = {
        "display_name": "Salon Süd",
        "time_zone": "Europe/Vienna",
        "address": Address("Ring 1", "Wien", postal_code="1010"),
        "phone": "+43 1 234567",
        "email": "hello@salon.example",
        "web_site_url": "https://salon.example",
        "language_tag": "de-AT",
        "business_hours": weekdays(*NINE_TO_FIVE),
        "privacy_policy_web_url": "https://salon.example/privacy",
        "terms_and_conditions_web_url": "https://salon.example/terms",
        "always_show_business_time_zone": True,
    }
    found = shown(MemoryDesk(salon(business=salon_business(**door))))
    assert found.business_id == BUSINESS
    assert {name: getattr(found, name) for name in door} == door


def test_a_service_shows_what_one_must_know_to_choose_it() -> None:
    offered = replace(
        HAIRCUT,
        description="Wash, cut, dry",
        aliases={"en": ("cut",), "de": ("Schnitt", "Haarschnitt")},
        staff_member_ids=("ben", "left", "ana"),
        scheduling_policy=SchedulingPolicy(allow_staff_selection=False),
        required_contact_details=frozenset({ContactDetail.PHONE}),
        customer_consent_message="We may keep photographs.",
        needs_approval=True,
    )
    business = salon_business(default_currency_iso="CHF")
    assert service(offered, business=business) == ServiceView(
        service_id="haircut",
        display_name="Haircut",
        description="Wash, cut, dry",
        duration=HOUR,
        price=FORTY,
        currency="CHF",
        aliases=("cut", "Schnitt", "Haarschnitt"),
        staff_member_ids=("ben", "ana"),
        allow_staff_selection=False,
        required_contact_details=frozenset({ContactDetail.PHONE}),
        consent_message="We may keep photographs.",
        needs_approval=True,
        durations=(),
        maximum_attendees_count=1,
    )


def test_a_group_says_how_many_may_come() -> None:
    assert service(replace(HAIRCUT, maximum_attendees_count=8)).maximum_attendees_count == 8


def test_every_length_is_listed_with_its_price_the_usual_one_first() -> None:
    longer = (ServiceDuration(2 * HOUR, SEVENTY), ServiceDuration(HOUR / 2))
    assert service(replace(HAIRCUT, durations=longer)).durations == (
        DurationView(HOUR, FORTY),
        DurationView(2 * HOUR, SEVENTY),
        DurationView(HOUR / 2, FORTY),
    )


@pytest.mark.parametrize(
    ("own", "is_enabled", "told"),
    [("", False, ""), ("", True, "Everybody's"), ("Own", True, "Own"), ("Own", False, "Own")],
)
def test_the_service_s_own_consent_comes_first(own: str, is_enabled: bool, told: str) -> None:  # noqa: FBT001
    business = salon_business(
        is_customer_consent_enabled=is_enabled, customer_consent_message="Everybody's"
    )
    offered = replace(HAIRCUT, customer_consent_message=own)
    assert service(offered, business=business).consent_message == told


def test_questions_come_in_the_service_s_order_and_only_those_there_are() -> None:
    asked = (QuestionAssignment("how"), QuestionAssignment("gone"), QuestionAssignment("allergies"))
    desk = MemoryDesk(salon(replace(CONSULTATION, custom_questions=asked), HAIRCUT))
    found = shown(desk)
    assert found.questions_of("consultation") == (
        QuestionView("how", "How did you find us?", ("Friends", "Search"), is_required=False),
        QuestionView("allergies", "Any allergies?", (), is_required=False),
    )
    assert found.questions_of("haircut") == found.questions_of("nowhere") == ()


CHOOSES = {
    # the viewer: the services they may choose
    "customer": ("haircut",),
    "staff": ("haircut", "hidden"),
}


@pytest.mark.parametrize(
    ("actor", "chooses"),
    [
        (customer(), "customer"),
        (OperatorActor(), "staff"),
        *((staff(each), "staff") for each in STAFF_OF_ROLE.values()),
    ],
)
def test_customers_choose_what_is_not_hidden_and_staff_what_somebody_gives(
    actor: Actor, chooses: str
) -> None:
    found = shown(MemoryDesk(salon(HAIRCUT, HIDDEN, NOBODY_S)), actor)
    assert tuple(each.service_id for each in found.services) == CHOOSES[chooses]
    assert tuple(which for which, _ in found.questions) == CHOOSES[chooses]


def test_who_gives_something_is_named_apart_from_who_works_there_too() -> None:
    hidden = replace(HIDDEN, staff_member_ids=("gus", "left"))
    desk = MemoryDesk(salon(replace(HAIRCUT, staff_member_ids=("tom", "ana")), hidden))
    for actor, giving, others in (
        (customer(), ["Tom", "Ana"], ["Ben", "Vic", "Gus"]),
        (staff("vic"), ["Tom", "Ana", "Gus"], ["Ben", "Vic"]),
    ):
        found = shown(desk, actor)
        assert [each.display_name for each in found.staff_members] == giving
        assert [each.display_name for each in found.other_staff_members] == others
