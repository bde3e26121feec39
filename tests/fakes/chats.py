"""A chat that remembers what it was told, and a clock to move."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from cards.channels import Channel
from notifications.ports import ChatMessage, Delivery, Outcome, Recipient


@dataclass
class RecordingSender:
    """Answers as it is told to, SENT when nothing is left, and keeps what arrived.

    `answers` are used up from the front; an exception among them is raised. While it `hangs`
    nothing arrives and nothing is answered. `arrived` is set once something did.
    Where it `dies` a message arrives and the process ends before it can say so.
    """

    answers: list[Delivery | Exception] = field(default_factory=list)
    sent: list[tuple[Recipient, Mapping[Channel, ChatMessage]]] = field(default_factory=list)
    hangs: bool = False
    dies: bool = False
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, recipient: Recipient, news: Mapping[Channel, ChatMessage]) -> Delivery:
        if self.hangs:
            await asyncio.sleep(3600)
        answer = self.answers.pop(0) if self.answers else Delivery(Outcome.SENT)
        if isinstance(answer, Exception):
            raise answer
        if answer.outcome is Outcome.SENT:
            self.sent.append((recipient, news))
            self.arrived.set()
        if self.dies:
            raise asyncio.CancelledError
        return answer

    @property
    def texts(self) -> list[str]:
        """What arrived, in order."""
        return [news[Channel.DIRECT_LINE].text for _, news in self.sent]


@dataclass
class MovableClock:
    """A clock a test may move: it moves the database's time by `offset`."""

    offset: timedelta = timedelta()

    def wait(self, time: timedelta) -> None:
        self.offset += time
