"""Deep links into Teams (learn.microsoft.com, "Deep links"): a tab, the chat with the app, its page.

Put them behind an Action.OpenUrl: in a text they open a browser.
"""

import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from deep_links.links import NotOurLink, require_segment

LONGEST_LINK: Final = 1900
"""Longer links are cut off on Windows."""

_ENTITY: Final = "https://teams.microsoft.com/l/entity/"
_INSTALL: Final = "https://teams.microsoft.com/l/app/"
_CONVERSATIONS: Final = "conversations"
_ENTITY_SEGMENTS: Final = 2


class LinkTooLong(ValueError):
    """Teams would cut the link off."""

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters, fewer than {LONGEST_LINK} wanted")
        self.length = length


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsTabLink:
    """A tab of the app, at a place within it; `web_url` is for those without Teams."""

    app_id: str
    entity_id: str
    web_url: str = ""
    label: str = ""
    sub_entity_id: str = ""
    channel_id: str = ""

    def __post_init__(self) -> None:
        require_segment(self.app_id)
        require_segment(self.entity_id)
        if self.entity_id == _CONVERSATIONS:
            raise ValueError("that is the chat with the app: TeamsChatLink")


@dataclass(frozen=True, slots=True)
class TeamsChatLink:
    """The chat with the app."""

    app_id: str
    tenant_id: str = ""

    def __post_init__(self) -> None:
        require_segment(self.app_id)


@dataclass(frozen=True, slots=True)
class TeamsInstallLink:
    """The page where the app is added."""

    app_id: str

    def __post_init__(self) -> None:
        require_segment(self.app_id)


TeamsLink = TeamsTabLink | TeamsChatLink | TeamsInstallLink


def build_teams_link(link: TeamsLink) -> str:
    """Write the link. Raises LinkTooLong."""
    url = _written(link)
    if len(url) >= LONGEST_LINK:
        raise LinkTooLong(len(url))
    return url


def parse_teams_link(url: str) -> TeamsLink:
    """Read a link made by `build_teams_link`. Raises NotOurLink."""
    path = url.partition("?")[0]
    if path.startswith(_INSTALL):
        return TeamsInstallLink(unquote(path.removeprefix(_INSTALL)))
    segments = [unquote(each) for each in path.removeprefix(_ENTITY).split("/")]
    if not path.startswith(_ENTITY) or len(segments) != _ENTITY_SEGMENTS:
        raise NotOurLink
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    app_id, entity_id = segments
    if entity_id == _CONVERSATIONS:
        return TeamsChatLink(app_id, query.get("tenantId", ""))
    return _tab(app_id, entity_id, query)


def _written(link: TeamsLink) -> str:
    match link:
        case TeamsTabLink():
            return _entity(link.app_id, link.entity_id, _tab_query(link))
        case TeamsChatLink():
            return _entity(link.app_id, _CONVERSATIONS, {"tenantId": link.tenant_id})
        case TeamsInstallLink():
            return _INSTALL + quote(link.app_id, safe="")


def _tab_query(link: TeamsTabLink) -> dict[str, str]:
    place = {"subEntityId": link.sub_entity_id, "channelId": link.channel_id}
    known = {name: value for name, value in place.items() if value}
    context = json.dumps(known, separators=(",", ":"), ensure_ascii=False) if known else ""
    return {"webUrl": link.web_url, "label": link.label, "context": context}


def _tab(app_id: str, entity_id: str, query: dict[str, str]) -> TeamsTabLink:
    try:
        place = json.loads(query.get("context", "{}"))
    except ValueError:
        raise NotOurLink from None
    if not isinstance(place, dict):
        raise NotOurLink
    return TeamsTabLink(
        app_id=app_id,
        entity_id=entity_id,
        web_url=query.get("webUrl", ""),
        label=query.get("label", ""),
        sub_entity_id=str(place.get("subEntityId", "")),
        channel_id=str(place.get("channelId", "")),
    )


def _entity(app_id: str, entity_id: str, query: dict[str, str]) -> str:
    said = urlencode({name: value for name, value in query.items() if value}, quote_via=quote)
    path = f"{_ENTITY}{quote(app_id, safe='')}/{quote(entity_id, safe='')}"
    return f"{path}?{said}" if said else path
