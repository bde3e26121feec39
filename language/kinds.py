"""Kinds of what people say: what they want, how they say it, what they point at."""

from enum import Enum


class Intent(Enum):
    """What a person wants done with a message."""

    GREET = "greet"
    THANK = "thank"
    GOODBYE = "goodbye"
    HELP = "help"
    START_OVER = "start_over"
    BACK = "back"
    ABORT = "abort"
    AFFIRM = "affirm"
    DENY = "deny"
    BOOK = "book"
    ASK_AVAILABILITY = "ask_availability"
    ASK_EARLIER = "ask_earlier"
    ASK_LATER = "ask_later"
    ASK_OTHER_TIMES = "ask_other_times"
    ASK_OTHER_DAYS = "ask_other_days"
    MY_APPOINTMENTS = "my_appointments"
    RESCHEDULE = "reschedule"
    CANCEL_APPOINTMENT = "cancel_appointment"
    ASK_PRICE = "ask_price"
    ASK_DURATION = "ask_duration"
    ASK_HOURS = "ask_hours"
    ASK_ADDRESS = "ask_address"
    ASK_SERVICES = "ask_services"
    ASK_STAFF = "ask_staff"
    ASK_POLICY = "ask_policy"
    TALK_TO_PERSON = "talk_to_person"
    INFORM = "inform"
    OUT_OF_SCOPE = "out_of_scope"
    MY_DAY = "my_day"
    TEAM_DAY = "team_day"
    WHO_IS_NEXT = "who_is_next"
    MARK_ARRIVED = "mark_arrived"
    MARK_NO_SHOW = "mark_no_show"
    MARK_IN_PROGRESS = "mark_in_progress"
    MARK_COMPLETED = "mark_completed"
    LIST_REQUESTS = "list_requests"
    ACCEPT_REQUEST = "accept_request"
    DECLINE_REQUEST = "decline_request"
    SHOW_HISTORY = "show_history"
    RUNNING_LATE = "running_late"
    BLOCK_TIME = "block_time"
    HAND_OVER = "hand_over"
    FIND_CUSTOMER = "find_customer"
    REPORT = "report"
    REMOVE_ATTENDEE = "remove_attendee"
    CHANGE_CAPACITY = "change_capacity"
    LINK_INVITATION = "link_invitation"
    EXPLAIN = "explain"
    EXPLAIN_THAT = "explain_that"
    CHECK_TIME = "check_time"
    REMOVE_PERSON = "remove_person"
    DELETE_SERVICE = "delete_service"
    RESTORE_SERVICE = "restore_service"
    COPY_SERVICE = "copy_service"
    LIST_DELETED = "list_deleted"
    JOIN_WAITLIST = "join_waitlist"
    ASK_WAITLIST = "ask_waitlist"
    LEAVE_WAITLIST = "leave_waitlist"


class AnswerKind(Enum):
    """What sort of short answer was given."""

    YES = "yes"
    NO = "no"
    ORDINAL = "ordinal"
    NUMBER = "number"


class Part(Enum):
    """A part of what was told that somebody wants to change, by the name it goes by."""

    SERVICE = "service"
    STAFF = "staff"
    DAY = "day"
    TIME = "time"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CONTACT = "contact"
    ANSWERS = "answers"
    LENGTH = "length"
    PEOPLE = "people"


class Manner(Enum):
    """What a message is as a whole: it agrees, is polite, asks or corrects, and does nothing else.

    A correction is one with all that was told in its place: "no, 3pm", "sorry, with Ana instead".
    """

    AGREEMENT = "agreement"
    COURTESY = "courtesy"
    QUESTION = "question"
    CORRECTION = "correction"
