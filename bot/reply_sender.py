"""Sends the reply of one turn, message by message, as new messages or in place of others."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Protocol

from bot.channel_errors import ChannelRefused
from bot.incoming import Delivered, ToDeliver
from bot.outgoing import Step, Tap, Way, activity_of, plan_sending
from dialogs.turns import Message


class TurnMessages(Protocol):
    """Sends and edits messages in the conversation of one turn. Raises ChannelError."""

    async def send(self, activity: Mapping[str, Any]) -> str:
        """Send a new message and return its id ("" if not told)."""
        ...

    async def edit(self, activity_id: str, activity: Mapping[str, Any]) -> None:
        """Put a message in the place of one sent before."""
        ...


class ReplySender:
    """Sends one reply. `tap` is the tap on a card the reply answers, if it was one."""

    def __init__(self, messages: TurnMessages, tap: Tap | None) -> None:
        self._messages = messages
        self._tap = tap
        self.has_delivered = False

    async def deliver(self, order: ToDeliver) -> Delivered:
        """Send what is left of a reply. What the channel refused is in the result."""
        self.has_delivered = True
        names: dict[str, str] = {}
        count = order.first
        try:
            for step in plan_sending(order, self._tap):
                activity_id = await self._take(step)
                count += 1
                if step.message.name is not None and activity_id:
                    names[step.message.name] = activity_id
        except Exception as error:  # noqa: BLE001 - the host stores how far any failure let it get
            return Delivered(count=count, names=names, failure=error)
        return Delivered(count=count, names=names)

    async def _take(self, step: Step) -> str | None:
        if step.way is Way.IN_RESPONSE:
            if step.message.card is not None and step.message.text:
                # A card in the response has no text beside it.
                await self._send(Message(text=step.message.text, reasons=step.message.reasons))
            return step.activity_id
        if step.activity_id is not None and await self._edit(step.message, step.activity_id):
            return step.activity_id
        return await self._send(step.message)

    async def _edit(self, message: Message, activity_id: str) -> bool:
        """Edit a message; False where it is gone."""
        try:
            await self._messages.edit(activity_id, activity_of(message))
        except ChannelRefused as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            return False
        return True

    async def _send(self, message: Message) -> str:
        return await self._messages.send(activity_of(message))
