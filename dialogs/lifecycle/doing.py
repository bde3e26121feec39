"""Does what was confirmed, and says what became of it. Saying it twice does no harm."""

from cards.card_views import Tone
from dialogs.lifecycle.asking import ask_copy, ask_delete, ask_remove, said
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from scheduling.deletions import Place
from scheduling.errors import (
    AppointmentsToCome,
    InvalidValue,
    LastAdministrator,
    NotPermitted,
)
from scheduling.service.asking import AskBusiness
from scheduling.service.lifecycle.administrators import list_administrators
from scheduling.service.lifecycle.creating import CloneService, clone_service
from scheduling.service.lifecycle.deleting import DeleteService, delete_service
from scheduling.service.lifecycle.leaving import Aftermath, RemovePerson, remove_person
from scheduling.service.lifecycle.restoring import RestoreService, restore_service


async def remove(
    talk: Talk, state: ConversationState, staff_member_id: str, count: int, aftermath: str
) -> Outcome:
    """Remove somebody from every business the administrator reaches."""
    try:
        chosen = Aftermath(aftermath)
    except ValueError as error:
        raise InvalidValue("aftermath", "must be keep or cancel") from error
    command = RemovePerson(
        place=Place(talk.business.business_id, staff_member_id),
        aftermath=chosen,
        seen=count,
        kept_for=talk.desk.deleted_kept_for,
    )
    try:
        done = await talk.desk.do(remove_person, command)
    except AppointmentsToCome:
        return await ask_remove(talk, state, staff_member_id, talk.texts.say("changed-since"))
    except LastAdministrator:
        return said(talk, state, "last-administrator", Tone.WARNING)
    if not done.leavings:
        return said(talk, state, "left-already", Tone.GOOD)
    name = done.leavings[0].display_name
    key = f"left-{chosen.value}" if done.count else "left"
    return said(talk, state, key, Tone.GOOD, name=name, count=done.count)


async def delete(talk: Talk, state: ConversationState, service_id: str, count: int) -> Outcome:
    """Delete a service, and cancel as many appointments as were shown."""
    command = DeleteService(
        business_id=talk.business.business_id,
        service_id=service_id,
        cancelling=count,
        kept_for=talk.desk.deleted_kept_for,
    )
    try:
        gone = await talk.desk.do(delete_service, command)
    except AppointmentsToCome:
        return await ask_delete(talk, state, service_id, talk.texts.say("changed-since"))
    until = (
        gone.clock.kept_until_at.astimezone(talk.now_local.tzinfo).date() if gone.clock else None
    )
    day = talk.texts.day(until) if until else ""
    return said(talk, state, "deleted-service", Tone.GOOD, service=gone.display_name, day=day)


async def restore(talk: Talk, state: ConversationState, service_id: str) -> Outcome:
    """Bring a service back."""
    command = RestoreService(talk.business.business_id, service_id)
    service = await talk.desk.do(restore_service, command)
    key = "restored-service" if service.staff_member_ids else "restored-service-nobody"
    return said(talk, state, key, Tone.GOOD, service=service.display_name)


async def copy(
    talk: Talk, state: ConversationState, service_id: str, name: str, key: str
) -> Outcome:
    """Offer a service once more under another name."""
    command = CloneService(
        business_id=talk.business.business_id,
        service_id=service_id,
        display_name=name,
        idempotency_key=f"copy:{key}",
    )
    try:
        copied = await talk.desk.do(clone_service, command)
    except InvalidValue:
        return ask_copy(talk, state, service_id, name, "copy-name-cannot-be")
    return said(talk, state, "copied-service", Tone.GOOD, service=copied.display_name)


async def not_an_administrator(
    talk: Talk, state: ConversationState, error: NotPermitted
) -> Outcome:
    """Say whom to ask. Raises the error again for who is no staff."""
    if not talk.is_staff:
        raise error
    question = AskBusiness(talk.business.business_id)
    names = await talk.desk.ask(list_administrators, question)
    if not names:
        raise error
    return said(talk, state, "ask-administrator", Tone.WARNING, names=talk.texts.choice(names))
