"""What must hold whatever happened: read from the tables, and replayed from the outcomes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, text

from tests.reliability.attempts import Form, Outcome, Request, Result

_OVERLAPS = text("""
    SELECT COALESCE(a.staff_member_id, a.resource_id), COALESCE(a.appointment_id, a.hold_id),
        COALESCE(b.appointment_id, b.hold_id) FROM claim a JOIN claim b
        ON a.business_id = b.business_id AND a.lane = b.lane
        AND COALESCE(a.appointment_id, a.hold_id) < COALESCE(b.appointment_id, b.hold_id)
        AND a.lo < b.hi AND b.lo < a.hi
    WHERE a.active AND b.active
""")
_WHOLE = {
    "claim": "claim WHERE claim.appointment_id = appointment.appointment_id",
    "customer": "appointment_customer c WHERE c.appointment_id = appointment.appointment_id",
    "answer": "answer WHERE answer.reference = appointment.appointment_id",
    "audit entry": "audit_entry WHERE audit_entry.subject = appointment.appointment_id",
    "announcement": "outbox WHERE outbox.appointment_id = appointment.appointment_id",
}
_ORPHANS = {
    "answer": "SELECT reference FROM answer WHERE reference NOT IN (SELECT appointment_id FROM appointment)",
    "announcement": "SELECT dedupe FROM outbox WHERE appointment_id NOT IN (SELECT appointment_id FROM appointment)",
    "customer": "SELECT customer_id FROM customer WHERE customer_id NOT IN (SELECT customer_id FROM appointment_customer)",
    "identity": "SELECT user_id FROM identity WHERE customer_id NOT IN (SELECT customer_id FROM customer)",
}
Accepted = Mapping[str, Sequence[tuple[int, int, int]]]
"""By staff member: version of the calendar, lo, hi."""


def overlaps(connection: Connection) -> list[tuple[str, str, str]]:
    """List pairs of active claims on one calendar that share a second."""
    return [(row[0], row[1], row[2]) for row in connection.execute(_OVERLAPS)]


def half_written(connection: Connection) -> list[str]:
    """List what is there without the rest of its transaction. For runs of `book` alone."""
    found = []
    for name, rows in _WHOLE.items():
        query = f"SELECT appointment_id FROM appointment WHERE NOT EXISTS (SELECT 1 FROM {rows})"
        found += [f"{each} has no {name}" for each in connection.execute(text(query)).scalars()]
    for name, query in _ORPHANS.items():
        found += [f"{name} {each} alone" for each in connection.execute(text(query)).scalars()]
    return found


def appointment_ids(connection: Connection) -> set[str]:
    """Give the ids of all appointments."""
    return set(connection.execute(text("SELECT appointment_id FROM appointment")).scalars())


def wrongly_answered(requests: Sequence[Request], outcomes: Sequence[Outcome]) -> list[str]:
    """Replay: list acceptances over somebody's time and refusals without a reason.

    A calendar's version rises under each lock, so who was accepted with version v came after all
    acceptances with a lower one, and before the others. Who was refused may have locked nothing, and
    then saw the version of the last acceptance before them.
    """
    asked = {each.key: each for each in requests}
    accepted = _accepted(asked, outcomes)
    return [
        f"{outcome.result.value} wrongly: {asked[outcome.key]}"
        for outcome in outcomes
        if _was_free(asked[outcome.key], outcome, accepted) != (outcome.result is Result.BOOKED)
    ]


def _accepted(asked: Mapping[str, Request], outcomes: Sequence[Outcome]) -> Accepted:
    found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.result is Result.BOOKED:
            lo, hi = asked[outcome.key].claimed
            for who in outcome.staff:
                found[who].append((outcome.versions[who], lo, hi))
    return found


def _was_free(request: Request, outcome: Outcome, accepted: Accepted) -> bool:
    """Tell whether the request could be met when it was its turn."""
    lo, hi = request.claimed
    chosen = outcome.staff or request.staff
    came_before = int.__lt__ if outcome.result is Result.BOOKED else int.__le__
    free = [
        not any(
            came_before(version, outcome.versions[who]) and other_lo < hi and lo < other_hi
            for version, other_lo, other_hi in accepted.get(who, ())
        )
        for who in chosen
    ]
    return any(free) if request.form is Form.ANYONE and not outcome.staff else all(free)
