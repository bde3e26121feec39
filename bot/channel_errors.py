"""Why a channel did not take a message."""

from datetime import timedelta


class ChannelError(Exception):
    """Base of every reason why a message was not taken."""


class MessageWritesBlocked(ChannelError):
    """The person blocked or removed the bot: send nothing there until they speak again."""


class TooManyRequests(ChannelError):
    """The channel wants fewer messages; `retry_after` is how long it asked to wait, if it did."""

    def __init__(self, retry_after: timedelta | None) -> None:
        super().__init__("too many requests")
        self.retry_after = retry_after


class ChannelRefused(ChannelError):
    """The channel answered with an error: its HTTP status and its own code ("" if none)."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"refused with {status} {code[:64]}".rstrip())
        self.status = status
        self.code = code


class ChannelUnreachable(ChannelError):
    """There was no answer. The message may have arrived."""
