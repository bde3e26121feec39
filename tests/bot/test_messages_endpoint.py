"""POST /api/messages: what a verified channel gets, and what is sent to it, on the wire."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.channel_connections import DIRECT_LINE_SERVICE, ServiceNotAllowed
from bot.channel_errors import ChannelRefused, MessageWritesBlocked, TooManyRequests
from bot.turn_errors import DeliveryFailed
from cards.channels import CardJson
from dialogs.turns import CardAction, Message, Reply
from scheduling.actors import Principal
from tests.bot.door import ANA, DIRECTORY, Door, open_new_door
from tests.bot.fake_channel import FakeChannel, Refusal, running_channel

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
VISITOR = Principal("directline", "", "visitor")


def card(title: str) -> CardJson:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "speak": f"{title}, said",
        "fallbackText": f"{title}, written",
        "body": [{"type": "TextBlock", "text": title}],
    }


@pytest_asyncio.fixture
async def channel() -> AsyncIterator[FakeChannel]:
    async with running_channel() as running:
        yield running


@pytest_asyncio.fixture
async def door(sqlite_url: str, channel: FakeChannel) -> AsyncIterator[Door]:
    async with open_new_door(sqlite_url, channel) as opened:
        yield opened


class TestMessages:
    """Replies to messages are sent to the channel's service."""

    async def test_a_text_is_plain_so_that_names_are_shown_literally(self, door: Door) -> None:
        name = "[click](javascript:alert(1)) **bold** <at>Everyone</at> {{DATE(x)}}"
        status, body = await door.post(door.activity(text=name))
        assert (status, body) == (200, None)
        ((method, path, sent),) = door.channel.calls
        assert method == "POST"
        assert path == "/v3/conversations/a:conversation/activities/1700000000001"
        assert (sent["text"], sent["textFormat"]) == (f"you: {name}", "plain")
        assert "entities" not in sent
        assert sent["from"]["id"] == "28:bot"
        assert sent["recipient"]["id"] == "29:ana"

    async def test_a_card_goes_with_what_is_spoken_and_what_is_shown_without_it(
        self, door: Door
    ) -> None:
        message = Message(card=card("Monday"), reasons=("closed", "past"))
        door.script.replies["hello"] = Reply((message,))
        await door.post(door.activity())
        (sent,) = door.channel.said
        assert sent["attachments"] == [{"contentType": CARD_TYPE, "content": card("Monday")}]
        assert (sent["speak"], sent["summary"]) == ("Monday, said", "Monday, written")
        assert sent["channelData"] == {"frontdesk": {"reasons": ["closed", "past"]}}

    async def test_what_is_shown_without_the_card_is_plain(self, door: Door) -> None:
        written = {**card("Monday"), "fallbackText": r"Dr\. A\_B \*now\*"}
        door.script.replies["hello"] = Reply((Message(card=written),))
        await door.post(door.activity())
        (sent,) = door.channel.said
        assert sent["summary"] == "Dr. A_B *now*"

    async def test_the_bot_shows_its_token_and_fetches_it_once(self, door: Door) -> None:
        for number in range(5):
            await door.post(door.activity(id=f"a{number}"))
        assert door.channel.authorizations == ["Bearer token1"] * 5
        assert door.channel.token_fetches == 1

    async def test_a_refused_token_is_fetched_anew(self, door: Door) -> None:
        door.channel.refusals = [Refusal(401)]
        assert (await door.post(door.activity()))[0] == 200
        assert door.channel.authorizations == ["Bearer token1", "Bearer token2"]

    async def test_several_messages_are_sent_in_order(self, door: Door) -> None:
        door.script.replies["hello"] = Reply(tuple(Message(text=t) for t in ("1", "2", "3")))
        await door.post(door.activity())
        assert [sent["text"] for sent in door.channel.said] == ["1", "2", "3"]

    @pytest.mark.parametrize("kind", ["typing", "messageReaction", "endOfConversation", "trace"])
    async def test_what_needs_no_answer_gets_none(self, door: Door, kind: str) -> None:
        assert await door.post(door.activity(type=kind)) == (200, None)
        assert door.script.turns == []

    async def test_a_failure_in_the_dialogs_is_an_apology(self, door: Door) -> None:
        assert (await door.post(door.activity(text="break")))[0] == 200
        assert [sent["text"] for sent in door.channel.said] == ["sorry"]

    async def test_a_person_who_asks_too_often_is_told_when_to_come_back(
        self, sqlite_url: str, channel: FakeChannel
    ) -> None:
        wait = timedelta(seconds=1.2)
        async with open_new_door(sqlite_url, channel, wait=wait) as door:
            headers = {"Authorization": f"Bearer {channel.token()}"}
            async with door.session.post(
                door.url, json=door.activity(), headers=headers
            ) as response:
                assert (response.status, response.headers["Retry-After"]) == (429, "2")


class TestReading:
    """What the dialogs get to see of an activity."""

    @pytest.mark.parametrize(
        ("changes", "seen"),
        [
            ({"text": "x" * 5000}, {"text": "x" * 2000}),
            ({"text": "a\x00b\x1bc\nd"}, {"text": "abc\nd"}),
            ({"text": None}, {"text": ""}),
            (
                {
                    "text": "<at>Frontdesk</at> hello&nbsp;",
                    "entities": [
                        {
                            "type": "mention",
                            "text": "<at>Frontdesk</at>",
                            "mentioned": {"id": "28:bot"},
                        }
                    ],
                },
                {"text": "hello"},
            ),
            (
                {
                    "text": "<at>Ana</at> hello",
                    "entities": [
                        {
                            "type": "mention",
                            "text": "<at>Ana</at>",
                            "mentioned": {"id": "29:ana"},
                        }
                    ],
                },
                {"text": "<at>Ana</at> hello"},
            ),
            ({"value": {"verb": "book", "slot": "s1"}, "text": None},
             {"action": CardAction("book", {"slot": "s1"})}),
            ({"value": {"slot": "s1"}}, {"action": None, "text": "hello"}),
            ({"locale": "de-DE"}, {"locale": "de-DE"}),
            ({"locale": "../../etc"}, {"locale": "en"}),
            ({"localTimezone": "Europe/Berlin"}, {"time_zone": "Europe/Berlin"}),
            ({"localTimezone": "posixrules"}, {"time_zone": None}),
            ({"localTimezone": "../Berlin"}, {"time_zone": None}),
            (
                {"entities": [{"type": "clientInfo", "timezone": "Asia/Tokyo"}]},
                {"time_zone": "Asia/Tokyo"},
            ),
            ({"channelData": {"tenant": {"id": DIRECTORY}, "localTimezone": "Asia/Tokyo"}},
             {"time_zone": "Asia/Tokyo"}),
            ({"from": {"id": "29:ana", "name": "A\nna\x07 " + "x" * 200}},
             {"user_name": "Ana " + "x" * 94}),
            ({"type": "installationUpdate", "action": "add"}, {"is_opening": True, "text": ""}),
            ({"type": "conversationUpdate", "membersAdded": [{"id": "29:ana"}]},
             {"is_opening": True, "text": ""}),
            ({"type": "event", "name": "webchat/join"}, {"is_opening": True}),
            ({}, {"conversation_id": "a:conversation", "activity_id": "1700000000001"}),
            (
                {
                    "conversation": {
                        "id": "19:group",
                        "conversationType": "channel",
                        "tenantId": DIRECTORY,
                    }
                },
                {"conversation_id": f"19:group|{ANA}"},
            ),
        ],
    )  # fmt: skip
    async def test_an_activity_is_read(
        self, door: Door, changes: dict[str, Any], seen: dict[str, Any]
    ) -> None:
        assert (await door.post(door.activity(**changes)))[0] == 200
        (turn,) = door.script.turns
        assert {name: getattr(turn, name) for name in seen} == seen

    @pytest.mark.parametrize(
        "changes",
        [
            {"type": "conversationUpdate", "membersAdded": [{"id": "28:bot"}]},
            {"type": "conversationUpdate", "membersRemoved": [{"id": "29:ana"}]},
            {"type": "conversationUpdate", "membersAdded": "everybody"},
            {"type": "installationUpdate", "action": "remove"},
            {"type": "event", "name": "other"},
        ],
    )
    async def test_what_opens_nothing_is_not_answered(
        self, door: Door, changes: dict[str, Any]
    ) -> None:
        assert await door.post(door.activity(**changes)) == (200, None)
        assert door.script.turns == []


class TestTaps:
    """An Action.Execute is answered in the HTTP response."""

    async def test_the_next_card_takes_the_place_of_the_tapped_one(self, door: Door) -> None:
        door.script.replies["next"] = Reply((Message(card=card("Next"), name="booking"),))
        status, body = await door.post(door.execute("next", slot="s1"))
        assert status == 200
        assert body == {"statusCode": 200, "type": CARD_TYPE, "value": card("Next")}
        assert door.channel.calls == []
        assert door.script.turns[0].action == CardAction("next", {"slot": "s1"})

    async def test_a_text_alone_is_a_message_answer(self, door: Door) -> None:
        status, body = await door.post(door.execute("other"))
        message = "application/vnd.microsoft.activity.message"
        assert (status, body) == (
            200,
            {"statusCode": 200, "type": message, "value": "you: other"},
        )
        assert door.channel.calls == []

    async def test_everything_but_the_first_card_is_sent(self, door: Door) -> None:
        door.script.replies["next"] = Reply(
            (
                Message(text="first"),
                Message(text="beside", card=card("Next")),
                Message(card=card("Third")),
            )
        )
        _, body = await door.post(door.execute("next"))
        assert body is not None
        assert body["value"] == card("Next")
        texts = [said.get("text") for said in door.channel.said]
        assert texts == ["first", "beside", None]
        assert "attachments" not in door.channel.said[1]

    async def test_a_message_sent_before_is_edited_in_place(self, door: Door) -> None:
        other = Message(text="day", name="day")
        door.script.replies["hello"] = Reply((other,))
        door.script.replies["next"] = Reply((Message(card=card("Next")), other))
        await door.post(door.activity())
        await door.post(door.execute("next"))
        method, path, _ = door.channel.calls[-1]
        assert (method, path) == ("PUT", "/v3/conversations/a:conversation/activities/sent1")

    async def test_a_message_that_is_gone_is_sent_anew(self, door: Door) -> None:
        door.script.replies["hello"] = Reply((Message(text="day", name="day"),))
        door.script.replies["next"] = Reply((Message(card=card("N")), Message(name="day")))
        await door.post(door.activity())
        door.channel.refusals = [Refusal(404)]
        assert (await door.post(door.execute("next")))[0] == 200
        assert [method for method, _, _ in door.channel.calls] == ["POST", "PUT", "POST"]

    @pytest.mark.parametrize("value", [None, 7, {}, {"action": 7}, {"action": {"verb": 7}}])
    async def test_a_tap_that_says_nothing_is_answered_with_an_error_in_200(
        self, door: Door, value: object
    ) -> None:
        status, body = await door.post({**door.execute("x"), "value": value})
        assert status == 200
        assert body is not None
        assert (body["statusCode"], body["type"]) == (400, "application/vnd.microsoft.error")
        assert door.script.turns == []

    async def test_other_invokes_are_not_implemented(self, door: Door) -> None:
        assert await door.post({**door.execute("x"), "name": "task/fetch"}) == (501, None)

    async def test_a_failed_tap_is_answered_with_the_apology(self, door: Door) -> None:
        _, body = await door.post(door.execute("break"))
        assert body is not None
        assert body["value"] == "sorry"


class TestExpectedReplies:
    """With deliveryMode expectReplies nothing is sent; the replies are in the response."""

    async def test_replies_come_back_in_the_response_each_time(self, door: Door) -> None:
        door.script.replies["hello"] = Reply((Message(text="1"), Message(card=card("2"))))
        raw = door.activity(deliveryMode="expectReplies")
        answers = [await door.post(raw), await door.post(raw)]
        for status, body in answers:
            assert status == 200
            assert body is not None
            first, second = body["activities"]
            assert first["text"] == "1"
            assert second["attachments"][0]["content"] == card("2")
        assert door.channel.calls == []
        assert len(door.script.turns) == 1

    async def test_a_tap_is_answered_by_one_card(self, door: Door) -> None:
        door.script.replies["book"] = Reply((Message(card=card("Booked"), name="a"),))
        raw = {**door.execute("book"), "deliveryMode": "expectReplies"}
        for _ in range(2):
            _, body = await door.post(raw)
            assert body is not None
            (answer,) = body["activities"]
            assert answer["type"] == "invokeResponse"
            assert answer["value"]["body"]["value"] == card("Booked")

    async def test_a_malformed_tap_is_answered_among_the_replies(self, door: Door) -> None:
        raw = {**door.execute("book"), "deliveryMode": "expectReplies", "value": {"action": 1}}
        _, body = await door.post(raw)
        assert body is not None
        (answer,) = body["activities"]
        assert answer["value"]["body"]["statusCode"] == 400


class TestReplay:
    """The same activity again is one turn with one result."""

    @pytest.mark.parametrize("kind", ["message", "tap"])
    async def test_three_deliveries_two_at_once_on_two_processes(
        self, database_url: str, channel: FakeChannel, kind: str
    ) -> None:
        async with (
            open_new_door(database_url, channel) as door,
            open_new_door(database_url, channel) as other,
        ):
            for each in (door, other):
                each.script.replies["book"] = Reply((Message(card=card("Booked")),))
            raw = door.activity() if kind == "message" else door.execute("book")
            answers = [*await asyncio.gather(door.post(raw), other.post(raw))]
            answers.append(await other.post(raw))
            assert answers[0] == answers[1] == answers[2]
            assert answers[0][0] == 200
            assert len(door.script.turns) + len(other.script.turns) == 1
            assert len(channel.calls) == (1 if kind == "message" else 0)


class TestRetries:
    """A channel that is busy is asked again, not for ever."""

    @pytest.mark.parametrize("status", [412, 429, 500, 502, 503, 504])
    async def test_passing_trouble_is_tried_again(self, door: Door, status: int) -> None:
        door.channel.refusals = [Refusal(status), Refusal(status)]
        assert (await door.post(door.activity()))[0] == 200
        assert len(door.channel.calls) == 3

    async def test_the_wait_the_channel_asks_for_is_kept(self, door: Door) -> None:
        door.channel.refusals = [Refusal(429, {"Retry-After": "1"})]
        started = asyncio.get_running_loop().time()
        await door.post(door.activity())
        assert asyncio.get_running_loop().time() - started >= 1

    @pytest.mark.parametrize(
        ("refusals", "calls"),
        [
            ([Refusal(502)] * 9, 4),
            ([Refusal(400)], 1),
            ([Refusal(403)], 1),
            ([Refusal(429, {"Retry-After": "60"})], 1),
        ],
    )
    async def test_lasting_trouble_is_given_up_and_the_next_delivery_sends(
        self, door: Door, refusals: list[Refusal], calls: int
    ) -> None:
        door.channel.refusals = list(refusals)
        assert (await door.post(door.activity()))[0] == 502
        assert len(door.channel.calls) == calls
        door.channel.refusals = []
        assert (await door.post(door.activity()))[0] == 200
        assert len(door.channel.calls) == calls + 1
        assert len(door.script.turns) == 1


class TestUnasked:
    """Messages nobody asked for go where the person last was."""

    async def reference(self, door: Door) -> dict[str, Any]:
        await door.post(door.activity())
        door.channel.calls.clear()
        (stored,) = await door.store.personal_references(Principal("msteams", DIRECTORY, ANA))
        return dict(stored.reference)

    async def test_a_message_reaches_the_conversation(self, door: Door) -> None:
        reference = await self.reference(door)
        assert "Garcia" not in json.dumps(reference)
        assert await door.adapter.send_proactively(reference, Message(text="moved")) == "sent1"
        ((method, path, sent),) = door.channel.calls
        assert (method, path) == ("POST", "/v3/conversations/a:conversation/activities")
        assert (sent["text"], sent["recipient"]["id"]) == ("moved", "29:ana")
        assert "replyToId" not in sent

    async def test_whoever_blocked_the_bot_is_told_apart(self, door: Door) -> None:
        reference = await self.reference(door)
        door.channel.refusals = [Refusal(403, body={"error": {"code": "MessageWritesBlocked"}})]
        with pytest.raises(MessageWritesBlocked):
            await door.adapter.send_proactively(reference, Message(text="moved"))

    async def test_other_refusals_keep_their_status(self, door: Door) -> None:
        reference = await self.reference(door)
        door.channel.refusals = [Refusal(403, body={"error": {"code": "BotNotInRoster"}})]
        with pytest.raises(ChannelRefused) as refusal:
            await door.adapter.send_proactively(reference, Message(text="moved"))
        assert (refusal.value.status, refusal.value.code) == (403, "BotNotInRoster")

    async def test_a_channel_that_is_busy_says_for_how_long(self, door: Door) -> None:
        reference = await self.reference(door)
        door.channel.refusals = [Refusal(429, {"Retry-After": "60"})]
        with pytest.raises(TooManyRequests) as refusal:
            await door.adapter.send_proactively(reference, Message(text="moved"))
        assert refusal.value.retry_after == timedelta(seconds=60)

    async def test_a_stored_address_no_longer_allowed_gets_nothing(self, door: Door) -> None:
        reference = {**await self.reference(door), "serviceUrl": "https://evil.test/"}
        with pytest.raises(ServiceNotAllowed):
            await door.adapter.send_proactively(reference, Message(text="moved"))
        assert door.channel.calls == []


class TestDirectLine:
    """The embedded channel takes the same way in process."""

    def activity(self, **changes: Any) -> dict[str, Any]:
        return {
            "type": "message",
            "id": "c1|0000001",
            "channelId": "directline",
            "serviceUrl": "https://directline.invalid/",
            "from": {"id": "visitor", "role": "user"},
            "recipient": {"id": "frontdesk", "role": "bot"},
            "conversation": {"id": "c1"},
            "text": "hello",
            **changes,
        }

    async def test_replies_go_to_the_outbox(self, door: Door) -> None:
        await door.adapter.process_direct_line(self.activity(), VISITOR, "garage")
        ((conversation_id, sent),) = door.outbox.posted
        assert (conversation_id, sent["text"]) == ("c1", "you: hello")
        assert "replyToId" not in sent
        assert door.script.turns[0].business_id == "garage"
        assert door.channel.calls == []

    @pytest.mark.parametrize(
        ("changes", "posted", "updated"),
        [
            ({"value": {"verb": "next"}, "text": None}, 1, [("c1", "dl1")]),
            ({"text": "next"}, 2, []),
        ],
    )
    async def test_only_a_tap_edits_a_message_in_place(
        self, door: Door, changes: dict[str, Any], posted: int, updated: list[tuple[str, str]]
    ) -> None:
        for said in ("hello", "next"):
            door.script.replies[said] = Reply((Message(text=said, name="day"),))
        await door.adapter.process_direct_line(self.activity(), VISITOR, "salon")
        tap = self.activity(id="c1|0000003", **changes)
        await door.adapter.process_direct_line(tap, VISITOR, "salon")
        assert len(door.outbox.posted) == posted
        assert [(place, edit["id"]) for place, edit in door.outbox.updated] == updated

    async def test_a_message_nobody_asked_for_is_posted(self, door: Door) -> None:
        await door.adapter.process_direct_line(self.activity(), VISITOR, "salon")
        (stored,) = await door.store.personal_references(VISITOR)
        assert stored.reference["serviceUrl"] == DIRECT_LINE_SERVICE
        await door.adapter.send_proactively(stored.reference, Message(text="moved"))
        assert door.outbox.posted[-1][1]["text"] == "moved"

    async def test_a_message_that_is_gone_is_posted_anew(self, door: Door) -> None:
        for said in ("hello", "next"):
            door.script.replies[said] = Reply((Message(text=said, name="day"),))
        await door.adapter.process_direct_line(self.activity(), VISITOR, "salon")
        door.outbox.gone.add("dl1")
        tap = self.activity(id="c1|0000003", value={"verb": "next"})
        await door.adapter.process_direct_line(tap, VISITOR, "salon")
        assert [sent["text"] for _, sent in door.outbox.posted] == ["hello", "next"]

    async def test_a_failing_outbox_is_reported_and_the_turn_kept(self, door: Door) -> None:
        async def fail(conversation_id: str, activity: dict[str, Any]) -> str:
            raise OSError(conversation_id, activity)

        works = door.outbox.post
        door.outbox.post = fail  # type: ignore[method-assign]  # a fault planted for this test
        with pytest.raises(DeliveryFailed):
            await door.adapter.process_direct_line(self.activity(), VISITOR, "salon")
        door.outbox.post = works  # type: ignore[method-assign]  # and taken away again
        await door.adapter.process_direct_line(self.activity(), VISITOR, "salon")
        assert len(door.script.turns) == 1
        assert len(door.outbox.posted) == 1
