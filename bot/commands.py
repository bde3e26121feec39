"""What the commands do that are over at once: load, export, invite, migrate."""

from pathlib import Path

from api.documents import ReadBusiness, read_business, write_business
from api.json_texts import read_json, write_json
from api.reports import InvalidDocument
from bot.settings import Settings
from bot.wiring import clock_of
from bot.workplace import CommandFailed, Say, workplace
from deep_links.links import ChatLink, Links
from deep_links.teams_links import TeamsChatLink, build_teams_chat_link
from scheduling.business import Catalog
from scheduling.service.administration import (
    BusinessRecord,
    export_business,
    replace_business,
)
from scheduling.service.asking import AskBusiness
from scheduling.service.identities import INVITATION_LIFETIME, Invite, invite
from storage.migrate import current_revision


async def load(settings: Settings, file: Path, say: Say) -> None:
    """Read a business from a file and put it in place of what was there, whole or not at all."""
    found = _read_file(settings, file)
    async with workplace(settings) as place:
        await place.do(replace_business, found.record)
    for note in found.notes:
        say(f"note: {note}")
    say(f"Loaded {_summary(found.record)}")


async def export(settings: Settings, business_id: str, say: Say) -> None:
    """Write a business as a document that `load` reads."""
    async with workplace(settings) as place:
        record = await place.do(export_business, AskBusiness(business_id))
    say(write_json(write_business(record)).removesuffix("\n"))


async def invite_staff(
    settings: Settings, business_id: str, staff_member_id: str, say: Say
) -> None:
    """Make a code by which a staff member's own chat becomes theirs."""
    async with workplace(settings) as place:
        record = await place.do(export_business, AskBusiness(business_id))
        _require_staff(record.catalog, staff_member_id)
        code = await place.do(invite, Invite(business_id, staff_member_id))
    staff_member = record.catalog.staff_member(staff_member_id)
    name = staff_member.display_name
    say(f"Invitation for {name} ({staff_member.role.value}): {code}")
    say(
        f'Give it to nobody but {name}, who writes "link {code}" to the bot in Teams, in a chat '
        f"of their own. It works once, within {INVITATION_LIFETIME.days} days."
    )
    if settings.has_bot:
        teams = TeamsChatLink(settings.bot_app_id, settings.bot_directory_id)
        say(f"That chat in Teams: {build_teams_chat_link(teams)}")
    if settings.public_url:
        chat = Links(settings.public_url, settings.signing_key).chat(ChatLink(business_id))
        say(f"Without Teams, {name} writes it in the web chat: {chat}")


async def migrate(settings: Settings, say: Say) -> None:
    """Bring the schema up to date; `serve` and the others do so too."""
    async with workplace(settings) as place:
        revision = await place.database.read(current_revision)
    say(f"The database is up to date (revision {revision}).")


def _read_file(settings: Settings, file: Path) -> ReadBusiness:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CommandFailed(f"cannot read {file}: {error.strerror}") from error
    try:
        return read_business(read_json(content), clock_of(settings).now())
    except InvalidDocument as error:
        count = len(error.problems)
        problems = "1 problem" if count == 1 else f"{count} problems"
        listed = "\n".join(f"  {each}" for each in error.problems)
        raise CommandFailed(f"{file} has {problems}, nothing was loaded:\n{listed}") from error


def _require_staff(catalog: Catalog, staff_member_id: str) -> None:
    if staff_member_id not in catalog.staff_members:
        known = ", ".join(catalog.staff_members) or "none"
        raise CommandFailed(f'there is no staff member "{staff_member_id}"; there are {known}')


def _summary(record: BusinessRecord) -> str:
    catalog = record.catalog
    business = catalog.business
    return (
        f"{business.display_name} ({business.business_id}): {len(catalog.services)} services, "
        f"{len(catalog.staff_members)} staff members, {len(record.customers)} customers, "
        f"{len(record.appointments)} appointments."
    )
