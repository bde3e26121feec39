"""Takes the times a message told into a draft."""

from dialogs.drafts import with_when
from dialogs.exclusions import without_times
from dialogs.repeating import with_end
from dialogs.series_days import (
    first_wish,
    toward_weekday,
    with_dates_left_out,
    with_days_of_series,
)
from dialogs.state import Draft
from dialogs.talk import Talk
from language.understanding import Understanding
from language.when_wishes import WhenWish


def with_times_said(talk: Talk, draft: Draft, understanding: Understanding) -> Draft:
    """Take in the times that were told: the end of a series, its days, a time, what does not suit."""
    ended = with_end(draft, understanding.wish) if understanding.wish else None
    if ended is not None:
        return ended
    changed = with_dates_left_out(draft, understanding)
    if changed is not None and draft.start_at is not None:
        return changed
    draft, wish = changed or draft, first_wish(draft, understanding, talk.today)
    if wish is not None:
        others = [each.value for each in understanding.when[1:]]
        would_do = tuple(each for each in others if _would_do(wish, each))
        draft, wish = toward_weekday(draft, wish, talk.zone)
        or_when = () if understanding.is_correction else would_do
        draft = with_days_of_series(with_when(draft, wish, talk.zone, or_when))
    if changed is not None:
        return draft
    return without_times(draft, tuple(each.value for each in understanding.excluded_when))


def _would_do(first: WhenWish, other: WhenWish) -> bool:
    """Tell another day or hour that would do ("Thursday or Friday") from "but I leave by 5"."""
    times = (first.time, other.time)
    return other.says_day or all(each is not None and each.is_exact for each in times)
