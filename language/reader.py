"""Reads a message: text in, `Understanding` out. Offline, deterministic, bounded in work."""

from dataclasses import replace

from language.answer_reading import read_answer
from language.context import Expecting, ReadingContext, Speaker
from language.findings import Findings, Message, find, tokens_within
from language.intents import canonical, read_intents
from language.lexicon import language_of, load_lexicon
from language.people_reading import as_read, is_refused
from language.remainder import not_understood, read_customer_name, read_reason
from language.tokens import tokenise
from language.understanding import Answer, Guess, Intent, Read, Understanding
from language.when_reading import read_when
from language.when_roles import Focus

MAXIMUM_TEXT_LENGTH = 2000
# From here on an intent stands by itself, and a word like "help" is no answer in free words.
_PLAIN = 0.7
_LEAVES = 0.5

_LEAVING = {Intent.HELP, Intent.START_OVER, Intent.BACK, Intent.ABORT, Intent.TALK_TO_PERSON}
_ABOUT_EXISTING = {
    Intent.CANCEL_APPOINTMENT,
    Intent.MARK_ARRIVED,
    Intent.MARK_NO_SHOW,
    Intent.MARK_COMPLETED,
    Intent.RUNNING_LATE,
    Intent.HAND_OVER,
}


def read(text: str, context: ReadingContext) -> Understanding:
    """Understand one message. Never raises for any text; longer ones are cut at 2,000 characters."""
    kept = text[:MAXIMUM_TEXT_LENGTH]
    lexicon = load_lexicon(language_of(context.locale))
    understanding = _read_whole(Message(kept, tokenise(kept), context, lexicon))
    if context.expecting is Expecting.ANSWER:
        return _as_free_answer(understanding)
    return understanding


def _read_whole(message: Message) -> Understanding:
    """Understand a message; the reason staff give for it is kept as written, and not read further."""
    if message.context.speaker is not Speaker.STAFF:
        return _understood(message, find(message))
    told = read_reason(message.text, message.tokens, message.lexicon)
    if told is None or message.context.expecting is Expecting.ANSWER:
        return _understood(message, find(message))
    index, reason = told
    before = message.text[: message.tokens[index].start]
    wanted = Message(before, message.tokens[:index], message.context, message.lexicon)
    return replace(_understood(wanted, find(wanted)), text=message.text, reason=reason)


def _understood(message: Message, found: Findings) -> Understanding:
    tokens, lexicon = message.tokens, message.lexicon
    guesses = _guesses(message, found)
    focus = _focus(guesses)
    times = read_when(found.elements, found.shown, message.context, lexicon, focus)
    is_wish = found.is_any or bool(times.wished)
    intents = _completed(guesses, found.code, is_correction=_corrects(message), is_wish=is_wish)
    answer = read_answer(tokens, found.chart, intents, lexicon)
    used = found.blocked | times.used | found.of_services
    known = _with_services(message, found)
    return replace(
        known,
        intents=intents,
        when=() if _is_choice(answer, message.context) else times.wished,
        existing_when=times.existing,
        excluded_when=times.excluded,
        answer=answer,
        customer_name=_customer_name(message, used | tokens_within(tokens, found.code)),
        is_correction=is_wish and _corrects(message),
        not_understood=not_understood(message.text, tokens, lexicon, used),
    )


def _with_services(message: Message, found: Findings) -> Understanding:
    tokens, lexicon = message.tokens, message.lexicon
    refused = [each for each in found.services if is_refused(tokens, each.first, lexicon)]
    wished = [each for each in found.services if each not in refused]
    return Understanding(
        text=message.text,
        # A later name corrects an earlier one: "a trim, no, a men's cut".
        service=as_read(wished[-1], tokens) if wished else None,
        excluded_services=tuple(as_read(each, tokens) for each in refused),
        staff_member=found.people.wished,
        staff_members_named=found.people.named,
        excluded_staff_members=found.people.excluded,
        party_size=found.party_size,
        contact=found.contact,
        invitation_code=found.code,
    )


def _guesses(message: Message, found: Findings) -> tuple[Guess, ...]:
    replaced = dict.fromkeys(found.people.used, "<staff>")
    replaced |= dict.fromkeys(found.of_services, "<service>")
    for placed in found.elements:
        for index in range(placed.first, placed.after):
            replaced.setdefault(index, "<when>")
    text = canonical(message.tokens, replaced)
    return read_intents(text, message.lexicon.language, message.context.speaker)


def _is_choice(answer: Read[Answer] | None, context: ReadingContext) -> bool:
    return (
        context.expecting is Expecting.CHOICE
        and answer is not None
        and answer.value.number is not None
    )


def _customer_name(message: Message, used: frozenset[int]) -> Read[str] | None:
    if message.context.speaker is not Speaker.STAFF:
        return None
    return read_customer_name(message.text, message.tokens, message.lexicon, used)


def _focus(intents: tuple[Guess, ...]) -> Focus:
    first = intents[0].intent if intents else None
    if first is Intent.RESCHEDULE:
        return Focus.MOVE
    return Focus.EXISTING if first in _ABOUT_EXISTING else Focus.NEW


def _completed(
    guesses: tuple[Guess, ...], code: Read[str] | None, *, is_correction: bool, is_wish: bool
) -> tuple[Guess, ...]:
    """Add what follows from the things told: a wish alone informs, a code alone is to be linked."""
    if code and not guesses:
        return (Guess(Intent.LINK_INVITATION, code.certainty),)
    is_plain = not any(each.certainty >= _PLAIN for each in guesses)
    is_corrected_booking = is_correction and guesses[:1] and guesses[0].intent is Intent.BOOK
    if is_wish and (is_plain or is_corrected_booking):
        certainty = max(0.6, guesses[0].certainty if guesses else 0)
        return (Guess(Intent.INFORM, certainty), *guesses)
    return guesses


def _corrects(message: Message) -> bool:
    words = [token.form for token in message.tokens[:40] if token.is_word]
    telling = message.lexicon.words["correction"]
    leading = message.lexicon.words["leading_correction"]
    return bool(set(words[:2]) & leading or set(words) & (telling - leading))


def _as_free_answer(understanding: Understanding) -> Understanding:
    first = understanding.intents[0] if understanding.intents else None
    if first and first.intent in _LEAVING and first.certainty >= _LEAVES:
        return understanding
    return replace(understanding, free_text=understanding.text.strip())
