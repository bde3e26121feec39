"""What a service demands of a customer: contact details, answers, consent."""

from collections.abc import Mapping
from datetime import datetime

from scheduling.business import Catalog
from scheduling.catalog import AnswerInputType, ContactDetail, CustomQuestion, Service
from scheduling.customers import Consent, Contact, QuestionAnswer
from scheduling.errors import InvalidValue, MissingDetails

LONGEST_ANSWER = 2000
CONSENT = "consent"
EITHER_CONTACT = "contact"
"""Named by MissingDetails where a mail address or a phone number is wanted, and either will do."""


def missing_contact_details(service: Service, contact: Contact) -> tuple[str, ...]:
    """Name what is missing; where the service demands nothing, one way to reach them suffices."""
    return missing_details(service.required_contact_details, contact)


def missing_details(required: frozenset[ContactDetail], contact: Contact) -> tuple[str, ...]:
    """Name the required details that `contact` lacks, in Graph's words."""
    given = {
        ContactDetail.EMAIL_ADDRESS: contact.email_address,
        ContactDetail.PHONE: contact.phone,
    }
    missing = tuple(each.value for each in ContactDetail if each in required and not given[each])
    if not missing and not any(given.values()):
        return (EITHER_CONTACT,)
    return missing


def required_contact(service: Service, contact: Contact) -> None:
    """Raise MissingDetails with what `contact` lacks."""
    missing = missing_contact_details(service, contact)
    if missing:
        raise MissingDetails(missing)


def required_answers(
    catalog: Catalog, service: Service, given: Mapping[str, str], *, may_skip: bool
) -> tuple[QuestionAnswer, ...]:
    """Check the answers to the service's questions and keep them with the questions' words.

    Raises MissingDetails with the ids of required questions left out (staff may leave them out)
    and InvalidValue for an answer that is not one of a question's options.
    """
    asked = [
        (question, assigned.is_required)
        for assigned in service.custom_questions
        if (question := catalog.custom_questions.get(assigned.question_id)) is not None
    ]
    said = {
        question.question_id: given.get(question.question_id, "").strip() for question, _ in asked
    }
    missing = tuple(
        each.question_id for each, required in asked if required and not said[each.question_id]
    )
    if missing and not may_skip:
        raise MissingDetails(missing)
    return tuple(
        _answer(question, said[question.question_id], is_required=required)
        for question, required in asked
        if said[question.question_id]
    )


def _answer(question: CustomQuestion, answer: str, *, is_required: bool) -> QuestionAnswer:
    is_choice = question.answer_input_type is AnswerInputType.RADIO_BUTTON
    if is_choice and answer not in question.answer_options:
        raise InvalidValue(question.question_id, "is not one of the options")
    if len(answer) > LONGEST_ANSWER:
        raise InvalidValue(question.question_id, f"must be at most {LONGEST_ANSWER} characters")
    return QuestionAnswer(question.question_id, question.display_name, answer, is_required)


def consent_to(
    catalog: Catalog, service: Service, now: datetime, *, has_consented: bool, may_skip: bool
) -> Consent | None:
    """Keep the consent with its words and time. Raises MissingDetails where it is demanded."""
    message = catalog.consent_message_for(service)
    if message and not has_consented and not may_skip:
        raise MissingDetails((CONSENT,))
    return Consent(message, now) if message and has_consented else None
