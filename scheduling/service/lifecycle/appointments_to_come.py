"""What is to come and hangs on what is to go: listed, and cancelled where that was confirmed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import AppointmentsToCome
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access
from scheduling.service.changing import CancelCommand, cancel
from scheduling.service.requesting import DeclineCommand, decline
from scheduling.service.viewing import appointment_view
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView

_AHEAD = timedelta(days=366 * 20)
"""Further ahead nothing can be booked."""

_OPEN = (AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED)


def to_come(
    uow: UnitOfWork,
    business_id: str,
    now: datetime,
    *,
    staff_member_id: str | None = None,
    service_id: str | None = None,
) -> tuple[Appointment, ...]:
    """List what waits or is confirmed and has not begun: of a person, of a service, or all of it."""
    whose = None if staff_member_id is None else [staff_member_id]
    found = uow.appointments.of_staff(business_id, whose, TimeRange(now, now + _AHEAD))
    return tuple(
        each
        for each in found
        if each.status in _OPEN
        and each.time_range.start_at > now
        and not each.has_lapsed(now)
        and service_id in (None, each.service_id)
    )


def seen_by(
    catalog: Catalog, found: Sequence[Appointment], access: Access, now: datetime
) -> tuple[AppointmentView, ...]:
    """Give appointments as the actor may see them, in order of their starts."""
    in_order = sorted(found, key=lambda each: (each.time_range.start_at, each.appointment_id))
    return tuple(appointment_view(catalog, each, access, now) for each in in_order)


def require_seen(found: Sequence[Appointment], seen: int) -> None:
    """Refuse to end what the actor has not been shown. Raises AppointmentsToCome."""
    if len(found) != seen:
        raise AppointmentsToCome(len(found), seen)


def cancel_all(
    uow: UnitOfWork,
    actor: Actor,
    found: Sequence[Appointment],
    message: str,
    now: datetime,
    ids: Ids,
) -> None:
    """Cancel each, and decline what is still a request; their customers are told."""
    for each in found:
        facts = {
            "business_id": each.business_id,
            "appointment_id": each.appointment_id,
            "message": message,
            "idempotency_key": f"ended:{each.appointment_id}:{each.version}",
        }
        if each.status is AppointmentStatus.REQUESTED:
            decline(uow, actor, DeclineCommand(version=each.version, **facts), now, ids)
        else:
            cancel(uow, actor, CancelCommand(version=each.version, **facts), now, ids)
