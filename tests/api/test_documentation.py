"""docs/business-file.md tells of every property, and its example is right."""

import json
import re
from pathlib import Path

import pytest

from api.absences import CLOSURE, PUBLIC_HOLIDAYS, TIME_OFF
from api.appointment_properties import appointment_members
from api.businesses import ADDRESS, BOOKING_BUSINESS, COLLECTIONS
from api.documents import read_business
from api.offers import CUSTOM_QUESTION, SERVICE
from api.people import CONSENT, CUSTOMER, CUSTOMER_INFORMATION
from api.policies import AVAILABILITY_WINDOW, SCHEDULING_POLICY
from api.shapes import Group, Members
from api.staff import STAFF_MEMBER_PROPERTIES
from tests.api.documents import NOW

PAGE = (Path(__file__).parents[2] / "docs" / "business-file.md").read_text()
TYPES: dict[str, Members] = {
    "business": BOOKING_BUSINESS.members,
    "address": ADDRESS.members,
    "policy": SCHEDULING_POLICY.members,
    "service": SERVICE.members,
    "staff member": STAFF_MEMBER_PROPERTIES,
    "question": CUSTOM_QUESTION.members,
    "closure": CLOSURE.members,
    "public holidays": PUBLIC_HOLIDAYS.members,
    "availability window": AVAILABILITY_WINDOW.members,
    "time off": TIME_OFF.members,
    "customer": CUSTOMER.members,
    "appointment": appointment_members("UTC", CONSENT),
    "customer of an appointment": CUSTOMER_INFORMATION,
    "consent": CONSENT.members,
}


@pytest.mark.parametrize("kind", TYPES)
def test_every_property_is_told_of(kind: str) -> None:
    assert [name for name in _names(TYPES[kind]) if name not in _told()] == []


def test_every_collection_has_a_section() -> None:
    headings = " ".join(re.findall(r"^## (.+)$", PAGE, re.MULTILINE))
    assert [name for name in COLLECTIONS if f"`{name}`" not in headings] == []


def test_the_example_is_right() -> None:
    example = re.findall(r"```json\n(.+?)```", PAGE, re.DOTALL)[0]
    found = read_business(json.loads(example), NOW)
    assert found.notes == ()
    assert len(found.record.appointments) == 1


def _names(members: Members) -> list[str]:
    inner = [
        name
        for row in members.rows
        if isinstance(row, Group)
        for name in (row.name, *_names(row.members))
    ]
    return [*members.names(), *inner]


def _told() -> set[str]:
    words = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", PAGE)
    return {part for word in words for part in re.findall(r"[A-Za-z]+", word)}
