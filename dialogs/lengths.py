"""For how long: asked where a service has a choice, said in words, or tapped."""

from dataclasses import replace
from datetime import timedelta

from cards.card_views import LengthPickerView
from cards.lengths import render_length_picker
from cards.verbs import DraftField
from dialogs.short_answers import chosen_place, tells_something
from dialogs.state import Asked, ConversationState, Draft
from dialogs.talk import Outcome, Talk, shown
from dialogs.trails import filled
from language.understanding import Understanding
from scheduling.views import ServiceView

_MOST_MINUTES = 24 * 60


def lengths_of(service: ServiceView) -> tuple[timedelta, ...]:
    """List all lengths a service can be booked for, the shortest first."""
    return tuple(sorted({service.duration, *(each.duration for each in service.durations)}))


def as_chosen(service: ServiceView, draft: Draft) -> ServiceView:
    """Give a service at the length and the price a draft has chosen, for all who come to a group."""
    if service.maximum_attendees_count > 1:
        places = draft.attendees_count or 1
        return replace(service, price=service.price.for_places(places))
    found = (each for each in service.durations if each.duration == draft.duration)
    chosen = next(found, None)
    if chosen is None:
        return service
    return replace(service, duration=chosen.duration, price=chosen.price)


def with_duration(draft: Draft, duration: timedelta) -> Draft:
    """Choose how long. A time already chosen is looked at again."""
    if draft.duration == duration:
        return draft
    return filled(replace(draft, duration=duration, start_at=None), DraftField.LENGTH)


def with_length_said(talk: Talk, draft: Draft, understanding: Understanding) -> Draft:
    """Choose the length that was said; "longer" is the next one there is.

    Of several that would do, the one a service has, or it is asked. What is moved keeps its own.
    """
    said = understanding.length
    if said is None or draft.moves:
        return draft
    service = talk.business.service(draft.service_id)
    if said.value.change:
        changed = _changed(draft, service, understanding) if service else None
        return draft if changed is None else with_duration(draft, changed)
    wished = [each.duration for each in said.choices if each.duration is not None]
    offered = [each for each in wished if service is None or each in lengths_of(service)]
    meant = offered if len(offered) == 1 else wished
    return with_duration(draft, meant[0]) if len(meant) == 1 else draft


def _changed(draft: Draft, service: ServiceView, understanding: Understanding) -> timedelta | None:
    """Give the length that "longer" or "half an hour shorter" comes to; None where there is none."""
    said = understanding.length
    if said is None:
        return None
    now, every = draft.duration or service.duration, lengths_of(service)
    if said.value.duration is not None:
        wished = now + said.value.change * said.value.duration
        return wished if wished > timedelta() else None
    longer = [each for each in every if each > now]
    shorter = [each for each in every if each < now]
    if said.value.change > 0:
        return longer[0] if longer else None
    return shorter[-1] if shorter else None


def no_other_length(talk: Talk, before: Draft, understanding: Understanding) -> list[str]:
    """Say that it can be no longer, or no shorter, than it was `before`, where that was asked."""
    said, service = understanding.length, talk.business.service(before.service_id)
    if said is None or service is None:
        return []
    if before.moves:
        return [talk.texts.say("length-stays")]
    is_change = said.value.change != 0 and said.value.duration is None
    if not is_change or _changed(before, service, understanding) is not None:
        return []
    return [_only_lengths(talk, service)]


def _only_lengths(talk: Talk, service: ServiceView) -> str:
    """Name the lengths a service has."""
    every = [talk.texts.duration(each) for each in lengths_of(service)]
    return talk.texts.say(
        "lengths-offered", service=service.display_name, lengths=talk.texts.choice(every)
    )


def possible_length(talk: Talk, draft: Draft, service: ServiceView) -> tuple[Draft, str]:
    """Give the draft without a length the service does not have, and the sentence that says so."""
    if draft.moves or draft.duration is None or draft.duration in lengths_of(service):
        return draft, ""
    wished = talk.texts.duration(draft.duration)
    refused = talk.texts.say("length-not-offered", service=service.display_name, wished=wished)
    return replace(draft, duration=None), f"{refused} {_only_lengths(talk, service)}"


def ask_length_if_open(
    talk: Talk, state: ConversationState, draft: Draft, service: ServiceView, lead: str
) -> Outcome | None:
    """Ask how long where there is a choice and none was made."""
    if draft.moves or not service.durations or draft.duration is not None:
        return None
    return ask_length(talk, state, service, lead)


def ask_length(
    talk: Talk, state: ConversationState, service: ServiceView, lead: str = ""
) -> Outcome:
    """Ask for how long, each length with its price."""
    draft = state.draft or Draft(draft_id="")
    view = LengthPickerView(
        prompt=f"{lead} {talk.texts.say('ask-length', service=service.display_name)}".strip(),
        draft_id=draft.draft_id,
        service=service,
    )
    card = render_length_picker(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.LENGTH, draft=draft), shown(card)


def length_answered(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Draft | None:
    """Take a bare number of minutes, or a place in the list, as the length asked for."""
    draft = state.draft
    service = talk.business.service(draft.service_id) if draft else None
    if draft is None or service is None or tells_something(understanding):
        return None
    every, answer = lengths_of(service), understanding.answer
    number = answer.value.number if answer else None
    minutes = timedelta(minutes=min(number, _MOST_MINUTES)) if number else None
    if minutes is not None and minutes in every:
        return with_duration(draft, minutes)
    place = chosen_place(understanding, len(every))
    return None if place is None else with_duration(draft, every[place])
