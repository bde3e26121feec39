"""Replays the record of mixed work, calendar by calendar, by the plainest model there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from tests.reliability.mixed_work import Claimed, Entry, entry_of
from tests.reliability.scene import STAFF

_STORED = text(
    "SELECT COALESCE(appointment_id, hold_id) AS claim_id, staff_member_id, lo, hi "
    "FROM claim WHERE active"
)
Range = tuple[str, str, int, int]


@dataclass(slots=True)
class History:
    """What is claimed on each calendar, after all that happened so far; and what was wrong."""

    claims: dict[str, dict[str, Claimed]] = field(
        default_factory=lambda: {who: {} for who in STAFF}
    )
    wrong: list[str] = field(default_factory=list)

    def all(self) -> set[Range]:
        """Give every claim there is."""
        return {
            (each.claim_id, each.staff_member_id, each.lo, each.hi)
            for calendar in self.claims.values()
            for each in calendar.values()
        }


def replay(accepted: Sequence[Entry], refused: Sequence[Entry]) -> History:
    """Replay what happened on each calendar in the order of its versions.

    A refused one saw what came before its version, and was undone.
    """
    history = History()
    for who in STAFF:
        at_once = [(each.versions[who], 1, each) for each in accepted if who in each.versions]
        undone = [(each.versions[who], 0, each) for each in refused if who in each.versions]
        for version, was_kept, entry in sorted(at_once + undone, key=lambda each: each[:2]):
            if was_kept:
                _apply(history, who, entry)
            elif not _free_reason(history.claims[who], entry, who):
                history.wrong.append(f"{who} was free at {version}: {entry.what} {entry.wanted}")
        versions = [version for version, _, _ in at_once]
        if len({*versions}) != len(versions):
            history.wrong.append(f"{who} has two changes of one version")
    return history


def _apply(history: History, who: str, entry: Entry) -> None:
    calendar = history.claims[who]
    over = [
        key for key, each in calendar.items() if each.until is not None and each.until <= entry.now
    ]
    for key in (*over, *entry.gone):
        calendar.pop(key, None)
    for new in entry.come:
        if new.staff_member_id != who:
            continue
        history.wrong += [
            f"{entry.what} of {new} over {each}" for each in calendar.values() if _meet(new, each)
        ]
        calendar[new.claim_id] = new


def _free_reason(calendar: Mapping[str, Claimed], entry: Entry, who: str) -> bool:
    """Tell whether a refusal as taken has its reason on this calendar, if it could fall to it."""
    if who not in entry.candidates or entry.wanted is None:
        return True
    wanted = entry.wanted
    return any(
        _meet(wanted, each)
        and key not in entry.gone
        and (each.until is None or (each.until > entry.now and each.owner != entry.owner))
        for key, each in calendar.items()
    )


def _meet(one: Claimed, other: Claimed) -> bool:
    return one.lo < other.hi and other.lo < one.hi


def recorded(connection: Connection) -> list[Entry]:
    """Read the record."""
    return [
        entry_of(each) for each in connection.execute(text("SELECT entry FROM record")).scalars()
    ]


def stored(connection: Connection) -> set[Range]:
    """Read every active claim, of appointments and of holds, over or not."""
    return {(row[0], row[1], row[2], row[3]) for row in connection.execute(_STORED)}


def kinds(entries: Iterable[Entry]) -> set[str]:
    """Tell what was done at all."""
    return {each.what for each in entries}
