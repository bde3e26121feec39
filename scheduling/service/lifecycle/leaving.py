"""Use cases for somebody who left: removed from every business they are in, in one action.

Who the same person is in several businesses is told by verified identities alone. An operator may
name further places by hand, found by mail address; an administrator reaches as far as they
administrate.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.catalog import Role
from scheduling.deletions import RETENTION, Clock, DeletedKind, Place
from scheduling.errors import LastAdministrator, NotFound, NotPermitted
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.catalogs import locked_catalog
from scheduling.service.lifecycle.appointments_to_come import (
    cancel_all,
    require_seen,
    seen_by,
    to_come,
)
from scheduling.service.lifecycle.rights import actor_in, is_house, require_house, require_settings
from scheduling.views import AppointmentView

NEEDS_SOMEBODY = "needsSomebody"
"""What the record of changes says of an appointment whose staff member has left."""


class Aftermath(Enum):
    """What becomes of the appointments to come of somebody who left."""

    KEEP = "keep"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class AskPeople:
    """Where somebody with this mail address works."""

    email_address: str


@dataclass(frozen=True, slots=True)
class AskLeaving:
    """What it would mean that somebody has left; `others` are further places, the operator's."""

    place: Place
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody in one business: what is to come of theirs, and whether nobody else administrates."""

    place: Place
    business_name: str
    display_name: str
    appointments: tuple[AppointmentView, ...]
    is_last_administrator: bool


@dataclass(frozen=True, slots=True)
class LeavingPlan:
    """Everywhere somebody would be removed, and how many businesses the actor cannot reach."""

    leavings: tuple[Leaving, ...]
    out_of_reach: int = 0

    @property
    def count(self) -> int:
        """How many appointments to come they have, everywhere together."""
        return sum(len(each.appointments) for each in self.leavings)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePerson:
    """Remove somebody who left. `seen` is how many appointments to come the actor was shown."""

    place: Place
    others: tuple[Place, ...] = ()
    aftermath: Aftermath
    seen: int
    message: str = ""
    kept_for: timedelta = RETENTION


def find_people(
    uow: UnitOfWork, actor: Actor, command: AskPeople, now: datetime, ids: Ids
) -> tuple[Place, ...]:
    """List the places of a mail address: a hint for the operator, who is trusted, and no proof."""
    require_house(actor)
    wanted = command.email_address.strip().casefold()
    return tuple(
        Place(business_id, each.staff_member_id)
        for business_id in uow.businesses.ids()
        for each in uow.businesses.catalog(business_id).staff_members.values()
        if wanted and each.email_address.strip().casefold() == wanted
    )


def plan_leaving(
    uow: UnitOfWork, actor: Actor, command: AskLeaving, now: datetime, ids: Ids
) -> LeavingPlan:
    """Say where somebody would be removed and what is to come there. Raises NotFound, NotPermitted."""
    catalog = uow.businesses.catalog(command.place.business_id)
    require_settings(uow, actor, catalog)
    catalog.staff_member(command.place.staff_member_id)
    everywhere = _everywhere(uow, actor, command)
    reached = [each for each in everywhere if actor_in(uow, actor, each) is not None]
    leavings = tuple(_leaving(uow, actor, each, now) for each in reached)
    return LeavingPlan(leavings, len(everywhere) - len(reached))


def remove_person(
    uow: UnitOfWork, actor: Actor, command: RemovePerson, now: datetime, ids: Ids
) -> LeavingPlan:
    """Remove somebody from every business the actor reaches; again changes nothing.

    What is to come is cancelled, or stays and needs somebody; what several share always stays.
    Raises NotFound, NotPermitted, AppointmentsToCome, LastAdministrator for an administrator.
    """
    place = command.place
    catalog = uow.businesses.catalog(place.business_id)
    require_settings(uow, actor, catalog)
    if place.staff_member_id not in catalog.staff_members:
        return _left_already(uow, place)
    everywhere = _everywhere(uow, actor, AskLeaving(place, command.others))
    reached = sorted(
        (each for each in everywhere if actor_in(uow, actor, each) is not None),
        key=lambda each: (each.business_id, each.staff_member_id),
    )
    for business_id in dict.fromkeys(each.business_id for each in reached):
        locked_catalog(uow, business_id, now)
    plan = LeavingPlan(
        tuple(_leaving(uow, actor, each, now) for each in reached), len(everywhere) - len(reached)
    )
    _require_an_administrator(actor, plan)
    found = [_of(uow, each, now) for each in reached]
    require_seen([each for here in found for each in here], command.seen)
    acting = [actor_in(uow, actor, each) or actor for each in reached]
    for each, who, theirs in zip(reached, acting, found, strict=True):
        _settle(uow, who, command, theirs, now, ids)
        _remove_from(uow, who, each, command, now)
    return plan


def _everywhere(uow: UnitOfWork, actor: Actor, command: AskLeaving) -> tuple[Place, ...]:
    """Give every place of the person: those named, and who their identities are elsewhere."""
    if command.others and not is_house(actor):
        raise NotPermitted("say who is the same person")
    found: dict[Place, None] = {}
    for each in (command.place, *command.others):
        catalog = uow.businesses.catalog(each.business_id)
        catalog.staff_member(each.staff_member_id)
        found[each] = None
        found.update({Place(*one): None for one in catalog.elsewhere.get(each.staff_member_id, ())})
    return tuple(found)


def _of(uow: UnitOfWork, place: Place, now: datetime) -> tuple[Appointment, ...]:
    return to_come(uow, place.business_id, now, staff_member_id=place.staff_member_id)


def _leaving(uow: UnitOfWork, actor: Actor, place: Place, now: datetime) -> Leaving:
    catalog = uow.businesses.catalog(place.business_id)
    access = require_settings(uow, actor_in(uow, actor, place) or actor, catalog)
    administrators = [
        each.staff_member_id
        for each in catalog.staff_members.values()
        if each.role is Role.ADMINISTRATOR
    ]
    return Leaving(
        place,
        catalog.business.display_name,
        catalog.staff_member(place.staff_member_id).display_name,
        seen_by(catalog, _of(uow, place, now), access, now),
        administrators == [place.staff_member_id],
    )


def _left_already(uow: UnitOfWork, place: Place) -> LeavingPlan:
    for each in uow.deletions.of_business(place.business_id):
        if (each.kind, each.identifier) == (DeletedKind.STAFF_MEMBER, place.staff_member_id):
            return LeavingPlan(())
    raise NotFound("staff member", place.staff_member_id)


def _require_an_administrator(actor: Actor, plan: LeavingPlan) -> None:
    """Keep administrators from locking everybody out; the operator can invite another one."""
    if is_house(actor):
        return
    for each in plan.leavings:
        if each.is_last_administrator:
            raise LastAdministrator(each.place.business_id)


def _settle(
    uow: UnitOfWork,
    actor: Actor,
    command: RemovePerson,
    theirs: Sequence[Appointment],
    now: datetime,
    ids: Ids,
) -> None:
    """Cancel what was theirs alone where that is chosen; what stays is noted as needing somebody."""
    is_cancelling = command.aftermath is Aftermath.CANCEL
    alone = [each for each in theirs if is_cancelling and len(each.staff_member_ids) == 1]
    cancel_all(uow, actor, alone, command.message, now, ids)
    for each in theirs:
        if each not in alone:
            uow.audit.add(
                each.business_id,
                actor,
                NEEDS_SOMEBODY,
                each.appointment_id,
                now,
                each.status,
                each.status,
            )


def _remove_from(
    uow: UnitOfWork, actor: Actor, place: Place, command: RemovePerson, now: datetime
) -> None:
    business_id, gone = place.business_id, place.staff_member_id
    uow.businesses.replace(_without(uow.businesses.catalog(business_id), gone))
    clock = Clock.from_now(now, command.kept_for)
    uow.deletions.start_clocks(business_id, DeletedKind.STAFF_MEMBER, [gone], clock)
    uow.deletions.forget_person(place)
    uow.audit.add(business_id, actor, "removed", gone, now)


def _without(catalog: Catalog, gone: str) -> Catalog:
    services = {
        key: replace(
            each, staff_member_ids=tuple(who for who in each.staff_member_ids if who != gone)
        )
        for key, each in catalog.services.items()
    }
    staff = {key: each for key, each in catalog.staff_members.items() if key != gone}
    time_off = tuple(each for each in catalog.time_off if each.staff_member_id != gone)
    return replace(catalog, services=services, staff_members=staff, time_off=time_off)
