"""What can be said at any moment without losing what was said: help, questions, courtesies."""

from collections.abc import Callable

from cards.card_views import ChoiceView
from cards.verbs import Verb
from cards.welcome import StaffWelcomeView, WelcomeView, render_staff_welcome, render_welcome
from dialogs import business_facts as facts
from dialogs.state import ConversationState
from dialogs.talk import Talk, shown
from dialogs.turns import Reply
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.permissions import Action, Reach, reach_of

_ABOUT_SERVICES = (Intent.ASK_PRICE, Intent.ASK_DURATION, Intent.ASK_SERVICES)


def welcome(talk: Talk, key: str = "welcome") -> Reply:
    """Greet, saying what can be done here."""
    name = talk.business.display_name
    staff = talk.person.staff_member
    if staff is not None and talk.person.role is not None:
        prompt = talk.texts.say(f"{key}-staff", name=staff.display_name, business=name)
        shows_team = reach_of(talk.person.role, Action.SEE_APPOINTMENTS) is Reach.ANY
        view = StaffWelcomeView(
            prompt=prompt,
            business_name=name,
            staff_name=staff.display_name,
            shows_team=shows_team,
        )
        return shown(render_staff_welcome(view, talk.texts, talk.turn.channel))
    prompt = talk.texts.say(key, business=name)
    card = render_welcome(
        WelcomeView(prompt=prompt, business_name=name), talk.texts, talk.turn.channel
    )
    return shown(card)


def aside(
    talk: Talk, state: ConversationState, intent: Intent, understanding: Understanding
) -> Reply | None:
    """Answer a question that changes nothing, or None where the intent is none of these."""
    if intent in _ABOUT_SERVICES:
        return facts.prices(talk, _services_meant(state, intent, understanding))
    if intent is Intent.ASK_STAFF:
        said = understanding.service.choices if understanding.service else ()
        return facts.staff_list(talk, said)
    if intent is Intent.GOODBYE:
        return _goodbye(talk, state)
    simple: dict[Intent, Callable[[Talk], Reply]] = {
        Intent.HELP: help_notice,
        Intent.ASK_HOURS: facts.hours,
        Intent.ASK_ADDRESS: facts.address,
        Intent.ASK_POLICY: _policy,
        Intent.TALK_TO_PERSON: facts.person,
        Intent.RUNNING_LATE: _running_late,
        Intent.OUT_OF_SCOPE: _out_of_scope,
        Intent.THANK: _thanks,
    }
    answer = simple.get(intent)
    return answer(talk) if answer else None


def _services_meant(
    state: ConversationState, intent: Intent, understanding: Understanding
) -> tuple[str, ...]:
    """Give the services named; "how much is it?" asks of the one talked about."""
    if understanding.service is not None:
        return understanding.service.choices
    chosen = state.draft.service_id if state.draft else None
    return (chosen,) if chosen and intent is not Intent.ASK_SERVICES else ()


def help_notice(talk: Talk) -> Reply:
    """Say what can be said here, with examples."""
    key = "help-staff" if talk.is_staff else "help"
    return facts.notice(talk, talk.texts.say(key), choices=_starting_points(talk))


def _starting_points(talk: Talk) -> tuple[ChoiceView, ...]:
    if talk.is_staff:
        return (
            ChoiceView(talk.texts.say("choice-my-day"), Verb.STAFF_DAY, {"team": False}),
            ChoiceView(talk.texts.say("choice-next"), Verb.STAFF_NEXT),
        )
    return (
        ChoiceView(talk.texts.say("choice-book"), Verb.BOOK),
        ChoiceView(talk.texts.say("choice-my-appointments"), Verb.MY_APPOINTMENTS),
        ChoiceView(talk.texts.say("choice-person"), Verb.PERSON),
    )


def _policy(talk: Talk) -> Reply:
    return facts.notice(talk, talk.texts.say("policy"), choices=_starting_points(talk))


def _running_late(talk: Talk) -> Reply:
    """Somebody has to hear of it now, and this chat is read by nobody."""
    return cannot_yet(talk) if talk.is_staff else facts.person(talk, "running-late")


def _out_of_scope(talk: Talk) -> Reply:
    said = talk.texts.say("out-of-scope", business=talk.business.display_name)
    return facts.notice(talk, said, choices=_starting_points(talk))


def cannot_yet(talk: Talk) -> Reply:
    """Say that what staff asked for is not done in this chat."""
    return facts.notice(talk, talk.texts.say("cannot-yet"), choices=_starting_points(talk))


def _thanks(talk: Talk) -> Reply:
    return facts.notice(talk, talk.texts.say("thanks"))


def _goodbye(talk: Talk, state: ConversationState) -> Reply:
    key = "goodbye-draft" if state.draft is not None else "goodbye"
    return facts.notice(talk, talk.texts.say(key))
