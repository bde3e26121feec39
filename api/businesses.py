"""Graph's bookingBusiness itself, without the collections nested in it."""

from api.absences import PUBLIC_HOLIDAYS
from api.policies import SCHEDULING_POLICY
from api.shapes import Group, Members, Property, Shape
from api.values import (
    EMAIL_ADDRESS,
    IDENTIFIER,
    LANGUAGE_TAG,
    NAME,
    PROSE,
    TRUTH,
    WEB_ADDRESS,
    WORDS,
)
from api.work_hours import WORK_HOURS
from api.zones import TIME_ZONE
from scheduling.business import Address, BookingBusiness

COLLECTIONS = (
    "customQuestions",
    "services",
    "staffMembers",
    "resources",
    "formerServices",
    "formerStaffMembers",
    "formerResources",
    "closures",
    "timeOff",
    "customers",
    "appointments",
)
"""What is nested in a business, in the order in which it is written."""

ADDRESS = Shape(
    Address,
    Members(
        (
            Property(name="street", field="street", codec=WORDS),
            Property(name="city", field="city", codec=WORDS),
            Property(name="state", field="state", codec=WORDS),
            Property(name="countryOrRegion", field="country_or_region", codec=WORDS),
            Property(name="postalCode", field="postal_code", codec=WORDS),
        ),
        not_kept=("postOfficeBox", "type"),
    ),
)

_PAGE_SETTINGS = Members(
    (
        Property(
            name="businessTimeZone", field="time_zone", codec=TIME_ZONE, is_always_written=True
        ),
        Property(name="isCustomerConsentEnabled", field="is_customer_consent_enabled", codec=TRUTH),
        Property(name="customerConsentMessage", field="customer_consent_message", codec=PROSE),
        Property(name="privacyPolicyWebUrl", field="privacy_policy_web_url", codec=WEB_ADDRESS),
        Property(
            name="termsAndConditionsWebUrl",
            field="terms_and_conditions_web_url",
            codec=WEB_ADDRESS,
        ),
        Property(
            name="isTimeSlotTimeZoneSetToBusinessTimeZone",
            field="always_show_business_time_zone",
            codec=TRUTH,
        ),
    ),
    not_kept=(
        "accessControl",
        "bookingPageColorCode",
        "enforceOneTimePassword",
        "isBusinessLogoDisplayEnabled",
        "isSearchEngineIndexabilityDisabled",
    ),
)

BOOKING_BUSINESS = Shape(
    BookingBusiness,
    Members(
        (
            Property(name="id", field="business_id", codec=IDENTIFIER, is_required=True),
            Property(name="displayName", field="display_name", codec=NAME, is_required=True),
            Property(name="businessType", field="business_type", codec=WORDS),
            Property(name="address", field="address", codec=ADDRESS),
            Property(name="phone", field="phone", codec=WORDS),
            Property(name="email", field="email", codec=EMAIL_ADDRESS),
            Property(name="webSiteUrl", field="web_site_url", codec=WEB_ADDRESS),
            Property(
                name="defaultCurrencyIso",
                field="default_currency_iso",
                codec=WORDS,
                is_always_written=True,
            ),
            Property(
                name="languageTag", field="language_tag", codec=LANGUAGE_TAG, is_always_written=True
            ),
            # Read-only in Graph, where publishing is an act; a file says which it was.
            Property(name="isPublished", field="is_published", codec=TRUTH),
            Group("bookingPageSettings", _PAGE_SETTINGS),
            Property(
                name="businessHours",
                field="business_hours",
                codec=WORK_HOURS,
                is_always_written=True,
            ),
            # Ours: public holidays on which the business is closed.
            Property(name="publicHolidays", field="holidays", codec=PUBLIC_HOLIDAYS),
            Property(name="schedulingPolicy", field="scheduling_policy", codec=SCHEDULING_POLICY),
        ),
        ignored=(
            *COLLECTIONS,
            "calendarView",
            "createdDateTime",
            "lastUpdatedDateTime",
            "publicUrl",
        ),
    ),
)
