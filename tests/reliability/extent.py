"""How much is tried: a short form by default, all of it with FRONTDESK_RELIABILITY=full."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many rounds, seeds, kills, attempts, and changes by each of twenty customers."""

    rounds: int
    seeds: int
    kills: int
    attempts_a_kill: int
    changes_a_patron: int


FULL = Extent(rounds=50, seeds=3, kills=40, attempts_a_kill=225, changes_a_patron=150)
SHORT = Extent(rounds=3, seeds=1, kills=4, attempts_a_kill=60, changes_a_patron=20)


def extent() -> Extent:
    """Give what the environment asks for."""
    return FULL if os.environ.get("FRONTDESK_RELIABILITY") == "full" else SHORT
