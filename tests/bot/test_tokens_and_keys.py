"""The bot's own token and the channels' keys: fetched when needed, once, and never for ever."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.channel_errors import ChannelUnreachable
from bot.logs import JsonLines
from bot.teams.access_tokens import BotCredentials, BotTokens
from bot.teams.connector import open_session
from bot.teams.signing_keys import SigningKeys
from tests.bot.door import DIRECTORY, open_new_door
from tests.bot.fake_channel import APP_ID, FakeChannel, running_channel

CREDENTIALS = BotCredentials(app_id=APP_ID, password="secret", directory_id=DIRECTORY)


@dataclass
class MovedClock:
    """Stands still until it is moved."""

    at: datetime = datetime(2026, 4, 14, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


@pytest_asyncio.fixture
async def channel() -> AsyncIterator[FakeChannel]:
    async with running_channel() as running:
        yield running


async def test_many_turns_at_once_fetch_one_token(channel: FakeChannel) -> None:
    async with open_session() as session:
        tokens = BotTokens(session, CREDENTIALS, MovedClock().now, channel.login_url)
        given = await asyncio.gather(*(tokens.current() for _ in range(20)))
    assert set(given) == {"token1"}
    assert channel.token_fetches == 1


@pytest.mark.parametrize(("minutes", "fetches"), [(54, 1), (56, 2)])
async def test_a_token_is_replaced_some_minutes_before_it_ends(
    channel: FakeChannel, minutes: int, fetches: int
) -> None:
    clock = MovedClock()
    async with open_session() as session:
        tokens = BotTokens(session, CREDENTIALS, clock.now, channel.login_url)
        await tokens.current()
        clock.move(timedelta(minutes=minutes))
        await tokens.current()
    assert channel.token_fetches == fetches


async def test_a_token_that_cannot_be_had_is_said_so(channel: FakeChannel) -> None:
    async with open_session() as session:
        tokens = BotTokens(session, CREDENTIALS, MovedClock().now, f"{channel.base}nowhere")
        with pytest.raises(ChannelUnreachable):
            await tokens.current()


@pytest.mark.parametrize(
    ("key_id", "wait", "fetches"),
    [
        ("known", timedelta(hours=23), 1),
        ("known", timedelta(hours=25), 2),
        ("new", timedelta(minutes=4), 1),
        ("new", timedelta(minutes=6), 2),
    ],
)
async def test_keys_are_fetched_anew_each_day_and_for_a_new_one_now_and_then(
    channel: FakeChannel, key_id: str, wait: timedelta, fetches: int
) -> None:
    clock = MovedClock()
    async with open_session() as session:
        keys = SigningKeys(session, clock.now, channel.metadata_url)
        assert await keys.find("known") is not None
        clock.move(wait)
        assert (await keys.find(key_id) is not None) == (key_id == "known")
    assert channel.key_fetches == fetches


async def test_known_keys_go_on_when_new_ones_cannot_be_fetched(channel: FakeChannel) -> None:
    clock = MovedClock()
    async with open_session() as session:
        keys = SigningKeys(session, clock.now, channel.metadata_url)
        await keys.find("known")
        channel.has_keys = False
        clock.move(timedelta(hours=25))
        assert await keys.find("known") is not None


async def test_the_log_of_a_day_at_the_door_holds_no_secret_and_no_person(
    sqlite_url: str, channel: FakeChannel
) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    try:
        async with open_new_door(sqlite_url, channel) as door:
            token = channel.token()
            for text in ("hello", "break", "call +49 30 901820"):
                await door.post(door.activity(text=text, id=text), token=token)
            await door.post(door.activity(), token=channel.token(exp=1))
    finally:
        logging.getLogger().removeHandler(handler)
    log = stream.getvalue()
    assert "turn.failed" in log
    assert "activity.refused" in log
    for secret in (token, token.split(".")[1], "Bearer ", "secret", "token1", "Garcia", "901820"):
        assert secret not in log
