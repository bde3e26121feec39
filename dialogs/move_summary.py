"""Sums up a move: the appointment as it was booked, at another time."""

from dataclasses import replace

from cards.card_views import SummaryView
from cards.summary import render_summary
from cards.verbs import DraftField
from dialogs.showing import read_own
from dialogs.state import Asked, ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, shown
from scheduling.views import AppointmentView, ServiceView


async def sum_up_move(
    talk: Talk, state: ConversationState, service: ServiceView, lead: str = ""
) -> Outcome:
    """Say what moves where, and ask for a yes.

    Length, price, name and place are the appointment's own: the service may have changed since.
    """
    draft = settled(state.draft)
    start_at = settled(draft.start_at)
    appointment = await read_own(talk, draft.moves)
    said = talk.texts.say("confirm-move", when=talk.with_zone_named(start_at))
    now_with = _names(talk, appointment)
    will_be_with = _names_after(talk, draft, appointment)
    view = SummaryView(
        prompt=f"{lead} {said}".strip(),
        draft_id=draft.draft_id,
        business_name=talk.business.display_name,
        service=_as_booked(service, appointment),
        staff_name=will_be_with,
        start_at=start_at,
        time_zone=talk.zone,
        business_time_zone=talk.business.time_zone,
        location=appointment.location,
        changeable=(DraftField.DAY, DraftField.TIME),
        moves_from_at=draft.moves_from_at,
        moves_from_staff_name="" if will_be_with == now_with else now_with,
    )
    card = render_summary(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.CONFIRMATION), shown(card)


def _as_booked(service: ServiceView, appointment: AppointmentView) -> ServiceView:
    return replace(
        service,
        display_name=appointment.service_name,
        duration=appointment.end_at - appointment.start_at,
        price=appointment.price,
        currency=appointment.currency,
        durations=(),
    )


def _names(talk: Talk, appointment: AppointmentView) -> str:
    return talk.texts.list([each.display_name for each in appointment.staff_members])


def _names_after(talk: Talk, draft: Draft, appointment: AppointmentView) -> str:
    """Name who will have it; empty for anyone who is free."""
    if draft.keeps_everybody:
        return _names(talk, appointment)
    kept = (*talk.business.staff_members, *appointment.staff_members)
    found = (each for each in kept if each.staff_member_id == draft.staff_member_id)
    return next((each.display_name for each in found), "")
