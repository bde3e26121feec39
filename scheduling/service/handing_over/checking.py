"""Looks at a plan again, under the lock of all calendars: is all of it as it was confirmed?"""

from collections.abc import Iterable

from scheduling.appointments import Appointment
from scheduling.errors import PlanChanged
from scheduling.handing_over import can_be_handed_over
from scheduling.ports import UnitOfWork
from scheduling.service.access import known
from scheduling.service.handing_over.commands import Doing, Taking
from scheduling.service.handing_over.looking import Look, as_booked, look
from scheduling.service.handing_over.matching import Task, is_free_beside


def checked(doing: Doing) -> list[tuple[Appointment, Taking]]:
    """Look at all of it again, each beside the rest.

    Raises PlanChanged naming what changed, NotFound for nothing of nobody.
    """
    read = read_all(doing.uow, doing.command.business_id, doing.command.takings)
    found = [(each, taking) for each, taking in read if each is not None]
    if not found:
        doing.catalog.staff_member(doing.command.staff_member_id)
        _require_unchanged(taking for _, taking in read)
        return []
    seen = look(doing.uow, doing.catalog, [each for each, _ in found], doing.now)
    rooms = seen.rooms(_task(seen, each).on for each, _ in found)
    placed: list[tuple[Task, str]] = []
    changed = [taking for each, taking in read if each is None]
    for appointment, taking in found:
        task, who = _task(seen, appointment), taking.staff_member_id
        if not _stands(doing, seen, appointment, taking) or not is_free_beside(
            task, who, placed, rooms
        ):
            changed.append(taking)
        placed.append((task, who))
    _require_unchanged(changed)
    return found


def read_all(
    uow: UnitOfWork, business_id: str, takings: Iterable[Taking]
) -> list[tuple[Appointment | None, Taking]]:
    """Read all that are to be taken; None for what is not there any more."""
    get = uow.appointments.get
    return [(known(get, business_id, each.appointment_id), each) for each in takings]


def _require_unchanged(changed: Iterable[Taking]) -> None:
    ids = tuple(each.appointment_id for each in changed)
    if ids:
        raise PlanChanged(ids)


def _task(seen: Look, appointment: Appointment) -> Task:
    return seen.task(seen.at(appointment))


def _stands(doing: Doing, seen: Look, appointment: Appointment, taking: Taking) -> bool:
    """Tell whether it is as it was seen, and whoever takes it still can."""
    if appointment.version != taking.version or not can_be_handed_over(appointment, doing.now):
        return False
    having, taker = appointment.staff_member_ids, taking.staff_member_id
    if doing.command.staff_member_id not in having or taker in having:
        return False
    service = as_booked(doing.catalog, appointment)
    colleague = doing.catalog.staff_members.get(taker)
    if service is None or colleague is None or not doing.leaving.may_be_asked(colleague):
        return False
    return seen.refusal(appointment, service, colleague) is None
