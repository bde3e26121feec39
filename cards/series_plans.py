"""The plan of a series: every occurrence before it is booked or moved, clashes marked."""

from typing import Final

from cards.actions import ActionStyle, Tap
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import Colour, Size, Spacing, StrictElement
from cards.layout import prose, quiet, rich, run
from cards.moments import Zones, zone_line
from cards.series_views import PlanRowView, SeriesPlanView
from cards.verbs import Field, Verb
from cards.wording import line
from language.texts import Texts
from scheduling.series import ClashPolicy

_PROBLEMS_SHOWN: Final = 12
_LONGEST_PROBLEM: Final = 160
_LONGEST_NAME: Final = 40
_LONGEST_NOTE: Final = 300
_NOTES_SHOWN: Final = 6


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
