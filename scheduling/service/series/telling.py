"""Of which occurrences an announcement tells: what is still true of them when it is told."""

from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.ports import UnitOfWork
from scheduling.service.requesting import who_answers
from scheduling.service.series.reading import by_start
from scheduling.statuses import AppointmentStatus

_OVER = (AnnouncementKind.CANCELLED, AnnouncementKind.DECLINED, AnnouncementKind.EXPIRED)


def occurrences_told(
    uow: UnitOfWork, catalog: Catalog, announcement: Announcement
) -> tuple[Appointment, ...]:
    """List what an announcement of a series tells its recipient of, in order of start.

    What was changed again since has news of its own, and is left out.
    """
    found = uow.appointments.of_series(announcement.business_id, announcement.series_id)
    return by_start(
        each
        for each in found
        if each.last_updated_at == announcement.due_at
        and (each.status is AppointmentStatus.CANCELLED) == (announcement.kind in _OVER)
        and _concerns(catalog, announcement, each)
    )


def _concerns(catalog: Catalog, announcement: Announcement, each: Appointment) -> bool:
    who = announcement.recipient_id
    if announcement.recipient_kind is RecipientKind.CUSTOMER:
        return any(customer.customer_id == who for customer in each.customers)
    if announcement.kind is AnnouncementKind.REQUESTED:
        return who in who_answers(catalog, each.staff_member_ids)
    return who in each.staff_member_ids
