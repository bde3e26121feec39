"""What the commands do that begin, end and bring back: businesses, services, people."""

from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

from api.reports import InvalidDocument
from api.templates.catalogue import Beginning, begin_business, read_template, template_names
from bot.new_ids import new_business_id
from bot.settings import Settings
from bot.wiring import clock_of
from bot.workplace import CommandFailed, Say, Workplace, workplace
from scheduling.deletions import Deleted, DeletedKind, Place
from scheduling.recurrence import time_zone
from scheduling.service.lifecycle.creating import (
    CloneBusiness,
    CloneService,
    CreateBusiness,
    clone_business,
    clone_service,
    create_business,
)
from scheduling.service.lifecycle.deleting import (
    AskDeletion,
    DeleteBusiness,
    DeleteService,
    delete_business,
    delete_service,
    plan_deletion,
)
from scheduling.service.lifecycle.leaving import (
    Aftermath,
    AskLeaving,
    AskPeople,
    LeavingPlan,
    RemovePerson,
    find_people,
    plan_leaving,
    remove_person,
)
from scheduling.service.lifecycle.restoring import (
    AskDeleted,
    RestoreBusiness,
    RestoreService,
    list_deleted,
    restore_business,
    restore_service,
)
from scheduling.views import AppointmentView

LifecycleCommand = Callable[[Settings, Namespace, Say], Coroutine[Any, Any, None]]

_OPTIONS = {
    "$.id": "--id",
    "$.displayName": "--name",
    "$.bookingPageSettings.businessTimeZone": "--time-zone",
    "$.defaultCurrencyIso": "--currency",
    "$.staffMembers[0].displayName": "--administrator",
}
"""Where a problem is in the file that a template becomes, and which option set it."""


async def show_templates(_settings: Settings, _asked: Namespace, say: Say) -> None:
    """List what a business can begin with."""
    for name in template_names():
        template = read_template(name)
        say(f"{name:<12}{template.title}: {template.about}")


async def create(settings: Settings, asked: Namespace, say: Say) -> None:
    """Begin a business from a template."""
    if asked.template not in template_names():
        known = ", ".join(template_names())
        raise CommandFailed(
            f'--template: there is no template "{asked.template}"; there are {known}'
        )
    beginning = Beginning(
        business_id=new_business_id(asked.id, asked.name),
        display_name=asked.name,
        time_zone=asked.time_zone,
        currency=asked.currency,
        administrator=asked.administrator,
    )
    try:
        template = read_template(asked.template)
        catalog = begin_business(template, beginning, clock_of(settings).now())
    except InvalidDocument as error:
        raise CommandFailed(_with_options(error)) from error
    async with workplace(settings) as place:
        await place.do(create_business, CreateBusiness(catalog))
    first = next(iter(catalog.staff_members.values()))
    business_id = catalog.business.business_id
    say(f"Created {asked.name} ({business_id}), like {template.title}.")
    say(
        f"Its administrator signs in with: python -m bot invite {business_id} {first.staff_member_id}"
    )
    say(f"To change it: python -m bot export {business_id} > {business_id}.json, then load it")


async def clone(settings: Settings, asked: Namespace, say: Say) -> None:
    """Copy a business, or one of its services."""
    async with workplace(settings) as place:
        if asked.service:
            command = CloneService(
                business_id=asked.business,
                service_id=asked.service,
                display_name=asked.name,
                idempotency_key=f"clone:{asked.service}:{asked.name}",
            )
            copied = await place.do(clone_service, command)
            say(f"{copied.display_name} ({copied.service_id}) is offered like {asked.service}.")
            return
        business = CloneBusiness(
            business_id=asked.business,
            new_business_id=new_business_id(asked.id, asked.name),
            display_name=asked.name,
            with_staff=asked.with_staff,
        )
        catalog = await place.do(clone_business, business)
    say(
        f"Cloned {asked.business} as {asked.name} ({business.new_business_id}): "
        f"{len(catalog.services)} services, {len(catalog.staff_members)} staff members."
    )


async def delete(settings: Settings, asked: Namespace, say: Say) -> None:
    """Delete a business, or one of its services; what is to come is shown first."""
    kept_for = settings.deleted_kept_for
    async with workplace(settings) as place:
        if not await _is_deleted(place, asked):
            plan = await place.do(plan_deletion, AskDeletion(asked.business, asked.service))
            _require_confirmed(plan.appointments, asked.cancel_appointments, say)
        facts: dict[str, Any] = {
            "business_id": asked.business,
            "cancelling": asked.cancel_appointments or 0,
            "message": asked.message,
            "kept_for": kept_for,
        }
        if asked.service:
            gone = await place.do(delete_service, DeleteService(service_id=asked.service, **facts))
        else:
            gone = await place.do(delete_business, DeleteBusiness(**facts))
    say(f"Deleted {gone.display_name}. {_until(gone)}")


async def _is_deleted(place: Workplace, asked: Namespace) -> bool:
    """Tell whether there is nothing to ask: deleting again changes nothing."""
    gone = await place.do(list_deleted, AskDeleted())
    service = (asked.business, asked.service)
    return any(
        (each.kind is DeletedKind.BUSINESS and each.business_id == asked.business)
        or (each.kind is DeletedKind.SERVICE and (each.business_id, each.identifier) == service)
        for each in gone
    )


def _require_confirmed(found: tuple[AppointmentView, ...], confirmed: int | None, say: Say) -> None:
    if len(found) == (confirmed or 0):
        return
    for each in found:
        say(_appointment(each))
    raise CommandFailed(
        f"nothing was deleted: {_count(len(found))} to come, listed above. Move them, or add "
        f"--cancel-appointments {len(found)} to cancel them; their customers are told"
    )


async def restore(settings: Settings, asked: Namespace, say: Say) -> None:
    """Bring back a business, or one of its services."""
    async with workplace(settings) as place:
        if asked.service:
            service = await place.do(restore_service, RestoreService(asked.business, asked.service))
            say(f"{service.display_name} ({asked.service}) is back.")
            return
        catalog = await place.do(restore_business, RestoreBusiness(asked.business))
    say(f"{catalog.business.display_name} ({asked.business}) is back.")


async def show_deleted(settings: Settings, asked: Namespace, say: Say) -> None:
    """List what can be brought back, and until when."""
    question = AskDeleted(asked.business, settings.deleted_kept_for)
    async with workplace(settings) as place:
        found = await place.do(list_deleted, question)
    for each in found:
        say(f"{_named(each)}: {each.display_name}. {_until(each)}")
    if not found:
        say("Nothing deleted is kept.")


_KINDS = {
    DeletedKind.BUSINESS: "business",
    DeletedKind.SERVICE: "service",
    DeletedKind.STAFF_MEMBER: "staff member",
}


def _named(deleted: Deleted) -> str:
    own = f"{_KINDS[deleted.kind]} {deleted.identifier}"
    return own if deleted.kind is DeletedKind.BUSINESS else f"{own} of {deleted.business_id}"


def _until(deleted: Deleted) -> str:
    if deleted.clock is None:
        return ""
    return f"Gone for good on {deleted.clock.kept_until_at.date().isoformat()}."


async def remove_somebody(settings: Settings, asked: Namespace, say: Say) -> None:
    """Remove somebody who left from every business; where that is, is shown first."""
    async with workplace(settings) as place:
        first, *others = await _places(place, asked)
        plan = await place.do(plan_leaving, AskLeaving(first, tuple(others)))
        _show(plan, say)
        if asked.confirm is None or (plan.count and asked.appointments is None):
            raise CommandFailed(f"nobody was removed: {_how_to_go_on(plan)}")
        command = RemovePerson(
            place=first,
            others=tuple(others),
            aftermath=Aftermath(asked.appointments or Aftermath.KEEP.value),
            seen=asked.confirm,
            message=asked.message,
            kept_for=settings.deleted_kept_for,
        )
        done = await place.do(remove_person, command)
    say(f"Removed from {len(done.leavings)} {'place' if len(done.leavings) == 1 else 'places'}.")


async def _places(place: Workplace, asked: Namespace) -> tuple[Place, ...]:
    if asked.email:
        found = await place.do(find_people, AskPeople(asked.email))
        if not found:
            raise CommandFailed(f"--email: nobody on any staff has the address {asked.email}")
        return found
    if not asked.business or not asked.staff_member:
        raise CommandFailed("name who left: --business and --staff-member, or --email")
    return (Place(asked.business, asked.staff_member),)


def _show(plan: LeavingPlan, say: Say) -> None:
    for each in plan.leavings:
        who = f"{each.display_name} ({each.place.staff_member_id})"
        where = f"{each.business_name} ({each.place.business_id})"
        say(f"{who} in {where}: {_count(len(each.appointments))} to come")
        for appointment in each.appointments:
            say(_appointment(appointment))
        if each.is_last_administrator:
            say(f"  note: nobody else administrates {each.business_name}; invite somebody")


def _how_to_go_on(plan: LeavingPlan) -> str:
    chosen = " --appointments keep (they need somebody) or cancel" if plan.count else ""
    return f"to remove them from all of these, add --confirm {plan.count}{chosen}"


def _count(number: int) -> str:
    return "1 appointment" if number == 1 else f"{number} appointments"


def _appointment(view: AppointmentView) -> str:
    at = view.start_at.astimezone(time_zone(view.business_time_zone))
    who = ", ".join(each.display_name for each in view.staff_members)
    return (
        f"  {at:%Y-%m-%d %H:%M} {view.service_name}, {view.customer_name}, with {who} "
        f"({view.appointment_id})"
    )


def _with_options(error: InvalidDocument) -> str:
    problems: Iterable[tuple[str, str]] = ((each.path, each.message) for each in error.problems)
    return "; ".join(f"{_OPTIONS.get(path, path)}: {message}" for path, message in problems)


COMMANDS: Mapping[str, LifecycleCommand] = {
    "templates": show_templates,
    "create": create,
    "clone": clone,
    "delete": delete,
    "restore": restore,
    "deleted": show_deleted,
    "remove-person": remove_somebody,
}
"""What each command of the lifecycle does."""
