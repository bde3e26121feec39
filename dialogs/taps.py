"""Which handler answers which verb; cards that are out of date are told so."""

from dataclasses import replace

from cards.card_views import ChoiceView, NoticeView, Tone
from cards.notices import render_notice
from cards.verbs import Field, Verb
from dialogs import (
    appointment_taps,
    asides,
    business_facts,
    draft_taps,
    hand_over_taps,
    series_answers,
    series_changes,
    series_requests,
    starting,
)
from dialogs.booking import confirm
from dialogs.explaining import why_taps
from dialogs.lifecycle.taps import LIFECYCLE
from dialogs.own_appointments import list_own
from dialogs.showing import appointment_reply, done_words, read_own
from dialogs.state import ConversationState, settled
from dialogs.talk import Outcome, Talk, shown
from dialogs.tap import Handler, Tap
from dialogs.visiting import whole_or_part
from dialogs.visiting.visit_booking import finished_visit
from dialogs.waiting import taps as waitlist_taps

_FINISHING = (Verb.CONFIRM.value, Verb.TAKE_SERIES.value)
"""What is tapped last in a draft: a second tap gets the answer of the first."""


async def tapped(talk: Talk, state: ConversationState) -> Outcome:
    """Answer a tap. Unknown verbs and cards of another draft are answered as out of date."""
    action = settled(talk.turn.action)
    tap = Tap(talk, state, dict(action.data))
    free = _FREE.get(action.verb)
    if free is not None:
        return await free(tap)
    bound = _BOUND.get(action.verb)
    if bound is None:
        return out_of_date(talk, state)
    draft_id = tap.text(Field.DRAFT)
    if state.draft is not None and state.draft.draft_id == draft_id:
        return await bound(tap)
    if draft_id and draft_id == state.finished_draft and action.verb in _FINISHING:
        return await _finished(tap)
    return out_of_date(talk, state)


def out_of_date(talk: Talk, state: ConversationState) -> Outcome:
    """Say that the card belongs to something that is over, and where to go from here."""
    choices = [
        ChoiceView(talk.texts.say("choice-book"), Verb.BOOK),
        ChoiceView(talk.texts.say("choice-my-appointments"), Verb.MY_APPOINTMENTS),
    ]
    if state.draft is not None:
        resume = {Field.DRAFT.value: state.draft.draft_id}
        choices.insert(0, ChoiceView(talk.texts.say("choice-resume"), Verb.RESUME, resume))
    view = NoticeView(
        prompt=talk.texts.say("card-out-of-date"), tone=Tone.WARNING, choices=tuple(choices)
    )
    return state, shown(
        render_notice(view, talk.texts, talk.turn.channel), reasons=("out_of_date",)
    )


async def _finished(tap: Tap) -> Outcome:
    """The second tap on "confirm" gets the answer of the first."""
    done = await read_own(tap.talk, tap.state.finished_appointment)
    if done.series_id:
        return await series_changes.series_show(
            replace(tap, data={Field.APPOINTMENT: done.appointment_id})
        )
    visit = await finished_visit(tap.talk, done)
    if visit is not None:
        return tap.state, visit
    return tap.state, appointment_reply(tap.talk, done, done_words(tap.talk, done))


async def _book(tap: Tap) -> Outcome:
    return await starting.start_booking(tap.talk, tap.state, tap.text(Field.SERVICE))


async def _confirm(tap: Tap) -> Outcome:
    return await confirm(tap.talk, tap.state)


async def _back(tap: Tap) -> Outcome:
    return await starting.step_back(tap.talk, tap.state)


async def _start_over(tap: Tap) -> Outcome:
    return await starting.start_over(tap.talk, tap.state)


async def _resume(tap: Tap) -> Outcome:
    return await starting.resume(tap.talk, tap.state)


async def _list_own(tap: Tap) -> Outcome:
    return await list_own(tap.talk, tap.state)


async def _help(tap: Tap) -> Outcome:
    return tap.state, asides.help_notice(tap.talk)


async def _prices(tap: Tap) -> Outcome:
    return tap.state, business_facts.prices(tap.talk)


async def _hours(tap: Tap) -> Outcome:
    return tap.state, business_facts.hours(tap.talk)


async def _address(tap: Tap) -> Outcome:
    return tap.state, business_facts.address(tap.talk)


async def _person(tap: Tap) -> Outcome:
    return tap.state, business_facts.person(tap.talk)


_FREE: dict[str, Handler] = {
    Verb.BOOK: _book,
    Verb.START_OVER: _start_over,
    Verb.MY_APPOINTMENTS: _list_own,
    Verb.HELP: _help,
    Verb.PRICES: _prices,
    Verb.OPENING_HOURS: _hours,
    Verb.ADDRESS: _address,
    Verb.PERSON: _person,
    Verb.OPEN_APPOINTMENT: appointment_taps.appointment_open,
    Verb.MOVE_APPOINTMENT: appointment_taps.appointment_move,
    Verb.CANCEL_APPOINTMENT: appointment_taps.appointment_cancel,
    Verb.CANCEL_CONFIRMED: appointment_taps.appointment_cancel_confirm,
    Verb.KEEP_APPOINTMENT: appointment_taps.appointment_keep,
    Verb.STAFF_DAY: appointment_taps.staff_day,
    Verb.STAFF_NEXT: appointment_taps.staff_next,
    Verb.STAFF_OPEN: appointment_taps.staff_open,
    Verb.STAFF_MARK: appointment_taps.staff_mark,
    Verb.STAFF_REQUESTS: appointment_taps.staff_requests,
    Verb.ACCEPT_REQUEST: appointment_taps.accept_request,
    Verb.DECLINE_REQUEST: appointment_taps.decline_request,
    Verb.DECLINE_CONFIRMED: appointment_taps.decline_confirm,
    Verb.STAFF_HISTORY: appointment_taps.staff_history,
    Verb.STAFF_MOVE: appointment_taps.staff_move,
    Verb.STAFF_CANCEL: appointment_taps.staff_cancel,
    Verb.STAFF_CANCEL_CONFIRMED: appointment_taps.staff_cancel_confirm,
    Verb.EXPLAIN: why_taps.explain,
    Verb.TAKE_TIME: why_taps.take_time,
    Verb.HAND_OVER: hand_over_taps.hand_over,
    Verb.HAND_OVER_CONFIRMED: hand_over_taps.hand_over_confirm,
    Verb.HAND_OVER_DROPPED: hand_over_taps.hand_over_drop,
    Verb.ACCEPT_HAND_OVER: hand_over_taps.take_over,
    Verb.DECLINE_HAND_OVER: hand_over_taps.take_over_decline,
    **LIFECYCLE,
    Verb.JOIN_WAITLIST: waitlist_taps.join_waitlist,
    Verb.MY_WAITLIST: waitlist_taps.my_waitlist,
    Verb.LEAVE_WAITLIST: waitlist_taps.leave_waitlist,
    Verb.TAKE_OFFER: waitlist_taps.take_offer,
    Verb.PASS_UP_OFFER: waitlist_taps.pass_up_offer,
    Verb.STAFF_WAITLIST: waitlist_taps.staff_waitlist,
    Verb.SHOW_SERIES: series_changes.series_show,
    Verb.MOVE_SERIES: series_changes.series_move,
    Verb.CANCEL_SERIES: series_changes.series_cancel,
    Verb.CANCEL_SERIES_CONFIRMED: series_changes.series_cancel_confirm,
    Verb.ACCEPT_SERIES: series_requests.series_accept,
    Verb.DECLINE_SERIES: series_requests.series_decline,
    Verb.REMOVE_ATTENDEE: appointment_taps.attendee_remove,
    Verb.REMOVE_CONFIRMED: appointment_taps.attendee_remove_confirm,
    Verb.CHANGE_CAPACITY: appointment_taps.capacity_change,
    Verb.KEEP_CAPACITY: appointment_taps.capacity_keep,
    Verb.CANCEL_PART: whole_or_part.cancel_part_tapped,
    Verb.CANCEL_VISIT: whole_or_part.cancel_visit_tapped,
    Verb.MOVE_PART: whole_or_part.move_part_tapped,
    Verb.MOVE_VISIT: whole_or_part.move_visit_tapped,
}
"""Verbs that stand by themselves: the core decides whether they may."""

_BOUND: dict[str, Handler] = {
    Verb.BACK: _back,
    Verb.RESUME: _resume,
    Verb.CONFIRM: _confirm,
    Verb.PICK_SERVICE: draft_taps.pick_service,
    Verb.MORE_SERVICES: draft_taps.more_services,
    Verb.PICK_STAFF: draft_taps.pick_staff,
    Verb.MORE_STAFF: draft_taps.more_staff,
    Verb.PICK_LENGTH: draft_taps.pick_length,
    Verb.PICK_COUNT: draft_taps.pick_count,
    Verb.PICK_DAY: draft_taps.pick_day,
    Verb.MORE_DAYS: draft_taps.more_days,
    Verb.OTHER_DAY: draft_taps.other_day,
    Verb.PICK_TIME: draft_taps.pick_time,
    Verb.MORE_TIMES: draft_taps.more_times,
    Verb.GIVE_CONTACT: draft_taps.give_contact,
    Verb.GIVE_ANSWERS: draft_taps.give_answers,
    Verb.GIVE_CONSENT: draft_taps.give_consent,
    Verb.CHANGE: draft_taps.change,
    Verb.REPEAT: series_answers.repeat,
    Verb.GIVE_REPEAT: series_answers.give_repeat,
    Verb.ONCE: series_answers.once,
    Verb.TAKE_SERIES: series_answers.take_series,
}
"""Verbs that belong to the draft whose id the card carries."""
