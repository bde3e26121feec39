"""Templates, create, clone, delete, restore, deleted, remove-person, on both engines."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.command_line import parse_command_line
from bot.lifecycle_commands import COMMANDS
from tests.host.processes import Machine

BEGIN = ("create", "--template", "salon", "--name", "Fern & Comb", "--time-zone", "Europe/Paris")


@pytest.fixture
def machine(tmp_path: Path, database_url: str) -> Machine:
    """A machine with a database of either engine, and a salon in it."""
    machine = Machine(tmp_path, {"FRONTDESK_DATABASE_URL": database_url})
    assert machine.run(*BEGIN, "--administrator", "Ana Sousa").returncode == 0
    return machine


def exported(machine: Machine, business_id: str = "fern-comb") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(machine.run("export", business_id).stdout)
    return found


def with_an_appointment(machine: Machine) -> None:
    """Load the salon with somebody to come to Stylist 2, many years ahead."""
    document = exported(machine)
    document["staffMembers"][1]["emailAddress"] = "karim@example.com"
    document["customers"] = [{"id": "c-1", "displayName": "Dana"}]
    document["appointments"] = [
        {
            "id": "a-1",
            "serviceId": "haircut",
            "staffMemberIds": ["stylist-2"],
            "startDateTime": f"{date.today().year + 1}-12-01T10:00",  # noqa: DTZ011
            "customers": [{"customerId": "c-1"}],
        }
    ]
    (machine.folder / "salon.json").write_text(json.dumps(document))
    assert machine.run("load", "salon.json").returncode == 0


def test_templates_are_listed(tmp_path: Path) -> None:
    listed = Machine(tmp_path).run("templates")
    assert listed.returncode == 0
    assert "salon       Hair salon: " in listed.stdout
    assert len(listed.stdout.splitlines()) == 6


def test_a_business_begins_with_a_template(machine: Machine) -> None:
    business = exported(machine)
    assert business["displayName"] == "Fern & Comb"
    assert business["staffMembers"][0]["displayName"] == "Ana Sousa"
    invited = machine.run("invite", "fern-comb", "stylist-1")
    assert "Invitation for Ana Sousa (administrator)" in invited.stdout


WRONG = [
    ((*BEGIN,), '--id: "fern-comb" is the id of a business already; choose another'),
    (
        (*BEGIN[:-1], "Europe/Pari", "--id", "x"),
        '--time-zone: "Europe/Pari" is no time zone; did you mean "Europe/Paris"?',
    ),
    ((*BEGIN, "--id", "a b"), '--id: "a b" must be at most 128 characters, no spaces nor any of'),
    ((*BEGIN, "--name", " "), "--name: must not be empty"),
    ((*BEGIN, "--name", "\u7f8e\u5bb9"), '--id: none can be made of the name "\u7f8e\u5bb9"; give'),
    (
        ("clone", "fern-comb", "--service", "haircut", "--name", "Haircut"),
        "--name: must not be the name of another service",
    ),
    (("create", "--template", "shop", *BEGIN[3:]), '--template: there is no template "shop"'),
    (("clone", "nowhere", "--name", "X"), 'there is no business "nowhere"; there are fern-comb'),
    (("delete", "fern-comb", "--service", "x"), 'there is no service "x"'),
    (("restore", "nowhere"), 'there is no business "nowhere"'),
    (("remove-person", "--email", "a@b.de"), "--email: nobody on any staff has the address"),
    (("remove-person",), "name who left: --business and --staff-member, or --email"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_what_is_wrong_is_named_with_its_option(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    machine = Machine(tmp_path)
    machine.run(*BEGIN)
    refused = machine.run(*arguments)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Frontdesk: {message}")


def test_a_business_is_cloned_without_anybody_s_data(machine: Machine) -> None:
    with_an_appointment(machine)
    cloned = machine.run("clone", "fern-comb", "--name", "Fern South", "--with-staff")
    assert cloned.stdout == (
        "Cloned fern-comb as Fern South (fern-south): 4 services, 2 staff members.\n"
    )
    copy, original = exported(machine, "fern-south"), exported(machine)
    assert (copy["customers"], copy["appointments"]) == ([], [])
    assert copy["services"] == original["services"]


def test_a_service_is_copied_and_deleted_and_comes_back(machine: Machine) -> None:
    copied = machine.run("clone", "fern-comb", "--service", "haircut", "--name", "Kids")
    assert copied.stdout.startswith("Kids (")
    for _ in range(2):
        deleted = machine.run("delete", "fern-comb", "--service", "beard")
        assert deleted.stdout.startswith("Deleted Beard trim. Gone for good on ")
    assert "service beard of fern-comb: Beard trim." in machine.run("deleted", "fern-comb").stdout
    back = machine.run("restore", "fern-comb", "--service", "beard")
    assert back.stdout == "Beard trim (beard) is back.\n"
    assert machine.run("deleted").stdout == "Nothing deleted is kept.\n"


def test_a_business_goes_only_with_what_is_to_come_and_comes_back(machine: Machine) -> None:
    with_an_appointment(machine)
    refused = machine.run("delete", "fern-comb")
    assert refused.returncode == 1
    assert "Haircut, Dana, with Stylist 2 (a-1)" in refused.stdout
    assert "--cancel-appointments 1" in refused.stderr
    assert machine.run("delete", "fern-comb", "--cancel-appointments", "1").returncode == 0
    gone = machine.run("export", "fern-comb")
    assert gone.stderr == 'Frontdesk: there is no business "fern-comb"; there are none\n'
    assert "that was deleted and is still kept" in machine.run(*BEGIN).stderr
    assert machine.run("restore", "fern-comb").stdout == "Fern & Comb (fern-comb) is back.\n"
    (appointment,) = exported(machine)["appointments"]
    assert appointment["status"] == "cancelled"


def test_how_long_deleted_things_are_kept_is_a_setting(machine: Machine) -> None:
    machine.variables["FRONTDESK_DELETED_KEPT_DAYS"] = "0"
    assert "FRONTDESK_DELETED_KEPT_DAYS" in machine.run("deleted").stderr
    machine.variables["FRONTDESK_DELETED_KEPT_DAYS"] = "3650"
    until = machine.run("delete", "fern-comb").stdout.split()[-1]
    assert int(until[:4]) >= date.today().year + 9  # noqa: DTZ011


@pytest.mark.parametrize("aftermath", ["keep", "cancel"])
def test_who_left_is_shown_first_and_then_removed(machine: Machine, aftermath: str) -> None:
    with_an_appointment(machine)
    asked = ("remove-person", "--email", "Karim@example.com")
    shown = machine.run(*asked)
    assert shown.returncode == 1
    assert "Stylist 2 (stylist-2) in Fern & Comb (fern-comb): 1 appointment to come" in shown.stdout
    assert "add --confirm 1 --appointments" in shown.stderr
    assert machine.run(*asked, "--confirm", "1").returncode == 1
    assert machine.run(*asked, "--confirm", "2", "--appointments", "keep").returncode == 1
    assert len(exported(machine)["staffMembers"]) == 2
    done = machine.run(*asked, "--confirm", "1", "--appointments", aftermath)
    assert done.stdout.endswith("Removed from 1 place.\n")
    # What is exported names who left still, so that the document can be looked through for them.
    found = machine.run("deleted", "fern-comb").stdout
    assert "staff member stylist-2 of fern-comb: Stylist 2." in found
    invited = machine.run("invite", "fern-comb", "stylist-2")
    assert 'there is no staff member "stylist-2"' in invited.stderr


def test_what_is_exported_after_somebody_left_loads_elsewhere(machine: Machine) -> None:
    with_an_appointment(machine)
    asked = ("remove-person", "--email", "karim@example.com", "--confirm", "1")
    assert machine.run(*asked, "--appointments", "keep").returncode == 0
    copy: dict[str, Any] = {**exported(machine), "id": "copy"}
    assert [each["id"] for each in copy["formerStaffMembers"]] == ["stylist-2"]
    copy["formerServices"] = [copy["services"].pop(0)]  # the haircut that is booked
    copy["formerResources"] = [{"id": "sauna", "displayName": "Sauna"}]
    copy["appointments"][0]["resourceUnits"] = [{"resourceId": "sauna", "unit": 1}]
    (machine.folder / "copy.json").write_text(json.dumps(copy))
    assert machine.run("load", "copy.json").returncode == 0
    assert exported(machine, "copy") == copy


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_each_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_command_line([command, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out.split("\n\n")[1].split()) > 15
