"""The dates of a plan, a line each, with what is or will be of each: free, clash, moved, left out."""

from collections.abc import Iterable
from typing import Final

from cards.elements import Colour, Size, Spacing, StrictElement
from cards.layout import Runs, quiet, rich, run, section
from cards.series_views import DateState, PlanRowView
from cards.wording import line
from language.texts import Texts

_PROBLEMS_SHOWN: Final = 12
_LONGEST_PROBLEM: Final = 160
_LONGEST_NAME: Final = 40
_MARKS: Final = {
    DateState.FREE: ("✓ ", Colour.GOOD),
    DateState.CLASH: ("✗ ", Colour.ATTENTION),
    DateState.MOVED: ("→ ", Colour.ACCENT),
    DateState.LEFT_OUT: ("○ ", Colour.DEFAULT),
}


def plan_rows(rows: Iterable[PlanRowView], zone: str, texts: Texts) -> list[StrictElement]:
    """Give every row; a person's name where it is another than before, a reason while there is room."""
    found: list[StrictElement] = []
    name_before, explained = "", 0
    for each in rows:
        name = "" if each.staff_name == name_before else each.staff_name
        name_before = each.staff_name or name_before
        found.append(_row(each, name, zone, texts))
        if each.problem and explained < _PROBLEMS_SHOWN:
            problem = run(line(each.problem, _LONGEST_PROBLEM), size=Size.SMALL)
            found.append(rich(problem, spacing=Spacing.NONE))
            explained += 1
    return found


def chosen_rows(rows: tuple[PlanRowView, ...], zone: str, texts: Texts) -> list[StrictElement]:
    """Give the rows of a series as it was chosen, with how many there are; nothing for no series."""
    if not rows:
        return []
    count = sum(each.state is not DateState.LEFT_OUT for each in rows)
    return [section(texts.say("card-series-count", count=count)), *plan_rows(rows, zone, texts)]


def _row(view: PlanRowView, name: str, zone: str, texts: Texts) -> StrictElement:
    mark, colour = _MARKS[view.state]
    who = f" · {line(name, _LONGEST_NAME)}" if name else ""
    say = {
        DateState.FREE: _free,
        DateState.CLASH: _clash,
        DateState.MOVED: _moved,
        DateState.LEFT_OUT: _left_out,
    }
    parts = say[view.state](view, who, zone, texts)
    return rich(run(mark, color=colour), *parts, spacing=Spacing.SMALL)


def _free(view: PlanRowView, who: str, zone: str, texts: Texts) -> list[Runs]:
    before = ""
    if view.before_at is not None:
        before = f" ({texts.say('card-before')} {texts.day_and_time(view.before_at, zone)})"
    return [run(f"{texts.day_and_time(view.start_at, zone)}{who}{before}")]


def _clash(view: PlanRowView, who: str, zone: str, texts: Texts) -> list[Runs]:
    looks = run(texts.day_and_time(view.start_at, zone), strikethrough=True)
    return [looks, run(f" {_nearest(view, zone, texts)}{who}")]


def _moved(view: PlanRowView, who: str, zone: str, texts: Texts) -> list[Runs]:
    goes_to = texts.day_and_time(view.nearest_at or view.start_at, zone)
    instead = texts.say("card-instead-of", when=texts.day_and_time(view.start_at, zone))
    return [run(f"{goes_to}{who}"), quiet(f" ({instead})")]


def _left_out(view: PlanRowView, _: str, zone: str, texts: Texts) -> list[Runs]:
    when = texts.day_and_time(view.start_at, zone)
    return [
        run(when, strikethrough=True, is_subtle=True),
        quiet(f" · {texts.say('card-left-out')}"),
    ]


def _nearest(view: PlanRowView, zone: str, texts: Texts) -> str:
    if view.nearest_at is None:
        return texts.say("card-nothing-near")
    return texts.say("card-nearest", when=texts.day_and_time(view.nearest_at, zone))


def row_said(view: PlanRowView, zone: str, texts: Texts) -> str:
    """Say a row in words alone."""
    when = texts.day_and_time(view.start_at, zone)
    if view.state is DateState.LEFT_OUT:
        return f"{when}: {texts.say('card-left-out')}"
    if view.state is DateState.MOVED and view.nearest_at is not None:
        goes_to = texts.day_and_time(view.nearest_at, zone)
        return f"{goes_to} ({texts.say('card-instead-of', when=when)})"
    return f"{when}: {line(view.problem, 300)}" if view.problem else when
