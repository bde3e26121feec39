"""Why the channel refuses, in Direct Line 3.0's own error envelope."""

from datetime import timedelta
from enum import Enum

from aiohttp import web

from bot.doors.error_answers import json_error
from bot.doors.rates import retry_after_seconds


class Refusal(Enum):
    """HTTP status, Direct Line error code, and a word for whoever develops a client."""

    NO_TOKEN = (401, "Unauthorized", "a valid bearer token is required")
    TOKEN_EXPIRED = (403, "TokenExpired", "the token has expired")
    NOT_ALLOWED = (403, "NotAllowed", "the token does not allow this")
    FOREIGN_ORIGIN = (403, "NotAllowed", "this origin may not use the channel")
    NO_SESSION = (403, "NotAllowed", "open the chat page first")
    DEMO_ONLY = (403, "NotAllowed", "user and actAs exist in demo mode only")
    NO_CONVERSATION = (404, "NotFound", "no such conversation")
    NO_BUSINESS = (404, "NotFound", "no such business")
    NO_PERSON = (404, "NotFound", "no such person in this business")
    MALFORMED = (400, "MalformedData", "the body is not the JSON this method takes")
    BAD_ARGUMENT = (400, "BadArgument", "a parameter or property has a wrong value")
    BAD_TYPE = (400, "BadArgument", "only message, event and typing activities are taken")
    NO_UPLOADS = (415, "NotSupported", "files are not taken here")
    TOO_LARGE = (413, "MessageSizeTooBig", "an activity may have 64 KB")
    TOO_MANY = (429, "RateLimited", "too many requests, wait a little")
    TOO_MANY_STREAMS = (503, "ServiceUnavailable", "too many open streams, poll instead")
    BUSY = (503, "ServiceUnavailable", "the turn before this one has not ended, nothing was done")
    BOT_FAILED = (502, "BotError", "the bot could not answer")


class DirectLineRefused(Exception):
    """A request the channel does not serve, and why."""

    def __init__(self, refusal: Refusal, retry_after: timedelta | None = None) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal
        self.retry_after = retry_after

    def answer(self) -> web.Response:
        """The refusal as a response."""
        answer = json_error(*self.refusal.value)
        if self.retry_after is not None:
            answer.headers["Retry-After"] = retry_after_seconds(self.retry_after)
        return answer
