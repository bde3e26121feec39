"""Series: how often, the plan with its clashes, what is booked, and cancelling several at once."""

from datetime import datetime
from typing import Final

from cards.actions import ActionStyle, Tap
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import (
    Choice,
    Colour,
    ColumnSet,
    InputChoiceSet,
    InputText,
    Spacing,
)
from cards.layout import named, prose, quiet, rich, row, run, wide
from cards.moments import Zones, zone_line
from cards.series_parts import series_rows, start_rows
from cards.series_views import (
    RepeatFormView,
    SeriesCancelView,
    SeriesCardView,
)
from cards.verbs import Field, Input, Verb
from cards.wording import line, title
from language.texts import Texts
from scheduling.views import AppointmentView

EVERY: Final = (
    "weekly-1",
    "weekly-2",
    "weekly-3",
    "weekly-4",
    "monthly-1",
    "monthly-2",
    "monthly-3",
)
"""The choices of the form: a frequency with its interval."""

_LONGEST_COUNT: Final = 3
_TAPPED: Final = 12
"""So many occurrences can be opened by a tap; the rest are listed."""
_LONGEST_NOTE: Final = 300
_NOTES_SHOWN: Final = 6


def render_repeat_form(view: RepeatFormView, texts: Texts, channel: Channel) -> CardJson:
    """Render the form for how often and how many times."""
    every = InputChoiceSet(
        id=Input.EVERY.value,
        label=texts.say("card-how-often"),
        value=view.every,
        choices=[Choice(_every(each, texts), each) for each in dict.fromkeys((*EVERY, view.every))],
    )
    count = InputText(
        id=Input.COUNT.value,
        label=texts.say("card-how-many-times"),
        value=view.count or None,
        max_length=_LONGEST_COUNT,
        is_required=True,
        error_message=texts.say("card-required"),
    )
    error = rich(run(line(view.error, 200), color=Colour.ATTENTION), spacing=Spacing.NONE)
    data = {Field.DRAFT.value: view.draft_id}
    document = Document(
        body=[*prose(view.prompt), every, count, *([error] if view.error else [])],
        said=[view.prompt],
        actions=[
            Tap(texts.say("card-continue"), Verb.GIVE_REPEAT, {**data}, ActionStyle.POSITIVE),
            Tap(texts.say("card-once"), Verb.ONCE, {**data}, ignores_inputs=True),
        ],
    )
    return to_json(document, channel)


def _every(value: str, texts: Texts) -> str:
    frequency, _, interval = value.partition("-")
    return texts.say(f"card-every-{frequency}", count=int(interval))


def render_series(view: SeriesCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render a series that is booked: the first occurrences to open, the others listed."""
    starts = tuple(each.start_at for each in view.occurrences)
    document = Document(
        body=[
            *prose(view.prompt),
            *(_occurrence(each, view, texts) for each in view.occurrences[:_TAPPED]),
            *start_rows(starts[_TAPPED:], view.time_zone, texts),
            *(
                zone_line(texts, Zones(view.time_zone, each.business_time_zone), each.start_at)
                for each in view.occurrences[:1]
            ),
        ],
        said=[view.prompt, *(texts.day_and_time(each, view.time_zone) for each in starts)],
    )
    return to_json(document, channel)


def _occurrence(view: AppointmentView, card: SeriesCardView, texts: Texts) -> ColumnSet:
    when = texts.day_and_time(view.start_at, card.time_zone)
    names = texts.list([named(each.display_name) for each in view.staff_members])
    about = f"{named(view.service_name)} · {texts.say('card-with', name=names)}"
    open_it = Tap(title(when), card.verb, {Field.APPOINTMENT: view.appointment_id})
    lines = [rich(run(when), spacing=Spacing.NONE), rich(quiet(about), spacing=Spacing.NONE)]
    return row([wide(*lines)], open_it)


def render_series_cancel(view: SeriesCancelView, texts: Texts, channel: Channel) -> CardJson:
    """Render the question whether to cancel several occurrences, with those that stay named."""
    starts: tuple[datetime, ...] = tuple(each.start_at for each in view.changes)
    count = len(starts)
    cancel = Tap(
        texts.say("card-cancel-series", count=count),
        Verb.CANCEL_SERIES_CONFIRMED,
        view.data,
        ActionStyle.DESTRUCTIVE,
    )
    keep = Tap(texts.say("card-keep"), view.keep_verb, {Field.APPOINTMENT: view.appointment_id})
    document = Document(
        body=[
            *prose(view.prompt),
            *series_rows(starts, view.time_zone, texts),
            *(rich(quiet(line(each, _LONGEST_NOTE))) for each in view.notes[:_NOTES_SHOWN]),
        ],
        said=[view.prompt, *(texts.day_and_time(each, view.time_zone) for each in starts)],
        actions=[cancel, keep],
    )
    return to_json(document, channel)
