"""What the user's guide says can be written is understood as the guide says."""

import re
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from language.context import NamedThing, ReadingContext, Speaker
from language.kinds import Intent
from language.reader import read
from language.understanding import Understanding
from scheduling.catalog import Role
from scheduling.permissions import TABLE, Action, Reach

GUIDE = Path(__file__).parents[2] / "docs" / "using.md"

CUSTOMER = {
    "haircut with Ana tomorrow at 3pm": Intent.BOOK,
    "no, Thursday": None,
    "anyone is fine": None,
    "with Ana or Bruno": None,
    "tomorrow at 3 or 4": None,
    "as soon as possible": None,
    "how much is a haircut?": Intent.ASK_PRICE,
    "when are you open?": Intent.ASK_HOURS,
    "where are you?": Intent.ASK_ADDRESS,
    "can I talk to a person?": Intent.TALK_TO_PERSON,
    "back": Intent.BACK,
    "cancel": Intent.ABORT,
    "start over": Intent.START_OVER,
    "a 90 minute massage tomorrow": Intent.BOOK,
    "make it longer": Intent.INFORM,
    "yoga for 3 on Friday": Intent.BOOK,
    "change the time": Intent.RESCHEDULE,
    "later days": Intent.ASK_OTHER_DAYS,
    "my appointments": Intent.MY_APPOINTMENTS,
    "move it to Friday": Intent.RESCHEDULE,
    "can I change it to 10?": Intent.RESCHEDULE,
    "cancel my appointment": Intent.CANCEL_APPOINTMENT,
    "why can't I come at 8 pm?": Intent.EXPLAIN,
    "why can't I move it to 8 pm?": Intent.EXPLAIN,
    "why is there nothing on Friday?": Intent.EXPLAIN,
    "why not Ana?": Intent.EXPLAIN,
    "keep it": Intent.DENY,
    "put me on the waitlist": Intent.JOIN_WAITLIST,
    "let me know if something opens up on Friday": Intent.JOIN_WAITLIST,
    "my waitlist": Intent.ASK_WAITLIST,
    "leave the waitlist": Intent.LEAVE_WAITLIST,
    "haircut every Tuesday at 10 for 6 weeks": Intent.BOOK,
    "monthly haircut, 5 times": Intent.BOOK,
    "haircut every Tuesday and Thursday at 10 for 3 weeks": Intent.BOOK,
    "haircut on the first Monday of every month at 10, 2 times": Intent.BOOK,
    "not on the 24th": Intent.DENY,
    "move all to Thursday": Intent.RESCHEDULE,
    "move this and the following to 3pm": Intent.RESCHEDULE,
    "cancel the whole series": Intent.CANCEL_APPOINTMENT,
    "haircut and colour tomorrow morning": Intent.BOOK,
    "haircut, then colour with Ana": None,
    "and a colour": Intent.INFORM,
    "without the colour": Intent.INFORM,
    "haircut for me and my son on Friday": Intent.BOOK,
    "haircut for two tomorrow at 10": Intent.BOOK,
    "a haircut for my daughter Mia": None,
    "for Tom instead": None,
    "help": Intent.HELP,
}

VISITS = {
    "haircut and colour tomorrow morning": ["haircut", "colour"],
    "haircut, then colour with Ana": ["haircut", "colour"],
    "and a colour": ["colour"],
}

STAFF = {
    "my day": Intent.MY_DAY,
    "tomorrow": None,
    "my day on Friday": Intent.MY_DAY,
    "team today": Intent.TEAM_DAY,
    "Ana's day": Intent.MY_DAY,
    "who is next?": Intent.WHO_IS_NEXT,
    "requests": Intent.LIST_REQUESTS,
    "accept": Intent.ACCEPT_REQUEST,
    "decline": Intent.DECLINE_REQUEST,
    "history": Intent.SHOW_HISTORY,
    "arrived": Intent.MARK_ARRIVED,
    "started": Intent.MARK_IN_PROGRESS,
    "no-show": Intent.MARK_NO_SHOW,
    "done": Intent.MARK_COMPLETED,
    "move the 4pm to 17:00": Intent.RESCHEDULE,
    "remove Dana from yoga at 10": Intent.REMOVE_ATTENDEE,
    "book yoga for Dana tomorrow at 10": Intent.BOOK,
    "yoga takes 8 people": Intent.CHANGE_CAPACITY,
    "cancel Grace because I am ill": Intent.CANCEL_APPOINTMENT,
    "why can't I book Ana on Friday at 5?": Intent.EXPLAIN,
    "why is Friday empty?": Intent.EXPLAIN,
    "is Ana free at 4 tomorrow?": Intent.CHECK_TIME,
    "Ana is ill today": Intent.HAND_OVER,
    "Ana is sick until Wednesday": Intent.HAND_OVER,
    "hand over my appointments tomorrow": Intent.HAND_OVER,
    "hand my 3 o'clock to Karim": Intent.HAND_OVER,
    "hand over Mrs Miller's appointment to Ben": Intent.HAND_OVER,
    "Karim has left": Intent.REMOVE_PERSON,
    "delete the service Beard trim": Intent.DELETE_SERVICE,
    "what was deleted?": Intent.LIST_DELETED,
    "restore Beard trim": Intent.RESTORE_SERVICE,
    "copy the service Haircut as Haircut for kids": Intent.COPY_SERVICE,
    "waitlist": Intent.ASK_WAITLIST,
    "put Grace on the waitlist for a haircut on Friday": Intent.JOIN_WAITLIST,
    "book a haircut for Grace Kim every Monday at 9, 4 times": Intent.BOOK,
    "cancel all of Grace's appointments": Intent.CANCEL_APPOINTMENT,
}

_SERVICES = ("haircut", "colour", "massage", "yoga")


def phrases(heading: str) -> list[str]:
    """Give the first column of the table under a heading of the guide."""
    section = GUIDE.read_text().split(f"## {heading}")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \|", section, re.MULTILINE)
    return [row for row in rows if row != "you write" and not row.startswith("-")]


def understood(text: str, speaker: Speaker) -> Understanding:
    context = ReadingContext(
        locale="en",
        now_local=datetime(2026, 4, 14, 10, tzinfo=ZoneInfo("Europe/Paris")),
        services=tuple(NamedThing(each, (each.title(),)) for each in _SERVICES),
        staff_members=(
            NamedThing("ana", ("Ana",)),
            NamedThing("karim", ("Karim",)),
            NamedThing("ben", ("Ben",)),
        ),
        opening_hours={day: ((time(9), time(18)),) for day in range(5)},
        speaker=speaker,
        reads_lengths=True,
        largest_parties={"yoga": 8},
    )
    return read(text, context)


def test_the_guide_and_this_table_name_the_same_phrases() -> None:
    assert phrases("As a customer") == list(CUSTOMER)
    assert phrases("As a staff member") == list(STAFF)


@pytest.mark.parametrize(("text", "intent"), CUSTOMER.items())
def test_what_a_customer_may_write_is_understood(text: str, intent: Intent | None) -> None:
    found = understood(text, Speaker.CUSTOMER)
    assert found.means(intent) if intent else (found.when or found.staff_member or found.attendee)


@pytest.mark.parametrize(("text", "intent"), STAFF.items())
def test_what_staff_may_write_is_understood(text: str, intent: Intent | None) -> None:
    found = understood(text, Speaker.STAFF)
    assert found.means(intent) if intent else found.when


@pytest.mark.parametrize(("text", "services"), VISITS.items())
def test_a_visit_in_the_guide_is_read_as_one(text: str, services: list[str]) -> None:
    visit = understood(text, Speaker.CUSTOMER).visit
    assert visit is not None
    assert [each.service.value for each in visit.parts] == services


def test_the_guide_tells_the_roles_as_they_are() -> None:
    said = {Reach.ANY: ("any", "all", "yes"), Reach.OWN: ("own",), Reach.NONE: ("no",)}
    rows = {
        "see appointments": Action.SEE_APPOINTMENTS,
        "book, move, cancel": Action.BOOK,
        "accept or decline requests": Action.ANSWER_REQUEST,
        "hand over to a colleague": Action.HAND_OVER,
        "mark as away": Action.MANAGE_TIME_OFF,
        "see who changed what": Action.SEE_HISTORY,
        "mark arrived, no-show, done": Action.SET_STATUS,
        "remove somebody from a group": Action.CANCEL,
        "change how many people a service takes": Action.CHANGE_SETTINGS,
        "go against a booking rule": Action.OVERRIDE_RULES,
        "delete, restore and copy services, remove who left": Action.CHANGE_SETTINGS,
    }
    table = GUIDE.read_text().split("## What each role may do")[1]
    for title, action in rows.items():
        cells = re.search(rf"^\| {title} \| (.+) \|$", table, re.MULTILINE)
        assert cells is not None
        for role, cell in zip(Role, cells[1].split(" | "), strict=True):
            reach = TABLE[role].get(action, Reach.NONE)
            assert cell.split(",")[0] in said[reach], (title, role)
