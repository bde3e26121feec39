"""The parts of a draft in the order they were filled, for "back"."""

from dataclasses import replace
from typing import Any

from cards.verbs import DraftField
from dialogs.state import ContactDraft, Draft
from language.when_wishes import WhenKind, WhenWish

_OF_THE_WISH = (DraftField.SERVICE, DraftField.STAFF, DraftField.DAY, DraftField.TIME)


def filled(draft: Draft, part: DraftField) -> Draft:
    """Note that `part` was filled last; a wish that changed may be refused anew."""
    trail = (*(each for each in draft.trail if each is not part), part)
    was_refused = draft.was_refused and part not in _OF_THE_WISH
    return replace(draft, trail=trail, was_refused=was_refused)


def without(draft: Draft, part: DraftField) -> Draft:
    """Forget one part, to be asked again."""
    no_time = {"start_at": None, "keeps_time": False, "was_refused": False}
    cleared: dict[DraftField, dict[str, Any]] = {
        DraftField.SERVICE: {"service_id": None, "service_choices": (), **no_time},
        DraftField.STAFF: {"staff": None, "not_staff_member_ids": (), **no_time},
        DraftField.DAY: {"when": None, "or_when": (), "not_when": (), **no_time},
        DraftField.TIME: {"when": day_only(draft.when), "or_when": (), **no_time},
        DraftField.CONTACT: {"contact": ContactDraft()},
        DraftField.ANSWERS: {"answers": (), "skipped": (), "has_consented": False},
    }
    trail = tuple(each for each in draft.trail if each is not part)
    return replace(draft, **cleared[part], trail=trail)


def one_step_back(draft: Draft) -> Draft:
    """Forget the part filled last; an empty draft stays as it is."""
    if not draft.trail:
        return draft
    last = draft.trail[-1]
    earlier = without(draft, last)
    return without(earlier, DraftField.TIME) if last is DraftField.DAY else earlier


def day_only(when: WhenWish | None) -> WhenWish | None:
    """Give the day of a wish without its time, or None where no day was said."""
    if when is None or when.days is None:
        return None
    kind = WhenKind.DAY if when.days.only_day else WhenKind.DAY_RANGE
    return replace(when, kind=kind, time=None, keeps_time=False, alternatives=())
