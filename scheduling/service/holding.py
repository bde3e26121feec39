"""Use cases that keep a time for a customer who is still filling in details: hold, release."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.holds import MOST_HOLDS, Hold
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of, require
from scheduling.service.choosing import place
from scheduling.service.lapsing import lock_calendars
from scheduling.service.limits import require_room
from scheduling.service.recording import holder, scoped_key
from scheduling.service.searching import Search
from scheduling.service.wish_lookup import search_for
from scheduling.service.wishes import Wish
from scheduling.time_ranges import as_instant
from scheduling.views import HoldView


@dataclass(frozen=True, slots=True)
class HoldCommand:
    """Keep `start_at` for a wish. `key` names the appointment in the making: it holds one time."""

    wish: Wish
    start_at: datetime
    key: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


@dataclass(frozen=True, slots=True)
class ReleaseCommand:
    """Give back what was kept under `key`."""

    business_id: str
    key: str


def hold(
    uow: UnitOfWork, actor: Actor, command: HoldCommand, now: datetime, ids: Ids
) -> HoldView | None:
    """Keep a time, or keep it anew, in place of what was kept under the same key.

    Gives None where nothing is kept: holds are switched off, or it is no customer who asks. The
    oldest of too many gives way. With anyone wished for, it is kept with whom assignment chooses.

    Raises SlotTaken with the nearest free times, SlotNotOffered, TooManyAppointments, NotFound or
    NotPermitted; what was kept before is then still kept.
    """
    before = search_for(uow, actor, command.wish, now)
    time = before.catalog.policy_of(before.service).hold_time
    if not before.access.is_customer or not time:
        return None
    business_id, owner = command.wish.business_id, holder(actor)
    search = _locked_search(before, owner)
    require_room(search)
    own = uow.holds.of_owner(business_id, owner)
    wanted = _new_hold(search, command, own, now + time, ids)
    staying = _staying(own, wanted)
    uow.holds.remove(business_id, [each.hold_id for each in own if each not in staying])
    free = frozenset(range(MOST_HOLDS)) - {each.place for each in staying}
    uow.holds.place(replace(wanted, place=min(free)))
    return HoldView(command.start_at, now + time, time)


def release(
    uow: UnitOfWork, actor: Actor, command: ReleaseCommand, now: datetime, ids: Ids
) -> None:
    """Give back what the actor keeps under a key, if anything. Raises NotFound, NotPermitted."""
    business_id, hold_id = command.business_id, _hold_id(actor, command.key)
    catalog = uow.businesses.catalog(business_id)
    require(access_of(uow, actor, catalog), Action.BOOK)
    kept = [
        each for each in uow.holds.of_owner(business_id, holder(actor)) if each.hold_id == hold_id
    ]
    # Under the lock, although nothing is checked: a calendar's version tells each change of it.
    people, resources = calendars_of(catalog, kept)
    uow.appointments.lock(business_id, people, now, resource_ids=resources)
    uow.holds.remove(business_id, [each.hold_id for each in kept])


def calendars_of(catalog: Catalog, holds: Iterable[Hold]) -> tuple[Sequence[str], Sequence[str]]:
    """List whose calendars holds are on: ids of staff members and resources that are here still."""
    kept = tuple(holds)
    people = {who for each in kept for who in each.staff_member_ids}
    resources = {unit.resource_id for each in kept for unit in each.resource_units}
    return sorted(people & catalog.staff_members.keys()), sorted(
        resources & catalog.resources.keys()
    )


def _hold_id(actor: Actor, key: str) -> str:
    return scoped_key(actor, f"hold:{key}")


def _locked_search(before: Search, owner: str) -> Search:
    """Lock everybody it could fall to and everybody it is held with, and look again."""
    uow, business_id = before.uow, before.wish.business_id
    people, resources = calendars_of(before.catalog, uow.holds.of_owner(business_id, owner))
    concerned = sorted({*people, *before.candidate_ids})
    units = sorted({*resources, *before.resource_ids})
    elsewhere = before.catalog.calendars_elsewhere(concerned)
    lock_calendars(uow, business_id, concerned, before.now, resource_ids=units, elsewhere=elsewhere)
    return search_for(uow, before.access.actor, before.wish, before.now)


def _staying(own: tuple[Hold, ...], wanted: Hold) -> tuple[Hold, ...]:
    """List what an owner keeps beside a new hold: all that is not in its way, within the cap."""
    others = tuple(
        each for each in own if each.hold_id != wanted.hold_id and not each.meets(wanted)
    )
    return others[1 - MOST_HOLDS :]


def _new_hold(
    search: Search, command: HoldCommand, own: tuple[Hold, ...], expires_at: datetime, ids: Ids
) -> Hold:
    """Make the hold, with whom it was kept before where it is only kept anew."""
    actor, service = search.access.actor, search.service
    hold_id, claimed = _hold_id(actor, command.key), service.claimed_from(command.start_at)
    wanted = (hold_id, service.service_id, claimed)
    before = [each for each in own if (each.hold_id, each.service_id, each.claimed) == wanted]
    kept_with = before[0].staff_member_ids if before else ()
    chosen = place(search, command.start_at, ids, kept_with)
    return Hold(
        business_id=command.wish.business_id,
        hold_id=hold_id,
        owner=holder(actor),
        place=0,
        service_id=service.service_id,
        staff_member_ids=chosen.staff_member_ids,
        resource_units=chosen.resource_units,
        appointment_id=chosen.appointment_id,
        attendees_count=command.wish.attendees_count,
        start_at=command.start_at,
        claimed=claimed,
        expires_at=expires_at,
    )
