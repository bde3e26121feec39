"""Who gets a token for which conversation."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from bot.direct_line.activities import ActivityJson
from bot.direct_line.conversations import Conversations
from bot.direct_line.passes import ChannelPass, build_conversation_id
from bot.direct_line.refusals import DirectLineRefused, Refusal
from scheduling.actors import Principal
from scheduling.errors import NotFound

MAXIMUM_ID_LENGTH = 128
MAXIMUM_NAME_LENGTH = 100
# Parts a user's id from the person acted as; no user's id may hold it.
ROLE_MARK = "|"
BusinessExists = Callable[[str], Awaitable[bool]]


class ActAs(Protocol):
    """Link an identity to a customer or a staff member of the business (demo mode only).

    Raises `scheduling.errors.NotFound` where there is no such person.
    """

    def __call__(
        self,
        business_id: str,
        principal: Principal,
        customer_id: str | None,
        staff_member_id: str | None,
    ) -> Awaitable[None]:
        """Link the identity behind `principal` to the one of the two that is not None."""
        ...


class PersonKind(Enum):
    """Whom one may act as in demo mode. The values are the request's property names."""

    CUSTOMER = "customer"
    STAFF_MEMBER = "staffMember"


@dataclass(frozen=True, slots=True)
class Role:
    """A person of the business somebody acts as."""

    kind: PersonKind
    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRequest:
    """What a client asked `tokens/generate` for; all of it is only a claim."""

    business_id: str
    conversation_id: str | None
    user_id: str | None
    user_name: str
    role: Role | None

    @property
    def needs_demo(self) -> bool:
        """Whether the request names who it is, which only a demonstration believes."""
        return self.user_id is not None or self.role is not None


def read_token_request(body: ActivityJson) -> TokenRequest:
    """Read the body of `tokens/generate`. Raises `DirectLineRefused` for a wrong one."""
    frontdesk = _object(body, "frontdesk")
    user = _object(body, "user")
    business_id = _text(frontdesk, "business", MAXIMUM_ID_LENGTH)
    if business_id is None:
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    user_id = _text(user, "id", MAXIMUM_ID_LENGTH)
    if (user and user_id is None) or ROLE_MARK in (user_id or ""):
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    return TokenRequest(
        business_id=business_id,
        conversation_id=_text(frontdesk, "conversation", 2 * MAXIMUM_ID_LENGTH),
        user_id=user_id,
        user_name=_text(user, "name", MAXIMUM_NAME_LENGTH) or "",
        role=_read_role(_object(frontdesk, "actAs")),
    )


class TokenDesk:
    """Decides on token requests. In demo mode it believes who a client says it is."""

    def __init__(
        self,
        *,
        conversations: Conversations,
        business_exists: BusinessExists,
        act_as: ActAs,
        new_id: Callable[[], str],
        is_demo: bool,
    ) -> None:
        self._conversations = conversations
        self._business_exists = business_exists
        self._act_as = act_as
        self._new_id = new_id
        self._is_demo = is_demo

    async def grant(self, request: TokenRequest, visitor_id: str | None) -> ChannelPass:
        """A pass for a new conversation, or for the one asked for when it is the visitor's own.

        Raises `DirectLineRefused`.
        """
        user_id = self._user_of(request, visitor_id)
        await self.require_business(request.business_id)
        conversation_id = request.conversation_id
        granted = ChannelPass(
            business_id=request.business_id,
            conversation_id=conversation_id
            or build_conversation_id(request.business_id, self._new_id()),
            user_id=user_id,
            user_name=request.user_name,
            identity_id=_identity(request, user_id),
        )
        if conversation_id is not None:
            await self._conversations.require(granted)
        await self._link(request, granted)
        return granted

    async def require_business(self, business_id: str) -> None:
        """Refuse a business there is none of, or none any more: its passes open nothing."""
        if not await self._business_exists(business_id):
            raise DirectLineRefused(Refusal.NO_BUSINESS)

    def _user_of(self, request: TokenRequest, visitor_id: str | None) -> str:
        if self._is_demo:
            return request.user_id or visitor_id or self._new_id()
        if request.needs_demo:
            raise DirectLineRefused(Refusal.DEMO_ONLY)
        if visitor_id is None:
            raise DirectLineRefused(Refusal.NO_SESSION)
        return visitor_id

    async def _link(self, request: TokenRequest, granted: ChannelPass) -> None:
        role = request.role
        if role is None:
            return
        is_customer = role.kind is PersonKind.CUSTOMER
        try:
            await self._act_as(
                request.business_id,
                granted.principal,
                role.person_id if is_customer else None,
                None if is_customer else role.person_id,
            )
        except NotFound as reason:
            raise DirectLineRefused(Refusal.NO_PERSON) from reason


def _identity(request: TokenRequest, user_id: str) -> str:
    """A plain user's id, or another one for each person of each business somebody acts as."""
    if request.role is None:
        return user_id
    return f"{user_id}{ROLE_MARK}{request.role.kind.value}:{request.role.person_id}@{request.business_id}"


def _read_role(act_as: dict[str, Any]) -> Role | None:
    if not act_as:
        return None
    known = [kind for kind in PersonKind if kind.value in act_as]
    if len(known) != 1 or len(act_as) != 1:
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    person_id = _text(act_as, known[0].value, MAXIMUM_ID_LENGTH)
    if person_id is None:
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    return Role(known[0], person_id)


def _object(body: dict[str, Any], name: str) -> dict[str, Any]:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    return value


def _text(body: dict[str, Any], name: str, longest: int) -> str | None:
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value or len(value) > longest or not value.isprintable():
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    return value
