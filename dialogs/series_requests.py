"""Requests that were made as a series, answered as a whole by staff."""

from cards.verbs import Field
from dialogs.requests import show_requests
from dialogs.series_showing import series_reply
from dialogs.showing import read_own
from dialogs.staff_changes import focused, staff_card
from dialogs.talk import Outcome, with_reasons
from dialogs.tap import Tap
from scheduling.errors import SlotNotOffered, SlotTaken, WrongStatus
from scheduling.service.series.answering import AnswerSeriesCommand, SeriesAnswer, answer_series


async def series_accept(tap: Tap) -> Outcome:
    """Accept all that waits of it."""
    return await _answer(tap, SeriesAnswer.ACCEPT)


async def series_decline(tap: Tap) -> Outcome:
    """Decline all that waits of it."""
    return await _answer(tap, SeriesAnswer.DECLINE)


async def _answer(tap: Tap, answer: SeriesAnswer) -> Outcome:
    talk, appointment_id = tap.talk, tap.text(Field.APPOINTMENT)
    command = AnswerSeriesCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        answer=answer,
        idempotency_key=f"{answer.value}-series:{appointment_id}",
    )
    try:
        answered = await talk.desk.do(answer_series, command)
    except WrongStatus:
        return await show_requests(talk, tap.state)
    except (SlotTaken, SlotNotOffered) as error:
        return await _not_free(tap, appointment_id, error)
    if not answered.occurrences:
        return await show_requests(talk, tap.state)
    said = talk.texts.say(f"request-series-{answer.value}", count=len(answered.occurrences))
    return tap.state, series_reply(talk, answered, said)


async def _not_free(tap: Tap, appointment_id: str, error: SlotTaken | SlotNotOffered) -> Outcome:
    """Say when nobody is free any more; all of it waits on."""
    talk, request = tap.talk, await read_own(tap.talk, appointment_id)
    said = talk.texts.say("request-series-not-free", when=talk.when(error.start_at))
    reply = with_reasons(staff_card(talk, request, said), (error.reason.value,))
    return focused(tap.state, request), reply
