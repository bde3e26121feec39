"""What a customer told of themselves, for staff: answers, notes, its visit, why it was cancelled."""

from cards.appointment_parts import cancellation_facts
from cards.elements import Spacing, StrictElement
from cards.layout import facts, quiet, rich, run, section
from cards.wording import line
from language.texts import Texts
from scheduling.customers import QuestionAnswer
from scheduling.views import AppointmentView

_ANSWERS_SHOWN = 10


def customer_words(view: AppointmentView, texts: Texts) -> list[StrictElement]:
    """Show what the only customer told; the answers of a group's first are not everybody's."""
    if view.group.is_group:
        return facts(cancellation_facts(view, texts))
    return [*_answers(view, texts), *facts(_notes(view, texts))]


def _answers(view: AppointmentView, texts: Texts) -> list[StrictElement]:
    given = [each for each in view.answers if each.answer][:_ANSWERS_SHOWN]
    if not given:
        return []
    pairs = [piece for each in given for piece in _answer(each)]
    return [section(texts.say("card-answers")), *pairs]


def _answer(given: QuestionAnswer) -> list[StrictElement]:
    asked = rich(quiet(line(given.question, 100)), spacing=Spacing.SMALL)
    answer = rich(run(line(given.answer, 200)), spacing=Spacing.NONE)
    return [asked, answer]


def _notes(view: AppointmentView, texts: Texts) -> list[tuple[str, str]]:
    return [
        (texts.say("card-visit"), texts.say("card-one-of-visit") if view.visit_id else ""),
        (texts.say("card-notes"), view.customer_notes),
        *cancellation_facts(view, texts),
    ]
