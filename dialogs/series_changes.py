"""Cancels the following occurrences of a series, or all; and begins to move as much as is meant."""

import hashlib
from dataclasses import replace

from cards.series import render_series_cancel
from cards.series_views import SeriesCancelView
from cards.verbs import Field, Input, Verb
from dialogs.changing import begin_move
from dialogs.series_showing import show_series
from dialogs.showing import appointment_reply, read_own, refuse_change
from dialogs.staff_cancelling import is_reached
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown
from dialogs.tap import Tap
from scheduling.errors import InvalidValue, StaleVersion, TooLateToChange, WrongStatus
from scheduling.series import SeriesScope
from scheduling.service.change import LONGEST_MESSAGE
from scheduling.service.series.changing import (
    AskSeriesChange,
    CancelSeriesCommand,
    SeenOccurrence,
    cancel_series,
    plan_cancel_series,
)
from scheduling.service.series.plans import SeriesChangeView
from scheduling.views import AppointmentView

_SCOPE_WORDS = 6


async def series_show(tap: Tap) -> Outcome:
    """Show the whole series."""
    return await show_series(tap.talk, tap.state, tap.text(Field.APPOINTMENT))


async def series_move(tap: Tap) -> Outcome:
    """Begin to move as much as was chosen, to the time said before it was asked."""
    appointment_id = tap.text(Field.APPOINTMENT)
    wished = tap.state.wished if appointment_id in tap.state.listed else None
    appointment = await read_own(tap.talk, appointment_id)
    return await begin_move(tap.talk, tap.state, appointment, wished, scope=_scope(tap))


async def series_cancel(tap: Tap) -> Outcome:
    """Ask whether to cancel the following, or all."""
    message = tap.text(Input.MESSAGE, 5000).strip()
    appointment_id = tap.text(Field.APPOINTMENT)
    return await ask_cancel_series(tap.talk, tap.state, appointment_id, _scope(tap), message)


async def series_cancel_confirm(tap: Tap) -> Outcome:
    """Cancel what was asked about."""
    return await cancel_series_confirmed(
        tap.talk, tap.state, tap.text(Field.APPOINTMENT), _scope(tap), tap.text(Field.SEEN)
    )


def _scope(tap: Tap) -> SeriesScope:
    try:
        return SeriesScope(tap.text(Field.SCOPE))
    except ValueError as error:
        raise InvalidValue(Field.SCOPE, "is none") from error


async def ask_cancel_series(
    talk: Talk,
    state: ConversationState,
    appointment_id: str,
    scope: SeriesScope,
    message: str = "",
    lead: str = "",
) -> Outcome:
    """Show what would be cancelled and what may not be, and ask once."""
    change = await _change(talk, appointment_id, scope)
    appointment = await read_own(talk, appointment_id)
    if not change.changes:
        return refuse_change(talk, state, appointment)
    view = _cancel_view(talk, change, appointment_id, scope, lead)
    card = render_series_cancel(view, talk.texts, talk.turn.channel)
    asking = state.asking(
        Asked.CANCEL_SERIES,
        listed_for=scope.value,
        message=message[:LONGEST_MESSAGE],
        seen=view.seen,
    )
    focus = {"focus": appointment_id, "focus_version": appointment.version}
    return replace(asking, **focus), shown(card)  # type: ignore[arg-type]  # its own names


def _cancel_view(
    talk: Talk, change: SeriesChangeView, appointment_id: str, scope: SeriesScope, lead: str
) -> SeriesCancelView:
    first = change.changes[0]
    said = talk.texts.say(
        "cancel-series-staff" if talk.is_staff else "cancel-series",
        count=len(change.changes),
        service=first.service_name,
        customer=first.customer_name,
    )
    return SeriesCancelView(
        prompt=f"{lead} {said}".strip(),
        appointment_id=appointment_id,
        scope=scope,
        seen=_seen(change),
        changes=change.changes,
        time_zone=talk.zone,
        notes=tuple(
            talk.texts.say(_stays(each), when=talk.when(each.start_at)) for each in change.stays
        ),
        keep_verb=Verb.STAFF_OPEN if talk.is_staff else Verb.KEEP_APPOINTMENT,
    )


def _stays(appointment: AppointmentView) -> str:
    return "series-stays-shared" if len(appointment.group.attendees) > 1 else "series-stays"


async def _change(talk: Talk, appointment_id: str, scope: SeriesScope) -> SeriesChangeView:
    question = AskSeriesChange(talk.business.business_id, appointment_id, scope)
    return await talk.desk.ask(plan_cancel_series, question)


def _seen(change: SeriesChangeView) -> str:
    """Tell these occurrences in these versions from others."""
    found = [(each.appointment_id, each.version) for each in change.changes]
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]


async def cancel_series_confirmed(
    talk: Talk, state: ConversationState, appointment_id: str, scope: SeriesScope, seen: str
) -> Outcome:
    """Cancel what was shown; where that has changed since, show it anew."""
    is_asked = state.asked is Asked.CANCEL_SERIES and state.focus == appointment_id
    message = state.message if is_asked else ""
    change = await _change(talk, appointment_id, scope)
    changed = talk.texts.say("changed-since")
    if not change.changes or _seen(change) != seen:
        return await ask_cancel_series(talk, state, appointment_id, scope, message, changed)
    command = CancelSeriesCommand(
        business_id=talk.business.business_id,
        occurrences=tuple(
            SeenOccurrence(each.appointment_id, each.version) for each in change.changes
        ),
        message=message,
        idempotency_key=f"cancel:{appointment_id}:{seen}",
    )
    try:
        ended = await talk.desk.do(cancel_series, command)
    except (StaleVersion, TooLateToChange, WrongStatus):
        return await ask_cancel_series(talk, state, appointment_id, scope, message, changed)
    first = ended.occurrences[0]
    over = replace(state.asking(None), focus="", focus_version=0)
    said = await _done(talk, len(ended.occurrences), first.appointment_id, first.customer_name)
    return over, appointment_reply(talk, first, said)


async def _done(talk: Talk, count: int, appointment_id: str, customer: str) -> str:
    if not talk.is_staff:
        return talk.texts.say("series-cancelled", count=count)
    key = "told" if await is_reached(talk, appointment_id) else "unreached"
    return talk.texts.say(f"series-cancelled-{key}", count=count, customer=customer)
