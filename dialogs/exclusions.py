"""What is not wanted: "not on Monday", "not with Ana", "anyone else"."""

from dataclasses import replace

from cards.verbs import DraftField
from dialogs.state import Draft
from dialogs.trails import filled
from language.understanding import StaffWish
from language.when_wishes import WhenKind, WhenWish, kind_of


def without_times(draft: Draft, unwanted: tuple[WhenWish, ...]) -> Draft:
    """Keep what does not suit in mind; a wish that it rules out is opened again."""
    if not unwanted:
        return draft
    kept = tuple(dict.fromkeys((*draft.not_when, *unwanted)))
    when = draft.when
    for each in unwanted:
        when = _apart_from(when, each)
    opened = replace(draft, not_when=kept, when=when, start_at=None, keeps_time=False)
    return filled(opened, DraftField.DAY)


def without_people(draft: Draft, unwanted: tuple[str, ...]) -> Draft:
    """Take anyone but these."""
    if not unwanted or draft.keeps_everybody:
        return draft
    kept = tuple(dict.fromkeys((*draft.not_staff_member_ids, *unwanted)))
    is_kept = draft.staff_member_id is not None and draft.staff_member_id not in kept
    staff = draft.staff if is_kept else StaffWish(None)
    changed = replace(draft, staff=staff, not_staff_member_ids=kept, start_at=None)
    return filled(changed, DraftField.STAFF)


def still_unwanted(unwanted: tuple[WhenWish, ...], wish: WhenWish) -> tuple[WhenWish, ...]:
    """Give what stays unwanted once `wish` was said: a day asked for by name is wanted again."""
    return tuple(each for each in unwanted if not _rules_out(each, wish))


def _rules_out(unwanted: WhenWish, wish: WhenWish) -> bool:
    """Tell whether the one day or the one time of a wish is what is unwanted."""
    if unwanted.says_day:
        return _has_its_day(unwanted, wish) and unwanted.time is None
    point = wish.time.earliest if wish.time and wish.time.is_exact else None
    return point is not None and unwanted.time is not None and unwanted.time.includes(point)


def _has_its_day(unwanted: WhenWish, wish: WhenWish) -> bool:
    on = wish.days.only_day if wish.days else None
    if on is None:
        return False
    is_among = unwanted.days is not None and unwanted.days.includes(on)
    return is_among or on.weekday() in unwanted.weekdays


def _apart_from(when: WhenWish | None, unwanted: WhenWish) -> WhenWish | None:
    """Give what is left of a wish: without its day or its time where that is unwanted."""
    if when is None or not _rules_out(unwanted, when):
        return when
    if unwanted.says_day:
        left = replace(when, days=None, alternatives=())
        return replace(left, kind=kind_of(left, WhenKind.TIME)) if left.says_time else None
    left = replace(when, time=None, alternatives=())
    return replace(left, kind=kind_of(left, WhenKind.DAY)) if left.says_day else None
