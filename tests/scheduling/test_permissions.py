"""The table of roles, row by row."""

from datetime import timedelta

import pytest

from scheduling.catalog import Role
from scheduling.permissions import CUSTOMER, TABLE, Action, Reach, reach_of
from scheduling.policies import SchedulingPolicy

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNSET = SchedulingPolicy()

ANY, OWN, NONE = Reach.ANY, Reach.OWN, Reach.NONE
ROLES = (Role.ADMINISTRATOR, Role.SCHEDULER, Role.TEAM_MEMBER, Role.VIEWER, Role.GUEST)
MATRIX: dict[Action, tuple[Reach, ...]] = {
    Action.SEE_APPOINTMENTS: (ANY, ANY, OWN, ANY, OWN),
    Action.SEE_CONTACT_DETAILS: (ANY, ANY, OWN, NONE, OWN),
    Action.SEE_HISTORY: (ANY, ANY, NONE, ANY, NONE),
    Action.SEE_FREE_TIME_OF_COLLEAGUES: (ANY, ANY, ANY, NONE, NONE),
    Action.BOOK: (ANY, ANY, OWN, NONE, NONE),
    Action.RESCHEDULE: (ANY, ANY, OWN, NONE, NONE),
    Action.CANCEL: (ANY, ANY, OWN, NONE, NONE),
    Action.ANSWER_REQUEST: (ANY, ANY, OWN, NONE, NONE),
    Action.SET_STATUS: (ANY, ANY, OWN, NONE, OWN),
    Action.HAND_OVER: (ANY, ANY, OWN, NONE, NONE),
    Action.MANAGE_TIME_OFF: (ANY, ANY, OWN, NONE, NONE),
    Action.MANAGE_WORKING_HOURS: (ANY, NONE, OWN, NONE, NONE),
    Action.OVERRIDE_RULES: (ANY, NONE, NONE, NONE, NONE),
    Action.READ_SETTINGS: (ANY, ANY, NONE, ANY, NONE),
    Action.CHANGE_SETTINGS: (ANY, NONE, NONE, NONE, NONE),
    Action.EXPORT: (ANY, NONE, NONE, NONE, NONE),
}
CUSTOMERS_OWN = {Action.SEE_APPOINTMENTS, Action.BOOK, Action.RESCHEDULE, Action.CANCEL}


def test_the_matrix_names_every_action_and_every_role() -> None:
    assert set(MATRIX) == set(Action)
    assert set(TABLE) == set(ROLES) == set(Role)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_exactly_what_the_matrix_says(role: Role, action: Action) -> None:
    assert reach_of(role, action) is MATRIX[action][ROLES.index(role)]


@pytest.mark.parametrize("action", Action)
def test_a_customer_reaches_their_own_and_no_more(action: Action) -> None:
    assert CUSTOMER.get(action, NONE) is (OWN if action in CUSTOMERS_OWN else NONE)
