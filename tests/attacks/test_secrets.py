"""What must never be told: secrets, files of the machine, people in the log."""

from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from sqlalchemy import Connection, text

from scheduling.actors import OperatorActor
from scheduling.service.identities import Invite, invite
from tests.attacks.conftest import Log
from tests.attacks.scene import book, forge, reach_summary
from tests.journeys.conftest import Talkers
from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import SECRET, RunningHost, running_host

HIDDEN = (
    "/.env",
    "/.git/config",
    "/metrics",
    "/debug",
    "/data/frontdesk.db",
    "/static/../../pyproject.toml",
    "/static/%2e%2e/%2e%2e/.env",
    "/server-status",
)
EVIL = "Eve\r\n2026-01-01 INFO admin logged in\x1b[31m"


@pytest.mark.parametrize("path", HIDDEN)
async def test_files_of_the_machine_are_plainly_not_there(salon: RunningHost, path: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(salon.url + path) as answer:
        assert answer.status == 404
        body = await answer.text()
    assert "Traceback" not in body
    assert "frontdesk" not in body.lower().replace("frontdesk.db", "")


async def test_the_log_holds_ids_and_one_object_a_line(talker: Talkers, log: Log) -> None:
    customer = talker()
    await customer.opens()
    await customer.says("haircut with Ana on Thursday at 10")
    await customer.taps("give.contact", name=EVIL, email="eve@secret.example", phone="0612345678")
    await customer.taps("confirm")
    await forge(customer, {"verb": "staff.day"})
    await customer.says("Eve eve@secret.example \x1b[2J" + "x" * 1900)
    assert log.lines
    for told in ("Eve", "eve@secret.example", "0612345678", "\x1b", "admin logged in"):
        assert told not in log.text


BOT_PASSWORD = "the client secret of the bot"


def break_bookings(connection: Connection) -> None:
    connection.execute(text("DROP TABLE audit_entry"))


async def test_a_fault_tells_the_log_no_name_and_the_asker_nothing(
    talker: Talkers, salon: RunningHost, log: Log
) -> None:
    customer = talker()
    confirm = await reach_summary(customer)
    await salon.host.database.migrate(break_bookings)
    await customer.sends({"type": "message", "value": confirm})
    assert customer.shown().endswith("please try again in a moment.")
    faults = [line for line in log.lines if line["event"] == "turn.failed"]
    assert faults
    for told in ("Peter", "Walsh", "peter@example.com", "INSERT"):
        assert told not in log.text
        assert told not in customer.shown()


async def test_secrets_are_in_no_log_and_in_no_table(
    database_url: str, tmp_path: Path, log: Log
) -> None:
    bot = {
        "bot_app_id": "22222222-0000-0000-0000-000000000001",
        "bot_app_password": BOT_PASSWORD,
        "bot_directory_id": "11111111-2222-3333-4444-555555555555",
    }
    async with (
        running_host(database_url, tmp_path, SALON, NOW, **bot) as salon,
        aiohttp.ClientSession() as session,
    ):
        customer = DirectLineTalker(session, salon.url, BUSINESS)
        await book(customer)
        code = await salon.host.transactions.run(invite, OperatorActor(), Invite(BUSINESS, "bo"))
        for path in ("/v3/directline/conversations/nobody/activities", "/api/messages"):
            answer = await session.post(
                salon.url + path, json={}, headers={"Authorization": "Bearer eyJhbGciOi.e30.x"}
            )
            assert answer.status in (401, 403)
        dumped = await salon.host.database.read(dump)
    assert "Peter Walsh" in dumped
    password = urlsplit(database_url).password or BOT_PASSWORD
    for secret in (SECRET, BOT_PASSWORD, password, customer.token, code, code.replace("-", "")):
        assert secret not in log.text
        assert secret not in dumped


def dump(connection: Connection) -> str:
    """Everything in every table, as text."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    }
    tables = [row[0] for row in connection.execute(text(names[connection.dialect.name]))]
    return "\n".join(
        str(tuple(row))
        for name in tables
        for row in connection.execute(text(f"SELECT * FROM {name}"))
    )
