"""The turn host: each activity answered once, one turn at a time in a conversation.

A turn runs to its end even when whoever asked is gone. Its order is: take the conversation, ask
the dialogs, store state and reply in one transaction, send, note what was sent. When the channel
delivers the same activity again, to this process or another, it gets the stored reply.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation_queues import ConversationQueues
from bot.incoming import Deliver, Incoming, ToDeliver, as_turn, stored_way_back
from bot.logs import log_event
from bot.reply_json import pack_reply, unpack_reply
from bot.turn_errors import DeliveryFailed, TurnBusy
from dialogs.turns import Reply, Turn
from scheduling.actors import Actor, Principal
from storage.conversation_store import ConversationStore
from storage.conversations import AlreadyAnswered, Busy, LeaseLost, TurnKey, TurnTaken

_LOGGER = logging.getLogger(__name__)

Identify = Callable[[Principal, str | None], Awaitable[tuple[str, Actor]]]
"""Tell which business a verified person talks to (None: not said) and who they are there."""

Answer = Callable[[str | None, Turn], Awaitable[tuple[str, Reply]]]
"""The dialogs: stored state and turn in, new state and reply out."""

Apology = Callable[[str], Reply]
"""What is said, in a locale, when a turn failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnTiming:
    """How long things may take. Teams asks again after 15 s.

    An activity waits for a turn before it for `waiting` at most, and every `poll` asks whether
    another process has ended it. Greetings within `one_opening` are one greeting: Teams tells of
    a new conversation twice.
    """

    answer: timedelta = timedelta(seconds=12)
    waiting: timedelta = timedelta(seconds=25)
    poll: timedelta = timedelta(milliseconds=50)
    one_opening: timedelta = timedelta(seconds=30)


class TurnHost:
    """Runs turns."""

    def __init__(
        self,
        *,
        store: ConversationStore,
        identify: Identify,
        answer: Answer,
        apology: Apology,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        timing: TurnTiming,
    ) -> None:
        self._store = store
        self._identify = identify
        self._answer = answer
        self._apology = apology
        self._now = now
        self._new_id = new_id
        self._timing = timing
        self._queues = ConversationQueues()
        self._running: set[asyncio.Task[Reply]] = set()

    async def handle(self, incoming: Incoming, deliver: Deliver) -> Reply:
        """Answer an activity and return the reply: the first one if it was answered before.

        `deliver` is called unless the reply was sent already. Raises DeliveryFailed, TurnBusy.
        """
        task = asyncio.create_task(self._wait_for_turn(incoming, deliver))
        self._running.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

    async def drain(self) -> None:
        """Wait until no turn is running. Let no more in before."""
        while self._running:
            await asyncio.wait(set(self._running))

    def _forget(self, task: asyncio.Task[Reply]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            # Whoever asked may be gone; asyncio would complain that nobody looked at the error.
            task.exception()

    async def _wait_for_turn(self, incoming: Incoming, deliver: Deliver) -> Reply:
        async with self._queues.turn_in((incoming.channel, incoming.conversation_id)):
            try:
                business_id, actor = await self._identify(incoming.principal, incoming.business_id)
            except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence
                return await self._apologise(incoming, deliver, error)
            key = self._key(business_id, incoming)
            claim = await self._claim(key)
            if isinstance(claim, AlreadyAnswered):
                return unpack_reply(claim.result)
            return await self._take_turn(incoming, actor, key, claim, deliver)

    async def _claim(self, key: TurnKey) -> AlreadyAnswered | TurnTaken:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._timing.waiting.total_seconds()
        claim = await self._store.claim_turn(key)
        while isinstance(claim, Busy):
            if loop.time() > deadline:
                raise TurnBusy
            await asyncio.sleep(self._timing.poll.total_seconds())
            claim = await self._store.claim_turn(key)
        return claim

    async def _take_turn(
        self, incoming: Incoming, actor: Actor, key: TurnKey, claim: TurnTaken, deliver: Deliver
    ) -> Reply:
        if claim.result is not None:
            reply = unpack_reply(claim.result)
        else:
            try:
                reply = await self._find_reply(incoming, actor, key, claim)
            except LeaseLost as error:
                raise TurnBusy from error
            except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence
                await self._store.release_turn(key)
                return await self._apologise(incoming, deliver, error)
        to_deliver = ToDeliver(reply=reply, first=claim.delivered_count, sent=claim.sent)
        await self._deliver(key, to_deliver, deliver)
        return reply

    async def _find_reply(
        self, incoming: Incoming, actor: Actor, key: TurnKey, claim: TurnTaken
    ) -> Reply:
        is_opening = incoming.is_opening
        if is_opening and self._was_just_opened(claim):
            state, reply, is_opening = claim.state, Reply(), False
        else:
            turn = as_turn(incoming, actor, key.business_id, self._now())
            async with asyncio.timeout(self._timing.answer.total_seconds()):
                state, reply = await self._answer(claim.state, turn)
        await self._store.keep_answer(
            key,
            state,
            pack_reply(reply),
            is_opening=is_opening,
            way_back=stored_way_back(incoming),
        )
        return reply

    async def _deliver(self, key: TurnKey, to_deliver: ToDeliver, deliver: Deliver) -> None:
        delivered = await deliver(to_deliver)
        failure = delivered.failure
        try:
            await self._store.finish_turn(
                key, delivered.names, delivered.count, is_delivered=failure is None
            )
        except Exception as error:  # noqa: BLE001 - the reply is out: the person need not know
            log_event(_LOGGER, "turn.not_noted", logging.ERROR, error, activity=key.activity_id)
        _raise_if_failed(failure, key.activity_id)

    async def _apologise(self, incoming: Incoming, deliver: Deliver, error: Exception) -> Reply:
        log_event(
            _LOGGER,
            "turn.failed",
            logging.ERROR,
            error,
            channel=incoming.channel.value,
            activity=incoming.activity_id,
        )
        reply = self._apology(incoming.locale)
        delivered = await deliver(ToDeliver(reply=reply))
        _raise_if_failed(delivered.failure, incoming.activity_id)
        return reply

    def _was_just_opened(self, claim: TurnTaken) -> bool:
        since = claim.since_opening
        return since is not None and since < self._timing.one_opening

    def _key(self, business_id: str, incoming: Incoming) -> TurnKey:
        return TurnKey(
            business_id=business_id,
            channel=incoming.channel.value,
            conversation_id=incoming.conversation_id,
            activity_id=incoming.activity_id,
            owner=self._new_id(),
        )


def _raise_if_failed(failure: Exception | None, activity_id: str) -> None:
    if failure is None:
        return
    log_event(_LOGGER, "reply.not_sent", logging.WARNING, failure, activity=activity_id)
    raise DeliveryFailed from failure
