"""Ours: when nobody is booked. `timeOff` of staff members, `closures` of the business.

Start and end are local time, the end is not part of it: a day off is from its midnight to the next.
"""

from api.shapes import Members, Part, Property, Shape
from api.times import LOCAL_TIME
from api.values import IDENTIFIER, WORDS
from scheduling.absences import Closure, LocalPeriod, TimeOff

_PERIOD = Part(
    "period",
    LocalPeriod,
    Members(
        (
            Property(name="start", field="start", codec=LOCAL_TIME, is_required=True),
            Property(name="end", field="end", codec=LOCAL_TIME, is_required=True),
        )
    ),
    is_required=True,
)
_TITLE = Property(name="title", field="title", codec=WORDS)

TIME_OFF = Shape(
    TimeOff,
    Members(
        (
            Property(name="id", field="time_off_id", codec=IDENTIFIER, is_required=True),
            Property(
                name="staffMemberId",
                field="staff_member_id",
                codec=IDENTIFIER,
                is_required=True,
            ),
            _PERIOD,
            _TITLE,
        )
    ),
)

CLOSURE = Shape(
    Closure,
    Members(
        (
            Property(name="id", field="closure_id", codec=IDENTIFIER, is_required=True),
            _PERIOD,
            _TITLE,
        )
    ),
)
