"""Every verb that acts on what is somebody's, with forged data, and who may use it at all.

`ATTEMPTS` holds a row for each: the data with the victim's ids, and who of `ATTACKERS` is allowed
to by role. `HARMLESS` are the verbs that reach nobody's data but one's own.
"""

from dataclasses import dataclass, field
from typing import Any

from cards.verbs import Verb

CUSTOMERS = ("a stranger", "another customer")
OTHER_BUSINESS = "another business"
ATTACKERS: dict[str, str] = {
    "a stranger": "",
    "another customer": "",
    "a guest": "gus",
    "a viewer": "vic",
    "a team member": "bo",
    "a scheduler": "rita",
    OTHER_BUSINESS: "ana",
}
"""Each with the staff member they are, if any."""

APPOINTMENT, GROUP, SERVICE, COLLEAGUE = "ours-1", "ours-group", "haircut", "karim"
CUSTOMER, ENTRY, HAND_OVER = "c-victim", "ours-entry", "ours-offer"
_ONE: dict[str, Any] = {"appointment": APPOINTMENT, "version": 1}
_OFFER: dict[str, Any] = {"entry": ENTRY, "start": "2026-04-22T08:00:00Z"}
_SCHEDULER = frozenset({"a scheduler"})
SEES_ALL = frozenset({"a scheduler", "a viewer"})


@dataclass(frozen=True)
class Attempt:
    """A forged tap; `may` are the attackers whose role allows it, so that it is none of theirs."""

    data: dict[str, Any] = field(default_factory=dict)
    may: frozenset[str] = frozenset()


_SCOPED = {"appointment": APPOINTMENT, "scope": "all", "seen": "x"}
_LEAVER = {"staff": COLLEAGUE, "count": 0, "aftermath": "cancel"}

ATTEMPTS: dict[Verb, Attempt] = {
    Verb.SHOW_SERIES: Attempt(_ONE, SEES_ALL),
    Verb.MOVE_SERIES: Attempt(_SCOPED, _SCHEDULER),
    Verb.CANCEL_SERIES: Attempt(_SCOPED, _SCHEDULER),
    Verb.CANCEL_SERIES_CONFIRMED: Attempt(_SCOPED, _SCHEDULER),
    Verb.ACCEPT_SERIES: Attempt(_ONE, _SCHEDULER),
    Verb.DECLINE_SERIES: Attempt(_ONE, _SCHEDULER),
    Verb.OPEN_APPOINTMENT: Attempt(_ONE, SEES_ALL),
    Verb.MOVE_APPOINTMENT: Attempt(_ONE, _SCHEDULER),
    Verb.CANCEL_APPOINTMENT: Attempt(_ONE, _SCHEDULER),
    Verb.CANCEL_CONFIRMED: Attempt(_ONE, _SCHEDULER),
    Verb.KEEP_APPOINTMENT: Attempt(_ONE, SEES_ALL),
    Verb.CANCEL_PART: Attempt(_ONE, _SCHEDULER),
    Verb.CANCEL_VISIT: Attempt(_ONE, _SCHEDULER),
    Verb.MOVE_PART: Attempt(_ONE, _SCHEDULER),
    Verb.MOVE_VISIT: Attempt(_ONE, _SCHEDULER),
    Verb.STAFF_OPEN: Attempt(_ONE, SEES_ALL),
    Verb.STAFF_MARK: Attempt({**_ONE, "status": "noShow"}, _SCHEDULER),
    Verb.ACCEPT_REQUEST: Attempt(_ONE, _SCHEDULER),
    Verb.DECLINE_REQUEST: Attempt(_ONE, _SCHEDULER),
    Verb.DECLINE_CONFIRMED: Attempt(_ONE, _SCHEDULER),
    Verb.STAFF_HISTORY: Attempt(_ONE, SEES_ALL),
    Verb.STAFF_MOVE: Attempt(_ONE, _SCHEDULER),
    Verb.STAFF_CANCEL: Attempt(_ONE, _SCHEDULER),
    Verb.STAFF_CANCEL_CONFIRMED: Attempt(_ONE, _SCHEDULER),
    Verb.REMOVE_ATTENDEE: Attempt({"appointment": GROUP, "customer": CUSTOMER}, _SCHEDULER),
    Verb.REMOVE_CONFIRMED: Attempt(
        {"appointment": GROUP, "version": 1, "customer": CUSTOMER}, _SCHEDULER
    ),
    Verb.CHANGE_CAPACITY: Attempt({"service": "yoga", "count": 9}),
    Verb.HAND_OVER: Attempt(_ONE, _SCHEDULER),
    Verb.HAND_OVER_CONFIRMED: Attempt(
        {"plan": "ours-plan", f"take:{APPOINTMENT}": "bo", "away": "true"}
    ),
    Verb.HAND_OVER_DROPPED: Attempt({"plan": "ours-plan"}),
    Verb.ACCEPT_HAND_OVER: Attempt({"hand_over": HAND_OVER}),
    Verb.DECLINE_HAND_OVER: Attempt({"hand_over": HAND_OVER}),
    Verb.ASK_REMOVE_PERSON: Attempt(_LEAVER),
    Verb.REMOVE_PERSON: Attempt(_LEAVER),
    Verb.ASK_DELETE_SERVICE: Attempt({"service": SERVICE}),
    Verb.DELETE_SERVICE: Attempt({"service": SERVICE, "count": 1}),
    Verb.RESTORE_SERVICE: Attempt({"service": "gone"}),
    Verb.ASK_COPY_SERVICE: Attempt({"service": SERVICE}),
    Verb.COPY_SERVICE: Attempt({"service": SERVICE, "key": "k", "name": "Cut by Mallory"}),
    Verb.SHOW_DELETED: Attempt(),
    Verb.LEAVE_WAITLIST: Attempt({"entry": ENTRY}, _SCHEDULER),
    Verb.TAKE_OFFER: Attempt(_OFFER),
    Verb.PASS_UP_OFFER: Attempt(_OFFER, _SCHEDULER),
}

STAFF_LISTS: dict[Verb, dict[str, Any]] = {
    Verb.STAFF_DAY: {"day": "2026-04-22", "team": True},
    Verb.STAFF_NEXT: {},
    Verb.STAFF_REQUESTS: {},
    Verb.STAFF_WAITLIST: {},
}
"""What staff are shown: customers never, and the rest their own."""

HARMLESS = frozenset(
    {
        Verb.BOOK, Verb.MY_APPOINTMENTS, Verb.HELP, Verb.PRICES, Verb.OPENING_HOURS, Verb.ADDRESS,
        Verb.PERSON, Verb.START_OVER, Verb.KEEP_CAPACITY, Verb.LIFECYCLE_KEEP, Verb.MY_WAITLIST,
        Verb.EXPLAIN, Verb.TAKE_TIME, Verb.JOIN_WAITLIST,
    }
)  # fmt: skip
"""What anybody may ask; its answers are the asker's own or the business's public facts."""

OF_A_DRAFT = frozenset(
    {
        Verb.BACK, Verb.RESUME, Verb.PICK_SERVICE, Verb.MORE_SERVICES, Verb.PICK_STAFF,
        Verb.PICK_LENGTH, Verb.PICK_COUNT, Verb.MORE_STAFF, Verb.PICK_DAY, Verb.MORE_DAYS,
        Verb.PICK_TIME, Verb.MORE_TIMES, Verb.OTHER_DAY, Verb.GIVE_CONTACT, Verb.GIVE_ANSWERS,
        Verb.GIVE_CONSENT, Verb.CHANGE, Verb.CONFIRM, Verb.REPEAT, Verb.GIVE_REPEAT, Verb.ONCE,
        Verb.TAKE_SERIES,
    }
)  # fmt: skip
"""What goes on with a draft of the asker's own; of another's it is out of date."""
