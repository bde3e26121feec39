"""What a draft says to the core when it is booked, and what is asked again where that lacks something."""

from dataclasses import replace

from dialogs.drafts import contact_of
from dialogs.questions import proceed
from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk
from scheduling.service.book_command import BookCommand
from scheduling.service.details import CONSENT


def book_command(talk: Talk, draft: Draft) -> BookCommand:
    """Give the command that books a draft; the draft's id makes it the same request each time."""
    return BookCommand(
        business_id=talk.business.business_id,
        service_id=settled(draft.service_id),
        start_at=settled(draft.start_at),
        staff_member_id=draft.staff_member_id,
        except_staff_member_ids=frozenset(draft.not_staff_member_ids),
        duration=draft.duration,
        attendees_count=draft.attendees_count or 1,
        attendee_name=draft.attendee_name,
        contact=contact_of(draft),
        answers=dict(draft.answers),
        has_consented=draft.has_consented,
        customer_time_zone=talk.customer_zone,
        language_tag="" if talk.is_staff else talk.texts.locale,
        idempotency_key=f"draft:{draft.draft_id}",
    )


async def ask_missing(
    talk: Talk, state: ConversationState, draft: Draft, missing: tuple[str, ...]
) -> Outcome:
    """The service demands something it did not when it was asked for: ask now."""
    skipped = tuple(each for each in draft.skipped if each not in missing)
    has_consented = draft.has_consented and CONSENT not in missing
    opened = replace(draft, skipped=skipped, has_consented=has_consented)
    return await proceed(talk, replace(state, draft=opened))
