"""How a machine is run: so many lives of a business, and so much in each."""

from dataclasses import dataclass
from inspect import getmembers

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RULE_MARKER, run_state_machine_as_test

from tests.stateful.machine import Machine
from tests.stateful.worlds import World


@dataclass(frozen=True)
class Extent:
    """How many lives of a business on one engine, and how much happens in each."""

    lives: int
    steps: int


def only(machine: type[Machine], *rules: str) -> type[Machine]:
    """A machine that plays by a few of its rules only, whose lives all begin alike."""
    every = {name for name, each in getmembers(machine) if hasattr(each, RULE_MARKER)}
    assert every >= {*rules}
    return type("Only", (machine,), dict.fromkeys(every - {*rules}))


def run(machine: type[Machine], world: World, extent: Extent, *, by_chance: bool = False) -> None:
    """Live so many lives, always the same or by chance; raises what the first one that fails does."""
    run_state_machine_as_test(
        lambda: machine(world),  # type: ignore[arg-type]  # any maker of machines will do
        settings=settings(
            max_examples=extent.lives,
            stateful_step_count=extent.steps,
            derandomize=not by_chance,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
        ),
    )
