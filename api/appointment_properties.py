"""The properties of Graph's bookingAppointment, and ours."""

from functools import partial
from typing import Any

from api.lists import Many, ManyDifferent
from api.offers import MOST_ATTENDEES, location_members, price_members, price_of
from api.promised_times import PROMISED_TIME
from api.resources import RESOURCE_UNIT
from api.shapes import Group, Members, Part, Property, Row
from api.times import DURATION, INSTANT, DateTimeTimeZone
from api.values import IDENTIFIER, NAME, PROSE, TRUTH, WEB_ADDRESS, Choice, Codec, Whole
from scheduling.statuses import AppointmentStatus, CancelledBy

WALL_CLOCK = "wallClock"
MOST_VERSIONS = 2**53
_NOT_KEPT = (
    "anonymousJoinWebUrl",
    "appointmentLabel",
    "customerEmailAddress",
    "customerLocation",
    "customerName",
    "customerNotes",
    "customerPhone",
    "customerTimeZone",
    "invoiceAmount",
    "isCustomerAllowedToManageBooking",
    "optOutOfCustomerEmail",
    "reminders",
    "smsNotificationsEnabled",
)


_always = partial(Property, is_always_written=True)
_needed = partial(Property, is_required=True)


def appointment_members(zone: str, information: Codec[Any]) -> Members:
    """The properties of an appointment; times are written in `zone`.

    Graph tells of the appointment who booked it; it is read, and written with each customer.
    """
    rows: tuple[Row, ...] = (
        _needed(name="id", field="appointment_id", codec=IDENTIFIER),
        _needed(name="serviceId", field="service_id", codec=IDENTIFIER),
        _always(name="serviceName", field="service_name", codec=NAME),
        _needed(name="staffMemberIds", field="staff_member_ids", codec=ManyDifferent(IDENTIFIER)),
        # Ours: which units of rooms and equipment it has.
        Property(name="resourceUnits", field="resource_units", codec=ManyDifferent(RESOURCE_UNIT)),
        Property(
            name="maximumAttendeesCount",
            field="maximum_attendees_count",
            codec=Whole(1, MOST_ATTENDEES),
            is_always_written=True,
        ),
        Part("time_range", dict, _times_in(zone), is_required=True),
        # Ours: where the promised wall clock is not the one in the business's zone.
        Property(name=WALL_CLOCK, field="wall_clock", codec=PROMISED_TIME),
        _needed(name="customers", field="customers", codec=Many(information)),
    )
    read_only = ("duration", "filledAttendeesCount")
    return Members((*rows, *_FACTS), not_kept=_NOT_KEPT, ignored=read_only)


def _times_in(zone: str) -> Members:
    moment = DateTimeTimeZone(zone)
    return Members(
        (
            _needed(name="startDateTime", field="start_at", codec=moment),
            _always(name="endDateTime", field="end_at", codec=moment),
        )
    )


_FACTS: tuple[Row, ...] = (
    _always(name="preBuffer", field="pre_buffer", codec=DURATION),
    _always(name="postBuffer", field="post_buffer", codec=DURATION),
    Part("price", price_of, price_members("price", "priceType")),
    # Ours: where the appointment stands, and how often it changed (RFC 5546 SEQUENCE).
    _always(name="status", field="status", codec=Choice(AppointmentStatus)),
    Property(name="cancellationMessage", field="cancellation_message", codec=PROSE),
    # Ours: whose doing a cancellation was, and when a request lapses that nobody answers.
    Property(name="cancelledBy", field="cancelled_by", codec=Choice(CancelledBy)),
    Property(name="requestExpiresDateTime", field="request_expires_at", codec=INSTANT),
    Property(name="sequence", field="sequence", codec=Whole(0, MOST_VERSIONS)),
    Property(name="version", field="version", codec=Whole(1, MOST_VERSIONS)),
    Group("serviceLocation", location_members("location", is_always_written=True)),
    _always(name="isLocationOnline", field="is_location_online", codec=TRUTH),
    Property(name="joinWebUrl", field="join_web_url", codec=WEB_ADDRESS),
    _always(name="additionalInformation", field="additional_information", codec=PROSE),
    Property(name="serviceNotes", field="service_notes", codec=PROSE),
    _always(name="createdDateTime", field="created_at", codec=INSTANT),
    _always(name="lastUpdatedDateTime", field="last_updated_at", codec=INSTANT),
)
