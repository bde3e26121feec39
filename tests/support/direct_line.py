"""Talks to a running Frontdesk as a client of its Direct Line interface."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp

from tests.support.cards import chosen_button, texts_of

_CARD = "application/vnd.microsoft.card.adaptive"


@dataclass
class DirectLineTalker:
    """One person in one conversation. `activities` are the bot's since the last thing said."""

    session: aiohttp.ClientSession
    url: str
    business: str
    act_as: dict[str, str] | None = None
    user_id: str = "u1"
    locale: str = "en"
    time_zone: str | None = None
    token: str = ""
    conversation_id: str = ""
    watermark: str = ""
    activities: list[dict[str, Any]] = field(default_factory=list)

    async def opens(self) -> str:
        """Get a token, start a conversation and read the greeting."""
        wanted: dict[str, Any] = {"business": self.business}
        if self.act_as:
            wanted["actAs"] = self.act_as
        body = {"user": {"id": self.user_id, "name": "You"}, "frontdesk": wanted}
        made = await self._post("tokens/generate", body, expected=200)
        self.token = made["token"]
        started = await self._post("conversations", {}, expected=201)
        self.conversation_id, self.token = started["conversationId"], started["token"]
        await self._read()
        return self.shown()

    async def says(self, text: str) -> str:
        """Type a message and read the answer."""
        await self.sends({"type": "message", "text": text})
        return self.shown()

    async def listens(self) -> str:
        """Read what was said since, without a word of one's own."""
        await self._read()
        return self.shown()

    async def taps(self, verb: str, **data: Any) -> str:
        """Tap the button of the last answer with this verb and these data or form inputs."""
        value = chosen_button(self.cards(), verb, data)
        await self.sends({"type": "message", "value": value, "channelData": {"postBack": True}})
        return self.shown()

    async def sends(self, activity: dict[str, Any], expected: int = 200) -> dict[str, Any]:
        """Post an activity as it is, and read what comes back."""
        data = {"clientActivityID": uuid4().hex, **activity.get("channelData", {})}
        full: dict[str, Any] = {"from": {"id": self.user_id}, "locale": self.locale, **activity}
        full["channelData"] = data
        if self.time_zone:
            full["localTimezone"] = self.time_zone
        path = f"conversations/{self.conversation_id}/activities"
        answer = await self._post(path, full, expected=expected)
        await self._read()
        return answer

    def shown(self) -> str:
        """Give every text of the last answer, in order."""
        lines = []
        for each in self.activities:
            lines.append(each.get("text", ""))
            cards = [a["content"] for a in each.get("attachments", []) if a["contentType"] == _CARD]
            lines += texts_of(cards)
        return "\n".join(line for line in lines if line)

    def cards(self) -> list[Any]:
        """Give the cards of the last answer."""
        return [a["content"] for each in self.activities for a in each.get("attachments", [])]

    @property
    def reasons(self) -> list[str]:
        """Give the reason codes of the last answer."""
        data = (each.get("channelData", {}).get("frontdesk", {}) for each in self.activities)
        return [reason for each in data for reason in each.get("reasons", [])]

    async def _read(self) -> None:
        """Poll what is new; what this person said themselves is left out."""
        path = f"conversations/{self.conversation_id}/activities?watermark={self.watermark}"
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.session.get(f"{self.url}/v3/directline/{path}", headers=headers) as answer:
            page = await answer.json()
            assert answer.status == 200, page
        self.watermark = page["watermark"]
        self.activities = [
            each for each in page["activities"] if each["from"].get("role") != "user"
        ]

    async def _post(self, path: str, body: dict[str, Any], expected: int) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = f"{self.url}/v3/directline/{path}"
        async with self.session.post(url, json=body, headers=headers) as answer:
            content: dict[str, Any] = await answer.json()
            assert answer.status == expected, (answer.status, content)
            return content
