"""What the user's guide says can be written is understood as the guide says."""

import re
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from language.context import NamedThing, ReadingContext, Speaker
from language.reader import read
from language.understanding import Intent, Understanding
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
    "keep it": Intent.DENY,
    "help": Intent.HELP,
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
}

_SERVICES = ("haircut", "massage", "yoga")


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
        staff_members=(NamedThing("ana", ("Ana",)),),
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
    assert found.means(intent) if intent else (found.when or found.staff_member)


@pytest.mark.parametrize(("text", "intent"), STAFF.items())
def test_what_staff_may_write_is_understood(text: str, intent: Intent | None) -> None:
    found = understood(text, Speaker.STAFF)
    assert found.means(intent) if intent else found.when


def test_the_guide_tells_the_roles_as_they_are() -> None:
    said = {Reach.ANY: ("any", "all", "yes"), Reach.OWN: ("own",), Reach.NONE: ("no",)}
    rows = {
        "see appointments": Action.SEE_APPOINTMENTS,
        "book, move, cancel": Action.BOOK,
        "accept or decline requests": Action.ANSWER_REQUEST,
        "see who changed what": Action.SEE_HISTORY,
        "mark arrived, no-show, done": Action.SET_STATUS,
        "remove somebody from a group": Action.CANCEL,
        "change how many people a service takes": Action.CHANGE_SETTINGS,
        "go against a booking rule": Action.OVERRIDE_RULES,
    }
    table = GUIDE.read_text().split("## What each role may do")[1]
    for title, action in rows.items():
        cells = re.search(rf"^\| {title} \| (.+) \|$", table, re.MULTILINE)
        assert cells is not None
        for role, cell in zip(Role, cells[1].split(" | "), strict=True):
            reach = TABLE[role].get(action, Reach.NONE)
            assert cell.split(",")[0] in said[reach], (title, role)
