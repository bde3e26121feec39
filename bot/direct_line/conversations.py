"""The conversations of the embedded channel: kept in the database, read by watermark."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Final

from bot.direct_line.activities import ActivityJson, said_by_bot, sender_key_of
from bot.direct_line.listeners import Listeners, Sleep
from bot.direct_line.passes import ChannelPass, business_of_conversation
from bot.direct_line.refusals import DirectLineRefused, Refusal
from storage.chat_log import (
    ChatConversation,
    ChatPlace,
    LogPage,
    activities_after,
    append_activity,
    find_conversation,
    replace_activity,
    start_conversation,
)
from storage.conversation_store import TransactionRunner

PAGE_SIZE = 100


class UnknownActivity(Exception):
    """The bot edits an activity, or speaks in a conversation, that does not exist."""

    def __init__(self, conversation_id: str, activity_id: str | None) -> None:
        super().__init__("no such conversation or activity")
        self.conversation_id = conversation_id
        self.activity_id = activity_id


class Conversations:
    """What is said in the embedded channel, by people and by the bot (`post` and `update`)."""

    def __init__(
        self, database: TransactionRunner, now: Callable[[], datetime], sleep: Sleep = asyncio.sleep
    ) -> None:
        self._database = database
        self._now = now
        self.listeners: Final = Listeners(database, sleep)

    async def start(self, channel_pass: ChannelPass) -> ChatConversation:
        """Begin the conversation of the pass; where it has begun already it goes on."""
        wanted = ChatConversation(
            business_id=channel_pass.business_id,
            conversation_id=channel_pass.conversation_id,
            user_id=channel_pass.user_id,
            user_name=channel_pass.user_name,
            identity_id=channel_pass.identity_id,
            started_at=self._now(),
        )
        started = await self._database.write(partial(start_conversation, conversation=wanted))
        return _owned(started, channel_pass.identity_id)

    async def require(self, channel_pass: ChannelPass) -> ChatConversation:
        """The conversation of the pass. Raises `DirectLineRefused` where it never began."""
        found = await self._database.read(partial(find_conversation, place=channel_pass.place))
        return _owned(found, channel_pass.identity_id)

    async def say(self, channel_pass: ChannelPass, activity: ActivityJson) -> str:
        """Keep what a person said; the id it got. The same client key again is the same id."""
        key = sender_key_of(activity)
        activity_id = await self._append(channel_pass.place, activity, key)
        if activity_id is None:
            raise DirectLineRefused(Refusal.NO_CONVERSATION)
        return activity_id

    async def post(self, conversation_id: str, activity: dict[str, Any]) -> str:
        """Send the bot's activity and give the id it got; typing is shown and not kept.

        Raises `UnknownActivity` where there is no such conversation.
        """
        said = said_by_bot(conversation_id, activity, self._now())
        if said.get("type") == "typing":
            self.listeners.show(conversation_id, said)
            return ""
        activity_id = await self._append(_place_of(conversation_id), said, None)
        if activity_id is None:
            raise UnknownActivity(conversation_id, None)
        return activity_id

    async def update(self, conversation_id: str, activity: dict[str, Any]) -> None:
        """Put the bot's activity in the place of the one with its id.

        Raises `UnknownActivity` where there is none.
        """
        activity_id = str(activity.get("id"))
        replace = partial(
            replace_activity,
            place=_place_of(conversation_id),
            activity_id=activity_id,
            body=said_by_bot(conversation_id, activity, self._now()),
        )
        if not await self._database.write(replace):
            raise UnknownActivity(conversation_id, activity_id)
        self.listeners.ring(conversation_id)

    async def page(self, place: ChatPlace, watermark: int) -> LogPage:
        """What was said or edited after `watermark`, oldest first, one page of it."""
        return await self._database.read(
            partial(activities_after, place=place, watermark=watermark, limit=PAGE_SIZE)
        )

    async def _append(
        self, place: ChatPlace, body: ActivityJson, sender_key: str | None
    ) -> str | None:
        activity_id = await self._database.write(
            partial(append_activity, place=place, body=body, sender_key=sender_key)
        )
        self.listeners.ring(place.conversation_id)
        return activity_id


def _owned(conversation: ChatConversation | None, identity_id: str) -> ChatConversation:
    if conversation is None or conversation.identity_id != identity_id:
        raise DirectLineRefused(Refusal.NO_CONVERSATION)
    return conversation


def _place_of(conversation_id: str) -> ChatPlace:
    try:
        return ChatPlace(business_of_conversation(conversation_id), conversation_id)
    except ValueError as reason:
        raise UnknownActivity(conversation_id, None) from reason
