"""Shows a series as it is booked."""

from dataclasses import replace

from cards.series import render_series
from cards.series_views import SeriesCardView
from cards.verbs import Verb
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from scheduling.service.series.plans import SeriesView
from scheduling.service.series.reading import AskSeries, get_series
from scheduling.views import AppointmentView


async def read_series(talk: Talk, appointment_id: str) -> SeriesView:
    """Read what is still on of the series of an appointment. Raises NotFound."""
    question = AskSeries(talk.business.business_id, appointment_id)
    return await talk.desk.ask(get_series, question)


async def show_series(talk: Talk, state: ConversationState, appointment_id: str) -> Outcome:
    """Show the series of an appointment, each occurrence to open."""
    series = await read_series(talk, appointment_id)
    prompt = talk.texts.say("your-series", count=len(series.occurrences))
    focused = replace(state, focus=appointment_id)
    return focused, series_reply(talk, series, prompt)


def series_reply(talk: Talk, series: SeriesView, prompt: str) -> Reply:
    """Give the card of a series, to its customer or to staff."""
    verb = Verb.STAFF_OPEN if talk.is_staff else Verb.OPEN_APPOINTMENT
    view = SeriesCardView(
        prompt=prompt, occurrences=series.occurrences, time_zone=talk.zone, verb=verb
    )
    card = render_series(view, talk.texts, talk.turn.channel)
    return shown(card, f"series:{series.series_id}")


def booked_words(talk: Talk, occurrences: tuple[AppointmentView, ...]) -> str:
    """Say that a series is booked, or asked for: how many, from when to when."""
    first, last = occurrences[0], occurrences[-1]
    key = "series-booked" if first.answer_due_at is None else "series-requested"
    return talk.texts.say(
        f"{key}-staff" if talk.is_staff else key,
        count=len(occurrences),
        service=first.service_name,
        customer=first.customer_name,
        first=talk.when_done(first.start_at),
        last=talk.when(last.start_at),
    )
