"""Handing over, planned: who takes what to choose, what nobody can take, one confirm."""

from cards.actions import MAXIMUM_IN_SIGHT, ActionStyle, Tap
from cards.channels import CardJson, Channel
from cards.customer_appointments import versioned
from cards.documents import Document, to_json
from cards.elements import (
    Choice,
    Container,
    InputChoiceSet,
    InputToggle,
    Spacing,
    StrictElement,
)
from cards.hand_over_parts import LONGEST_NAME, appointment_lines, box, said_of
from cards.hand_over_views import (
    HandOverPlanCardView,
)
from cards.layout import buttons, prose, quiet, rich, run, section
from cards.verbs import NOBODY, Field, Input, Verb, taker_input
from cards.wording import line, title
from language.texts import Texts
from scheduling.hand_over_views import PlannedView
from scheduling.permissions import Action
from scheduling.views import AppointmentView

_BUTTONS_FOR_UNPLACED = MAXIMUM_IN_SIGHT - 2
"""What remains beside the buttons of the card itself."""
_REASONS_SHOWN = 4
_LONGEST_REASON = 160
_NAMES_CHOSEN_FROM = 8


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
            *_away(view, texts),
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
    leaving = line(view.plan.leaving.display_name, LONGEST_NAME)
    stays = Choice(texts.say("card-stays-with", name=leaving), NOBODY)
    # Whoever is proposed is among those in sight, however many there are.
    able = sorted(planned.able, key=lambda each: each.staff_member_id != planned.proposed_id)
    names = [
        Choice(title(each.display_name, LONGEST_NAME), each.staff_member_id)
        for each in able[:_NAMES_CHOSEN_FROM]
    ]
    choice = InputChoiceSet(
        id=taker_input(appointment.appointment_id),
        label=texts.say("card-taken-by"),
        choices=[*names, stays],
        value=chosen.get(appointment.appointment_id, NOBODY),
    )
    return box([*appointment_lines(appointment, view.time_zone, texts), choice])


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
        lines = [*appointment_lines(appointment, view.time_zone, texts), *words, *buttons(taps)]
        found.append(box(lines, _opening(appointment, view.time_zone, texts)))
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
        box(appointment_lines(each, view.time_zone, texts), _opening(each, view.time_zone, texts))
        for each in view.plan.requests[:_REASONS_SHOWN]
    ]
    return [section(texts.say("card-requests-stay")), *boxes]


def _away(view: HandOverPlanCardView, texts: Texts) -> list[StrictElement]:
    """Ask what is asked beside it; the toggle's own words are ours alone, since it expands them."""
    if not view.away:
        return []
    toggle = InputToggle(
        id=Input.AWAY.value,
        label=texts.say("card-time-off"),
        title=texts.say("card-mark-away"),
        value="true",
        wrap=True,
    )
    return [rich(run(line(view.away, _LONGEST_REASON))), toggle]


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
    return f"{said_of(appointment, view.time_zone, texts)}: {line(name)}"
