"""Asks for the details of a draft whose time is settled: contact, answers, consent, a yes."""

from dataclasses import replace
from datetime import datetime

from cards.card_views import ConsentFormView, ContactFormView, QuestionsFormView, SummaryView
from cards.forms import render_consent_form, render_contact_form, render_questions_form
from cards.summary import render_summary
from cards.verbs import DraftField, Input
from dialogs.chosen_dates import chosen_dates
from dialogs.drafts import contact_of, own_calendar_only
from dialogs.lengths import as_chosen
from dialogs.parties import places_left
from dialogs.planned_visits.as_one import visit_of
from dialogs.planned_visits.visit_summary import sum_up_visit, visit_chosen
from dialogs.state import Asked, ContactDraft, ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, shown
from scheduling.catalog import ContactDetail
from scheduling.customers import Contact, QuestionAnswer
from scheduling.errors import InvalidValue
from scheduling.service.details import missing_details
from scheduling.views import QuestionView, ServiceView


async def ask_details(
    talk: Talk, state: ConversationState, service: ServiceView, lead: str, held: str = ""
) -> Outcome:
    """Ask for the first detail that is missing; with nothing missing, for a yes.

    `held` says for how long the time is kept, where that was not said yet.
    """
    draft = settled(state.draft)
    needs_consent = service.consent_message and not draft.has_consented and not talk.is_staff
    is_contact_missing = bool(_contact_problems(talk, draft, service))
    if not (is_contact_missing or open_questions(talk, draft) or needs_consent):
        left = await places_left(talk, draft, settled(draft.start_at))
        said = f"{lead} {held}".strip()
        return ask_confirmation(talk, _time_told(state), service, said, left)
    lead = " ".join(each for each in (lead, _time_chosen(talk, draft), held) if each)
    state = _time_told(state)
    if is_contact_missing:
        return ask_contact(talk, state, service, lead)
    if open_questions(talk, draft):
        return ask_answers(talk, state, lead)
    return ask_consent(talk, state, service, lead)


def _time_chosen(talk: Talk, draft: Draft) -> str:
    """Say the time back when it was chosen just now: a wrong day is noticed here."""
    start_at = _first_start(draft)
    if settled(draft.start_at) == draft.told_start_at:
        return ""
    visit = visit_of(draft)
    if visit is not None:
        return visit_chosen(talk, visit)
    staff = talk.business.staff_member(draft.staff_member_id)
    if staff is None:
        return talk.texts.say("time-is-free", when=talk.when(start_at))
    return talk.texts.say("time-is-free-staff", when=talk.when(start_at), staff=staff.display_name)


def _first_start(draft: Draft) -> datetime:
    """Give when it is, and of a series when the first of those chosen is."""
    chosen = draft.plan.chosen() if draft.plan and draft.repeats else ()
    return min((at for _, at in chosen), default=settled(draft.start_at))


def _time_told(state: ConversationState) -> ConversationState:
    draft = settled(state.draft)
    return replace(state, draft=replace(draft, told_start_at=draft.start_at))


def _contact_problems(talk: Talk, draft: Draft, service: ServiceView) -> tuple[str, ...]:
    """Name what is missing of the contact, in the core's words; nonsense counts as missing."""
    try:
        contact = contact_of(draft)
    except InvalidValue as error:
        return (error.field,)
    if contact is None:
        return ("name",)
    if talk.is_staff:
        return ()
    return missing_details(service.required_contact_details, contact)


def ask_contact(
    talk: Talk, state: ConversationState, service: ServiceView, lead: str = ""
) -> Outcome:
    """Ask for name and contact, saying what is wrong with what was given."""
    draft = state.draft or Draft(draft_id="")
    errors = contact_errors(talk, draft.contact)
    view = ContactFormView(
        prompt=f"{lead} {talk.texts.say(_contact_key(talk, draft, service))}".strip(),
        draft_id=draft.draft_id,
        name=draft.contact.name,
        email_address=draft.contact.email_address,
        phone=draft.contact.phone,
        required=service.required_contact_details,
        errors=errors,
        is_of_customer=talk.is_staff,
    )
    card = render_contact_form(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.CONTACT), shown(card)


def _contact_key(talk: Talk, draft: Draft, service: ServiceView) -> str:
    if talk.is_staff:
        return "ask-contact-for-customer"
    with_name, alone = _to_be_reached(talk, draft, service)
    return alone if draft.contact.name else with_name


def _to_be_reached(talk: Talk, draft: Draft, service: ServiceView) -> tuple[str, str]:
    """Give the keys that ask for what the service demands and is not known, with the name and alone."""
    contact, wrong = draft.contact, contact_errors(talk, draft.contact)
    known = {
        ContactDetail.EMAIL_ADDRESS: contact.email_address and Input.EMAIL not in wrong,
        ContactDetail.PHONE: contact.phone and Input.PHONE not in wrong,
    }
    demanded = [each for each in service.required_contact_details if not known[each]]
    if len(demanded) > 1:
        return "ask-name-email-and-phone", "ask-email-and-phone"
    if demanded == [ContactDetail.PHONE]:
        return "ask-name-phone", "ask-phone"
    if demanded:
        return "ask-name-email", "ask-email"
    is_reached = any(known.values())
    return "ask-name" if is_reached else "ask-name-email-or-phone", "ask-email-or-phone"


def contact_errors(talk: Talk, given: ContactDraft) -> dict[Input, str]:
    """Say what is wrong with each detail that cannot be right; nothing given is no error."""
    parts = {
        Input.NAME: {"name": given.name},
        Input.EMAIL: {"name": "x", "email_address": given.email_address},
        Input.PHONE: {"name": "x", "phone": given.phone},
    }
    errors = {}
    for part, values in parts.items():
        try:
            if all(values.values()):
                Contact(**values)
        except InvalidValue:
            errors[part] = talk.texts.say(f"error-{part.value}")
    return errors


def open_questions(talk: Talk, draft: Draft) -> tuple[QuestionView, ...]:
    """List the service's questions that are neither answered nor left out."""
    done = {*dict(draft.answers), *draft.skipped}
    asked = talk.business.questions_of(draft.service_id or "")
    return tuple(each for each in asked if each.question_id not in done)


def ask_answers(
    talk: Talk, state: ConversationState, lead: str = "", errors: dict[str, str] | None = None
) -> Outcome:
    """Ask the service's questions: all on one form; typed answers go to the first one open.

    With none open, it is the first one whose answer was wrong.
    """
    draft = state.draft or Draft(draft_id="")
    every = talk.business.questions_of(draft.service_id or "")
    wrong = tuple(each for each in every if each.question_id in (errors or {}))
    first = (*open_questions(talk, draft), *wrong, *every)[0]
    hint = "ask-answer" if first.is_required else "ask-answer-optional"
    view = QuestionsFormView(
        prompt=f"{lead} {talk.texts.say(hint, question=first.question)}".strip(),
        draft_id=draft.draft_id,
        questions=every,
        answers=dict(draft.answers),
        errors=errors or {},
    )
    card = render_questions_form(view, talk.texts, talk.turn.channel)
    asked = Asked.OPTION if first.options else Asked.ANSWERS
    return state.asking(asked, asked_question=first.question_id), shown(card)


def ask_consent(
    talk: Talk, state: ConversationState, service: ServiceView, lead: str = "", error: str = ""
) -> Outcome:
    """Show the consent text and ask for agreement."""
    draft = state.draft or Draft(draft_id="")
    view = ConsentFormView(
        prompt=f"{lead} {talk.texts.say('ask-consent')}".strip(),
        draft_id=draft.draft_id,
        message=service.consent_message,
        privacy_policy_web_url=talk.business.privacy_policy_web_url,
        terms_and_conditions_web_url=talk.business.terms_and_conditions_web_url,
        error=error,
    )
    card = render_consent_form(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.CONSENT), shown(card)


def ask_confirmation(
    talk: Talk,
    state: ConversationState,
    service: ServiceView,
    lead: str = "",
    left: int | None = None,
) -> Outcome:
    """Say everything back and ask for a yes. `left` are the places a group has, None for no group."""
    draft = state.draft or Draft(draft_id="")
    if visit_of(draft) is not None:
        return sum_up_visit(talk, state, service, answered(talk, draft), lead)
    start_at = _first_start(draft)
    dates = chosen_dates(talk, draft.plan) if draft.plan and draft.repeats else ()
    names = _names_of(talk, draft, is_series=bool(dates))
    is_request = service.needs_approval and not talk.is_staff
    said = _confirm_words(talk, draft, is_request=is_request, is_series=bool(dates))
    view = SummaryView(
        prompt=f"{lead} {said}".strip(),
        draft_id=draft.draft_id,
        business_name=talk.business.display_name,
        service=as_chosen(service, draft),
        staff_name=names,
        start_at=start_at,
        time_zone=talk.zone,
        business_time_zone=talk.business.time_zone,
        location=", ".join(talk.business.address.lines()),
        attendee_name=draft.attendee_name,
        contact=contact_of(draft),
        answers=answered(talk, draft),
        changeable=_changeable(talk, service),
        is_request=is_request,
        series=dates,
        may_repeat=True,
        attendees_count=draft.attendees_count or 1,
        open_attendees_count=left,
    )
    card = render_summary(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.CONFIRMATION), shown(card)


def _confirm_words(talk: Talk, draft: Draft, *, is_request: bool, is_series: bool) -> str:
    key = "confirm-request" if is_request else "confirm-booking"
    count = len(settled(draft.plan).chosen()) if is_series else 1
    when = talk.with_zone_named(_first_start(draft))
    return talk.texts.say(f"{key}-series" if is_series else key, when=when, count=count)


def _names_of(talk: Talk, draft: Draft, *, is_series: bool) -> str:
    """Name who was wished for, or who has the occurrences of a series; "" for anyone."""
    chosen = draft.plan.chosen() if draft.plan and is_series else ()
    found = [each.staff_member_id for each, _ in chosen] or [draft.staff_member_id or ""]
    people = (talk.business.staff_member(each) for each in dict.fromkeys(found))
    return talk.texts.list([each.display_name for each in people if each is not None])


def _changeable(talk: Talk, service: ServiceView) -> tuple[DraftField, ...]:
    parts = [DraftField.SERVICE, DraftField.DAY, DraftField.TIME, DraftField.CONTACT]
    is_chosen = service.allow_staff_selection and own_calendar_only(talk) is None
    if is_chosen and len(service.staff_member_ids) > 1:
        parts.insert(1, DraftField.STAFF)
    if service.durations:
        parts.append(DraftField.LENGTH)
    if talk.business.questions_of(service.service_id):
        parts.append(DraftField.ANSWERS)
    return tuple(parts)


def answered(talk: Talk, draft: Draft) -> tuple[QuestionAnswer, ...]:
    """Give the answers with the words of their questions."""
    given = dict(draft.answers)
    return tuple(
        QuestionAnswer(each.question_id, each.question, given[each.question_id])
        for each in talk.business.questions_of(draft.service_id or "")
        if given.get(each.question_id)
    )
