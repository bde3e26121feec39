"""The system's use case that removes for good what is past its clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.deletions import RETENTION, Clock, Deleted, DeletedKind
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.lifecycle.rights import require_house

_LEFT_OUT = (DeletedKind.SERVICE, DeletedKind.STAFF_MEMBER)


@dataclass(frozen=True, slots=True)
class PurgeDeleted:
    """Remove what is past its clock; `kept_for` is the clock of what has none yet."""

    kept_for: timedelta = RETENTION


def purge_deleted(
    uow: UnitOfWork, actor: Actor, command: PurgeDeleted, now: datetime, ids: Ids
) -> tuple[Deleted, ...]:
    """Remove for good what is past its clock, personal data included, and say what it was.

    What a loaded file left out has no clock: it is started here.
    """
    require_house(actor)
    clock = Clock.from_now(now, command.kept_for)
    for business_id in uow.businesses.ids():
        for kind in _LEFT_OUT:
            uow.deletions.start_clocks(business_id, kind, None, clock)
    removed = tuple(each for each in uow.deletions.due(now) if uow.deletions.remove(each, now))
    for each in removed:
        if each.kind is not DeletedKind.BUSINESS and uow.businesses.exists(each.business_id):
            uow.audit.add(each.business_id, actor, "purged", each.identifier, now)
    return removed
