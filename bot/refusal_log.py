"""Transactions that write down who was refused what: kinds and ids, never people."""

import logging
from typing import TypeVar

from bot.logs import log_event
from scheduling.actors import Actor
from scheduling.errors import NotPermitted, NotYours
from scheduling.ports import Transactions, UseCase
from scheduling.service.recording import actor_key

_LOGGER = logging.getLogger(__name__)

C = TypeVar("C")
R = TypeVar("R")


class RefusalLog:
    """The port `Transactions` over another one; logs `authz_denied` for every refusal by role."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def run(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case that writes."""
        try:
            return await self._transactions.run(use_case, actor, command)
        except (NotPermitted, NotYours) as error:
            _log(error, actor, command)
            raise

    async def read(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case that only reads."""
        try:
            return await self._transactions.read(use_case, actor, command)
        except (NotPermitted, NotYours) as error:
            _log(error, actor, command)
            raise


def _log(error: NotPermitted | NotYours, actor: Actor, command: object) -> None:
    subject = error.identifier if isinstance(error, NotYours) else error.action
    log_event(
        _LOGGER,
        "authz_denied",
        logging.WARNING,
        actor=actor_key(actor),
        asked=type(command).__name__,
        subject=subject,
    )
