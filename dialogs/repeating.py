"""Takes into a draft how often it shall come again: pure functions of what was understood."""

from dataclasses import replace

from dialogs.state import Draft
from language.understanding import Understanding
from language.when_wishes import WhenWish
from scheduling.series import SeriesScope


def with_repeats(draft: Draft, understanding: Understanding) -> Draft:
    """Refine how often and how long. An end alone says nothing where no series is talked about."""
    said = understanding.repeats
    if draft.repeats is not None and understanding.scope is SeriesScope.THIS:
        return replace(draft, repeats=None, plan=None)
    if said is None or draft.moves:
        return draft
    if draft.repeats is not None:
        return replace(draft, repeats=draft.repeats.refined_by(said.value))
    return draft if said.value.frequency is None else replace(draft, repeats=said.value)


def with_end(draft: Draft, wish: WhenWish) -> Draft | None:
    """Take "until the end of May" for the end of a series that has none yet; None for other wishes."""
    days, repeats = wish.days, draft.repeats
    if repeats is None or repeats.says_end or days is None or wish.says_time:
        return None
    if days.first_on is not None or days.last_on is None:
        return None
    return replace(draft, repeats=replace(repeats, until_on=days.last_on))
