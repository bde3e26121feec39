"""Transactions that wake the worker: what was just committed is told at once."""

from collections.abc import Callable
from typing import TypeVar

from scheduling.actors import Actor
from scheduling.ports import Transactions, UseCase

C = TypeVar("C")
R = TypeVar("R")


class WakingTransactions:
    """The port `Transactions` over another one; calls `wake` after each commit."""

    def __init__(self, transactions: Transactions, wake: Callable[[], None]) -> None:
        self._transactions = transactions
        self._wake = wake

    async def run(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case that writes, then wake the worker."""
        result = await self._transactions.run(use_case, actor, command)
        self._wake()
        return result

    async def read(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case that only reads."""
        return await self._transactions.read(use_case, actor, command)
