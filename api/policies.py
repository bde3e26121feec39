"""Graph's bookingSchedulingPolicy, of a business or of a service."""

from api.shapes import Members, Property, Shape
from api.times import DURATION
from api.values import TRUTH, Whole
from scheduling.policies import MOST_OPEN_APPOINTMENTS, SchedulingPolicy

SCHEDULING_POLICY = Shape(
    SchedulingPolicy,
    Members(
        (
            Property(name="timeSlotInterval", field="time_slot_interval", codec=DURATION),
            Property(name="minimumLeadTime", field="minimum_lead_time", codec=DURATION),
            # Ours: Graph has one limit for booking and for cancelling.
            Property(
                name="minimumCancellingNotice", field="minimum_cancelling_notice", codec=DURATION
            ),
            Property(name="maximumAdvance", field="maximum_advance", codec=DURATION),
            Property(name="allowStaffSelection", field="allow_staff_selection", codec=TRUTH),
            Property(
                name="sendConfirmationsToOwner", field="send_confirmations_to_owner", codec=TRUTH
            ),
            # Ours: what keeps one customer from taking all there is.
            Property(name="holdDuration", field="hold_time", codec=DURATION),
            Property(
                name="maximumOpenAppointments",
                field="maximum_open_appointments",
                codec=Whole(1, MOST_OPEN_APPOINTMENTS),
            ),
        ),
        not_kept=(
            "customAvailabilities",
            "generalAvailability",
            "isMeetingInviteToCustomersEnabled",
        ),
    ),
)
