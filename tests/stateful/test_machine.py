"""Whatever is done in whatever order, every engine promises what the plain model promises.

A short form by default, always the same; `make stateful` looks for longer, and by chance.
"""

import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.stateful.machine import CUSTOMERS, principal
from tests.stateful.waiting import WaitingRules
from tests.stateful.worlds import MemoryWorld, World, sql_world


class Everything(WaitingRules):
    """All rules there are: a capability adds the class of its rules to the bases."""


@dataclass(frozen=True)
class Extent:
    """How many lives of a business on one engine, and how much happens in each."""

    lives: int
    steps: int


SHORT = {"memory": Extent(60, 60), "sqlite": Extent(12, 60), "postgresql": Extent(12, 60)}
LONG = {"memory": Extent(1000, 60), "sqlite": Extent(250, 60), "postgresql": Extent(250, 60)}
IS_LONG = os.environ.get("FRONTDESK_STATEFUL") == "long"


def _world(engine: str, request: pytest.FixtureRequest) -> AbstractContextManager[World]:
    if engine == "memory":
        return nullcontext(MemoryWorld())
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[engine]
    return sql_world(str(request.getfixturevalue(fixture)), map(principal, CUSTOMERS))


@pytest.mark.parametrize("engine", ["memory", "sqlite", "postgresql"])
def test_every_engine_keeps_what_it_promises(engine: str, request: pytest.FixtureRequest) -> None:
    extent = (LONG if IS_LONG else SHORT)[engine]
    with _world(engine, request) as world:
        run_state_machine_as_test(
            lambda: Everything(world),  # type: ignore[arg-type]  # any maker of machines will do
            settings=settings(
                max_examples=extent.lives,
                stateful_step_count=extent.steps,
                derandomize=not IS_LONG,
                database=None,
                deadline=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
            ),
        )
