"""The verbs of card actions and the names of what travels with them.

Action data carries a verb and ids only, and is only a claim: each is authorised again in the core.
"""

from enum import StrEnum
from typing import Final


class Verb(StrEnum):
    """What a tap asks for. Beside each, the data it carries; inputs of a form in brackets."""

    BOOK = "talk.book"
    """Start a booking. Nothing, or {service}."""
    MY_APPOINTMENTS = "talk.my_appointments"
    """Nothing, or {from: int} for the place of the list to show from."""
    HELP = "talk.help"
    PRICES = "talk.prices"
    OPENING_HOURS = "talk.opening_hours"
    ADDRESS = "talk.address"
    PERSON = "talk.person"
    """Talk to a person."""
    BACK = "talk.back"
    """One step back in the draft. {draft}"""
    RESUME = "talk.resume"
    """Go on with the draft that was put aside. {draft}"""
    START_OVER = "talk.start_over"
    """Forget the draft. {draft}"""

    PICK_SERVICE = "pick.service"
    """{draft, service}"""
    MORE_SERVICES = "pick.more_services"
    """Show services from that place of the list on. {draft, from: int}"""
    PICK_STAFF = "pick.staff"
    """{draft, staff: id or ANYONE}"""
    MORE_STAFF = "pick.more_staff"
    """Show staff members from that place of the list on. {draft, from: int}"""
    PICK_DAY = "pick.day"
    """{draft, day: ISO date}"""
    MORE_DAYS = "pick.more_days"
    """{draft, from: ISO date}"""
    PICK_TIME = "pick.time"
    """{draft, start: ISO UTC instant, staff?: id}"""
    MORE_TIMES = "pick.more_times"
    """Show the day's times from that place of the list on. {draft, day, from: int}"""
    OTHER_DAY = "pick.other_day"
    """Back to the days. {draft}"""

    GIVE_CONTACT = "give.contact"
    """{draft} [name, email, phone]"""
    GIVE_ANSWERS = "give.answers"
    """{draft} [answer:<question id>]"""
    GIVE_CONSENT = "give.consent"
    """{draft} [consent: "true" or "false"]"""
    CHANGE = "change"
    """Change one part of the draft. {draft, field: a DraftField}"""
    CONFIRM = "confirm"
    """Book or move as summed up. {draft}"""

    OPEN_APPOINTMENT = "appointment.open"
    """{appointment}"""
    MOVE_APPOINTMENT = "appointment.move"
    """{appointment, version}"""
    CANCEL_APPOINTMENT = "appointment.cancel"
    """Ask whether to cancel. {appointment, version}"""
    CANCEL_CONFIRMED = "appointment.cancel_confirm"
    """{appointment, version}"""
    KEEP_APPOINTMENT = "appointment.keep"
    """{appointment}"""

    CANCEL_PART = "visit.cancel_part"
    """Ask whether to cancel this part of a visit only. {appointment}"""
    CANCEL_VISIT = "visit.cancel"
    """Cancel the whole visit. {appointment: one of it}"""
    MOVE_PART = "visit.move_part"
    """Begin to move this part of a visit only. {appointment}"""
    MOVE_VISIT = "visit.move"
    """Begin to move the whole visit. {appointment: one of it}"""

    STAFF_DAY = "staff.day"
    """{day: ISO date, team: bool, staff?: id of a colleague, from?: int}. No day means today."""
    STAFF_NEXT = "staff.next"
    """Who is next?"""
    STAFF_OPEN = "staff.open"
    """{appointment}"""
    STAFF_MARK = "staff.mark"
    """{appointment, version, status: an AppointmentStatus value}"""
    STAFF_REQUESTS = "staff.requests"
    """Which requests wait? Nothing, or {from: int} for the place of the list to show from."""
    ACCEPT_REQUEST = "staff.accept"
    """{appointment, version}"""
    DECLINE_REQUEST = "staff.decline"
    """Show the form for declining. {appointment, version}"""
    DECLINE_CONFIRMED = "staff.decline_confirm"
    """{appointment, version} [message]"""
    STAFF_HISTORY = "staff.history"
    """Who changed it, when? {appointment}"""
    STAFF_MOVE = "staff.move"
    """{appointment, version}"""
    STAFF_CANCEL = "staff.cancel"
    """Show the form for cancelling. {appointment, version}"""
    STAFF_CANCEL_CONFIRMED = "staff.cancel_confirm"
    """{appointment, version} [message]"""

    EXPLAIN = "why.explain"
    """Why is it not offered? {start: ISO UTC instant or day: ISO date, service?: id, staff?: id}"""
    TAKE_TIME = "why.take"
    """Book this time, in the draft there is or a new one. {service, start, staff?: id}"""


class Field(StrEnum):
    """The names of the data beside the verb."""

    VERB = "verb"
    DRAFT = "draft"
    SERVICE = "service"
    STAFF = "staff"
    DAY = "day"
    START = "start"
    FROM = "from"
    FIELD = "field"
    APPOINTMENT = "appointment"
    VERSION = "version"
    STATUS = "status"
    TEAM = "team"


class Input(StrEnum):
    """The ids of the inputs of forms; those of questions are made by `answer_input`."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CONSENT = "consent"
    MESSAGE = "message"


class DraftField(StrEnum):
    """The parts of a draft that can be changed from its summary."""

    SERVICE = "service"
    STAFF = "staff"
    DAY = "day"
    TIME = "time"
    CONTACT = "contact"
    ANSWERS = "answers"


ANYONE: Final = "anyone"
"""In place of a staff member's id: whoever is free."""

_ANSWER: Final = "answer:"


def answer_input(question_id: str) -> str:
    """Give the id of the input that answers a question."""
    return _ANSWER + question_id


def answered_question(input_id: str) -> str | None:
    """Give the question an input answers, or None where it is another input."""
    return input_id.removeprefix(_ANSWER) if input_id.startswith(_ANSWER) else None
