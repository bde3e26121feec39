"""A business's offer, looked up by id, and the lengths and prices of a service."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from scheduling.business import Address
from scheduling.catalog import Price, PriceType, Service, ServiceDuration
from scheduling.deletions import Clock
from scheduling.errors import NotFound
from scheduling.policies import SchedulingPolicy
from scheduling.resources import Resource, ResourceNeed, ResourceUnit
from tests.fakes.businesses import COLOUR, HAIRCUT, HIDDEN, NOW, salon, salon_business

HOUR = timedelta(hours=1)
FORTY = Price(PriceType.FIXED_PRICE, Decimal(40))
SEVENTY = Price(PriceType.FIXED_PRICE, Decimal(70))
TABLES = Resource(resource_id="tables", display_name="Tables", capacity=2)
ROOM = Resource(resource_id="room", display_name="Room")


def test_what_is_there_is_found_by_its_id() -> None:
    catalog = salon(HAIRCUT, resources={"room": ROOM})
    assert catalog.service("haircut").display_name == "Haircut"
    assert catalog.staff_member("ana").display_name == "Ana"
    assert catalog.resource("room").display_name == "Room"


def test_what_is_not_there_is_named() -> None:
    catalog = salon(HAIRCUT)
    looked_up = (
        (catalog.service, "service"),
        (catalog.staff_member, "staff member"),
        (catalog.resource, "resource"),
    )
    for look_up, kind in looked_up:
        with pytest.raises(NotFound) as missing:
            look_up("gone")
        assert (missing.value.kind, missing.value.identifier) == (kind, "gone")


def test_customers_choose_from_what_is_shown_and_somebody_does() -> None:
    nobodys = replace(COLOUR, staff_member_ids=("left",))
    assert salon(HAIRCUT, nobodys, HIDDEN).bookable_services() == (HAIRCUT,)


def test_providers_come_in_the_order_of_the_service_without_who_left() -> None:
    catalog = salon(replace(HAIRCUT, staff_member_ids=("tom", "left", "ana")))
    providers = catalog.providers_of(catalog.service("haircut"))
    assert [each.staff_member_id for each in providers] == ["tom", "ana"]


def test_a_service_takes_the_units_of_what_it_needs_the_preferred_first() -> None:
    needs = (ResourceNeed(("room", "gone", "tables")), ResourceNeed(("tables",)))
    service = replace(HAIRCUT, required_resources=needs)
    catalog = salon(service, resources={"tables": TABLES, "room": ROOM})
    first, second = ResourceUnit("tables", 1), ResourceUnit("tables", 2)
    expected = ((ResourceUnit("room", 1), first, second), (first, second))
    assert catalog.units_for(service) == expected


def test_the_policy_of_a_service_goes_over_the_business_s() -> None:
    own = replace(HAIRCUT, scheduling_policy=SchedulingPolicy(minimum_lead_time=2 * HOUR))
    catalog = salon(own, COLOUR)
    for service, lead in ((own, 2 * HOUR), (COLOUR, HOUR)):
        policy = catalog.policy_of(service)
        assert policy.minimum_lead_time == lead
        assert policy.maximum_advance == timedelta(days=30)


def test_a_policy_that_is_not_of_the_catalog_is_worked_out_the_same() -> None:
    changed = replace(HAIRCUT, scheduling_policy=SchedulingPolicy(minimum_lead_time=3 * HOUR))
    policy = salon(HAIRCUT).policy_of(changed)
    assert policy.minimum_lead_time == 3 * HOUR
    assert policy.maximum_advance == timedelta(days=30)


def test_a_policy_that_is_known_is_not_worked_out_again() -> None:
    catalog = salon(HAIRCUT)
    assert catalog.policy_of(HAIRCUT) is catalog.policy_of(HAIRCUT)


def test_calendars_elsewhere_are_listed_once_in_the_order_of_locking() -> None:
    places = {"ana": (("spa", "a"), ("bar", "b")), "ben": (("spa", "a"),), "tom": (("zoo", "t"),)}
    catalog = salon(HAIRCUT, elsewhere=places)
    assert catalog.calendars_elsewhere(["ana", "ben", "vic"]) == (("bar", "b"), ("spa", "a"))


@pytest.mark.parametrize(
    ("own", "of_business", "is_enabled", "asked"),
    [
        ("Photographs?", "Data?", True, "Photographs?"),
        ("Photographs?", "Data?", False, "Photographs?"),
        ("", "Data?", True, "Data?"),
        ("", "Data?", False, ""),
    ],
)
def test_the_consent_of_a_service_goes_over_the_business_s(
    own: str, of_business: str, asked: str, *, is_enabled: bool
) -> None:
    business = salon_business(
        customer_consent_message=of_business, is_customer_consent_enabled=is_enabled
    )
    service = replace(HAIRCUT, customer_consent_message=own)
    assert salon(service, business=business).consent_message_for(service) == asked


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (Address(), ()),
        (Address(city="Berlin"), ("Berlin",)),
        (Address(postal_code="10115"), ("10115",)),
        (
            Address("Hauptstr. 1", "Berlin", "Berlin", "Germany", "10115"),
            ("Hauptstr. 1", "10115 Berlin", "Berlin", "Germany"),
        ),
    ],
)
def test_an_address_is_written_as_on_an_envelope(address: Address, lines: tuple[str, ...]) -> None:
    assert address.lines() == lines


@pytest.mark.parametrize(
    ("asked", "duration", "price"),
    [
        (None, HOUR, FORTY),
        (HOUR, HOUR, FORTY),
        (2 * HOUR, 2 * HOUR, SEVENTY),
        (HOUR / 2, HOUR / 2, FORTY),
    ],
)
def test_another_length_has_its_own_price_where_it_says_one(
    asked: timedelta | None, duration: timedelta, price: Price
) -> None:
    lengths = (ServiceDuration(2 * HOUR, SEVENTY), ServiceDuration(HOUR / 2))
    service = Service(service_id="s", display_name="Cut", price=FORTY, durations=lengths)
    lasting = service.lasting(asked)
    assert (lasting.default_duration, lasting.price) == (duration, price)


def test_a_service_that_several_attend_is_for_a_group() -> None:
    assert not HAIRCUT.is_group
    assert replace(HAIRCUT, maximum_attendees_count=2).is_group


def test_what_is_deleted_is_kept_from_then_on() -> None:
    clock = Clock.from_now(NOW, timedelta(days=30))
    assert (clock.deleted_at, clock.kept_until_at) == (NOW, NOW + timedelta(days=30))
