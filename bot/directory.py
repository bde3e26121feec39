"""What the pages need to know of the businesses, asked of the core."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduling.actors import OperatorActor, SystemActor
from scheduling.errors import NotFound
from scheduling.ports import Transactions
from scheduling.service.administration import (
    AskBusinesses,
    BusinessSummary,
    export_business,
    list_businesses,
)
from scheduling.service.asking import AskBusiness, get_business
from web.directory import ChatBusiness, DemoKind, DemoPerson

CUSTOMERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class BusinessDirectory:
    """The port `ChatDirectory` over the core."""

    transactions: Transactions

    async def find(self, business_id: str) -> ChatBusiness | None:
        """Give the business with this id, or None."""
        try:
            found = await self.transactions.read(
                get_business, SystemActor(), AskBusiness(business_id)
            )
        except NotFound:
            return None
        return ChatBusiness(found.business_id, found.display_name)

    async def published(self) -> Sequence[ChatBusiness]:
        """List the businesses the landing page links."""
        return [
            ChatBusiness(each.business_id, each.display_name)
            for each in await self.all()
            if each.is_published
        ]

    async def all(self) -> Sequence[BusinessSummary]:
        """List every business with its staff."""
        return await self.transactions.read(list_businesses, OperatorActor(), AskBusinesses())

    async def demo_people(self, business_id: str) -> Sequence[DemoPerson]:
        """List whom the demo bar offers: all staff, and the first few customers."""
        record = await self.transactions.read(
            export_business, OperatorActor(), AskBusiness(business_id)
        )
        staff = [
            DemoPerson(DemoKind.STAFF, each.staff_member_id, each.display_name, each.role.value)
            for each in record.catalog.staff_members.values()
        ]
        customers = [
            DemoPerson(DemoKind.CUSTOMER, each.customer_id, each.contact.name)
            for each in record.customers[:CUSTOMERS_SHOWN]
        ]
        return [*staff, *customers]
