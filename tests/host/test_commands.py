"""Load, export, invite, migrate, on both engines."""

import json
import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.command_line import parse_command_line
from tests.host.processes import Machine

# To come, whenever this is run: what is past has a reason of its own.
ON = datetime.now(UTC).date() + timedelta(days=7)
TEN = datetime.combine(ON, time(10), ZoneInfo("Europe/Oslo"))
SALON: dict[str, Any] = {
    "id": "salon",
    "displayName": "Salon Åse",
    "bookingPageSettings": {"businessTimeZone": "Europe/Oslo"},
    "services": [{"id": "cut", "displayName": "Haircut", "staffMemberIds": ["ana"]}],
    "staffMembers": [{"id": "ana", "displayName": "Ana", "role": "administrator"}],
    "customers": [{"id": "c-1", "displayName": "Dana"}],
    "appointments": [
        {
            "id": "a-1",
            "serviceId": "cut",
            "staffMemberIds": ["ana"],
            "startDateTime": f"{ON}T10:00",
            "customers": [{"customerId": "c-1"}],
        }
    ],
}


@pytest.fixture
def machine(tmp_path: Path, database_url: str) -> Machine:
    """A machine with a database of either engine."""
    return Machine(tmp_path, {"FRONTDESK_DATABASE_URL": database_url})


def load(machine: Machine, document: Any) -> Any:
    file = machine.folder / "business.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    return machine.run("load", file.name)


def test_what_is_exported_loads_as_the_same_business(machine: Machine) -> None:
    loaded = load(machine, SALON)
    summary = "Salon Åse (salon): 1 services, 1 staff members, 1 customers, 1 appointments."
    assert (loaded.returncode, loaded.stdout, loaded.stderr) == (0, f"Loaded {summary}\n", "")
    first = machine.run_alone("export", "salon").stdout
    (machine.folder / "exported.json").write_text(first)
    assert machine.run_alone("load", "exported.json").returncode == 0
    assert machine.run("export", "salon").stdout == first
    assert json.loads(first)["appointments"][0]["startDateTime"]["timeZone"] == "Europe/Oslo"


def test_a_load_replaces_the_business_whole(machine: Machine) -> None:
    load(machine, SALON)
    small = {**SALON, "customers": [], "appointments": [], "phone": "+47 22 00 00 00"}
    assert load(machine, small).returncode == 0
    exported = json.loads(machine.run("export", "salon").stdout)
    assert (exported["phone"], exported["appointments"]) == ("+47 22 00 00 00", [])


def test_nothing_is_loaded_of_a_file_with_a_problem(machine: Machine) -> None:
    load(machine, SALON)
    wrong = {**SALON, "displayName": "Another", "closures": [{"start": "soon", "end": 5}]}
    refused = load(machine, wrong)
    assert refused.returncode == 1
    assert refused.stderr == (
        "Frontdesk: business.json has 2 problems, nothing was loaded:\n"
        '  $.closures[0].start: "soon" is no time; write it like 2026-04-14T09:00\n'
        '  $.closures[0].end: "5" is no time; write it like 2026-04-14T09:00\n'
    )
    exported = json.loads(machine.run("export", "salon").stdout)
    assert exported["displayName"] == "Salon Åse"


def test_an_invitation_says_what_to_do_with_it(machine: Machine) -> None:
    load(machine, SALON)
    invited = machine.run("invite", "salon", "ana")
    assert invited.returncode == 0
    assert re.match(r"Invitation for Ana \(administrator\): (\w{4}-){3}\w{4}\n", invited.stdout)
    assert "in Teams" in invited.stdout
    assert "teams.microsoft.com" not in invited.stdout


def test_an_invitation_leads_to_the_bot_in_teams_where_there_is_one(machine: Machine) -> None:
    load(machine, SALON)
    directory = "11111111-2222-3333-4444-555555555555"
    machine.variables["FRONTDESK_BOT_APP_ID"] = "app"
    machine.variables["FRONTDESK_BOT_DIRECTORY_ID"] = directory
    assert machine.run("invite", "salon", "ana").stdout.splitlines()[2] == (
        "That chat in Teams: https://teams.microsoft.com/l/entity/app/conversations"
        f"?tenantId={directory}"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "saloon"), 'there is no business "saloon"; there are salon'),
        (("invite", "saloon", "ana"), 'there is no business "saloon"; there are salon'),
        (("invite", "salon", "anna"), 'there is no staff member "anna"; there are ana'),
        (("load", "nowhere.json"), "cannot read nowhere.json: No such file or directory"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    machine = Machine(tmp_path)
    load(machine, SALON)
    ended = machine.run(*arguments)
    assert (ended.returncode, ended.stderr) == (1, f"Frontdesk: {message}\n")


def test_what_a_file_says_in_vain_is_noted(tmp_path: Path) -> None:
    loaded = load(Machine(tmp_path), {**SALON, "bookingPageSettings": {"accessControl": "x"}})
    assert loaded.returncode == 0
    note = "note: $.bookingPageSettings.accessControl is not kept: Frontdesk does not use it"
    assert loaded.stdout.splitlines()[0].replace(": is", " is") == note


def test_migrating_brings_an_empty_database_up_to_date(machine: Machine) -> None:
    migrated = machine.run("migrate")
    assert migrated.returncode == 0
    assert re.fullmatch(r"The database is up to date \(revision \d{4}\)\.\n", migrated.stdout)


@pytest.mark.parametrize(
    "command", ["demo", "serve", "load", "export", "invite", "explain", "migrate"]
)
def test_help_explains_each_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_command_line([command, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out.split("\n\n")[1].split()) > 15


AT_TEN = ("--at", f"{ON}T10:00")


def test_every_reason_is_explained_with_the_setting_it_comes_from(machine: Machine) -> None:
    load(machine, SALON)
    ended = machine.run("explain", "--business", "salon", "--service", "cut", *AT_TEN)
    assert ended.returncode == 0, ended.stderr
    assert "Ana: Not free" in ended.stdout
    assert "[appointments] Busy" in ended.stdout
    assert "(a-1)" in ended.stdout
    assert "businessHours" in ended.stdout


def test_what_is_explained_can_be_read_by_programs(machine: Machine) -> None:
    load(machine, SALON)
    asked = ("--business", "salon", "--staff-member", "ana", "--json")
    slot = json.loads(machine.run("explain", *asked, *AT_TEN).stdout)
    day = json.loads(machine.run("explain", *asked, "--on", str(ON)).stdout)
    (person,) = slot["people"]
    assert datetime.fromisoformat(slot["startAt"]) == TEN
    assert {each["layer"] for each in person["reasons"]} == {"staffHours", "appointments"}
    assert person["reasons"][1]["obstacles"][0]["appointmentId"] == "a-1"
    assert (day["slotsCount"], day["people"][0]["hours"]) == (0, "PT0S")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--business", "x", *AT_TEN), 'there is no business "x"; there are salon'),
        (("--business", "salon", "--service", "x", *AT_TEN), 'there is no service "x"'),
        (("--business", "salon", "--at", "noon"), '"noon" is no time; write 2026-04-17T17:00'),
        (("--business", "salon", "--on", "friday"), '"friday" is no date; write 2026-04-17'),
        (
            ("--business", "salon", "--at", "2027-03-28T02:30"),
            "2027-03-28T02:30 does not exist in Europe/Oslo: the clocks go forward over it",
        ),
    ],
)
def test_what_cannot_be_explained_is_told_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    machine = Machine(tmp_path)
    load(machine, SALON)
    ended = machine.run("explain", *arguments)
    assert (ended.returncode, ended.stderr) == (1, f"Frontdesk: {message}\n")


def test_no_command_is_answered_with_the_list_of_them(tmp_path: Path) -> None:
    ended = Machine(tmp_path).run_alone()
    assert ended.returncode == 2
    assert "COMMAND" in ended.stderr


FEED = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Something private
DTSTART;TZID=Europe/Oslo:{year}0412T100000
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:soon
END:VEVENT
END:VCALENDAR
"""


def read_calendar(machine: Machine, *more: str, content: str | None = None) -> Any:
    next_year = datetime.now(UTC).year + 1
    file = machine.folder / "ana.ics"
    file.write_text(FEED.format(year=next_year) if content is None else content)
    whose = ("--business", "salon", "--staff-member", "ana")
    return machine.run("personal-calendar", *whose, "--file", file.name, *more)


def test_a_personal_calendar_is_read_listed_and_forgotten(machine: Machine) -> None:
    load(machine, SALON)
    asked = ("personal-calendar", "--business", "salon")
    assert machine.run(*asked).stdout == "No personal calendar was read.\n"
    read = read_calendar(machine)
    assert (read.returncode, read.stderr) == (0, "")
    line, busy = read.stdout.splitlines()
    assert re.match(
        r'Ana: "file" read [\d-]+ [\d:]+ \(Europe/Oslo\), 2 events, 1 left out as unreadable, known',
        line,
    )
    assert busy == "It makes Ana busy 3 times until then."
    assert machine.run_alone(*asked).stdout == f"{line}\n"
    gone = machine.run_alone(*asked, "--staff-member", "ana", "--forget")
    assert gone.stdout == 'Ana: "file" is forgotten and counts no more.\n'
    assert machine.run(*asked).stdout == "No personal calendar was read.\n"


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        ("<html>", (), "is not used, and what was known stays: it is no iCalendar file"),
        (None, ("--business", "nowhere"), 'no business "nowhere"; there are salon'),
        (None, ("--staff-member", "anna"), 'no staff member "anna"; there are ana'),
        (None, ("--file", "nothing.ics"), "cannot read nothing.ics"),
        (None, ("--forget",), "either --file or --forget"),
    ],
)
def test_a_calendar_that_cannot_be_read_changes_nothing(
    machine: Machine, content: str | None, more: tuple[str, ...], said: str
) -> None:
    load(machine, SALON)
    refused = read_calendar(machine, *more, content=content)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert said in refused.stderr
    listed = machine.run("personal-calendar", "--business", "salon")
    assert listed.stdout == "No personal calendar was read.\n"
