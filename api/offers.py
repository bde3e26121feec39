"""What a business offers: bookingService, bookingCustomQuestion, prices."""

from decimal import Decimal
from operator import attrgetter

from api.lists import AnyOf, ByName, Many, ManyDifferent
from api.policies import SCHEDULING_POLICY
from api.resources import RESOURCE_NEED
from api.shapes import Group, Members, Part, Property, Shape
from api.times import DURATION
from api.values import (
    AMOUNT,
    IDENTIFIER,
    LANGUAGE_TAG,
    MOST_APPOINTMENTS,
    NAME,
    PROSE,
    TRUTH,
    WORDS,
    Choice,
    Whole,
)
from scheduling.catalog import (
    MOST_STAFF_AT_ONCE,
    AnswerInputType,
    ContactDetail,
    CustomQuestion,
    Price,
    PriceType,
    QuestionAssignment,
    Service,
    ServiceDuration,
)

MOST_ATTENDEES = 10_000
_DATES = ("createdDateTime", "lastUpdatedDateTime")


def price_of(price_type: PriceType | None = None, amount: Decimal = Decimal(0)) -> Price:
    """Make a price; an amount of which nothing is said is a fixed price."""
    meant = PriceType.FIXED_PRICE if amount else PriceType.NOT_SET
    return Price(meant if price_type is None else price_type, amount)


def price_members(amount_name: str, type_name: str) -> Members:
    """The two properties that are a price, by the names they have there."""
    return Members(
        (
            Property(name=amount_name, field="amount", codec=AMOUNT, is_always_written=True),
            Property(
                name=type_name,
                field="price_type",
                codec=Choice(PriceType, {"unknownFutureValue": PriceType.UNDEFINED}),
                is_always_written=True,
            ),
        )
    )


def location_members(field: str, *, is_always_written: bool) -> Members:
    """Graph's location, of which the core keeps the name in `field`."""
    return Members(
        (
            Property(
                name="displayName", field=field, codec=WORDS, is_always_written=is_always_written
            ),
        ),
        not_kept=("address", "coordinates", "locationEmailAddress", "locationUri"),
        ignored=("locationType", "uniqueId", "uniqueIdType"),
    )


QUESTION_ASSIGNMENT = Shape(
    QuestionAssignment,
    Members(
        (
            Property(name="questionId", field="question_id", codec=IDENTIFIER, is_required=True),
            Property(name="isRequired", field="is_required", codec=TRUTH, is_always_written=True),
        )
    ),
)

SERVICE_DURATION = Shape(
    ServiceDuration,
    Members(
        (
            Property(name="duration", field="duration", codec=DURATION, is_required=True),
            Part("price", price_of, price_members("price", "priceType")),
        )
    ),
)

SERVICE = Shape(
    Service,
    Members(
        (
            Property(name="id", field="service_id", codec=IDENTIFIER, is_required=True),
            Property(name="displayName", field="display_name", codec=NAME, is_required=True),
            Property(name="description", field="description", codec=PROSE),
            # Ours: other words people say for the service, by language.
            Property(name="aliases", field="aliases", codec=ByName(LANGUAGE_TAG, Many(NAME))),
            Property(
                name="defaultDuration",
                field="default_duration",
                codec=DURATION,
                is_always_written=True,
            ),
            # Ours: other lengths it can be booked for.
            Property(
                name="durations",
                field="durations",
                codec=ManyDifferent(SERVICE_DURATION, attrgetter("duration")),
            ),
            Property(name="preBuffer", field="pre_buffer", codec=DURATION),
            Property(name="postBuffer", field="post_buffer", codec=DURATION),
            Part("price", price_of, price_members("defaultPrice", "defaultPriceType")),
            Property(
                name="staffMemberIds",
                field="staff_member_ids",
                codec=ManyDifferent(IDENTIFIER),
                is_always_written=True,
            ),
            # Ours: how many staff members, and which rooms or equipment, it takes at once.
            Property(
                name="requiredStaffCount",
                field="required_staff_count",
                codec=Whole(1, MOST_STAFF_AT_ONCE),
            ),
            Property(
                name="requiredResources", field="required_resources", codec=Many(RESOURCE_NEED)
            ),
            Property(name="schedulingPolicy", field="scheduling_policy", codec=SCHEDULING_POLICY),
            Property(
                name="customQuestions",
                field="custom_questions",
                codec=ManyDifferent(QUESTION_ASSIGNMENT, attrgetter("question_id")),
            ),
            # Ours: what a customer must leave to book it.
            Property(
                name="requiredContactDetails",
                field="required_contact_details",
                codec=AnyOf(Choice(ContactDetail)),
            ),
            # Ours: what a customer must agree to, in place of the business's own text.
            Property(name="customerConsentMessage", field="customer_consent_message", codec=PROSE),
            Property(
                name="maximumAttendeesCount",
                field="maximum_attendees_count",
                codec=Whole(1, MOST_ATTENDEES),
            ),
            # Ours: how many appointments of it there may be in a day.
            Property(
                name="maximumAppointmentsPerDay",
                field="maximum_appointments_per_day",
                codec=Whole(1, MOST_APPOINTMENTS),
            ),
            Property(name="isHiddenFromCustomers", field="is_hidden_from_customers", codec=TRUTH),
            Property(name="isLocationOnline", field="is_location_online", codec=TRUTH),
            Property(
                name="isCustomerAllowedToManageBooking",
                field="is_customer_allowed_to_manage_booking",
                codec=TRUTH,
            ),
            # Ours: whether what a customer books is a request until a staff member accepts it.
            Property(name="isApprovalRequired", field="needs_approval", codec=TRUTH),
            Group("defaultLocation", location_members("default_location", is_always_written=False)),
            Property(name="additionalInformation", field="additional_information", codec=PROSE),
            Property(name="notes", field="notes", codec=PROSE),
            Property(name="languageTag", field="language_tag", codec=LANGUAGE_TAG),
        ),
        not_kept=("defaultReminders", "isAnonymousJoinEnabled", "smsNotificationsEnabled"),
        ignored=(*_DATES, "webUrl"),
    ),
)

CUSTOM_QUESTION = Shape(
    CustomQuestion,
    Members(
        (
            Property(name="id", field="question_id", codec=IDENTIFIER, is_required=True),
            Property(name="displayName", field="display_name", codec=NAME, is_required=True),
            Property(
                name="answerInputType",
                field="answer_input_type",
                codec=Choice(AnswerInputType),
                is_always_written=True,
            ),
            Property(name="answerOptions", field="answer_options", codec=ManyDifferent(NAME)),
        ),
        ignored=_DATES,
    ),
)
