"""How much is tried: a short form by default, all of it with FRONTDESK_RELIABILITY=full."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many rounds, seeds, kills, attempts, changes by each of twenty customers, and load."""

    rounds: int
    seeds: int
    kills: int
    attempts_a_kill: int
    changes_a_patron: int
    crowd: int
    seconds_of_load: float


FULL = Extent(
    rounds=50,
    seeds=3,
    kills=40,
    attempts_a_kill=225,
    changes_a_patron=150,
    crowd=512,
    seconds_of_load=20,
)
SHORT = Extent(
    rounds=3,
    seeds=1,
    kills=4,
    attempts_a_kill=60,
    changes_a_patron=20,
    crowd=128,
    seconds_of_load=4,
)


def extent() -> Extent:
    """Give what the environment asks for."""
    return FULL if os.environ.get("FRONTDESK_RELIABILITY") == "full" else SHORT
