"""Graph's bookingSchedulingPolicy, of a business or of a service."""

from api.lists import Many
from api.shapes import Members, Part, Property, Shape
from api.times import DATE, DURATION
from api.values import TRUTH, Choice, Whole
from api.work_hours import WORK_HOURS
from scheduling.policies import MOST_OPEN_APPOINTMENTS, AssignmentRule, SchedulingPolicy
from scheduling.service_hours import AvailabilityType, AvailabilityWindow, ServiceAvailability

_AVAILABILITY = Members(
    (
        Property(
            name="availabilityType",
            field="availability_type",
            codec=Choice(AvailabilityType),
            is_always_written=True,
        ),
        Property(name="businessHours", field="business_hours", codec=WORK_HOURS),
    )
)
AVAILABILITY = Shape(ServiceAvailability, _AVAILABILITY)
"""Graph's bookingsAvailability."""

AVAILABILITY_WINDOW = Shape(
    AvailabilityWindow,
    Members(
        (
            Property(name="startDate", field="start_on", codec=DATE, is_required=True),
            Property(name="endDate", field="end_on", codec=DATE, is_required=True),
            # In Graph a window is an availability, not one that it has.
            Part("availability", ServiceAvailability, _AVAILABILITY),
        )
    ),
)
"""Graph's bookingsAvailabilityWindow."""

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
            # Ours: who gets it when the customer has no wish.
            Property(name="assignment", field="assignment", codec=Choice(AssignmentRule)),
            # Ours: what keeps one customer from taking all there is.
            Property(name="holdDuration", field="hold_time", codec=DURATION),
            Property(
                name="maximumOpenAppointments",
                field="maximum_open_appointments",
                codec=Whole(1, MOST_OPEN_APPOINTMENTS),
            ),
            # Ours: how long what somebody on the waitlist is offered is kept for them.
            Property(name="waitlistOfferTime", field="waitlist_offer_time", codec=DURATION),
            Property(name="generalAvailability", field="general_availability", codec=AVAILABILITY),
            Property(
                name="customAvailabilities",
                field="custom_availabilities",
                codec=Many(AVAILABILITY_WINDOW),
            ),
        ),
        not_kept=("isMeetingInviteToCustomersEnabled",),
    ),
)
