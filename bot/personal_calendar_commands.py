"""The command `personal-calendar`: read a calendar file of a staff member's, or say what was read."""

from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.settings import Settings
from bot.wiring import clock_of
from bot.workplace import CommandFailed, Say, Workplace, workplace
from calendars.feeds.files import FeedFile
from calendars.feeds.limits import FeedRefused
from scheduling.business import Catalog
from scheduling.catalog import StaffMember
from scheduling.personal_calendars import BusyFeed, PersonalCalendar, PersonalCalendarFeed
from scheduling.recurrence import time_zone
from scheduling.service.administration import export_business
from scheduling.service.asking import AskBusiness
from scheduling.service.personal_calendars.keeping import (
    ForgetPersonalCalendar,
    KeepPersonalCalendar,
    forget_personal_calendar,
    keep_personal_calendar,
    list_personal_calendars,
)
from scheduling.time_ranges import TimeRange

NAME: Final = "personal-calendar"
ABOUT: Final = (
    "let a staff member's own calendar count as busy time",
    (
        "Read FILE (iCalendar, .ics) and let what is busy in it count as busy for the staff member,\n"
        "in place of what was read of the same source before. Only when somebody is busy is kept:\n"
        "no titles, places or people. Without --file, print what was read of whom, and when:\n"
        "python -m bot personal-calendar --business salon --staff-member ana --file ana.ics"
    ),
)
_BEHIND, _AHEAD = timedelta(days=7), timedelta(days=731)
"""How much of a calendar is read, counted from now."""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--business", metavar="BUSINESS", required=True, help="the business's id")
    parser.add_argument("--staff-member", metavar="STAFF", help="the staff member's id")
    parser.add_argument("--file", metavar="FILE", type=Path, help="the calendar to read")
    parser.add_argument(
        "--source", metavar="NAME", default="file", help="tells several calendars of one apart"
    )
    parser.add_argument("--forget", action="store_true", help="let the source count no more")


async def personal_calendar(settings: Settings, asked: Namespace, say: Say) -> None:
    """Read a calendar, forget one, or list those that were read."""
    async with workplace(settings) as place:
        catalog = (await place.do(export_business, AskBusiness(asked.business))).catalog
        whose = _staff_member(catalog, asked)
        if asked.file is not None and whose is not None:
            await _read(place, catalog, whose, asked, clock_of(settings).now(), say)
        elif asked.forget and whose is not None:
            gone = ForgetPersonalCalendar(asked.business, whose.staff_member_id, asked.source)
            await place.do(forget_personal_calendar, gone)
            say(f'{whose.display_name}: "{asked.source}" is forgotten and counts no more.')
        else:
            await _list(place, catalog, whose, say)


def _staff_member(catalog: Catalog, asked: Namespace) -> StaffMember | None:
    """Give who is meant; None for everybody, where nothing is to be changed."""
    if asked.file is not None and asked.forget:
        raise CommandFailed("either --file or --forget, not both")
    if asked.staff_member is None:
        if asked.file is not None or asked.forget:
            raise CommandFailed("--staff-member is missing: whose calendar is it?")
        return None
    if asked.staff_member not in catalog.staff_members:
        known = ", ".join(catalog.staff_members) or "none"
        raise CommandFailed(f'there is no staff member "{asked.staff_member}"; there are {known}')
    return catalog.staff_member(asked.staff_member)


async def _read(
    place: Workplace,
    catalog: Catalog,
    whose: StaffMember,
    asked: Namespace,
    now: datetime,
    say: Say,
) -> None:
    within = TimeRange(now - _BEHIND, now + _AHEAD)
    zone = whose.time_zone or catalog.business.time_zone
    found = await _feed(FeedFile(asked.file), within, zone, asked.file)
    command = KeepPersonalCalendar(
        business_id=asked.business,
        staff_member_id=whose.staff_member_id,
        source=asked.source,
        within=within,
        busy=found.busy.ranges,
        event_count=found.event_count,
        skipped_count=found.skipped_count,
    )
    kept = await place.do(keep_personal_calendar, command)
    say(_line(catalog, kept))
    say(f"It makes {whose.display_name} busy {_times(len(found.busy.ranges))} until then.")
    if not whose.availability_is_affected_by_personal_calendar:
        say("note: it does not count: availabilityIsAffectedByPersonalCalendar is false")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


async def _feed(feed: PersonalCalendarFeed, within: TimeRange, zone: str, file: Path) -> BusyFeed:
    try:
        return await feed.read(within, zone)
    except OSError as error:
        raise CommandFailed(f"cannot read {file}: {error.strerror}") from error
    except FeedRefused as error:
        raise CommandFailed(f"{file} is not used, and what was known stays: {error}") from error


async def _list(place: Workplace, catalog: Catalog, whose: StaffMember | None, say: Say) -> None:
    found = await place.do(list_personal_calendars, AskBusiness(catalog.business.business_id))
    asked = [
        each for each in found if whose is None or each.staff_member_id == whose.staff_member_id
    ]
    for each in asked:
        say(_line(catalog, each))
    if not asked:
        say("No personal calendar was read.")


def _line(catalog: Catalog, calendar: PersonalCalendar) -> str:
    """Say what is known of one calendar, as of when, by the business's clock."""
    known = catalog.staff_members.get(calendar.staff_member_id)
    name = known.display_name if known else calendar.staff_member_id
    zone = time_zone(catalog.business.time_zone)
    read_at = calendar.read_at.astimezone(zone)
    skipped = calendar.skipped_count
    left_out = f", {skipped} left out as unreadable" if skipped else ""
    return (
        f'{name}: "{calendar.source}" read {read_at:%Y-%m-%d %H:%M} ({catalog.business.time_zone}), '
        f"{calendar.event_count} events{left_out}, known until "
        f"{calendar.within.end_at.astimezone(zone):%Y-%m-%d}."
    )
