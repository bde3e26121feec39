"""Typed answers to "how can we reach you?" that are nothing to reach somebody by."""

from cards.verbs import Input
from dialogs.details import ask_contact
from dialogs.short_answers import tells_something
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, after
from dialogs.turns import Message, Reply
from language.understanding import Understanding


async def answer_contact(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Say what is wrong with an address or a number that is none; None for anything else."""
    draft = state.draft
    service = talk.business.service(draft.service_id) if draft else None
    wrong = _wrong_part(understanding)
    if service is None or wrong is None or tells_something(understanding):
        return None
    # Its own message: the reason ends with an example, and the question follows.
    reason = Reply((Message(text=talk.texts.say(f"error-{wrong.value}")),))
    asked, question = ask_contact(talk, state, service)
    return asked, after(reason, question)


def _wrong_part(understanding: Understanding) -> Input | None:
    said = understanding.text.strip()
    if "@" in said:
        return Input.EMAIL
    is_number = any(each.isdigit() for each in said) and not any(each.isalpha() for each in said)
    return Input.PHONE if is_number else None
