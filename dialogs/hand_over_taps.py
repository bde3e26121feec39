"""Taps about handing over: on an appointment, on a plan, on an offer."""

from cards.card_views import ChoiceView
from cards.verbs import Field, Input, Verb, taker_input
from dialogs import business_facts as facts
from dialogs.hand_over_of_one import plan_tapped
from dialogs.handing_over import confirm_plan, drop
from dialogs.offered_appointments import answer_offer
from dialogs.talk import Outcome, with_reasons
from dialogs.tap import Tap


async def hand_over(tap: Tap) -> Outcome:
    """Plan who takes an appointment, or go on with whose appointments are meant."""
    appointment_id, leaving_id = tap.text(Field.APPOINTMENT), tap.text(Field.STAFF)
    return await plan_tapped(tap.talk, tap.state, appointment_id, leaving_id)


async def hand_over_confirm(tap: Tap) -> Outcome:
    """Hand over as chosen."""
    draft = tap.state.hand_over
    if draft is None or draft.plan_id != tap.text(Field.PLAN):
        return _out_of_date(tap)
    chosen = {
        each.appointment_id: tap.text(taker_input(each.appointment_id)) for each in draft.planned
    }
    is_away = tap.text(Input.AWAY) != "false"
    return await confirm_plan(tap.talk, tap.state, chosen, is_away=is_away)


async def hand_over_drop(tap: Tap) -> Outcome:
    """Hand nothing over."""
    draft = tap.state.hand_over
    if draft is None or draft.plan_id != tap.text(Field.PLAN):
        return _out_of_date(tap)
    return drop(tap.talk, tap.state)


def _out_of_date(tap: Tap) -> Outcome:
    texts = tap.talk.texts
    day = ChoiceView(texts.say("choice-my-day"), Verb.STAFF_DAY, {Field.TEAM.value: False})
    reply = facts.notice(tap.talk, texts.say("card-out-of-date"), choices=(day,))
    return tap.state, with_reasons(reply, ("out_of_date",))


async def take_over(tap: Tap) -> Outcome:
    """Take over what a colleague offers."""
    return await answer_offer(tap.talk, tap.state, tap.text(Field.HAND_OVER), is_accepted=True)


async def take_over_decline(tap: Tap) -> Outcome:
    """Decline it."""
    return await answer_offer(tap.talk, tap.state, tap.text(Field.HAND_OVER), is_accepted=False)
