"""Asks how much of a series is meant to move: only this one, the following, or all."""

from dataclasses import replace

from cards.card_views import ChoiceView, NoticeView
from cards.notices import render_notice
from cards.verbs import Field, Verb
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown
from language.when_wishes import WhenWish
from scheduling.series import SeriesScope
from scheduling.views import AppointmentView


def ask_move_scope(
    talk: Talk,
    state: ConversationState,
    appointment: AppointmentView,
    wished: WhenWish | None = None,
    lead: str = "",
) -> Outcome:
    """Ask what shall move; the time said already is kept for the answer."""
    said = talk.texts.say(
        "move-scope", service=appointment.service_name, when=talk.when(appointment.start_at)
    )
    choices = tuple(
        ChoiceView(
            talk.texts.say(f"choice-scope-{scope.value}"),
            Verb.MOVE_SERIES,
            {Field.APPOINTMENT: appointment.appointment_id, Field.SCOPE: scope.value},
        )
        for scope in SeriesScope
    )
    view = NoticeView(prompt=f"{lead} {said}".strip(), choices=choices)
    asking = replace(
        state.asking(Asked.SERIES_SCOPE, wished=wished, listed=(appointment.appointment_id,)),
        focus=appointment.appointment_id,
        focus_version=appointment.version,
    )
    return asking, shown(render_notice(view, talk.texts, talk.turn.channel))
