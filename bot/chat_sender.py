"""Writes news to people first: to the newest conversation they have with the bot."""

import logging
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, Protocol

from bot.channel_connections import DIRECT_LINE_SERVICE, ServiceNotAllowed
from bot.channel_errors import (
    ChannelRefused,
    ChannelUnreachable,
    MessageWritesBlocked,
    TooManyRequests,
)
from bot.direct_line.passes import business_of_conversation
from bot.logs import log_event
from cards.channels import Channel
from dialogs.turns import Message
from notifications.ports import ChatMessage, Delivery, Outcome, Recipient
from storage.conversation_references import StoredReference, remove_reference
from storage.database import Database
from storage.recipients import ToReach, ways_to

_LOGGER = logging.getLogger(__name__)

_PASSING = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.CONFLICT,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
"""Client errors that may pass by themselves; every other one stays, and 5xx always may pass."""

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class ProactiveAdapter(Protocol):
    """What sends a message nobody asked for: the bot's adapter."""

    async def send_proactively(self, reference: Mapping[str, Any], message: Message) -> str:
        """Send and return the message's id. Raises ChannelError, ServiceNotAllowed."""
        ...


class ReferencedChatSender:
    """The port `ChatSender`: looks up the ways back to a person and takes the first that is open."""

    def __init__(self, database: Database, adapter: ProactiveAdapter) -> None:
        self._database = database
        self._adapter = adapter

    async def send(self, recipient: Recipient, news: Mapping[Channel, ChatMessage]) -> Delivery:
        """Send to the newest conversation; where that is closed for good, to the one before it."""
        result = Delivery(Outcome.NOWHERE)
        for stored in await self._ways_to(recipient):
            shown = news[channel_of(stored)]
            result = await self._try(stored, Message(text=shown.text, card=shown.card))
            if result.outcome is not Outcome.UNREACHABLE:
                return result
        return result

    async def _ways_to(self, recipient: Recipient) -> tuple[StoredReference, ...]:
        person = ToReach(
            recipient.business_id,
            recipient.kind,
            recipient.recipient_id,
            recipient.appointment_id,
        )
        found = await self._database.read(partial(ways_to, person=person))
        return tuple(each for each in found if _is_with(each, recipient.business_id))

    async def _try(self, stored: StoredReference, message: Message) -> Delivery:
        try:
            await self._adapter.send_proactively(stored.reference, message)
        except MessageWritesBlocked:
            await self._forget(stored)
            return Delivery(Outcome.UNREACHABLE)
        except TooManyRequests as error:
            return Delivery(Outcome.LATER, error.retry_after, "too_many_requests")
        except ChannelUnreachable:
            return Delivery(Outcome.LATER, code="no_answer")
        except ServiceNotAllowed:
            return Delivery(Outcome.REFUSED, code="service_not_allowed")
        except ChannelRefused as error:
            return await self._refused(stored, error)
        return Delivery(Outcome.SENT)

    async def _refused(self, stored: StoredReference, error: ChannelRefused) -> Delivery:
        code = f"http_{error.status}"
        if error.status in _GONE:
            await self._forget(stored)
            return Delivery(Outcome.UNREACHABLE, code=code)
        may_pass = error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status in _PASSING
        return Delivery(Outcome.LATER if may_pass else Outcome.REFUSED, code=code)

    async def _forget(self, stored: StoredReference) -> None:
        """A closed way is not tried again; it comes back when the person speaks again."""
        log_event(_LOGGER, "way_back_closed", conversation_id=stored.conversation_id)
        await self._database.write(
            partial(
                remove_reference,
                principal=stored.principal,
                conversation_id=stored.conversation_id,
            )
        )


def channel_of(stored: StoredReference) -> Channel:
    """Tell how cards are rendered in that conversation."""
    if stored.reference.get("channelId") == Channel.TEAMS.value:
        return Channel.TEAMS
    return Channel.DIRECT_LINE


def _is_with(stored: StoredReference, business_id: str) -> bool:
    """A conversation of the embedded chat is with one business, and not told of another's."""
    if stored.reference.get("serviceUrl") != DIRECT_LINE_SERVICE:
        return True
    try:
        return business_of_conversation(stored.reference["conversation"]["id"]) == business_id
    except (KeyError, ValueError):
        return False
