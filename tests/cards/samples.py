"""Every card by name."""

from tests.cards.samples_of_appointments import OWN, STAFF_DAY
from tests.cards.samples_of_booking import BOOKING
from tests.cards.samples_of_explanations import EXPLANATIONS
from tests.cards.samples_of_groups import GROUPS
from tests.cards.samples_of_hand_overs import HAND_OVERS
from tests.cards.samples_of_lifecycle import LIFECYCLE
from tests.cards.samples_of_requests import REQUESTS
from tests.cards.samples_of_series import SERIES
from tests.cards.samples_of_talk import TALK
from tests.cards.samples_of_visits import VISITS
from tests.cards.samples_of_waitlist import WAITLIST
from tests.cards.sampling import Sample

SAMPLES: dict[str, Sample] = {
    **BOOKING,
    **TALK,
    **OWN,
    **STAFF_DAY,
    **REQUESTS,
    **EXPLANATIONS,
    **HAND_OVERS,
    **LIFECYCLE,
    **WAITLIST,
    **SERIES,
    **GROUPS,
    **VISITS,
}
