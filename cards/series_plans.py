"""The plan of a series: every occurrence before it is booked or moved, clashes marked."""

from typing import Final

from cards.actions import ActionStyle, Tap
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.layout import prose, quiet, rich
from cards.moments import Zones, zone_line
from cards.plan_rows import plan_rows, row_said
from cards.series_views import DateState, SeriesPlanView
from cards.verbs import Field, Verb
from cards.wording import line
from language.texts import Texts
from scheduling.series import ClashPolicy

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
            *plan_rows(view.rows, view.time_zone, texts),
            *zone,
            *(rich(quiet(line(each, _LONGEST_NOTE))) for each in view.notes[:_NOTES_SHOWN]),
        ],
        said=[view.prompt, *(row_said(each, view.time_zone, texts) for each in view.rows)],
        actions=_plan_actions(view, texts),
    )
    return to_json(document, channel)


def _plan_actions(view: SeriesPlanView, texts: Texts) -> list[Tap]:
    has_clashes = any(each.state is DateState.CLASH for each in view.rows)
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
    wanted = [each for each in view.rows if each.state is not DateState.LEFT_OUT]
    if not has_clashes and view.free_count < len(wanted):
        which = "first"
    return f"card-{'move' if view.is_move else 'book'}-series-{which}"
