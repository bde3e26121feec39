"""Books the series of a confirmed draft, or moves one: just what was shown, or nothing."""

from dataclasses import replace

from dialogs.book_commands import ask_missing, book_command
from dialogs.changing import then_draft
from dialogs.questions import proceed
from dialogs.series_showing import booked_words, series_reply
from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, with_reasons
from scheduling.errors import (
    MissingDetails,
    SlotNotOffered,
    SlotTaken,
    StaleVersion,
    TooLateToChange,
    TooManyAppointments,
    WrongStatus,
)
from scheduling.service.series.booking import BookSeriesCommand, ChosenOccurrence, book_series
from scheduling.service.series.changing import (
    OccurrenceMove,
    RescheduleSeriesCommand,
    reschedule_series,
)
from scheduling.service.series.plans import SeriesView


async def confirm_series(talk: Talk, state: ConversationState) -> Outcome:
    """Book every occurrence as summed up; where one cannot be had, none is, and the plan is new.

    What was not chosen from its plan yet is shown, and so is a series that moves.
    """
    draft = settled(state.draft)
    plan = draft.plan
    if plan is None or not draft.keeps_plan or plan.clashes is None or draft.moves:
        return await proceed(talk, state)
    command = BookSeriesCommand(
        book_command(talk, draft),
        tuple(
            ChosenOccurrence(each.on, start_at, each.staff_member_id or None)
            for each, start_at in plan.chosen()
        ),
    )
    try:
        series = await talk.desk.do(book_series, command)
    except (SlotTaken, SlotNotOffered) as error:
        return await _plan_anew(talk, state, draft, talk.when(error.start_at))
    except TooManyAppointments:
        return await _plan_anew(talk, state, draft, "")
    except MissingDetails as error:
        return await ask_missing(talk, state, draft, error.fields)
    return await _finished(talk, state, draft, series, booked_words(talk, series.occurrences))


async def move_series(talk: Talk, state: ConversationState) -> Outcome:
    """Move every occurrence as shown; where one cannot go there, none does, and the plan is new."""
    draft = settled(state.draft)
    plan = settled(draft.plan)
    command = RescheduleSeriesCommand(
        business_id=talk.business.business_id,
        moves=tuple(
            OccurrenceMove(each.appointment_id, each.version, start_at)
            for each, start_at in plan.chosen()
        ),
        idempotency_key=f"draft:{draft.draft_id}:{plan.seen}",
    )
    try:
        series = await talk.desk.do(reschedule_series, command)
    except (SlotTaken, SlotNotOffered) as error:
        return await _plan_anew(talk, state, draft, talk.when(error.start_at))
    except (StaleVersion, TooLateToChange, WrongStatus):
        return await _plan_anew(talk, state, draft, "")
    key = "series-moved-staff" if talk.is_staff else "series-moved"
    count, first = len(series.occurrences), series.occurrences[0]
    said = talk.texts.say(
        key, count=count, first=talk.when_done(first.start_at), customer=first.customer_name
    )
    return await _finished(talk, state, draft, series, said)


async def _plan_anew(talk: Talk, state: ConversationState, draft: Draft, when: str) -> Outcome:
    """Say that nothing was done, and show how it looks now."""
    said = talk.texts.say("series-meanwhile", when=when, named="yes" if when else "no")
    opened = replace(state, draft=replace(draft, plan=None))
    asked, reply = await proceed(talk, opened, said)
    return asked, with_reasons(reply, ("taken" if when else "changed_meanwhile",))


async def _finished(
    talk: Talk, state: ConversationState, draft: Draft, series: SeriesView, said: str
) -> Outcome:
    first = series.occurrences[0]
    finished = replace(
        state.without_draft,
        focus=first.appointment_id,
        focus_version=first.version,
        finished_draft=draft.draft_id,
        finished_appointment=first.appointment_id,
    )
    return await then_draft(talk, (finished, series_reply(talk, series, said)))
