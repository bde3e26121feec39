"""What an administrator writes: who has left, what shall go, come back or be copied."""

from collections.abc import Awaitable, Callable

from cards.card_views import Tone
from cards.verbs import Verb
from dialogs.lifecycle import doing
from dialogs.lifecycle.asking import (
    ask_copy,
    ask_delete,
    ask_remove,
    ask_restore,
    ask_which_person,
    ask_which_service,
    deleted_services,
    said,
    show_deleted,
)
from dialogs.short_answers import says_no, says_yes
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from language.kinds import Intent
from language.lifecycle_words import (
    cancels_them,
    keeps_them,
    names_in,
    new_name_in,
    text_before_name,
)
from language.understanding import Understanding
from scheduling.errors import NotPermitted
from scheduling.service.lifecycle.leaving import Aftermath

Step = Callable[[Talk, ConversationState, Understanding], Awaitable[Outcome]]


async def lifecycle_wish(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Answer what only administrators may; others are told whom to ask. None for anything else."""
    intent = understanding.intent
    step = _STEPS.get(intent) if intent else None
    if step is None:
        return None
    try:
        return await step(talk, state, understanding)
    except NotPermitted as error:
        return await doing.not_an_administrator(talk, state, error)


async def _remove(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    named = (*understanding.staff_members_named, *understanding.excluded_staff_members)
    meant = tuple(dict.fromkeys(one for each in named for one in each.choices))
    if len(meant) == 1:
        return await ask_remove(talk, state, meant[0])
    return ask_which_person(talk, state, meant)


async def _delete(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    service_id = _service_meant(talk, understanding.text)
    if service_id is None:
        return ask_which_service(talk, state, Verb.ASK_DELETE_SERVICE)
    return await ask_delete(talk, state, service_id)


async def _copy(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    text, locale = understanding.text, talk.texts.locale
    service_id = _service_meant(talk, text_before_name(text, locale))
    # Who may not, is told so before they name anything.
    await deleted_services(talk)
    if service_id is None:
        return ask_which_service(talk, state, Verb.ASK_COPY_SERVICE)
    return ask_copy(talk, state, service_id, new_name_in(text, locale))


def _service_meant(talk: Talk, text: str) -> str | None:
    """Give the service named whole, or by one of its other words; the longest name decides."""
    found = [
        (len(name), each.service_id)
        for each in talk.business.services
        for name in names_in(text, (each.display_name, *each.aliases))
    ]
    best = {service for length, service in found if length == max(each for each, _ in found)}
    return best.pop() if len(best) == 1 else None


async def _restore(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    found = await deleted_services(talk)
    names = names_in(understanding.text, tuple(each.display_name for each in found))
    meant = [each for each in found if each.display_name in names]
    if len(meant) == 1:
        return ask_restore(talk, state, meant[0])
    return await show_deleted(talk, state)


async def _deleted(talk: Talk, state: ConversationState, _: Understanding) -> Outcome:
    return await show_deleted(talk, state)


_STEPS: dict[Intent, Step] = {
    Intent.REMOVE_PERSON: _remove,
    Intent.DELETE_SERVICE: _delete,
    Intent.COPY_SERVICE: _copy,
    Intent.RESTORE_SERVICE: _restore,
    Intent.LIST_DELETED: _deleted,
}


async def answer_lifecycle(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a yes, a no, or what becomes of the appointments of who left."""
    text, locale = understanding.text, talk.texts.locale
    identifier, detail = state.listed
    if state.listed_for == Verb.REMOVE_PERSON.value and int(detail):
        return await _answer_leaving(talk, state, understanding)
    if says_no(understanding):
        return said(talk, state, "nothing-is-changed", Tone.PLAIN)
    if state.listed_for == Verb.COPY_SERVICE.value and new_name_in(text, locale):
        return ask_copy(talk, state, identifier, new_name_in(text, locale))
    return await _do(talk, state) if says_yes(understanding) else None


async def _do(talk: Talk, state: ConversationState) -> Outcome:
    """Do what was agreed to, with as many appointments as were shown."""
    identifier, detail = state.listed
    match state.listed_for:
        case Verb.REMOVE_PERSON.value:
            return await doing.remove(talk, state, identifier, 0, Aftermath.KEEP.value)
        case Verb.DELETE_SERVICE.value:
            return await doing.delete(talk, state, identifier, int(detail))
        case Verb.RESTORE_SERVICE.value:
            return await doing.restore(talk, state, identifier)
        case _:
            return await doing.copy(talk, state, identifier, state.message, detail)


async def _answer_leaving(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """A yes does not say what becomes of the appointments: that is asked again."""
    text, locale = understanding.text, talk.texts.locale
    staff_member_id, count = state.listed
    keeps, cancels = keeps_them(text, locale), cancels_them(text, locale)
    if keeps != cancels:
        chosen = Aftermath.KEEP if keeps else Aftermath.CANCEL
        return await doing.remove(talk, state, staff_member_id, int(count), chosen.value)
    if says_no(understanding):
        return said(talk, state, "nothing-is-changed", Tone.PLAIN)
    if says_yes(understanding):
        again = talk.texts.say("keep-or-cancel")
        return await ask_remove(talk, state, staff_member_id, again)
    return None


async def ask_lifecycle_again(talk: Talk, state: ConversationState) -> Outcome:
    """Ask once more what is open, after something else was said in between."""
    identifier = state.listed[0]
    match state.listed_for:
        case Verb.REMOVE_PERSON.value:
            return await ask_remove(talk, state, identifier)
        case Verb.DELETE_SERVICE.value:
            return await ask_delete(talk, state, identifier)
        case Verb.COPY_SERVICE.value:
            return ask_copy(talk, state, identifier, state.message)
        case _:
            found = [each for each in await deleted_services(talk) if each.identifier == identifier]
            return ask_restore(talk, state, found[0]) if found else await show_deleted(talk, state)
