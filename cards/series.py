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
    Size,
    Spacing,
    StrictElement,
)
from cards.layout import named, prose, quiet, rich, row, run, wide
from cards.moments import Zones, zone_line
from cards.series_parts import series_rows, start_rows
from cards.series_views import (
    PlanRowView,
    RepeatFormView,
    SeriesCancelView,
    SeriesCardView,
    SeriesPlanView,
)
from cards.verbs import Field, Input, Verb
from cards.wording import line, title
from language.texts import Texts
from scheduling.series import ClashPolicy
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
_PROBLEMS_SHOWN: Final = 12
_LONGEST_PROBLEM: Final = 160
_LONGEST_NAME: Final = 40
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


def render_series_plan(view: SeriesPlanView, texts: Texts, channel: Channel) -> CardJson:
    """Render every occurrence of a plan, clashes marked, with what may be done about them."""
    zone = [
        zone_line(texts, Zones(view.time_zone, view.time_zone), each.start_at)
        for each in view.rows[:1]
    ]
    document = Document(
        body=[
            *prose(view.prompt),
            *_plan_rows(view, texts),
            *zone,
            *(rich(quiet(line(each, _LONGEST_NOTE))) for each in view.notes[:_NOTES_SHOWN]),
        ],
        said=[view.prompt, *(_plan_said(each, view.time_zone, texts) for each in view.rows)],
        actions=_plan_actions(view, texts),
    )
    return to_json(document, channel)


def _plan_rows(view: SeriesPlanView, texts: Texts) -> list[StrictElement]:
    """Give every row; a person's name where it is another than before, a reason while there is room."""
    found: list[StrictElement] = []
    name_before, explained = "", 0
    for each in view.rows:
        name = "" if each.staff_name == name_before else each.staff_name
        name_before = each.staff_name or name_before
        found.append(_plan_row(each, name, view.time_zone, texts))
        if each.problem and explained < _PROBLEMS_SHOWN:
            problem = run(line(each.problem, _LONGEST_PROBLEM), size=Size.SMALL)
            found.append(rich(problem, spacing=Spacing.NONE))
            explained += 1
    return found


def _plan_row(view: PlanRowView, name: str, zone: str, texts: Texts) -> StrictElement:
    who = f" · {line(name, _LONGEST_NAME)}" if name else ""
    when = texts.day_and_time(view.start_at, zone)
    if view.problem:
        mark, looks = run("✗ ", color=Colour.ATTENTION), run(when, strikethrough=True)
        return rich(mark, looks, run(f" {_nearest(view, zone, texts)}{who}"), spacing=Spacing.SMALL)
    before = ""
    if view.before_at is not None:
        before = f" ({texts.say('card-before')} {texts.day_and_time(view.before_at, zone)})"
    good = run("✓ ", color=Colour.GOOD)
    return rich(good, run(f"{when}{who}{before}"), spacing=Spacing.SMALL)


def _nearest(view: PlanRowView, zone: str, texts: Texts) -> str:
    if view.nearest_at is None:
        return texts.say("card-nothing-near")
    return texts.say("card-nearest", when=texts.day_and_time(view.nearest_at, zone))


def _plan_said(view: PlanRowView, zone: str, texts: Texts) -> str:
    when = texts.day_and_time(view.start_at, zone)
    return f"{when}: {line(view.problem, 300)}" if view.problem else when


def _plan_actions(view: SeriesPlanView, texts: Texts) -> list[Tap]:
    has_clashes = any(each.problem for each in view.rows)
    counts = {ClashPolicy.SKIP: view.free_count, ClashPolicy.MOVE: view.moved_count}
    takes = [
        Tap(
            texts.say(_take_key(view, policy, has_clashes=has_clashes), count=counts[policy]),
            Verb.TAKE_SERIES,
            {Field.DRAFT: view.draft_id, Field.CLASHES: policy.value, Field.SEEN: view.seen},
            ActionStyle.POSITIVE if not place else ActionStyle.DEFAULT,
        )
        for place, policy in enumerate(view.offered)
    ]
    data = {Field.DRAFT.value: view.draft_id}
    verb = Verb.OTHER_DAY if view.is_move else Verb.REPEAT
    return [*takes, Tap(texts.say("card-change"), verb, {**data})]


def _take_key(view: SeriesPlanView, policy: ClashPolicy, *, has_clashes: bool) -> str:
    which = "all" if not has_clashes else policy.value
    if not has_clashes and view.free_count < len(view.rows):
        which = "first"
    return f"card-{'move' if view.is_move else 'book'}-series-{which}"


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
