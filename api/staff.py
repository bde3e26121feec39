"""Graph's bookingStaffMember."""

from dataclasses import dataclass

from api.building import Values, build
from api.reports import Json, Place
from api.shapes import Members, Property
from api.values import EMAIL_ADDRESS, IDENTIFIER, MOST_APPOINTMENTS, NAME, TRUTH, Choice, Whole
from api.work_hours import WORK_HOURS
from api.zones import TIME_ZONE
from scheduling.catalog import Role, StaffMember

STAFF_MEMBER_PROPERTIES = Members(
    (
        Property(name="id", field="staff_member_id", codec=IDENTIFIER, is_required=True),
        Property(name="displayName", field="display_name", codec=NAME, is_required=True),
        Property(
            name="role",
            field="role",
            codec=Choice(Role, {"externalGuest": Role.GUEST}),
            is_always_written=True,
        ),
        Property(name="emailAddress", field="email_address", codec=EMAIL_ADDRESS),
        Property(
            name="useBusinessHours",
            field="use_business_hours",
            codec=TRUTH,
            is_always_written=True,
        ),
        Property(name="workingHours", field="working_hours", codec=WORK_HOURS),
        Property(name="timeZone", field="time_zone", codec=TIME_ZONE),
        Property(
            name="isEmailNotificationEnabled",
            field="is_email_notification_enabled",
            codec=TRUTH,
        ),
        Property(
            name="availabilityIsAffectedByPersonalCalendar",
            field="availability_is_affected_by_personal_calendar",
            codec=TRUTH,
        ),
        # Ours: how many appointments they take in a day.
        Property(
            name="maximumAppointmentsPerDay",
            field="maximum_appointments_per_day",
            codec=Whole(1, MOST_APPOINTMENTS),
        ),
    ),
    ignored=("createdDateTime", "lastUpdatedDateTime", "membershipStatus"),
)


@dataclass(frozen=True, slots=True)
class _StaffMember:
    """Somebody for whom working hours are given, and nothing else is said, works by them."""

    def read(self, value: Json, place: Place) -> StaffMember:
        found: Values = STAFF_MEMBER_PROPERTIES.read(value, place)
        found.setdefault("use_business_hours", "working_hours" not in found)
        return build(StaffMember, found, STAFF_MEMBER_PROPERTIES.place_of, place)

    def write(self, value: StaffMember) -> Json:
        return STAFF_MEMBER_PROPERTIES.write(value)


STAFF_MEMBER = _StaffMember()
