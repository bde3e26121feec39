"""The parts of a draft in the order they were filled, for "back"."""

from dataclasses import replace
from typing import Any

from cards.verbs import DraftField
from dialogs.state import ContactDraft, ConversationState, Draft
from language.when_wishes import WhenKind, WhenWish

_OF_THE_WISH = (
    DraftField.SERVICE,
    DraftField.STAFF,
    DraftField.DAY,
    DraftField.TIME,
    DraftField.LENGTH,
    DraftField.PEOPLE,
)


_STEPS_KEPT = 12


def filled(draft: Draft, part: DraftField) -> Draft:
    """Note that `part` was filled last; a wish that changed may be refused anew."""
    trail = (*(each for each in draft.trail if each is not part), part)
    was_refused = draft.was_refused and part not in _OF_THE_WISH
    return replace(draft, trail=trail, was_refused=was_refused)


def without(draft: Draft, part: DraftField) -> Draft:
    """Forget one part, to be asked again."""
    no_time = {"start_at": None, "keeps_time": False, "was_refused": False}
    cleared: dict[DraftField, dict[str, Any]] = {
        DraftField.SERVICE: {"service_id": None, "service_choices": (), "visit": None, **no_time},
        DraftField.STAFF: {"staff": None, "not_staff_member_ids": (), **no_time},
        DraftField.DAY: {"when": None, "or_when": (), "not_when": (), **no_time},
        DraftField.TIME: {"when": day_only(draft.when), "or_when": (), **no_time},
        DraftField.CONTACT: {"contact": ContactDraft()},
        DraftField.LENGTH: {"duration": None, **no_time},
        DraftField.PEOPLE: {"attendees_count": None, **no_time},
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


def steps_between(before: Draft | None, after: Draft) -> tuple[Draft, ...]:
    """Give the drafts to go back to, one after the other, from `after` to `before`.

    What was said anew in one message is taken back part by part; what was changed gets its
    former value.
    """
    known = _parts_said(before) if before else frozenset()
    found: list[Draft] = []
    draft = after
    while draft.trail and draft.trail[-1] not in known:
        draft = one_step_back(draft)
        found.insert(0, draft)
    return tuple(found) if before is None else (before, *found[1:])


def _parts_said(draft: Draft) -> frozenset[DraftField]:
    """Give the parts of a draft that have a value; a day and its time are one wish."""
    wish = {DraftField.DAY, DraftField.TIME} if draft.when or draft.start_at else set()
    contact = {DraftField.CONTACT} if draft.contact != ContactDraft() else set()
    return frozenset({*draft.trail, *wish, *contact})


def remembered(before: ConversationState, after: ConversationState) -> ConversationState:
    """Give the state after a turn with what there is to go back to, the oldest forgotten."""
    if after.has_gone_back:
        return replace(after, has_gone_back=False)
    draft = after.draft
    if draft is None:
        return replace(after, earlier=())
    same = before.draft if before.draft and before.draft.draft_id == draft.draft_id else None
    earlier = before.earlier if same else ()
    if same is None or _said(same) != _said(draft):
        steps = (*earlier, *steps_between(same, draft))[-_STEPS_KEPT:]
        # What was planned is looked up anew.
        earlier = tuple(replace(each, plan=None) for each in steps)
    return replace(after, earlier=earlier)


def _said(draft: Draft) -> Draft:
    """Give a draft without what the bot notes of its own answers."""
    return replace(draft, was_refused=False, told_start_at=None, held=None, plan=None)


def day_only(when: WhenWish | None) -> WhenWish | None:
    """Give the day of a wish without its time, or None where no day was said."""
    if when is None or when.days is None:
        return None
    kind = WhenKind.DAY if when.days.only_day else WhenKind.DAY_RANGE
    return replace(when, kind=kind, time=None, keeps_time=False, alternatives=())
