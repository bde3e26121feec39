"""Turns: each activity answered once, one turn at a time, nothing lost when somebody leaves."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.clock import Clock, new_id
from bot.incoming import Delivered, Incoming, ToDeliver, WayBack
from bot.turn_errors import DeliveryFailed, TurnBusy
from bot.turns import Identify, TurnHost, TurnTiming
from cards.channels import Channel
from dialogs.turns import Message, Reply, Turn
from scheduling.actors import Actor, CustomerActor, Principal
from storage.conversation_store import ConversationStore
from storage.database import Database
from tests.bot.conversation_database import open_conversations

ANA = Principal("directline", "", "ana")
SORRY = Reply((Message(text="sorry"),))
HELLO = Incoming(
    principal=ANA,
    channel=Channel.DIRECT_LINE,
    business_id="salon",
    conversation_id="c1",
    activity_id="a1",
    text="hello",
    way_back=WayBack(is_personal=True, reference={"door": "test"}),
)
TIMING = TurnTiming(
    waiting=timedelta(seconds=3), poll=timedelta(milliseconds=10), answer=timedelta(seconds=1)
)


async def identify(principal: Principal, business_id: str | None) -> tuple[str, Actor]:
    business = business_id or "default"
    return business, CustomerActor(business, principal)


@dataclass
class Dialogs:
    """Counts its turns in the state and says the count."""

    turns: list[Turn] = field(default_factory=list)
    pause: float = 0
    messages: int = 1
    error: Exception | None = None

    async def __call__(self, state: str | None, turn: Turn) -> tuple[str, Reply]:
        self.turns.append(turn)
        await asyncio.sleep(self.pause)
        if self.error is not None:
            raise self.error
        count = int(state or "0") + 1
        first = Message(text=f"turn {count}", name="count")
        more = [Message(text=f"turn {count} ({n})") for n in range(2, self.messages + 1)]
        return str(count), Reply((first, *more))


@dataclass
class Channels:
    """Takes messages and gives them ids; fails `failures` times."""

    said: list[str] = field(default_factory=list)
    known: list[dict[str, str]] = field(default_factory=list)
    failures: int = 0
    before: Callable[[], Awaitable[None]] | None = None

    async def __call__(self, order: ToDeliver) -> Delivered:
        if self.before is not None:
            await self.before()
        if self.failures:
            self.failures -= 1
            return Delivered(count=order.first, failure=ConnectionError("no way through"))
        self.known.append(dict(order.sent))
        names = {}
        for message in order.reply.messages[order.first :]:
            self.said.append(message.text)
            if message.name is not None:
                names[message.name] = f"id{len(self.said)}"
        return Delivered(count=len(order.reply.messages), names=names)


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_conversations(database_url) as opened:
        yield opened


@pytest_asyncio.fixture
async def other_process(database_url: str) -> AsyncIterator[Database]:
    async with open_conversations(database_url) as opened:
        yield opened


def make_host(
    database: Database, dialogs: Dialogs, lease: float = 2.0, identify: Identify = identify
) -> TurnHost:
    return TurnHost(
        store=ConversationStore(database, timedelta(seconds=lease)),
        identify=identify,
        answer=dialogs,
        apology={"en": SORRY}.__getitem__,
        now=Clock().now,
        new_id=new_id,
        timing=TIMING,
    )


async def test_state_goes_from_turn_to_turn_and_names_of_messages_are_known(
    database: Database,
) -> None:
    dialogs, channel = Dialogs(), Channels()
    host = make_host(database, dialogs)
    await host.handle(HELLO, channel)
    await host.handle(replace(HELLO, activity_id="a2"), channel)
    assert channel.said == ["turn 1", "turn 2"]
    assert channel.known == [{}, {"count": "id1"}]


async def test_conversations_channels_and_businesses_do_not_share_state(database: Database) -> None:
    dialogs, channel = Dialogs(), Channels()
    host = make_host(database, dialogs)
    for other in (
        HELLO,
        replace(HELLO, conversation_id="c2"),
        replace(HELLO, channel=Channel.TEAMS),
        replace(HELLO, business_id="garage", activity_id="a2"),
    ):
        await host.handle(other, channel)
    assert channel.said == ["turn 1"] * 4


@pytest.mark.parametrize("processes", [1, 2])
async def test_an_activity_delivered_three_times_is_one_turn_with_one_result(
    database: Database, other_process: Database, processes: int
) -> None:
    dialogs, channel = Dialogs(pause=0.2), Channels()
    databases = [database, other_process][:processes]
    hosts = [make_host(each, dialogs) for each in databases]
    first, second = await asyncio.gather(
        hosts[0].handle(HELLO, channel), hosts[-1].handle(HELLO, channel)
    )
    third = await hosts[-1].handle(HELLO, channel)
    assert first == second == third
    assert len(dialogs.turns) == 1
    assert channel.said == ["turn 1"]


@pytest.mark.parametrize("processes", [1, 2])
async def test_of_turns_at_once_in_one_conversation_each_sees_the_state_before_it(
    database: Database, other_process: Database, processes: int
) -> None:
    dialogs, channel = Dialogs(pause=0.02), Channels()
    databases = [database, other_process][:processes]
    hosts = [make_host(each, dialogs) for each in databases]
    await asyncio.gather(
        *(
            hosts[number % processes].handle(replace(HELLO, activity_id=f"a{number}"), channel)
            for number in range(10)
        )
    )
    assert channel.said == [f"turn {number}" for number in range(1, 11)]


async def test_other_conversations_do_not_wait(database: Database) -> None:
    dialogs, channel = Dialogs(pause=0.3), Channels()
    host = make_host(database, dialogs)
    started = asyncio.get_running_loop().time()
    await asyncio.gather(
        *(host.handle(replace(HELLO, conversation_id=f"c{n}"), channel) for n in range(10))
    )
    assert asyncio.get_running_loop().time() - started < 2


async def test_a_failed_turn_apologises_keeps_the_state_and_can_be_tried_again(
    database: Database,
) -> None:
    dialogs, channel = Dialogs(), Channels()
    host = make_host(database, dialogs)
    await host.handle(HELLO, channel)
    dialogs.error = RuntimeError("broken")
    assert await host.handle(replace(HELLO, activity_id="a2"), channel) == SORRY
    dialogs.error = None
    await host.handle(replace(HELLO, activity_id="a2"), channel)
    assert channel.said == ["turn 1", "sorry", "turn 2"]


async def test_a_turn_that_takes_too_long_apologises(database: Database) -> None:
    channel = Channels()
    assert await make_host(database, Dialogs(pause=5)).handle(HELLO, channel) == SORRY


async def nobody(principal: Principal, business_id: str | None) -> tuple[str, Actor]:
    raise LookupError(principal, business_id)


async def test_a_person_who_cannot_be_identified_gets_a_sentence(database: Database) -> None:
    host = make_host(database, Dialogs(), identify=nobody)
    assert await host.handle(HELLO, Channels()) == SORRY


async def test_a_turn_goes_on_when_whoever_asked_is_gone(database: Database) -> None:
    dialogs, channel = Dialogs(pause=0.2), Channels()
    host = make_host(database, dialogs)
    asking = asyncio.create_task(host.handle(HELLO, channel))
    await asyncio.sleep(0.1)
    asking.cancel()
    await host.drain()
    assert channel.said == ["turn 1"]
    assert await host.handle(HELLO, channel) == Reply((Message(text="turn 1", name="count"),))
    assert len(dialogs.turns) == 1


async def test_an_answer_that_could_not_be_sent_is_sent_by_the_next_delivery(
    database: Database,
) -> None:
    dialogs, channel = Dialogs(), Channels(failures=1)
    host = make_host(database, dialogs)
    with pytest.raises(DeliveryFailed):
        await host.handle(HELLO, channel)
    await host.handle(HELLO, channel)
    assert len(dialogs.turns) == 1
    assert channel.said == ["turn 1"]


async def test_messages_already_sent_are_not_sent_again(database: Database) -> None:
    said: list[str] = []

    async def break_off(order: ToDeliver) -> Delivered:
        said.append(order.reply.messages[order.first].text)
        return Delivered(count=order.first + 1, failure=None if order.first else OSError())

    host = make_host(database, Dialogs(messages=2))
    with pytest.raises(DeliveryFailed):
        await host.handle(HELLO, break_off)
    await host.handle(HELLO, break_off)
    assert said == ["turn 1", "turn 1 (2)"]


async def test_the_next_process_goes_on_where_one_died_between_storing_and_sending(
    database: Database, other_process: Database
) -> None:
    dialogs, channel = Dialogs(), Channels()
    hangs = Channels(before=lambda: asyncio.sleep(60))
    dying = asyncio.create_task(make_host(database, dialogs, lease=0.3).handle(HELLO, hangs))
    await asyncio.sleep(0.15)
    await make_host(other_process, dialogs).handle(HELLO, channel)
    assert channel.said == ["turn 1"]
    assert len(dialogs.turns) == 1
    dying.cancel()


async def test_a_turn_whose_conversation_was_given_away_writes_nothing(
    database: Database, other_process: Database
) -> None:
    slow, quick, channel = Dialogs(pause=0.5), Dialogs(), Channels()
    losing = asyncio.create_task(make_host(database, slow, lease=0.1).handle(HELLO, channel))
    await asyncio.sleep(0.2)
    await make_host(other_process, quick).handle(replace(HELLO, activity_id="a2"), channel)
    with pytest.raises(TurnBusy):
        await losing
    assert channel.said == ["turn 1"]


async def test_two_greetings_at_once_are_one(database: Database) -> None:
    dialogs, channel = Dialogs(), Channels()
    host = make_host(database, dialogs)
    opening = replace(HELLO, is_opening=True, text="")
    await host.handle(opening, channel)
    await host.handle(replace(opening, activity_id="a2"), channel)
    await host.handle(replace(HELLO, activity_id="a3"), channel)
    assert channel.said == ["turn 1", "turn 2"]


async def test_the_way_back_to_a_person_is_kept(database: Database) -> None:
    host = make_host(database, Dialogs())
    await host.handle(HELLO, Channels())
    group = replace(HELLO, conversation_id="c2", way_back=WayBack(is_personal=False, reference={}))
    await host.handle(group, Channels())
    store = ConversationStore(database, timedelta(seconds=1))
    (kept,) = await store.personal_references(ANA)
    assert (kept.conversation_id, kept.reference) == ("c1", {"door": "test"})
    assert await store.personal_references(Principal("msteams", "", "ana")) == ()
    await store.remove_reference(ANA, "c1")
    assert await store.personal_references(ANA) == ()


async def test_old_answers_are_forgotten(database: Database) -> None:
    dialogs = Dialogs()
    host = make_host(database, dialogs)
    await host.handle(HELLO, Channels())
    store = ConversationStore(database, timedelta(seconds=1))
    assert await store.forget_seen_activities(timedelta(days=1)) == 0
    await asyncio.sleep(0.01)
    assert await store.forget_seen_activities(timedelta(0)) == 1
