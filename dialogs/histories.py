"""Who changed an appointment, shown to staff who may see it."""

from cards.appointment_views import HistoryCardView
from cards.history import render_history
from dialogs.showing import read_own
from dialogs.staff_changes import focused
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, shown
from scheduling.service.asking import AskAppointment
from scheduling.service.history import get_history


async def show_history(talk: Talk, state: ConversationState, appointment_id: str) -> Outcome:
    """Show the changes of an appointment. Raises NotFound, NotPermitted."""
    appointment = await read_own(talk, appointment_id)
    question = AskAppointment(talk.business.business_id, appointment_id)
    entries = await talk.desk.ask(get_history, question)
    view = HistoryCardView(appointment=appointment, entries=entries, time_zone=talk.zone)
    card = render_history(view, talk.texts, talk.turn.channel)
    return focused(state, appointment), shown(card, f"appointment:{appointment_id}")
