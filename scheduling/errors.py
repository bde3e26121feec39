"""Everything that can be refused, each with the facts the caller can act on in typed fields.

Sentences for people are made of these by the language room; nothing here is shown as it is.
"""

from datetime import datetime, timedelta
from enum import Enum


class SchedulingError(Exception):
    """Base of every refusal of the core. The caller can act on each subclass."""


class InvalidValue(SchedulingError, ValueError):
    """A value that cannot be built. `field` names it in the document's own words."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class NotFound(SchedulingError):
    """There is no such thing, or it is not the actor's to see; the two are never told apart."""

    def __init__(self, kind: str, identifier: str) -> None:
        super().__init__(f"no such {kind}")
        self.kind = kind
        self.identifier = identifier


class NotYours(NotFound):
    """It exists and is somebody else's: told to nobody, told to the log."""


class NotPermitted(SchedulingError):
    """The actor's role does not allow this action."""

    def __init__(self, action: str) -> None:
        super().__init__(f"not permitted: {action}")
        self.action = action


class Reason(Enum):
    """Why a time is not offered. The values are the codes that travel with a reply."""

    PAST = "in_the_past"
    TOO_SOON = "under_min_lead"
    TOO_FAR_AHEAD = "beyond_max_lead"
    CLOSED = "closed_day"
    STAFF_NOT_WORKING = "staff_not_working"
    OUTSIDE_SERVICE_HOURS = "outside_service_hours"
    TIME_OFF = "time_off"
    NOT_OFFERED_BY_STAFF = "not_offered_by_staff"
    TAKEN = "taken"
    DAY_FULL = "day_full"
    FULL = "group_full"
    NO_RESOURCE = "no_resource"
    OFF_GRID = "off_grid"
    NO_SUCH_TIME = "nonexistent_local_time"
    NO_SUCH_DAY = "invalid_date"
    SERVICE_NOT_BOOKABLE = "service_not_bookable"


class SlotNotOffered(SchedulingError):
    """The wished time breaks a rule that has nothing to do with other appointments."""

    def __init__(self, start_at: datetime, reason: Reason, limit: timedelta | None = None) -> None:
        super().__init__(reason.value)
        self.start_at = start_at
        self.reason = reason
        self.limit = limit


class SlotTaken(SchedulingError):
    """Somebody else has the time; `nearest` are the starts nearest to it that are free."""

    reason = Reason.TAKEN

    def __init__(
        self, start_at: datetime, staff_member_id: str | None, nearest: tuple[datetime, ...] = ()
    ) -> None:
        super().__init__(Reason.TAKEN.value)
        self.start_at = start_at
        self.staff_member_id = staff_member_id
        self.nearest = nearest


class TooLateToChange(SchedulingError):
    """The minimum notice for cancelling or moving has passed."""

    def __init__(self, start_at: datetime, minimum_notice: timedelta) -> None:
        super().__init__("minimum notice has passed")
        self.start_at = start_at
        self.minimum_notice = minimum_notice


class TooManyAppointments(SchedulingError):
    """The customer has as many appointments to come as the policy allows to book by themselves."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} open appointments")
        self.limit = limit


class AlreadyAttending(SchedulingError):
    """The customer attends this appointment already."""

    def __init__(self, appointment_id: str, start_at: datetime) -> None:
        super().__init__("attends already")
        self.appointment_id = appointment_id
        self.start_at = start_at


class CapacityBelowFilled(SchedulingError):
    """More people attend than the capacity would allow: `filled` are appointment id and count."""

    def __init__(self, capacity: int, filled: tuple[tuple[str, int], ...]) -> None:
        super().__init__(f"{len(filled)} appointments have more than {capacity} attendees")
        self.capacity = capacity
        self.filled = filled


class TimeIsFree(SchedulingError):
    """There is nothing to wait for: these starts are free now."""

    def __init__(self, starts: tuple[datetime, ...]) -> None:
        super().__init__(f"{len(starts)} free times")
        self.starts = starts


class TooManyWishes(SchedulingError):
    """The customer waits for as much as one may wait for at once."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} wishes on the waitlist")
        self.limit = limit


class OfferOver(SchedulingError):
    """What was offered is not kept any more: its deadline has passed, or the entry has ended.

    The other fields are what was waited for.
    """

    def __init__(
        self,
        start_at: datetime,
        service_id: str,
        staff_member_id: str | None,
        duration: timedelta | None = None,
        attendees_count: int = 1,
    ) -> None:
        super().__init__("the offer is over")
        self.start_at = start_at
        self.service_id = service_id
        self.staff_member_id = staff_member_id
        self.duration = duration
        self.attendees_count = attendees_count


class TooManyOccurrences(TooManyAppointments):
    """A series of more occurrences than the customer may still book: `room` are possible."""

    def __init__(self, limit: int, room: int) -> None:
        super().__init__(limit)
        self.room = room


class WrongStatus(SchedulingError):
    """The appointment's status does not allow this change."""

    def __init__(self, current: str, wanted: str) -> None:
        super().__init__(f"{current} cannot become {wanted}")
        self.current = current
        self.wanted = wanted


class TooEarlyToMark(SchedulingError):
    """The day of the appointment has not come yet: nobody can have arrived or stayed away."""

    def __init__(self, start_at: datetime, wanted: str) -> None:
        super().__init__(f"not {wanted} before its day")
        self.start_at = start_at
        self.wanted = wanted


class StaleVersion(SchedulingError):
    """The appointment has changed since the actor saw it."""

    def __init__(self, seen: int, current: int) -> None:
        super().__init__(f"version {seen} is not {current}")
        self.seen = seen
        self.current = current


class PlanChanged(SchedulingError):
    """What was planned to be handed over changed meanwhile: nothing of it was done."""

    def __init__(self, appointment_ids: tuple[str, ...]) -> None:
        super().__init__(f"{len(appointment_ids)} changed since they were planned")
        self.appointment_ids = appointment_ids


class MissingDetails(SchedulingError):
    """What the service demands and the command lacks: field names and question ids."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class KeyReused(SchedulingError):
    """The idempotency key was used before for a different request."""

    def __init__(self, key: str) -> None:
        super().__init__("idempotency key reused")
        self.key = key


class InvitationInvalid(SchedulingError):
    """The invitation code is unknown, used or expired; the three are never told apart."""


class AlreadyThere(SchedulingError):
    """The id is in use already, by something deleted and still kept where it `is_deleted`."""

    def __init__(self, kind: str, identifier: str, *, is_deleted: bool) -> None:
        super().__init__(f"there is a {kind} of that id already")
        self.kind = kind
        self.identifier = identifier
        self.is_deleted = is_deleted


class AppointmentsToCome(SchedulingError):
    """So many appointments to come hang on what is to go; the actor has seen another number."""

    def __init__(self, count: int, seen: int) -> None:
        super().__init__(f"{count} appointments to come, {seen} seen")
        self.count = count
        self.seen = seen


class LastAdministrator(SchedulingError):
    """Nobody would be left to administrate the business."""

    def __init__(self, business_id: str) -> None:
        super().__init__("nobody else administrates the business")
        self.business_id = business_id
