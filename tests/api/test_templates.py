"""Every template is a business in which something can be booked at once."""

from datetime import UTC, datetime, timedelta

import pytest

from api.templates.catalogue import Beginning, begin_business, read_template, template_names
from scheduling.actors import CustomerActor, OperatorActor, Principal
from scheduling.business import Catalog
from scheduling.catalog import Role
from scheduling.errors import NotFound
from scheduling.service.asking import AskBusiness, get_business
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.lifecycle.creating import CreateBusiness, create_business
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from tests.fakes.memory import MemoryTransactions

NOW = datetime(2026, 4, 14, 8, tzinfo=UTC)
SECTORS = {"clinic", "consulting", "fitness", "government", "salon", "school"}
EVERY = [
    (name, service["id"])
    for name in template_names()
    for service in read_template(name).document["services"]
]


def begun(name: str) -> Catalog:
    beginning = Beginning(
        business_id="new",
        display_name="New",
        time_zone="America/New_York",
        currency="USD",
        administrator="Ana Sousa",
    )
    return begin_business(read_template(name), beginning, NOW)


def test_there_is_one_for_each_sector() -> None:
    assert set(template_names()) == SECTORS
    with pytest.raises(NotFound):
        read_template("../documents")


@pytest.mark.parametrize("name", template_names())
def test_a_business_begins_with_it(name: str) -> None:
    catalog = begun(name)
    first, *others = catalog.staff_members.values()
    assert (first.display_name, first.role) == ("Ana Sousa", Role.ADMINISTRATOR)
    assert all(each.role is Role.TEAM_MEMBER for each in others)
    assert catalog.business.time_zone == "America/New_York"
    assert catalog.business.default_currency_iso == "USD"
    assert len(read_template(name).about) > 20


@pytest.mark.parametrize(("name", "service_id"), EVERY)
def test_each_service_has_bookable_times_within_a_week(name: str, service_id: str) -> None:
    transactions = MemoryTransactions(NOW)
    transactions.do(create_business, OperatorActor(), CreateBusiness(begun(name)))
    visitor = CustomerActor("new", Principal("directline", "", "v"))
    shown = transactions.do(get_business, visitor, AskBusiness("new"))
    assert shown.service(service_id) is not None
    within = TimeRange(NOW, NOW + timedelta(days=8))
    wish = Wish(business_id="new", service_id=service_id)
    assert transactions.do(find_slots, visitor, FindSlots(wish, within))
