"""Who may do what: one table. Every use case asks here first."""

from enum import Enum

from scheduling.catalog import Role


class Action(Enum):
    """What somebody wants to do."""

    SEE_APPOINTMENTS = "see appointments"
    SEE_CONTACT_DETAILS = "see contact details"
    SEE_HISTORY = "see who changed what"
    SEE_FREE_TIME_OF_COLLEAGUES = "see free time of colleagues"
    BOOK = "book"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    ANSWER_REQUEST = "accept or decline a request"
    SET_STATUS = "set status"
    HAND_OVER = "hand over"
    MANAGE_TIME_OFF = "manage time off"
    MANAGE_WORKING_HOURS = "manage working hours"
    OVERRIDE_RULES = "override booking rules"
    READ_SETTINGS = "read settings"
    CHANGE_SETTINGS = "change settings"
    EXPORT = "export"


class Reach(Enum):
    """How far a permission reaches."""

    NONE = "none"
    OWN = "own"
    ANY = "any"


_ALL = dict.fromkeys(Action, Reach.ANY)

TABLE: dict[Role, dict[Action, Reach]] = {
    Role.ADMINISTRATOR: _ALL,
    Role.SCHEDULER: {
        Action.SEE_APPOINTMENTS: Reach.ANY,
        Action.SEE_CONTACT_DETAILS: Reach.ANY,
        Action.SEE_FREE_TIME_OF_COLLEAGUES: Reach.ANY,
        Action.BOOK: Reach.ANY,
        Action.RESCHEDULE: Reach.ANY,
        Action.CANCEL: Reach.ANY,
        Action.ANSWER_REQUEST: Reach.ANY,
        Action.SEE_HISTORY: Reach.ANY,
        Action.SET_STATUS: Reach.ANY,
        Action.HAND_OVER: Reach.ANY,
        Action.MANAGE_TIME_OFF: Reach.ANY,
        Action.READ_SETTINGS: Reach.ANY,
    },
    Role.TEAM_MEMBER: {
        Action.SEE_APPOINTMENTS: Reach.OWN,
        Action.SEE_CONTACT_DETAILS: Reach.OWN,
        Action.SEE_FREE_TIME_OF_COLLEAGUES: Reach.ANY,
        Action.BOOK: Reach.OWN,
        Action.RESCHEDULE: Reach.OWN,
        Action.CANCEL: Reach.OWN,
        Action.ANSWER_REQUEST: Reach.OWN,
        Action.SET_STATUS: Reach.OWN,
        Action.HAND_OVER: Reach.OWN,
        Action.MANAGE_TIME_OFF: Reach.OWN,
        Action.MANAGE_WORKING_HOURS: Reach.OWN,
    },
    Role.VIEWER: {
        Action.SEE_APPOINTMENTS: Reach.ANY,
        Action.SEE_HISTORY: Reach.ANY,
        Action.READ_SETTINGS: Reach.ANY,
    },
    Role.GUEST: {
        Action.SEE_APPOINTMENTS: Reach.OWN,
        Action.SEE_CONTACT_DETAILS: Reach.OWN,
        Action.SET_STATUS: Reach.OWN,
    },
}
"""Role by action. What is not listed is not allowed."""

CUSTOMER: dict[Action, Reach] = {
    Action.SEE_APPOINTMENTS: Reach.OWN,
    Action.BOOK: Reach.OWN,
    Action.RESCHEDULE: Reach.OWN,
    Action.CANCEL: Reach.OWN,
}
"""What a customer may do, within the scheduling policy."""


def reach_of(role: Role, action: Action) -> Reach:
    """Say how far `role` may do `action`."""
    return TABLE[role].get(action, Reach.NONE)
