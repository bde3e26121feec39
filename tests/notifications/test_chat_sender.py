"""Which conversation news go to, and what each answer of a channel means."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.channel_connections import DIRECT_LINE_SERVICE, ServiceNotAllowed
from bot.channel_errors import (
    ChannelRefused,
    ChannelUnreachable,
    MessageWritesBlocked,
    TooManyRequests,
)
from bot.chat_sender import ReferencedChatSender
from bot.direct_line.passes import build_conversation_id
from cards.channels import Channel
from dialogs.turns import Message
from notifications.ports import ChatMessage, Delivery, Outcome, Recipient
from scheduling.actors import OperatorActor, Principal
from scheduling.announcements import RecipientKind
from scheduling.ports import Link
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.telling import AskReached, are_customers_reached
from storage.conversation_references import StoredReference, save_reference
from storage.database import Database
from storage.migrate import upgrade
from storage.transactions import SqlTransactions
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.businesses import BUSINESS, appointment, salon, staff, stored_customer
from tests.fakes.chats import MovableClock
from tests.fakes.memory import CountedIds

ANA = Principal("msteams", "directory", "ana-object-id")
DANA = Principal("directline", "", "dana")
FOLLOWER = Principal("directline", "", "follower")
TO_ANA = Recipient(BUSINESS, RecipientKind.STAFF_MEMBER, "ana", "a-1")
TO_DANA = Recipient(BUSINESS, RecipientKind.CUSTOMER, "c-dana", "a-1")
NEWS = {each: ChatMessage(each.value, {"type": "AdaptiveCard"}) for each in Channel}


@dataclass
class Adapter:
    """Sends to every conversation, but where `answers` has an error for it."""

    answers: dict[str, Exception] = field(default_factory=dict)
    sent: list[tuple[str, str]] = field(default_factory=list)

    async def send_proactively(self, reference: Mapping[str, Any], message: Message) -> str:
        place = reference["conversation"]["id"]
        if place in self.answers:
            raise self.answers[place]
        self.sent.append((place, message.text))
        return "activity"


@dataclass
class House:
    database: Database
    adapter: Adapter

    async def knows(self, principal: Principal, place: str, *, is_personal: bool = True) -> None:
        is_teams = principal.channel == "msteams"
        reference = {
            "channelId": principal.channel,
            "serviceUrl": "https://teams.test" if is_teams else DIRECT_LINE_SERVICE,
            "conversation": {"id": place},
        }
        stored = StoredReference(
            principal=principal,
            conversation_id=place,
            is_personal=is_personal,
            reference=reference,
        )
        await self.database.write(lambda each: save_reference(each, stored))

    async def becomes_group(self) -> None:
        def change(connection: Any) -> None:
            uow = SqlUnitOfWork(connection)
            alone = uow.appointments.get(BUSINESS, "a-1")
            grown = replace(alone, maximum_attendees_count=4, version=alone.version + 1)
            uow.appointments.update(grown)

        await self.database.write(change)

    async def reaches_customers(self) -> bool:
        transactions = SqlTransactions(self.database, MovableClock(), CountedIds())
        question = AskReached(BUSINESS, "a-1")
        return await transactions.read(are_customers_reached, staff("ana"), question)

    async def send(self, recipient: Recipient) -> Delivery:
        return await ReferencedChatSender(self.database, self.adapter).send(recipient, NEWS)


@pytest_asyncio.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    database = await Database.open(database_url, chance=lambda: 0.5)
    await upgrade(database)
    transactions = SqlTransactions(database, MovableClock(), CountedIds())
    record = BusinessRecord(salon(), (stored_customer(),), (appointment(),))
    await transactions.run(replace_business, OperatorActor(), record)

    def link(connection: Any) -> None:
        identities = SqlUnitOfWork(connection).identities
        identities.link(BUSINESS, ANA, Link(staff_member_id="ana"))
        identities.link(BUSINESS, DANA, Link(customer_id="c-dana"))
        identities.open_appointment(BUSINESS, FOLLOWER, "a-1")

    await database.write(link)
    yield House(database, Adapter())
    await database.close()


WEB = build_conversation_id(BUSINESS, "one")


async def test_staff_hear_it_on_teams_and_customers_in_the_web_chat(house: House) -> None:
    await house.knows(ANA, "teams-chat")
    await house.knows(DANA, WEB)
    assert (await house.send(TO_ANA)).outcome is Outcome.SENT
    assert (await house.send(TO_DANA)).outcome is Outcome.SENT
    assert house.adapter.sent == [("teams-chat", "msteams"), (WEB, "directline")]


async def test_who_never_wrote_has_nowhere_to_hear_it(house: House) -> None:
    assert await house.send(TO_ANA) == Delivery(Outcome.NOWHERE)


async def test_staff_are_told_whether_a_customer_can_be_reached(house: House) -> None:
    await house.knows(ANA, "teams-chat")
    await house.knows(DANA, "a group", is_personal=False)
    assert not await house.reaches_customers()
    await house.knows(DANA, WEB)
    assert await house.reaches_customers()


async def test_who_followed_the_link_is_reached_in_the_customer_s_place(house: House) -> None:
    await house.knows(FOLLOWER, WEB)
    assert await house.reaches_customers()


async def test_no_news_where_others_read_along(house: House) -> None:
    await house.knows(ANA, "team-channel", is_personal=False)
    assert await house.send(TO_ANA) == Delivery(Outcome.NOWHERE)


async def test_no_news_in_a_chat_with_another_business(house: House) -> None:
    await house.knows(DANA, build_conversation_id("other", "one"))
    await house.knows(DANA, "no such id")
    assert await house.send(TO_DANA) == Delivery(Outcome.NOWHERE)


async def test_who_opened_the_appointment_hears_it_where_its_customer_cannot(house: House) -> None:
    await house.knows(FOLLOWER, WEB)
    assert (await house.send(TO_DANA)).outcome is Outcome.SENT
    own = build_conversation_id(BUSINESS, "own")
    await house.knows(DANA, own)
    await house.send(TO_DANA)
    assert [place for place, _ in house.adapter.sent] == [WEB, own]


async def test_nobody_hears_what_is_told_another_of_a_group_they_opened(house: House) -> None:
    await house.becomes_group()
    await house.knows(FOLLOWER, WEB)
    assert await house.send(TO_DANA) == Delivery(Outcome.NOWHERE)
    assert not await house.reaches_customers()


ANSWERS = [
    (MessageWritesBlocked(), Delivery(Outcome.UNREACHABLE)),
    (ChannelRefused(404, "ConversationNotFound"), Delivery(Outcome.UNREACHABLE, code="http_404")),
    (
        TooManyRequests(timedelta(seconds=7)),
        Delivery(Outcome.LATER, timedelta(seconds=7), "too_many_requests"),
    ),
    (ChannelUnreachable(), Delivery(Outcome.LATER, code="no_answer")),
    (ChannelRefused(503, ""), Delivery(Outcome.LATER, code="http_503")),
    (ChannelRefused(412, ""), Delivery(Outcome.LATER, code="http_412")),
    (ChannelRefused(400, "BadSyntax"), Delivery(Outcome.REFUSED, code="http_400")),
    (ServiceNotAllowed(), Delivery(Outcome.REFUSED, code="service_not_allowed")),
]


@pytest.mark.parametrize(("error", "expected"), ANSWERS, ids=str)
async def test_each_answer_of_a_channel_has_its_meaning(
    house: House, error: Exception, expected: Delivery
) -> None:
    await house.knows(ANA, "teams-chat")
    house.adapter.answers = {"teams-chat": error}
    assert await house.send(TO_ANA) == expected


async def test_a_blocked_chat_is_forgotten_and_the_one_before_it_taken(house: House) -> None:
    await house.knows(ANA, "old-chat")
    await house.knows(ANA, "new-chat")
    await house.knows(ANA, "new-chat")
    house.adapter.answers = {"new-chat": MessageWritesBlocked()}
    assert (await house.send(TO_ANA)).outcome is Outcome.SENT
    house.adapter.answers = {"old-chat": MessageWritesBlocked()}
    assert (await house.send(TO_ANA)).outcome is Outcome.UNREACHABLE
    assert await house.send(TO_ANA) == Delivery(Outcome.NOWHERE)
