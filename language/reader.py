"""Reads a message: text in, `Understanding` out. Offline, deterministic, bounded in work."""

from dataclasses import replace

from language.answer_reading import read_answer
from language.capacity_reading import read_capacity
from language.context import Expecting, ReadingContext, Speaker
from language.findings import Findings, find
from language.hand_over_reading import read_hand_over
from language.intents import canonical, read_intents
from language.kinds import Intent, Manner
from language.lexicon import language_of, load_lexicon
from language.manners import is_courtesy, read_manner
from language.messages import Message, tokens_within
from language.part_reading import read_part
from language.people_reading import is_refused
from language.remainder import not_understood, read_customer_name, read_reason
from language.scope_reading import read_clashes, read_scope
from language.service_reading import chosen_services
from language.tokens import tokenise
from language.understanding import Answer, Guess, Read, Understanding
from language.unknown_words import read_unknown
from language.visit_reading import read_visit
from language.when_reading import read_when
from language.when_roles import focus_of
from language.when_wishes import WhenWish
from language.whole_names import SURE
from language.whom_reading import read_whom
from language.zone_reading import read_zone

MAXIMUM_TEXT_LENGTH = 2000
# From here on an intent stands by itself, and a word like "help" is no answer in free words.
_PLAIN = 0.7
_LEAVES = 0.5

_LEAVING = {Intent.HELP, Intent.START_OVER, Intent.BACK, Intent.ABORT, Intent.TALK_TO_PERSON}


def read(text: str, context: ReadingContext) -> Understanding:
    """Understand one message. Never raises for any text; longer ones are cut at 2,000 characters."""
    kept = text[:MAXIMUM_TEXT_LENGTH]
    message = Message(kept, tokenise(kept), context, load_lexicon(language_of(context.locale)))
    whom = read_whom(message)
    understanding = whom.told_in(_read_whole(whom.hidden_in(message)), kept)
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
    focus = focus_of(guesses)
    times = read_when(found.elements, found.shown, message.context, lexicon, focus)
    is_wish, corrects = found.is_any or bool(times.wished), _corrects(message)
    intents = _completed(guesses, found.code, is_correction=corrects, is_wish=is_wish)
    capacity = read_capacity(message, found, intents)
    answer = read_answer(tokens, found.chart, intents, lexicon)
    zones = read_zone(message, found)
    used = found.blocked | times.used | found.of_services | zones.used | found.repeats.used
    unknown = read_unknown(message, found, used)
    known = _with_services(message, found)
    manner = read_manner(tokens, lexicon, used, corrects=corrects)
    said_of_times = (*times.wished, *times.existing)
    return replace(
        _with_hand_over(message, known, intents, said_of_times),
        intents=intents,
        when=() if capacity or _is_choice(answer, message.context) else times.wished,
        existing_when=times.existing,
        excluded_when=times.excluded,
        answer=answer,
        capacity=capacity,
        zone=zones.zone,
        unknown_zone=zones.unknown,
        unknown_staff=unknown.people,
        unknown_services=unknown.services,
        impossible_times=unknown.times,
        customer_name=_customer_name(message, used | tokens_within(tokens, found.code)),
        is_correction=is_wish and corrects,
        manner=manner,
        part=read_part(tokens, lexicon, is_asked=_answers_what_to_change(message, manner)),
        not_understood=not_understood(message.text, tokens, lexicon, used),
        visit=read_visit(message, found),
    )


def _with_hand_over(
    message: Message,
    known: Understanding,
    intents: tuple[Guess, ...],
    times: tuple[Read[WhenWish], ...],
) -> Understanding:
    first = intents[0].intent if intents else None
    handing = read_hand_over(message, first, known.staff_members_named, times)
    return replace(
        known,
        handed_to=handing.handed_to,
        lasts_until=handing.lasts_until,
        is_absence=handing.is_absence,
    )


def _with_services(message: Message, found: Findings) -> Understanding:
    tokens, lexicon = message.tokens, message.lexicon
    refused = [each for each in found.services if is_refused(tokens, each.first, lexicon)]
    wished = [each for each in found.services if each not in refused]
    chosen = chosen_services(wished, tokens, message.lexicon)
    return Understanding(
        text=message.text,
        service=chosen[0] if chosen else None,
        other_services=chosen[1:],
        excluded_services=chosen_services(refused, tokens, lexicon) if refused else (),
        staff_member=found.people.wished,
        staff_members_named=found.people.named,
        excluded_staff_members=found.people.excluded,
        party_size=found.party_size,
        maybe_party=found.maybe_party,
        length=found.length,
        contact=found.contact,
        invitation_code=found.code,
        repeats=found.repeats.repeats,
        scope=read_scope(tokens, lexicon),
        clashes=read_clashes(tokens, lexicon),
    )


def _guesses(message: Message, found: Findings) -> tuple[Guess, ...]:
    replaced = dict.fromkeys(found.people.used, "<staff>")
    replaced |= dict.fromkeys(found.of_services, "<service>")
    replaced |= _contact_replaced(message, found)
    replaced |= dict.fromkeys(found.repeats.used, "<when>")
    for placed in found.elements:
        for index in range(placed.first, placed.after):
            replaced.setdefault(index, "<when>")
    text = canonical(message.tokens, replaced)
    guesses = read_intents(text, message.lexicon.language, message.context.speaker)
    if is_courtesy(message.tokens, message.lexicon):
        # The "good" of "good morning" is no yes.
        return tuple(each for each in guesses if each.intent is not Intent.AFFIRM)
    return guesses


def _contact_replaced(message: Message, found: Findings) -> dict[int, str]:
    """Put the words of a name and of a contact out of the way: "call me on 06..." asks for nobody.

    Alone, though, it may ask to be called.
    """
    contact, expecting = found.contact, message.context.expecting
    of_name = tokens_within(message.tokens, contact.name)
    replaced: dict[int, str] = {}
    is_more = contact.name or contact.email or found.services or found.elements
    if is_more or expecting in (Expecting.NAME, Expecting.CONTACT):
        replaced = dict.fromkeys(found.of_contact - of_name, "<contact>")
    if contact.name and contact.name.certainty >= SURE:
        replaced |= dict.fromkeys(of_name, "<name>")
    return replaced


def _answers_what_to_change(message: Message, manner: Manner | None) -> bool:
    """Tell whether a part's name alone means that it shall change: "no", and then "the time"."""
    is_answer = manner not in (Manner.QUESTION, Manner.AGREEMENT)
    return message.context.expecting is Expecting.CONFIRMATION and is_answer


def _is_choice(answer: Read[Answer] | None, context: ReadingContext) -> bool:
    return (
        context.expecting in (Expecting.CHOICE, Expecting.REPEAT)
        and answer is not None
        and answer.value.number is not None
    )


def _customer_name(message: Message, used: frozenset[int]) -> Read[str] | None:
    if message.context.speaker is not Speaker.STAFF:
        return None
    return read_customer_name(message.text, message.tokens, message.lexicon, used)


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
