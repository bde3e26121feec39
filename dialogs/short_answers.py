"""What a short answer is: yes, no, a place in a list."""

from dialogs.intentions import POLITE, main_intent
from language.kinds import AnswerKind, Intent, Manner
from language.understanding import Understanding

SHORT_WORDS = 3
"""Up to here "no" is nothing but a no; in a longer message it begins something else."""


_QUESTIONS = (
    Intent.ASK_PRICE,
    Intent.ASK_DURATION,
    Intent.ASK_HOURS,
    Intent.ASK_ADDRESS,
    Intent.ASK_SERVICES,
    Intent.ASK_STAFF,
    Intent.ASK_POLICY,
    Intent.TALK_TO_PERSON,
    Intent.HELP,
    Intent.MY_APPOINTMENTS,
    Intent.OUT_OF_SCOPE,
)


def asks_something(understanding: Understanding) -> bool:
    """Tell whether the message is a question of the person's own, whatever else it sounds like."""
    return any(understanding.means(each) for each in _QUESTIONS)


def says_yes(understanding: Understanding) -> bool:
    """Tell whether the message agrees, and is no question instead: "how much is it?"."""
    answer = understanding.answer
    is_no = answer is not None and answer.value.kind is AnswerKind.NO
    if is_no or asks_something(understanding):
        return False
    is_yes = answer is not None and answer.value.kind is AnswerKind.YES
    return is_yes or understanding.intent is Intent.AFFIRM


def agrees(understanding: Understanding, *asked_for: Intent) -> bool:
    """Tell whether the message is a yes and nothing else, or asks just for what was offered.

    What is booked, moved or cancelled is not undone by a word: "ok 11" and "yes, but later" are
    no yes.
    """
    if understanding.manner is not Manner.AGREEMENT or tells_something(understanding):
        return False
    is_yes = any(understanding.means(each) for each in (Intent.AFFIRM, *asked_for))
    return is_yes and main_intent(understanding) in (*POLITE, *asked_for)


def says_no(understanding: Understanding) -> bool:
    """Tell whether the message declines, and is no question instead."""
    if asks_something(understanding) and understanding.intent is not Intent.DENY:
        return False
    answer = understanding.answer
    is_no = answer is not None and answer.value.kind is AnswerKind.NO
    return is_no or understanding.intent is Intent.DENY


def is_short(understanding: Understanding, words: int = SHORT_WORDS) -> bool:
    """Tell whether the message has no more words than that."""
    return len(understanding.text.split()) <= words


def is_ordinal(understanding: Understanding) -> bool:
    """Tell "the second one", which may also read as the second of the month, from "at 2"."""
    answer = understanding.answer
    return answer is not None and answer.value.kind is AnswerKind.ORDINAL


def chosen_place(understanding: Understanding, count: int) -> int | None:
    """Give the place in a list that "the second one" or "2" means, or None."""
    answer = understanding.answer
    if answer is None or answer.value.number is None:
        return None
    number = answer.value.number
    place = count - 1 if number == -1 else number - 1
    return place if 0 <= place < count else None


def tells_something(understanding: Understanding) -> bool:
    """Tell whether the message fills or corrects any part of a draft."""
    contact = understanding.contact
    found = (understanding.service, understanding.staff_member, contact.name, contact.email)
    ruled_out = understanding.excluded_when or understanding.excluded_staff_members
    is_any = contact.phone is not None or any(each is not None for each in found)
    unknown = understanding.unknown_staff or understanding.impossible_times or understanding.repeats
    measures = understanding.length or understanding.party_size
    return bool(understanding.when or ruled_out or is_any or unknown or measures)
