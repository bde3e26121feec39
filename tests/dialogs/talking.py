"""Talks with the dialogs over a salon in memory: text and taps in, what is read out."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cards.channels import Channel
from dialogs.conversation import converse
from dialogs.desk import Desk
from dialogs.state import NOTHING_SAID, ConversationState, from_json, to_json
from dialogs.turns import CardAction, Reply, Turn
from scheduling.actors import Actor, CustomerActor, OperatorActor, Principal, StaffActor
from scheduling.catalog import Service
from scheduling.service.administration import BusinessRecord, replace_business
from tests.fakes.memory import MemoryTransactions
from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.support.cards import actions_of, chosen_button, texts_of


def _no_token(_: str) -> None:
    """Tell that no token is good."""


def _no_link(_: object) -> str:
    return ""


@dataclass
class Talker:
    """One person in one conversation. What was said last is in `reply` and `shown`."""

    transactions: MemoryTransactions
    actor: Actor
    channel: Channel = Channel.DIRECT_LINE
    time_zone: str | None = None
    state: ConversationState = NOTHING_SAID
    reply: Reply = field(default_factory=Reply)
    count: int = 0
    principal: Principal | None = None

    async def opens(self) -> str:
        """Open the conversation."""
        return await self._turn(is_opening=True)

    async def says(self, *texts: str) -> str:
        """Type messages, one after the other, and read the last answer."""
        for text in texts:
            await self._turn(text=text)
        return self.shown()

    async def taps(self, verb: str, **data: Any) -> str:
        """Tap the button of the last reply with this verb and these data or form inputs."""
        return await self.sends(chosen_button(self.cards(), verb, data))

    async def sends(self, data: dict[str, Any]) -> str:
        """Send card data as they are, as anybody could."""
        rest = {key: value for key, value in data.items() if key != "verb"}
        return await self._turn(action=CardAction(str(data["verb"]), rest))

    async def _turn(self, **parts: Any) -> str:
        self.count += 1
        transactions = self.transactions
        desk = Desk(transactions, self.actor, transactions.ids, _no_link, _no_link, _no_token)
        turn = Turn(
            business_id=BUSINESS,
            actor=self.actor,
            conversation_id="c",
            activity_id=str(self.count),
            channel=self.channel,
            now=transactions.now,
            time_zone=self.time_zone,
            principal=self.principal,
            **parts,
        )
        state, self.reply = await converse(self.state, turn, desk)
        self.state = from_json(to_json(state))
        assert self.state == state, "what is remembered is what is stored"
        return self.shown()

    def cards(self) -> list[Any]:
        """Give the cards of the last reply."""
        return [each.card for each in self.reply.messages if each.card]

    def shown(self) -> str:
        """Give every text of the last reply, in order."""
        parts = (part for each in self.reply.messages for part in (each.text, *texts_of(each.card)))
        return "\n".join(each for each in parts if each)

    def verbs(self) -> list[str]:
        """Give the verbs of the buttons of the last reply."""
        return [str(each["verb"]) for each in actions_of(self.cards())]

    @property
    def reasons(self) -> list[str]:
        """Give the reason codes of the last reply."""
        return [each for message in self.reply.messages for each in message.reasons]


def salon(record: BusinessRecord = SALON, now: datetime = NOW) -> MemoryTransactions:
    """Open the salon, or another business of the same id, at an instant."""
    transactions = MemoryTransactions(now)
    transactions.do(replace_business, OperatorActor(), record)
    return transactions


def changed(service_id: str, **changes: Any) -> BusinessRecord:
    """Give the salon with one service changed."""
    catalog = SALON.catalog
    service: Service = replace(catalog.services[service_id], **changes)
    services = {**catalog.services, service_id: service}
    return replace(SALON, catalog=replace(catalog, services=services))


def put(transactions: MemoryTransactions, record: BusinessRecord) -> None:
    """Change what the salon offers while people talk; appointments and customers stay."""
    transactions.state.catalogs[BUSINESS] = record.catalog


def customer(
    transactions: MemoryTransactions | None = None, who: str = "u1", **parts: Any
) -> Talker:
    """A customer at the web chat who is known by a signed cookie."""
    actor = CustomerActor(BUSINESS, Principal("directline", "", who))
    return Talker(transactions or salon(), actor, **parts)


def staff(transactions: MemoryTransactions, staff_member_id: str) -> Talker:
    """A staff member at the chat."""
    return Talker(transactions, StaffActor(BUSINESS, staff_member_id))
