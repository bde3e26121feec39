"""The seam to botbuilder-core: turns run through its `process_activity`, everything else is ours.

The only module that names the SDK. Its HTTP adapter, token checks, credentials and connector
client are not used: they answer 500 to bad tokens, block the event loop and never try again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity, ActivityTypes, DeliveryModes, ResourceResponse
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

from bot.activities import ActivityJson, MalformedActivity, is_card_invoke, read_activity
from bot.channel_connections import DIRECT_LINE_SERVICE, ChannelConnections
from bot.incoming import Incoming, ToDeliver
from bot.outgoing import Tap, activity_of, invoke_body, invoke_error_body
from bot.references import continuation, envelope, way_back_of
from bot.reply_sender import ReplySender
from bot.teams.connector import ChannelConnector
from bot.turns import TurnHost
from dialogs.turns import Message
from scheduling.actors import Principal


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What the channel gets in the HTTP response: a status and a JSON body, or none."""

    status: int
    body: Mapping[str, Any] | None = None


class FrontdeskAdapter(CloudAdapterBase):  # type: ignore[misc]  # the SDK has no types
    """Brings activities to the turn host and replies to their channel."""

    def __init__(self, host: TurnHost, connections: ChannelConnections) -> None:
        self._ways = _Ways(connections)
        super().__init__(self._ways)
        self._host = host

    async def process_http(self, raw: ActivityJson, principal: Principal) -> HttpAnswer:
        """Answer an activity of a verified channel.

        Raises MalformedActivity, DeliveryFailed, TurnBusy.
        """
        try:
            service_url = str(raw.get("serviceUrl"))
            incoming = read_activity(raw, principal, None, way_back_of(raw, service_url))
        except MalformedActivity as error:
            if not is_card_invoke(raw):
                raise
            body = invoke_error_body("BadRequest", str(error))
            return HttpAnswer(200, _as_expected(raw, body))
        if incoming is None:
            return HttpAnswer(501 if raw.get("type") == "invoke" else 200)
        answer = await self._run(raw, service_url, incoming)
        return HttpAnswer(200) if answer is None else HttpAnswer(int(answer.status), answer.body)

    async def process_direct_line(
        self, activity: ActivityJson, principal: Principal, business_id: str
    ) -> None:
        """Answer an activity of the embedded channel, whose sender the channel has verified.

        Raises MalformedActivity, DeliveryFailed, TurnBusy.
        """
        way_back = way_back_of(activity, DIRECT_LINE_SERVICE)
        incoming = read_activity(activity, principal, business_id, way_back)
        if incoming is not None:
            await self._run(activity, DIRECT_LINE_SERVICE, incoming)

    async def send_proactively(self, reference: Mapping[str, Any], message: Message) -> str:
        """Send a message nobody asked for and return its id.

        Raises ChannelError (MessageWritesBlocked, TooManyRequests ...) and ServiceNotAllowed.
        """
        sent: list[str] = []

        async def send(context: TurnContext) -> None:
            sent.append(await _ContextMessages(context).send(activity_of(message)))

        await self.process_proactive(_identity(), _to_sdk(continuation(reference)), "", send)
        return sent[0]

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Send through the turn's connector. Called by the SDK."""
        return [await self._send(context, activity) for activity in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Edit through the turn's connector. Called by the SDK."""
        await self._connector(context).update(activity.serialize())

    async def _send(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        if activity.type == ActivityTypes.invoke_response:
            context.turn_state[self._INVOKE_RESPONSE_KEY] = activity
            return ResourceResponse()
        return ResourceResponse(id=await self._connector(context).send(activity.serialize()))

    def _connector(self, context: TurnContext) -> ChannelConnector:
        # Kept there by the SDK, which got it from `_Ways.create`.
        return cast(ChannelConnector, context.turn_state[self.BOT_CONNECTOR_CLIENT_KEY])

    async def _run(self, raw: ActivityJson, service_url: str, incoming: Incoming) -> Any:
        """Run a turn through the SDK's pipeline; the result is its InvokeResponse or None."""
        proven = AuthenticateRequestResult()
        proven.claims_identity = _identity()
        proven.connector_factory = self._ways
        activity = _to_sdk(envelope(raw, service_url))
        return await self.process_activity(proven, activity, self._turn_of(raw, incoming))

    def _turn_of(
        self, raw: ActivityJson, incoming: Incoming
    ) -> Callable[[TurnContext], Awaitable[None]]:
        async def take_turn(context: TurnContext) -> None:
            expects_replies = context.activity.delivery_mode == DeliveryModes.expect_replies
            tap = _tap_of(raw, incoming)
            if tap is not None and expects_replies:
                # Nothing can be edited there; an invoke's card is in its own response all the same.
                tap = replace(tap, may_edit=False) if is_card_invoke(raw) else None
            sender = ReplySender(_ContextMessages(context), tap)
            reply = await self._host.handle(incoming, sender.deliver)
            if expects_replies and not sender.has_delivered:
                # Answered before: the replies travel in the response, so it carries them again.
                await sender.deliver(ToDeliver(reply=reply))
            if is_card_invoke(raw):
                answer = InvokeResponse(status=200, body=invoke_body(reply))
                await context.send_activity(
                    Activity(type=ActivityTypes.invoke_response, value=answer)
                )

        return take_turn


class _ContextMessages:
    """Sends and edits through the SDK's turn context, which addresses each message."""

    def __init__(self, context: TurnContext) -> None:
        self._context = context

    async def send(self, activity: Mapping[str, Any]) -> str:
        response: Any = await self._context.send_activity(_to_sdk(activity))
        return response.id or ""

    async def edit(self, activity_id: str, activity: Mapping[str, Any]) -> None:
        edited = _to_sdk(activity)
        edited.id = activity_id
        await self._context.update_activity(edited)


class _Ways(BotFrameworkAuthentication, ConnectorFactory):  # type: ignore[misc]  # no types
    """What the SDK asks for connectors. It is never asked who speaks: that is known before."""

    def __init__(self, connections: ChannelConnections) -> None:
        self._connections = connections

    async def authenticate_request(self, activity: Activity, auth_header: str) -> Any:
        """Refuse: every activity comes with its proof."""
        del activity, auth_header
        raise PermissionError("the SDK is never asked who speaks")

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> Any:
        """Refuse: there are no streaming connections."""
        del auth_header, channel_id_header
        raise PermissionError("there are no streaming connections")

    def create_connector_factory(
        self,
        claims_identity: ClaimsIdentity,  # noqa: ARG002 - the SDK's signature
    ) -> "_Ways":
        """Give the factory of connectors: itself."""
        return self

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> Any:
        """Give none: Frontdesk signs nobody in through the SDK."""

    async def create(
        self,
        service_url: str,
        audience: str,  # noqa: ARG002 - the SDK's signature
    ) -> Any:
        """Open the way to a service address. Raises ServiceNotAllowed."""
        return self._connections.open(service_url)


def _identity() -> ClaimsIdentity:
    """Whom the SDK shall take the sender for: it does nothing with it, but wants to hold one."""
    return ClaimsIdentity(claims={}, is_authenticated=True)


def _to_sdk(activity: Mapping[str, Any]) -> Activity:
    return Activity.deserialize(dict(activity))


def _as_expected(raw: ActivityJson, body: dict[str, Any]) -> dict[str, Any]:
    """Give the body of an invoke's answer, among the replies where the channel asked for these."""
    if raw.get("deliveryMode") != DeliveryModes.expect_replies.value:
        return body
    answer = {"type": "invokeResponse", "value": {"status": 200, "body": body}}
    return {"activities": [answer]}


def _tap_of(raw: ActivityJson, incoming: Incoming) -> Tap | None:
    if incoming.action is None:
        return None
    card_activity_id = raw.get("replyToId")
    return Tap(
        card_activity_id=card_activity_id if isinstance(card_activity_id, str) else None,
        is_answered_in_response=is_card_invoke(raw),
    )
