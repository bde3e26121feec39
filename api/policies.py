"""Graph's bookingSchedulingPolicy, of a business or of a service."""

from api.shapes import Members, Property, Shape
from api.times import DURATION
from api.values import TRUTH
from scheduling.policies import SchedulingPolicy

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
            # Ours: how long a request for what needs approval waits for its answer.
            Property(name="approvalTime", field="approval_time", codec=DURATION),
            Property(name="allowStaffSelection", field="allow_staff_selection", codec=TRUTH),
            Property(
                name="sendConfirmationsToOwner", field="send_confirmations_to_owner", codec=TRUTH
            ),
        ),
        not_kept=(
            "customAvailabilities",
            "generalAvailability",
            "isMeetingInviteToCustomersEnabled",
        ),
    ),
)
