"""Values of the core as JSON and back."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from scheduling.business import BookingBusiness
from scheduling.catalog import ContactDetail, Price, Service
from scheduling.customers import Consent, CustomerInformation
from storage.codec import decode, encode_fields
from tests.fakes.businesses import COLOUR, CONSULTATION, DANA, STAFF, salon_business

VALUES = [
    salon_business(),
    COLOUR,
    CONSULTATION,
    STAFF[0],
    CustomerInformation(
        customer_id="c", contact=DANA, consent=Consent("Yes.", datetime(2026, 1, 1, tzinfo=UTC))
    ),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda each: type(each).__name__)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    assert decode(type(value), json.loads(json.dumps(encode_fields(value)))) == value


def test_fields_with_columns_of_their_own_are_left_out_and_put_back() -> None:
    data = encode_fields(COLOUR, frozenset({"service_id"}))
    assert "service_id" not in data
    assert decode(Service, data, service_id="colour") == COLOUR


def test_a_field_of_a_later_version_is_left_out_and_one_of_an_earlier_takes_its_default() -> None:
    data = {"display_name": "Cut", "not_known_yet": 1}
    assert decode(Service, data, service_id="cut") == Service(service_id="cut", display_name="Cut")


def test_what_would_be_refused_when_built_is_refused_when_read() -> None:
    with pytest.raises(ValueError, match="timeZone"):
        decode(BookingBusiness, {"display_name": "B", "time_zone": "Nowhere"}, business_id="b")


def test_money_keeps_its_decimals_and_sets_their_members() -> None:
    data = encode_fields(CONSULTATION)
    assert data["price"] == encode_fields(Price())
    assert data["required_contact_details"] == [ContactDetail.PHONE.value]


def test_a_duration_keeps_its_microseconds() -> None:
    @dataclass(frozen=True)
    class Pause:
        length: timedelta

    pause = Pause(timedelta(days=400, microseconds=7))
    assert encode_fields(pause) == {"length": 400 * 86_400_000_000 + 7}


def test_what_is_no_value_of_the_core_is_refused() -> None:
    with pytest.raises(TypeError):
        encode_fields(object())
