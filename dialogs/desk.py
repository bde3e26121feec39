"""The dialogs' only way to the core: use cases run for one actor, and links made for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from scheduling.actors import Actor
from scheduling.deletions import RETENTION
from scheduling.ports import Ids, Transactions, UseCase
from scheduling.views import AppointmentView

C = TypeVar("C")
R = TypeVar("R")

MakeLink = Callable[[AppointmentView], str]
"""Make a signed link to an appointment, good until some time after it is over."""

OpenToken = Callable[[str], tuple[str, str] | None]
"""Read a signed token: (business id, appointment id), or None for one that is not good."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Runs use cases as `actor`. The links are made by the host, which holds the key.

    `read_token` checks the signed link a person followed; what it gives is proven.
    What is deleted can be brought back for `deleted_kept_for`.
    """

    transactions: Transactions
    actor: Actor
    ids: Ids
    calendar_file_url: MakeLink
    open_in_chat_url: MakeLink
    read_token: OpenToken
    deleted_kept_for: timedelta = RETENTION

    async def ask(self, use_case: UseCase[C, R], command: C) -> R:
        """Run a use case that only reads."""
        return await self.transactions.read(use_case, self.actor, command)

    async def do(self, use_case: UseCase[C, R], command: C) -> R:
        """Run a use case that writes, in one transaction."""
        return await self.transactions.run(use_case, self.actor, command)
