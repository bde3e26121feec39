"""What a message asked for that is not to be had, or not now: said before the next question."""

from dialogs.state import Draft
from dialogs.talk import Talk
from dialogs.turns import Message, Reply
from language.understanding import Understanding

_SERVICES_NAMED = 8


def remarks(talk: Talk, draft: Draft, understanding: Understanding) -> Reply:
    """Give a message for each wish that was left out of the draft; none where all is in it."""
    said = (
        *_unknown_services(talk, draft, understanding),
        *_other_services(talk, understanding),
        *_unknown_staff(talk, understanding),
        *_without_services(talk, draft, understanding),
        *_impossible_times(talk, understanding),
        *unknown_zone(talk, understanding),
    )
    return Reply(tuple(Message(text=each) for each in said))


def _unknown_services(talk: Talk, draft: Draft, understanding: Understanding) -> list[str]:
    wished = [each.value for each in understanding.unknown_services]
    if not wished:
        return []
    service = talk.business.service(draft.service_id)
    words = talk.texts.choice([f"“{each}”" for each in wished])
    if service is not None:
        name = service.display_name
        return [talk.texts.say("service-not-offered-too", wished=words, service=name)]
    names = [each.display_name for each in talk.business.services][:_SERVICES_NAMED]
    services = talk.texts.list(names)
    return [talk.texts.say("service-not-offered", wished=words, services=services)]


def _other_services(talk: Talk, understanding: Understanding) -> list[str]:
    """Say which of several services is taken now."""
    found = [talk.business.service(each.value) for each in understanding.other_services]
    others = talk.texts.list([each.display_name for each in found if each is not None])
    first = talk.business.service(understanding.service.value if understanding.service else None)
    if not others or first is None:
        return []
    return [talk.texts.say("one-service-at-a-time", service=first.display_name, others=others)]


def _unknown_staff(talk: Talk, understanding: Understanding) -> list[str]:
    names = [each.value for each in understanding.unknown_staff]
    return [talk.texts.say("nobody-called", name=talk.texts.choice(names))] if names else []


def _without_services(talk: Talk, draft: Draft, understanding: Understanding) -> list[str]:
    """Say of somebody who works here that they provide nothing.

    A single name and a service are refused together, where who does provide it is asked for.
    """
    said = understanding.staff_member
    if said is None or (draft.service_id and not said.is_ambiguous):
        return []
    wished = [each.staff_member_id for each in said.choices]
    idle = [each for each in talk.business.other_staff_members if each.staff_member_id in wished]
    return [talk.texts.say("staff-without-services", staff=each.display_name) for each in idle]


def _impossible_times(talk: Talk, understanding: Understanding) -> list[str]:
    times = [f"“{each.value}”" for each in understanding.impossible_times]
    return [talk.texts.say("impossible-time", time=talk.texts.choice(times))] if times else []


def unknown_zone(talk: Talk, understanding: Understanding) -> list[str]:
    """Say which clock is meant where a zone was named that is not known, or cannot be chosen."""
    said = understanding.unknown_zone or understanding.zone
    is_chosen = understanding.zone is not None and understanding.zone.value == talk.zone
    if said is None or is_chosen:
        return []
    words = understanding.text[said.start : said.end]
    zone = talk.texts.zone(talk.zone, talk.turn.now)
    return [talk.texts.say("zone-not-known", said=words, zone=zone)]
