"""Who gets an appointment when the customer has no wish: fair, by priority, or at random."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from scheduling.policies import AssignmentRule
from scheduling.workload import Workload

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def assign(
    rule: AssignmentRule,
    candidates: Sequence[str],
    workloads: Mapping[str, Workload],
    chance: str,
) -> str:
    """Choose one of the staff members who are free, given in the service's order.

    Fair is who has the least booked in the week, then who was given something the longest ago,
    then the service's order: among people who are free alike, the booked time of two never
    differs by more than the longest appointment. `chance` is any unguessable text.
    """
    if rule is AssignmentRule.PRIORITY:
        return candidates[0]
    if rule is AssignmentRule.RANDOM:
        digest = hashlib.sha256(chance.encode()).digest()
        return candidates[int.from_bytes(digest) % len(candidates)]
    nothing = Workload()

    def burden(who: str) -> tuple[object, ...]:
        theirs = workloads.get(who, nothing)
        return theirs.booked, theirs.last_assigned_at or _NEVER

    return min(candidates, key=burden)
