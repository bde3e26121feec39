"""Whatever is done in whatever order, every engine promises what the plain model promises.

A short form by default, always the same; `make stateful` looks for longer, and by chance.
"""

import os
from contextlib import AbstractContextManager, nullcontext

import pytest

from tests.stateful.groups import WaitingForPlaces
from tests.stateful.handing_over import HandingOverRules
from tests.stateful.machine import CUSTOMERS, principal
from tests.stateful.running import Extent, run
from tests.stateful.series import SeriesRules
from tests.stateful.visits import VisitRules
from tests.stateful.worlds import MemoryWorld, World, sql_world


class Everything(WaitingForPlaces, SeriesRules, VisitRules, HandingOverRules):
    """All rules there are: a capability adds the class of its rules to the bases."""


SHORT = {"memory": Extent(40, 60), "sqlite": Extent(6, 60), "postgresql": Extent(6, 60)}
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
        run(Everything, world, extent, by_chance=IS_LONG)
