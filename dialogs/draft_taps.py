"""Taps that fill, correct and show again the draft they belong to."""

from dataclasses import replace
from datetime import date, timedelta

from cards.verbs import ANYONE, DraftField, Field, Input, answered_question
from dialogs.details import ask_answers, ask_consent, ask_contact, contact_errors
from dialogs.drafts import with_answers, with_day, with_service, with_staff
from dialogs.lengths import lengths_of, with_duration
from dialogs.offers import ask_day, ask_time
from dialogs.parties import MOST_PEOPLE, with_people
from dialogs.parts import open_part
from dialogs.questions import ask_service, ask_staff, proceed
from dialogs.state import ContactDraft, ConversationState, Draft
from dialogs.talk import Outcome, Talk
from dialogs.tap import Tap
from dialogs.times import pick_start
from dialogs.trails import filled
from dialogs.visiting.saying import people_picked
from language.understanding import StaffWish
from scheduling.errors import InvalidValue, NotFound
from scheduling.service.details import LONGEST_ANSWER
from scheduling.views import QuestionView


async def pick_service(tap: Tap) -> Outcome:
    """Choose the service."""
    service = tap.talk.business.service(tap.text(Field.SERVICE))
    if service is None:
        raise NotFound("service", tap.text(Field.SERVICE))
    return await _go_on(tap, with_service(tap.draft, service))


async def pick_staff(tap: Tap) -> Outcome:
    """Choose who, or anyone."""
    wanted = tap.text(Field.STAFF)
    if wanted == ANYONE:
        return await _go_on(tap, with_staff(tap.draft, StaffWish(None)))
    if tap.talk.business.staff_member(wanted) is None:
        raise NotFound("staff member", wanted)
    return await _go_on(tap, with_staff(tap.draft, StaffWish(wanted)))


async def pick_length(tap: Tap) -> Outcome:
    """Choose how long."""
    duration = timedelta(minutes=tap.number(Field.MINUTES))
    service = tap.talk.business.service(tap.draft.service_id)
    if service is None or duration not in lengths_of(service):
        raise NotFound("length", str(tap.number(Field.MINUTES)))
    return await _go_on(tap, with_duration(tap.draft, duration))


async def pick_count(tap: Tap) -> Outcome:
    """Choose how many people come."""
    count = tap.number(Field.COUNT)
    if not 1 <= count <= MOST_PEOPLE:
        raise InvalidValue(Field.COUNT, "must be a number of people")
    service = tap.talk.business.service(tap.draft.service_id)
    is_group = service is not None and service.maximum_attendees_count > 1
    visit = None if is_group else await people_picked(tap.talk, tap.state, count)
    return visit or await _go_on(tap, with_people(tap.draft, count))


async def pick_day(tap: Tap) -> Outcome:
    """Choose the day."""
    return await _go_on(tap, with_day(tap.draft, tap.day(Field.DAY)))


async def pick_time(tap: Tap) -> Outcome:
    """Choose a time, if it is still free."""
    state, refused = await pick_start(tap.talk, tap.state, tap.instant(Field.START))
    return refused if refused is not None else await proceed(tap.talk, state)


async def _go_on(tap: Tap, draft: Draft) -> Outcome:
    return await proceed(tap.talk, replace(tap.state, draft=draft))


async def more_services(tap: Tap) -> Outcome:
    """Show the following services."""
    return ask_service(tap.talk, tap.state, first=tap.number(Field.FROM))


async def more_staff(tap: Tap) -> Outcome:
    """Show the following staff members."""
    service = tap.talk.business.service(tap.draft.service_id)
    if service is None:
        return await proceed(tap.talk, tap.state)
    return ask_staff(tap.talk, tap.state, service, first=tap.number(Field.FROM))


async def more_days(tap: Tap) -> Outcome:
    """Show the following days."""
    return await _days(tap, tap.day(Field.FROM))


async def other_day(tap: Tap) -> Outcome:
    """Go back to the days; what was wished for before did not suit."""
    opened = replace(tap.draft, when=None, or_when=(), start_at=None, keeps_time=False)
    return await _days(replace(tap, state=replace(tap.state, draft=opened)), None)


async def _days(tap: Tap, first_on: date | None) -> Outcome:
    if tap.draft.service_id is None:
        return await proceed(tap.talk, tap.state)
    return await ask_day(tap.talk, tap.state, first_on=first_on)


async def more_times(tap: Tap) -> Outcome:
    """Show the following times of the day."""
    if tap.draft.service_id is None:
        return await proceed(tap.talk, tap.state)
    return await ask_time(tap.talk, tap.state, tap.day(Field.DAY), first=tap.number(Field.FROM))


async def give_contact(tap: Tap) -> Outcome:
    """Take name and contact from the form."""
    given = ContactDraft(
        tap.text(Input.NAME).strip(),
        tap.text(Input.EMAIL, 254).strip(),
        tap.text(Input.PHONE).strip(),
    )
    draft = filled(replace(tap.draft, contact=given), DraftField.CONTACT)
    state = replace(tap.state, draft=draft)
    service = tap.talk.business.service(draft.service_id)
    if service is not None and contact_errors(tap.talk, given):
        return ask_contact(tap.talk, state, service)
    return await proceed(tap.talk, state)


async def give_answers(tap: Tap) -> Outcome:
    """Take the answers from the form, saying what is wrong with each."""
    asked = {
        each.question_id: each
        for each in tap.talk.business.questions_of(tap.draft.service_id or "")
    }
    given = {
        question_id: tap.text(name, LONGEST_ANSWER).strip()
        for name in tap.data
        if (question_id := answered_question(name)) and question_id in asked
    }
    errors = _answer_errors(tap, asked, given)
    kept = {key: value for key, value in given.items() if value and key not in errors}
    skipped = tuple(each for each in asked if each not in kept and each not in errors)
    draft = with_answers(tap.draft, kept, skipped)
    state = replace(tap.state, draft=draft)
    return ask_answers(tap.talk, state, errors=errors) if errors else await proceed(tap.talk, state)


def _answer_errors(
    tap: Tap, asked: dict[str, QuestionView], given: dict[str, str]
) -> dict[str, str]:
    errors = {}
    for question_id, question in asked.items():
        answer = given.get(question_id, "") or dict(tap.draft.answers).get(question_id, "")
        if question.is_required and not answer:
            errors[question_id] = tap.talk.texts.say("error-answer-required")
        elif answer and question.options and answer not in question.options:
            errors[question_id] = tap.talk.texts.say("error-answer-option")
    return errors


async def give_consent(tap: Tap) -> Outcome:
    """Take the consent, or say that it is needed."""
    if tap.text(Input.CONSENT) == "true":
        return await _go_on(tap, replace(tap.draft, has_consented=True))
    return await consent_declined(tap.talk, tap.state)


async def consent_declined(talk: Talk, state: ConversationState) -> Outcome:
    """Without consent there is no booking: say so, and ask again."""
    service = talk.business.service(state.draft.service_id if state.draft else None)
    if service is None:
        return await proceed(talk, state)
    return ask_consent(talk, state, service, error=talk.texts.say("error-consent"))


async def change(tap: Tap) -> Outcome:
    """Open one part of the draft again."""
    part = next((each for each in DraftField if each.value == tap.text(Field.FIELD)), None)
    return await (open_part(tap.talk, tap.state, part) if part else proceed(tap.talk, tap.state))
