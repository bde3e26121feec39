"""Cancels or moves one part of a visit or all of it, whichever is meant."""

from dataclasses import replace

from cards.card_views import ChoiceView, NoticeView
from cards.notices import render_notice
from cards.verbs import Field, Input, Verb
from dialogs.changing import ask_cancel, begin_move, then_draft
from dialogs.short_answers import chosen_place, says_no
from dialogs.showing import read_own, refuse_change
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown
from dialogs.tap import Tap
from dialogs.visiting.moving_visit import begin_moving_visit
from dialogs.visiting.visit_booking import Parts, parts_with, visit_reply
from dialogs.wishes import meets
from language.understanding import Understanding
from language.when_wishes import WhenWish
from scheduling.errors import StaleVersion, TooLateToChange, WrongStatus
from scheduling.permissions import Action
from scheduling.service.change import LONGEST_MESSAGE
from scheduling.service.visiting.cancelling_visits import CancelVisitCommand, cancel_visit
from scheduling.views import AppointmentView, SlotView

_ASKED = {Asked.CANCEL_WHOLE: Action.CANCEL, Asked.MOVE_WHOLE: Action.RESCHEDULE}
_WHOLE = frozenset({"whole", "all", "both", "everything", "entire", "complete", "visit"})
_ONE = frozenset({"only", "just", "this", "single"})


async def ask_whole_or_part(
    talk: Talk,
    state: ConversationState,
    one: AppointmentView,
    action: Action,
    wished: WhenWish | None = None,
) -> Outcome | None:
    """Ask whether all of a visit is meant or one part; None where it is part of no visit."""
    parts = await parts_with(talk, one)
    if len(parts) == 1 or action not in one.may:
        return None
    is_cancel = action is Action.CANCEL
    key = "visit-cancel-which" if is_cancel else "visit-move-which"
    choices = _choices(talk, one, parts, is_cancel=is_cancel)
    view = NoticeView(prompt=talk.texts.say(key), choices=choices)
    asked = Asked.CANCEL_WHOLE if is_cancel else Asked.MOVE_WHOLE
    listed = tuple(each.appointment_id for each in parts)
    asking = state.asking(asked, listed=listed, wished=wished)
    asking = replace(asking, focus=one.appointment_id, focus_version=one.version)
    return asking, shown(render_notice(view, talk.texts, talk.turn.channel))


def _choices(
    talk: Talk, one: AppointmentView, parts: Parts, *, is_cancel: bool
) -> tuple[ChoiceView, ...]:
    whole, part = (
        (Verb.CANCEL_VISIT, Verb.CANCEL_PART) if is_cancel else (Verb.MOVE_VISIT, Verb.MOVE_PART)
    )
    return (
        ChoiceView(talk.texts.say("visit-whole"), whole, _data(one)),
        *(ChoiceView(_only(talk, each), part, _data(each)) for each in parts[:4]),
        ChoiceView(talk.texts.say("visit-keep"), Verb.KEEP_APPOINTMENT, _data(one)),
    )


def _data(view: AppointmentView) -> dict[str, str]:
    return {Field.APPOINTMENT.value: view.appointment_id}


def _only(talk: Talk, part: AppointmentView) -> str:
    time = talk.texts.time(part.start_at, talk.zone)
    return talk.texts.say("visit-only", service=part.service_name, time=time)


async def whole_or_part_said(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take "the whole visit", "only the colour" or "this one" as the answer; None for others."""
    action = _ASKED.get(state.asked) if state.asked else None
    if action is None:
        return None
    parts = [await read_own(talk, each) for each in state.listed]
    if _is_another_wish(talk, parts, understanding):
        return None
    words = {each.strip(".,!").casefold() for each in understanding.text.split()}
    one = await read_own(talk, state.focus)
    if words & _WHOLE and not words & _ONE:
        return await _whole(talk, state, one, action)
    meant = _meant(state, parts, understanding, one if words & _ONE else None)
    if meant is not None:
        return await _part(talk, state, meant, action)
    return await _kept(talk, state, parts) if says_no(understanding) else None


async def _kept(talk: Talk, state: ConversationState, parts: list[AppointmentView]) -> Outcome:
    said = talk.texts.say("visit-kept")
    return await then_draft(talk, (state.asking(None), visit_reply(talk, tuple(parts), said)))


def _is_another_wish(
    talk: Talk, parts: list[AppointmentView], understanding: Understanding
) -> bool:
    """Tell "and a haircut tomorrow at 4", which is none of the parts, from "the haircut"."""
    if understanding.visit is not None and understanding.visit.adds:
        return True
    wish = understanding.wish if understanding.service else None
    starts = (SlotView(each.start_at, ()) for each in parts)
    return wish is not None and not any(meets(wish, each, talk.zone) for each in starts)


def _meant(
    state: ConversationState,
    parts: list[AppointmentView],
    understanding: Understanding,
    bare: AppointmentView | None,
) -> AppointmentView | None:
    """Give the part that is named by its service or its place; else the one talked about."""
    if understanding.service is not None:
        named = [each for each in parts if each.service_id in understanding.service.choices]
        return named[0] if len(named) == 1 else None
    place = chosen_place(understanding, len(state.listed))
    return parts[place] if place is not None else bare


async def _whole(
    talk: Talk, state: ConversationState, one: AppointmentView, action: Action
) -> Outcome:
    if action is Action.CANCEL:
        return await cancel_whole(talk, state, one)
    return await begin_moving_visit(talk, state, one)


async def _part(
    talk: Talk, state: ConversationState, one: AppointmentView, action: Action
) -> Outcome:
    if action is Action.CANCEL:
        return ask_cancel(talk, state, one)
    return await begin_move(talk, state, one, state.wished)


async def cancel_whole(
    talk: Talk, state: ConversationState, one: AppointmentView, message: str = ""
) -> Outcome:
    """Cancel all parts that are to come, and show them; `message` is staff's to the customer."""
    command = CancelVisitCommand(
        business_id=talk.business.business_id,
        appointment_id=one.appointment_id,
        message=message,
        idempotency_key=f"cancel-visit:{one.appointment_id}:{one.version}",
    )
    try:
        ended = await talk.desk.do(cancel_visit, command)
    except (TooLateToChange, StaleVersion, WrongStatus):
        ended = ()
    if not ended:
        return refuse_change(talk, state, await read_own(talk, one.appointment_id))
    over = replace(state.asking(None), focus="", focus_version=0)
    return await then_draft(talk, (over, visit_reply(talk, ended, _cancelled_words(talk, ended))))


def _cancelled_words(talk: Talk, ended: Parts) -> str:
    key = "visit-cancelled-staff" if talk.is_staff else "visit-cancelled"
    when = talk.when_done(min(each.start_at for each in ended))
    return talk.texts.say(key, when=when, count=len(ended), customer=ended[0].customer_name)


async def cancel_part_tapped(tap: Tap) -> Outcome:
    """Ask whether to cancel this part only."""
    return ask_cancel(tap.talk, tap.state, await _tapped(tap))


async def cancel_visit_tapped(tap: Tap) -> Outcome:
    """Cancel all of it, with words for the customer where staff do."""
    message = tap.text(Input.MESSAGE, LONGEST_MESSAGE).strip() if tap.talk.is_staff else ""
    return await cancel_whole(tap.talk, tap.state, await _tapped(tap), message)


async def move_part_tapped(tap: Tap) -> Outcome:
    """Begin to move this part only."""
    one = await _tapped(tap)
    is_listed = one.appointment_id in tap.state.listed
    return await begin_move(tap.talk, tap.state, one, tap.state.wished if is_listed else None)


async def move_visit_tapped(tap: Tap) -> Outcome:
    """Begin to move all of it."""
    return await begin_moving_visit(tap.talk, tap.state, await _tapped(tap))


async def _tapped(tap: Tap) -> AppointmentView:
    return await read_own(tap.talk, tap.text(Field.APPOINTMENT))
