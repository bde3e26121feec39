"""Links into Teams, as Microsoft writes them down.

https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-application
Whoever opens one is asked to add the app first where they have not. `parse(build(x)) == x`.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from deep_links.links import NotOurLink, require_segment

_ENTITY: Final = "https://teams.microsoft.com/l/entity/"
_CONVERSATIONS: Final = "conversations"


@dataclass(frozen=True, slots=True)
class TeamsChatLink:
    """The chat with the app; `directory_id` is the Entra directory of those who are to open it."""

    app_id: str
    directory_id: str = ""

    def __post_init__(self) -> None:
        require_segment(self.app_id)


def build_teams_chat_link(link: TeamsChatLink) -> str:
    """Write the address that opens the chat."""
    query = f"?{urlencode({'tenantId': link.directory_id})}" if link.directory_id else ""
    return f"{_ENTITY}{quote(link.app_id, safe='')}/{_CONVERSATIONS}{query}"


def parse_teams_chat_link(url: str) -> TeamsChatLink:
    """Read an address made by `build_teams_chat_link`. Raises NotOurLink."""
    path = url.partition("?")[0]
    app_id, _, place = path.removeprefix(_ENTITY).partition("/")
    if not path.startswith(_ENTITY) or not app_id or place != _CONVERSATIONS:
        raise NotOurLink
    directories = parse_qs(urlsplit(url).query).get("tenantId", [""])
    return TeamsChatLink(unquote(app_id), directories[0])
