"""Series: how often, the plan with its clashes, what is booked, and cancelling several at once."""

from datetime import datetime
from typing import Final

from cards.actions import ActionStyle, Tap
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import (
    Choice,
    Colour,
    Column,
    ColumnSet,
    InputChoiceSet,
    InputText,
    Size,
    Spacing,
    StrictElement,
)
from cards.layout import named, prose, quiet, rich, row, run, wide
from cards.moments import Zones, zone_line
from cards.series_parts import ROWS_SHOWN, more_rows, series_rows
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
    ("weekly-1", "card-every-week"),
    ("weekly-2", "card-every-2-weeks"),
    ("weekly-3", "card-every-3-weeks"),
    ("weekly-4", "card-every-4-weeks"),
    ("monthly-1", "card-every-month"),
    ("monthly-2", "card-every-2-months"),
    ("monthly-3", "card-every-3-months"),
)
"""The choices of the form: a frequency with its interval, and the key of its words."""

_LONGEST_COUNT: Final = 3


def render_repeat_form(view: RepeatFormView, texts: Texts, channel: Channel) -> CardJson:
    """Render the form for how often and how many times."""
    every = InputChoiceSet(
        id=Input.EVERY.value,
        label=texts.say("card-how-often"),
        value=view.every,
        choices=[Choice(texts.say(key), value) for value, key in EVERY],
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


def render_series_plan(view: SeriesPlanView, texts: Texts, channel: Channel) -> CardJson:
    """Render every occurrence of a plan, clashes marked, with what may be done about them."""
    rows = [_plan_row(each, view.time_zone, texts) for each in _shown(view.rows)]
    zone = [
        zone_line(texts, Zones(view.time_zone, view.time_zone), each.start_at)
        for each in view.rows[:1]
    ]
    document = Document(
        body=[
            *prose(view.prompt),
            *rows,
            *more_rows(len(view.rows), texts),
            *zone,
            *(rich(quiet(line(each, 400))) for each in view.notes),
        ],
        said=[view.prompt, *(_plan_said(each, view.time_zone, texts) for each in view.rows)],
        actions=_plan_actions(view, texts),
    )
    return to_json(document, channel)


def _shown(rows: tuple[PlanRowView, ...]) -> tuple[PlanRowView, ...]:
    """Show the first rows, and every clash: nothing is booked elsewhere unseen."""
    clashes = [each for each in rows[ROWS_SHOWN:] if each.problem]
    return (*rows[:ROWS_SHOWN], *clashes)


def _plan_row(view: PlanRowView, zone: str, texts: Texts) -> ColumnSet:
    is_clash = bool(view.problem)
    when = run(texts.day_and_time(view.start_at, zone), strikethrough=is_clash or None)
    lines: list[StrictElement] = [rich(when, spacing=Spacing.NONE)]
    if view.before_at is not None:
        before = f"{texts.say('card-before')} {texts.day_and_time(view.before_at, zone)}"
        lines.append(rich(quiet(before), spacing=Spacing.NONE))
    if is_clash:
        problem = run(line(view.problem, 300), size=Size.SMALL, color=Colour.ATTENTION)
        lines.append(rich(problem, spacing=Spacing.NONE))
        lines.append(rich(quiet(_nearest(view, zone, texts)), spacing=Spacing.NONE))
    elif view.staff_name:
        lines.append(rich(quiet(named(view.staff_name)), spacing=Spacing.NONE))
    mark = run("✗" if is_clash else "✓", color=Colour.ATTENTION if is_clash else Colour.GOOD)
    return row([Column(width="auto", items=[rich(mark)]), wide(*lines)])


def _nearest(view: PlanRowView, zone: str, texts: Texts) -> str:
    if view.nearest_at is None:
        return texts.say("card-nothing-near")
    staff = f" · {named(view.staff_name)}" if view.staff_name else ""
    when = texts.day_and_time(view.nearest_at, zone)
    return f"{texts.say('card-nearest', when=when)}{staff}"


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
    return f"card-{'move' if view.is_move else 'book'}-series-{which}"


def render_series(view: SeriesCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render a series that is booked, each occurrence to open."""
    shown = view.occurrences[:ROWS_SHOWN]
    document = Document(
        body=[
            *prose(view.prompt),
            *(_occurrence(each, view, texts) for each in shown),
            *more_rows(len(view.occurrences), texts),
            *(
                zone_line(texts, Zones(view.time_zone, each.business_time_zone), each.start_at)
                for each in shown[:1]
            ),
        ],
        said=[view.prompt, *(texts.day_and_time(each.start_at, view.time_zone) for each in shown)],
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
            *(rich(quiet(line(each, 400))) for each in view.notes),
        ],
        said=[view.prompt, *(texts.day_and_time(each, view.time_zone) for each in starts)],
        actions=[cancel, keep],
    )
    return to_json(document, channel)
