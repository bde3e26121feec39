"""Where an appointment stands, which steps lead on from there, and whose doing an end was."""

from enum import Enum

from scheduling.actors import Actor, CustomerActor, SystemActor


class AppointmentStatus(Enum):
    """Where an appointment stands."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    IN_PROGRESS = "inProgress"
    COMPLETED = "completed"
    NO_SHOW = "noShow"
    CANCELLED = "cancelled"


class CancelledBy(Enum):
    """Whose doing it was that an appointment does not take place."""

    CUSTOMER = "customer"
    STAFF = "staff"
    SYSTEM = "system"

    @classmethod
    def of(cls, actor: Actor) -> "CancelledBy":
        """Say it of an actor; whoever runs the house counts as staff."""
        if isinstance(actor, CustomerActor):
            return cls.CUSTOMER
        return cls.SYSTEM if isinstance(actor, SystemActor) else cls.STAFF


NEXT = {
    AppointmentStatus.REQUESTED: frozenset[AppointmentStatus](),
    AppointmentStatus.CONFIRMED: frozenset(
        {AppointmentStatus.ARRIVED, AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW}
    ),
    AppointmentStatus.ARRIVED: frozenset(
        {
            AppointmentStatus.IN_PROGRESS,
            AppointmentStatus.COMPLETED,
            AppointmentStatus.CONFIRMED,
            AppointmentStatus.NO_SHOW,
        }
    ),
    AppointmentStatus.IN_PROGRESS: frozenset(
        {AppointmentStatus.COMPLETED, AppointmentStatus.ARRIVED}
    ),
    AppointmentStatus.COMPLETED: frozenset(
        {AppointmentStatus.ARRIVED, AppointmentStatus.IN_PROGRESS}
    ),
    AppointmentStatus.NO_SHOW: frozenset({AppointmentStatus.ARRIVED, AppointmentStatus.CONFIRMED}),
    AppointmentStatus.CANCELLED: frozenset[AppointmentStatus](),
}
"""Marks can be corrected (a no-show may turn up late); a cancelled appointment stays cancelled.

A request is not marked: it is accepted, which confirms it, or it ends cancelled.
"""
