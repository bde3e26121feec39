"""What is asked of a customer: contact, questions, consent."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.actions import ActionStyle, CardAction, Tap, links
from cards.card_views import ConsentFormView, ContactFormView, QuestionsFormView
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import (
    Choice,
    Colour,
    InputChoiceSet,
    InputText,
    InputToggle,
    Spacing,
    StrictElement,
)
from cards.layout import panel, prose, quiet, rich, run
from cards.verbs import Field, Input, Verb, answer_input
from cards.wording import line, paragraphs, title
from language.texts import Texts
from scheduling.catalog import ContactDetail
from scheduling.views import QuestionView

_LONGEST_CONSENT = 6000
_LONGEST_LABEL = 200
_LONGEST_OPTION = 100
_LONGEST_ANSWER = 1000


def render_contact_form(view: ContactFormView, texts: Texts, channel: Channel) -> CardJson:
    """Render the form for name, mail address and phone."""
    body: list[StrictElement] = [*prose(view.prompt)]
    for kind in _CONTACT_INPUTS:
        body += [_contact_input(kind, view, texts), *_error(view.errors.get(kind.key, ""))]
    if not view.required:
        body.append(rich(quiet(texts.say("card-contact-one-suffices"))))
    tap = _submit(Verb.GIVE_CONTACT, view.draft_id, texts)
    return _form(view.prompt, body, [tap, _back(view.draft_id, texts)], channel)


def render_questions_form(view: QuestionsFormView, texts: Texts, channel: Channel) -> CardJson:
    """Render the service's own questions."""
    body: list[StrictElement] = [*prose(view.prompt)]
    for question in view.questions:
        answer = view.answers.get(question.question_id, "")
        body.append(_question_input(question, answer, texts))
        body += _error(view.errors.get(question.question_id, ""))
    tap = _submit(Verb.GIVE_ANSWERS, view.draft_id, texts)
    return _form(view.prompt, body, [tap, _back(view.draft_id, texts)], channel)


def render_consent_form(view: ConsentFormView, texts: Texts, channel: Channel) -> CardJson:
    """Render the consent text with its toggle."""
    words = [rich(run(each)) for each in paragraphs(view.message, _LONGEST_CONSENT)]
    toggle = InputToggle(
        id=Input.CONSENT.value,
        label=texts.say("card-your-consent"),
        title=texts.say("card-consent"),
        value="false",
        wrap=True,
        is_required=True,
        error_message=texts.say("card-consent-needed"),
    )
    documents = links(
        (
            (texts.say("card-privacy-policy"), view.privacy_policy_web_url),
            (texts.say("card-terms"), view.terms_and_conditions_web_url),
        )
    )
    body = [*prose(view.prompt), panel(words), toggle, *_error(view.error)]
    tap = _submit(Verb.GIVE_CONSENT, view.draft_id, texts)
    actions = [tap, *documents, _back(view.draft_id, texts)]
    return _form(view.prompt, body, actions, channel)


def _form(
    prompt: str,
    body: Sequence[StrictElement],
    actions: Sequence[CardAction],
    channel: Channel,
) -> CardJson:
    return to_json(Document(body=body, said=[prompt], actions=actions), channel)


@dataclass(frozen=True, slots=True)
class _ContactInput:
    """An input of the contact form: its label's key, its kind, and how long it may be."""

    key: Input
    label: str
    style: str
    longest: int


_CONTACT_INPUTS = (
    _ContactInput(Input.NAME, "card-your-name", "text", 200),
    _ContactInput(Input.EMAIL, "card-email", "email", 254),
    _ContactInput(Input.PHONE, "card-phone", "tel", 30),
)


def _required_inputs(view: ContactFormView) -> set[Input]:
    by_detail = {ContactDetail.EMAIL_ADDRESS: Input.EMAIL, ContactDetail.PHONE: Input.PHONE}
    return {Input.NAME, *(by_detail[each] for each in view.required)}


def _contact_input(kind: _ContactInput, view: ContactFormView, texts: Texts) -> InputText:
    known = {Input.NAME: view.name, Input.EMAIL: view.email_address, Input.PHONE: view.phone}
    required = kind.key in _required_inputs(view)
    is_name_of_customer = view.is_of_customer and kind.key is Input.NAME
    return InputText(
        id=kind.key.value,
        label=texts.say("card-customer-name" if is_name_of_customer else kind.label),
        value=line(known[kind.key], kind.longest) or None,
        style=kind.style,
        max_length=kind.longest,
        is_required=required or None,
        error_message=texts.say("card-required") if required else None,
    )


def _question_input(question: QuestionView, answer: str, texts: Texts) -> StrictElement:
    required = question.is_required
    about = {
        "id": answer_input(question.question_id),
        "label": title(question.question, _LONGEST_LABEL),
        "value": answer[:_LONGEST_ANSWER] or None,
        "is_required": required or None,
        "error_message": texts.say("card-required") if required else None,
    }
    if not question.options:
        return InputText(**about, max_length=_LONGEST_ANSWER)
    choices = [Choice(title(each, _LONGEST_OPTION), each) for each in question.options]
    return InputChoiceSet(**about, choices=choices, placeholder=texts.say("card-choose"))


def _error(error: str) -> list[StrictElement]:
    if not error:
        return []
    return [rich(run(line(error, 200), color=Colour.ATTENTION), spacing=Spacing.NONE)]


def _submit(verb: Verb, draft_id: str, texts: Texts) -> Tap:
    return Tap(texts.say("card-continue"), verb, {Field.DRAFT: draft_id}, ActionStyle.POSITIVE)


def _back(draft_id: str, texts: Texts) -> Tap:
    return Tap(texts.say("card-back"), Verb.BACK, {Field.DRAFT: draft_id}, ignores_inputs=True)
