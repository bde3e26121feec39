"""Handing over: the plan with its choices, what was done, what is offered, and the news of it."""

from collections.abc import Sequence

from cards.actions import MAXIMUM_IN_SIGHT, ActionStyle, Tap
from cards.appointment_parts import staff_names
from cards.channels import CardJson, Channel
from cards.customer_appointments import versioned
from cards.documents import Document, to_json
from cards.elements import (
    Choice,
    Colour,
    Container,
    InputChoiceSet,
    InputToggle,
    Spacing,
    StrictElement,
    Style,
)
from cards.hand_over_views import (
    HandOverNewsCardView,
    HandOverPlanCardView,
    HandOverResultCardView,
    OfferCardView,
)
from cards.layout import buttons, heading, named, panel, prose, quiet, rich, run, section, strong
from cards.verbs import NOBODY, Field, Input, Verb, taker_input
from cards.wording import line, title
from language.texts import Texts
from scheduling.hand_over_views import PlannedView, TakenOverView
from scheduling.handing_over import HandOverState
from scheduling.permissions import Action
from scheduling.views import AppointmentView

_BUTTONS_FOR_UNPLACED = MAXIMUM_IN_SIGHT - 2
"""What remains beside the buttons of the card itself."""
_REASONS_SHOWN = 4
_LONGEST_REASON = 160
_NAMES_CHOSEN_FROM = 8
_LONGEST_NAME = 40
"""A plan has up to ten appointments with up to so many names each: a card has a size in bytes."""


def render_hand_over_plan(view: HandOverPlanCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render a plan: who takes what to choose, what cannot be placed and why, one confirm."""
    plan = view.plan
    chosen = dict(view.chosen)
    document = Document(
        body=[
            *prose(view.prompt),
            *(_placed(each, chosen, view, texts) for each in plan.placed),
            *_unplaced(view, texts),
            *_requests(view, texts),
            *([_away(view, texts)] if view.away else []),
        ],
        said=[view.prompt, *(_planned_said(each, chosen, view, texts) for each in plan.planned)],
        actions=_plan_actions(view, texts),
    )
    return to_json(document, channel)


def _plan_actions(view: HandOverPlanCardView, texts: Texts) -> list[Tap]:
    if not view.plan.placed and not view.away:
        return [Tap(texts.say("card-my-day"), Verb.STAFF_DAY, {Field.TEAM: False})]
    plan = {Field.PLAN.value: view.plan_id}
    drop = Tap(
        texts.say("card-hand-over-drop"), Verb.HAND_OVER_DROPPED, {**plan}, ignores_inputs=True
    )
    if not view.plan.placed:
        key = "card-mark-away"
    else:
        key = "card-hand-over-ask" if view.plan.is_offer else "card-hand-over"
    confirm = Tap(texts.say(key), Verb.HAND_OVER_CONFIRMED, {**plan}, ActionStyle.POSITIVE)
    return [confirm, drop]


def _placed(
    planned: PlannedView, chosen: dict[str, str], view: HandOverPlanCardView, texts: Texts
) -> Container:
    appointment = planned.appointment
    leaving = line(view.plan.leaving.display_name, _LONGEST_NAME)
    stays = Choice(texts.say("card-stays-with", name=leaving), NOBODY)
    # Whoever is proposed is among those in sight, however many there are.
    able = sorted(planned.able, key=lambda each: each.staff_member_id != planned.proposed_id)
    names = [
        Choice(title(each.display_name, _LONGEST_NAME), each.staff_member_id)
        for each in able[:_NAMES_CHOSEN_FROM]
    ]
    choice = InputChoiceSet(
        id=taker_input(appointment.appointment_id),
        label=texts.say("card-taken-by"),
        choices=[*names, stays],
        value=chosen.get(appointment.appointment_id, NOBODY),
    )
    return _box([*_lines(appointment, view.time_zone, texts), choice])


def _unplaced(view: HandOverPlanCardView, texts: Texts) -> list[StrictElement]:
    """List what nobody can take, with why; the first of them with buttons to move or cancel it.

    All of them open by a tap, where the same can be done.
    """
    unplaced = view.plan.unplaced
    if not unplaced:
        return []
    room, reasons = _BUTTONS_FOR_UNPLACED, dict(view.reasons)
    found: list[StrictElement] = [section(texts.say("card-not-placed"))]
    for each in unplaced:
        appointment = each.appointment
        taps = _changes(appointment, texts)
        taps = taps if len(taps) <= room else []
        room -= len(taps)
        why = reasons.get(appointment.appointment_id, ())[:_REASONS_SHOWN]
        words = [rich(quiet(line(said, _LONGEST_REASON)), spacing=Spacing.NONE) for said in why]
        lines = [*_lines(appointment, view.time_zone, texts), *words, *buttons(taps)]
        found.append(_box(lines, _opening(appointment, view.time_zone, texts)))
    return found


def _changes(appointment: AppointmentView, texts: Texts) -> list[Tap]:
    offered = (
        (Action.RESCHEDULE, "card-move", Verb.STAFF_MOVE),
        (Action.CANCEL, "card-cancel", Verb.STAFF_CANCEL),
    )
    return [
        Tap(texts.say(key), verb, versioned(appointment), ignores_inputs=True)
        for action, key, verb in offered
        if action in appointment.may
    ]


def _requests(view: HandOverPlanCardView, texts: Texts) -> list[StrictElement]:
    if not view.plan.requests:
        return []
    boxes = [
        _box(_lines(each, view.time_zone, texts), _opening(each, view.time_zone, texts))
        for each in view.plan.requests[:_REASONS_SHOWN]
    ]
    return [section(texts.say("card-requests-stay")), *boxes]


def _away(view: HandOverPlanCardView, texts: Texts) -> InputToggle:
    return InputToggle(
        id=Input.AWAY.value,
        label=texts.say("card-time-off"),
        title=title(view.away, _LONGEST_REASON),
        value="true",
        wrap=True,
    )


def render_hand_over_result(
    view: HandOverResultCardView, texts: Texts, channel: Channel
) -> CardJson:
    """Render what was handed over or offered."""
    taken = view.result.taken
    my_day = Tap(texts.say("card-my-day"), Verb.STAFF_DAY, {Field.TEAM: False})
    words = prose(view.prompt)
    document = Document(
        body=[panel(words, Style.GOOD), *_taken(taken, view.time_zone, texts)],
        said=[view.prompt, *(_taken_said(each, view.time_zone, texts) for each in taken)],
        actions=[my_day],
    )
    return to_json(document, channel)


def render_offer(view: OfferCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render what a colleague offers, with buttons as long as it waits, or what became of it."""
    taken = view.hand_over.taken
    document = Document(
        body=[*prose(view.prompt), *_taken(taken, view.time_zone, texts)],
        said=[view.prompt, *(_taken_said(each, view.time_zone, texts) for each in taken)],
        actions=_answers(view, texts),
    )
    return to_json(document, channel)


def _answers(view: OfferCardView, texts: Texts) -> list[Tap]:
    hand_over = view.hand_over
    if hand_over.state is not HandOverState.OFFERED:
        return [Tap(texts.say("card-my-day"), Verb.STAFF_DAY, {Field.TEAM: False})]
    return offer_taps(hand_over.hand_over_id, texts)


def offer_taps(hand_over_id: str, texts: Texts) -> list[Tap]:
    """Give the buttons that answer an offer."""
    data = {Field.HAND_OVER.value: hand_over_id}
    return [
        Tap(texts.say("card-accept"), Verb.ACCEPT_HAND_OVER, {**data}, ActionStyle.POSITIVE),
        Tap(texts.say("card-decline"), Verb.DECLINE_HAND_OVER, {**data}),
    ]


def render_hand_over_news(view: HandOverNewsCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render the news of a hand-over: all it comprises, once."""
    hand_over, zone = view.news.hand_over, view.news.time_zone
    is_offer = hand_over.state is HandOverState.OFFERED
    day = Tap(texts.say("card-my-day"), Verb.STAFF_DAY, {Field.TEAM: False})
    document = Document(
        body=[
            heading(texts.say(f"card-hand-over-{hand_over.state.value}")),
            *prose(view.headline),
            *_taken(hand_over.taken, zone, texts),
        ],
        said=[view.headline, *(_taken_said(each, zone, texts) for each in hand_over.taken)],
        actions=offer_taps(hand_over.hand_over_id, texts) if is_offer else [day],
    )
    return to_json(document, channel)


def _taken(taken: Sequence[TakenOverView], zone: str, texts: Texts) -> list[StrictElement]:
    boxes: list[StrictElement] = []
    for each in taken:
        who = texts.say("card-taken-by-name", name=named(each.taker.display_name))
        words = rich(run(who, color=Colour.ACCENT), spacing=Spacing.NONE)
        boxes.append(_box([*_lines(each.appointment, zone, texts), words]))
    return boxes


def _lines(appointment: AppointmentView, zone: str, texts: Texts) -> list[StrictElement]:
    """Show when, what and for whom in two lines: a plan has many."""
    names = appointment.service_name, appointment.customer_name
    about = " · ".join(line(each, _LONGEST_NAME) for each in names)
    if len(appointment.staff_members) > 1:
        about = f"{about} · {texts.say('card-with', name=staff_names(appointment, texts))}"
    at = texts.day_and_time(appointment.start_at, zone)
    return [rich(strong(at)), rich(run(about), spacing=Spacing.NONE)]


def _box(items: Sequence[StrictElement], tap: Tap | None = None) -> Container:
    return Container(
        items=list(items), style=Style.EMPHASIS, spacing=Spacing.SMALL, select_action=tap
    )


def _opening(appointment: AppointmentView, zone: str, texts: Texts) -> Tap:
    at = texts.day_and_time(appointment.start_at, zone)
    data = {Field.APPOINTMENT.value: appointment.appointment_id}
    return Tap(
        title(f"{appointment.customer_name}, {at}"), Verb.STAFF_OPEN, {**data}, ignores_inputs=True
    )


def _planned_said(
    planned: PlannedView, chosen: dict[str, str], view: HandOverPlanCardView, texts: Texts
) -> str:
    appointment = planned.appointment
    who = chosen.get(appointment.appointment_id)
    names = [each.display_name for each in planned.able if each.staff_member_id == who]
    name = names[0] if names else view.plan.leaving.display_name
    return f"{_said(appointment, view.time_zone, texts)}: {line(name)}"


def _taken_said(taken: TakenOverView, zone: str, texts: Texts) -> str:
    return f"{_said(taken.appointment, zone, texts)}: {line(taken.taker.display_name)}"


def _said(appointment: AppointmentView, zone: str, texts: Texts) -> str:
    at = texts.day_and_time(appointment.start_at, zone)
    return ", ".join((at, line(appointment.service_name), line(appointment.customer_name)))
