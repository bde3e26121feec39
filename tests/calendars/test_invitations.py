"""A calendar file says what the appointment says, and nothing anybody wrote can say more."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, vCalAddress

from calendars.invitations import appointment_ics
from language.texts import Texts
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView, StaffMemberView
from tests.cards.facts import RTL, START, appointment

TEXTS = Texts("en")
URL = "https://book.example.com/chat/salon?open=token"
CHECKER = Path(__file__).parents[3] / "shared" / "tools" / "ics_check.py"

INJECTIONS = (
    "Hi\r\nATTENDEE:mailto:evil@e.test\r\nBEGIN:VALARM",
    "Hi\rATTENDEE:mailto:evil@e.test",
    "Hi\nEND:VEVENT\nBEGIN:VEVENT",
    "Hi\u2028ATTENDEE:mailto:evil@e.test\u2029X:y",
    "Hi\x0bX-A:b\x0cX-C:d\x85X-E:f",
    "a;b,c\\n\\",
    'x";ROLE=CHAIR:mailto:evil',
    "x^'^n\"",
    "\x00\x1b[31mred",
    RTL,
    "🧑🏽\u200d🚀" * 60,
)


def file_of(**changes: Any) -> bytes:
    return appointment_ics(appointment(**changes), TEXTS, URL)


def event_of(file: bytes) -> Event:
    calendar = Calendar.from_ical(file)
    assert [each.name for each in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    event = calendar.walk("VEVENT")[0]
    assert isinstance(event, Event)
    assert event.errors == []
    return event


def organizer_of(event: Event) -> vCalAddress:
    organizer = event["ORGANIZER"]
    assert isinstance(organizer, vCalAddress)
    return organizer


def property_names(file: bytes) -> list[str]:
    """The names of the lines, unfolded by RFC 5545, 3.1, without any library's help."""
    lines = file.replace(b"\r\n ", b"").split(b"\r\n")
    assert lines.pop() == b""
    return [each.replace(b";", b":").partition(b":")[0].decode() for each in lines]


PLAIN_NAMES = property_names(file_of())


def written_everywhere(text: str) -> AppointmentView:
    return appointment(
        business_name=text,
        service_name=text,
        location=text,
        additional_information=text,
        business_phone=text,
        business_email=f"hello@lindenhof.example{text}",
        staff_members=(StaffMemberView("ana", text),),
        join_web_url=text,
        customer_name=text,
    )


def test_says_what_where_and_when() -> None:
    event = event_of(file_of())
    assert event["SUMMARY"] == "Haircut at Salon Lindenhof"
    assert event["LOCATION"] == "Lindenstraße 12, 10969 Berlin"
    assert event.start == START
    assert event.end == START + timedelta(minutes=45)
    assert URL in str(event["DESCRIPTION"])
    assert organizer_of(event) == "mailto:hello@lindenhof.example"
    assert dict(organizer_of(event).params) == {"CN": "Salon Lindenhof"}


def test_says_its_times_in_utc() -> None:
    lines = file_of().split(b"\r\n")
    assert b"DTSTART:20260416T130000Z" in lines
    assert b"DTEND:20260416T134500Z" in lines


def test_invites_nobody_and_rings_nothing() -> None:
    assert not {"ATTENDEE", "BEGIN:VALARM", "RRULE"} & set(PLAIN_NAMES)
    assert Calendar.from_ical(file_of())["METHOD"] == "PUBLISH"


def test_keeps_its_uid_and_raises_its_sequence_when_it_moves() -> None:
    before = event_of(file_of(sequence=1))
    moved = START + timedelta(days=1)
    after = event_of(file_of(sequence=2, start_at=moved, end_at=moved + timedelta(hours=1)))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)


def test_two_appointments_have_two_uids() -> None:
    others = (file_of(appointment_id="other"), file_of(business_id="other"))
    assert len({str(event_of(each)["UID"]) for each in (file_of(), *others)}) == 3


@pytest.mark.parametrize(
    ("status", "said", "transparency"),
    [
        (AppointmentStatus.REQUESTED, "TENTATIVE", "OPAQUE"),
        (AppointmentStatus.CONFIRMED, "CONFIRMED", "OPAQUE"),
        (AppointmentStatus.ARRIVED, "CONFIRMED", "OPAQUE"),
        (AppointmentStatus.CANCELLED, "CANCELLED", "TRANSPARENT"),
    ],
)
def test_says_where_the_appointment_stands(
    status: AppointmentStatus, said: str, transparency: str
) -> None:
    event = event_of(file_of(status=status))
    assert (event["STATUS"], event["TRANSP"]) == (said, transparency)


def test_the_same_appointment_gives_the_same_file() -> None:
    assert file_of() == file_of()


def test_a_business_without_a_mail_address_still_organizes() -> None:
    assert organizer_of(event_of(file_of(business_email=""))).endswith(".invalid")


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_people_wrote_adds_no_line_and_no_parameter(text: str) -> None:
    file = appointment_ics(written_everywhere(text), TEXTS, URL)
    assert property_names(file) == PLAIN_NAMES
    assert list(organizer_of(event_of(file)).params) == ["CN"]


@given(st.text(max_size=120))
def test_no_text_at_all_adds_a_line(text: str) -> None:
    view = written_everywhere("x" + text)
    file = appointment_ics(view, TEXTS, URL)
    assert property_names(file) == PLAIN_NAMES
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert event_of(file).start == view.start_at


@given(
    st.integers(min_value=946_684_800, max_value=4_102_444_800).map(
        lambda seconds: datetime.fromtimestamp(seconds, UTC)
    )
)
def test_every_instant_comes_back(start_at: datetime) -> None:
    end_at = start_at + timedelta(hours=1)
    event = event_of(file_of(start_at=start_at, end_at=end_at))
    assert (event.start, event.end) == (start_at, end_at)


@pytest.mark.parametrize("text", ["plain", *INJECTIONS])
def test_an_independent_checker_finds_no_fault(text: str, tmp_path: Path) -> None:
    if not CHECKER.is_file():
        pytest.skip("there is no independent checker beside this folder")
    file = tmp_path / "appointment.ics"
    file.write_bytes(appointment_ics(written_everywhere(text), TEXTS, URL))
    command = (sys.executable, str(CHECKER), "--min-parsers", "1", str(file))
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert checked.returncode == 0, checked.stdout + checked.stderr
