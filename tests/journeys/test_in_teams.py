"""A staff member in Teams: linked once by an invitation, then the day and cards changed in place."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio

from scheduling.actors import OperatorActor
from scheduling.service.administration import export_business
from scheduling.service.asking import AskBusiness
from scheduling.service.identities import Invite, invite
from tests.journeys.conftest import Talkers
from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.journeys.tables import PETER, Says
from tests.journeys.test_conversations import walk
from tests.support.cards import actions_of, chosen_button, texts_of
from tests.support.hosts import RunningHost, running_host

DIRECTORY = "11111111-2222-3333-4444-555555555555"
BO = "99999999-2222-3333-4444-555555555555"


@dataclass
class TeamsTalker:
    """Somebody in a personal chat in Teams, whose channel takes replies in the answer itself."""

    session: aiohttp.ClientSession
    url: str
    activities: list[dict[str, Any]] = field(default_factory=list)
    count: int = 0

    async def says(self, text: str) -> str:
        """Type a message and read the answer."""
        answer = await self._post({"type": "message", "text": text})
        self.activities = answer["activities"]
        return self.shown()

    async def taps(self, verb: str, **data: Any) -> dict[str, Any]:
        """Tap Action.Execute on the last card and give the invoke's answer.

        Each tap is an activity of its own, as Teams sends it when somebody taps twice.
        """
        cards = [a["content"] for each in self.activities for a in each.get("attachments", [])]
        button = chosen_button(cards, verb, data)
        action = {"type": "Action.Execute", "verb": verb, "data": button}
        value = {"action": action, "trigger": "manual"}
        invoke = {"type": "invoke", "name": "adaptiveCard/action", "value": value}
        answer = await self._post(invoke)
        for each in answer.get("activities", []):
            if each["type"] == "invokeResponse":
                return dict(each["value"]["body"])
        body: dict[str, Any] = answer.get("body", answer)
        return body

    def shown(self) -> str:
        """Give every text of the last answer."""
        cards = [a["content"] for each in self.activities for a in each.get("attachments", [])]
        return "\n".join([*(each.get("text", "") for each in self.activities), *texts_of(cards)])

    async def _post(self, activity: dict[str, Any]) -> dict[str, Any]:
        self.count += 1
        full = {
            "id": f"activity-{self.count}",
            "channelId": "msteams",
            "serviceUrl": "http://127.0.0.1:9/",
            "deliveryMode": "expectReplies",
            "locale": "en-GB",
            "from": {"id": "29:bo", "name": "Bo", "aadObjectId": BO},
            "recipient": {"id": "28:bot", "name": "Frontdesk"},
            "conversation": {
                "id": "a:personal",
                "conversationType": "personal",
                "tenantId": DIRECTORY,
            },
            "channelData": {"tenant": {"id": DIRECTORY}},
            **activity,
        }
        if activity["type"] == "invoke":
            del full["deliveryMode"]
        async with self.session.post(f"{self.url}/api/messages", json=full) as answer:
            content: dict[str, Any] = await answer.json()
            assert answer.status == 200, content
            return content


@pytest_asyncio.fixture
async def salon(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The salon, with a bot's door that takes unsigned activities on this machine."""
    async with running_host(
        sqlite_url, tmp_path, SALON, NOW, anonymous_bot=True, bot_directory_id=DIRECTORY
    ) as running:
        yield running


@pytest_asyncio.fixture
async def bo(salon: RunningHost) -> AsyncIterator[TeamsTalker]:
    """Bo in Teams, whom nobody knows yet."""
    async with aiohttp.ClientSession() as session:
        yield TeamsTalker(session, salon.url)


async def linked(bo: TeamsTalker, salon: RunningHost) -> str:
    code = await salon.host.transactions.run(invite, OperatorActor(), Invite(BUSINESS, "bo"))
    await bo.says(f"link {code}")
    return code


async def test_an_invitation_links_once(bo: TeamsTalker, salon: RunningHost) -> None:
    assert "not valid" in await bo.says("link ABCD-EFGH-IJKL-MNOP")
    code = await salon.host.transactions.run(invite, OperatorActor(), Invite(BUSINESS, "bo"))
    assert "Welcome, Bo!" in await bo.says(f"link {code}")
    assert "Tuesday 14 April" in await bo.says("my day")


async def test_a_tap_is_answered_with_the_next_card_in_place(
    bo: TeamsTalker, salon: RunningHost, talker: Talkers
) -> None:
    await linked(bo, salon)
    booking = (
        Says("haircut with Bo today at 3pm"),
        Says("Peter Walsh, peter@example.com"),
        Says("yes", ("is booked",)),
    )
    await walk(talker(), booking)
    assert "Peter Walsh" in await bo.says("my day")
    opened = await bo.taps("staff.open")
    assert opened["type"] == "application/vnd.microsoft.card.adaptive"
    assert "Peter Walsh" in "\n".join(texts_of(opened["value"]))
    bo.activities = [{"attachments": [{"content": opened["value"]}]}]
    marked = await bo.taps("staff.mark", status="arrived")
    assert "Marked as arrived." in list(texts_of(marked["value"]))
    statuses = {each.get("status") for each in actions_of(marked["value"])}
    assert "completed" in statuses


async def test_a_double_tap_books_once_and_both_taps_get_the_same_answer(
    bo: TeamsTalker, salon: RunningHost
) -> None:
    await bo.says("haircut with Ana on Thursday at 10")
    asked = await bo.taps("give.contact", **PETER)
    bo.activities = [{"attachments": [{"content": asked["value"]}]}]
    both = await asyncio.gather(bo.taps("confirm"), bo.taps("confirm"))
    shown = ["\n".join(texts_of(each["value"])) for each in both]
    assert all("is booked for Thursday 16 April at 10:00" in each for each in shown)
    assert bo.count == 4
    record = await salon.host.transactions.read(
        export_business, OperatorActor(), AskBusiness(BUSINESS)
    )
    assert len(record.appointments) == 1


async def test_what_the_role_does_not_allow_is_refused(bo: TeamsTalker, salon: RunningHost) -> None:
    await linked(bo, salon)
    assert "not allowed" in await bo.says("team today")
