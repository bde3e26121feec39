"""Leaves out of a draft what a service cannot meet, and says so: somebody, a length, a party."""

from dataclasses import replace

from dialogs.drafts import own_calendar_only
from dialogs.lengths import possible_length
from dialogs.parties import possible_people
from dialogs.state import Draft
from dialogs.talk import Talk
from language.understanding import StaffWish
from scheduling.views import ServiceView, StaffMemberView


def providers(talk: Talk, service: ServiceView) -> tuple[StaffMemberView, ...]:
    """List who provides a service, by name."""
    found = (talk.business.staff_member(each) for each in service.staff_member_ids)
    return tuple(each for each in found if each is not None)


def possible(talk: Talk, draft: Draft, service: ServiceView) -> tuple[Draft, str]:
    """Give the draft without the first wish that cannot be met, and the sentence that says so."""
    for check in (_with_possible_staff, possible_length, possible_people):
        left, note = check(talk, draft, service)
        if note:
            return left, note
        draft = left
    return draft, ""


def _with_possible_staff(talk: Talk, draft: Draft, service: ServiceView) -> tuple[Draft, str]:
    """Give the draft without a wish for staff that cannot be met, and the sentence that says so."""
    unwanted, own = draft.not_staff_member_ids, own_calendar_only(talk)
    if own is not None and not draft.moves:
        return replace(draft, staff=own, not_staff_member_ids=()), ""
    if draft.moves or not (draft.staff_member_id or unwanted):
        return draft, ""
    if not service.allow_staff_selection and not talk.is_staff:
        anyone = replace(draft, staff=StaffWish(None), not_staff_member_ids=())
        return anyone, talk.texts.say("staff-not-selectable", service=service.display_name)
    left = [each for each in service.staff_member_ids if each not in unwanted]
    if unwanted and not left:
        anyone = replace(draft, not_staff_member_ids=())
        names = talk.texts.list([each.display_name for each in providers(talk, service)])
        return anyone, talk.texts.say("only-these-staff", staff=names, service=service.display_name)
    if unwanted and len(left) == 1:
        return replace(draft, staff=StaffWish(left[0])), ""
    return draft, ""
