"""Words that stand where a person, a service or a time is named, and name none that there is."""

from dataclasses import dataclass
from itertools import takewhile

from language.context import Expecting, Speaker
from language.findings import Findings
from language.locales import normalised_tag
from language.messages import Message
from language.people_reading import is_refused
from language.remainder import known_words
from language.tokens import Token
from language.understanding import Read

_MOST_WORDS = 3
_LAST_HOUR = 24
_CERTAINTY = 0.6
ARTICLES = frozenset({"a", "an", "the"})
_NAMES = (Expecting.NAME, Expecting.CONTACT)

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class UnknownReads:
    """What was asked for and is not known here: people, services, and times no clock shows."""

    people: tuple[Read[str], ...] = ()
    services: tuple[Read[str], ...] = ()
    times: tuple[Read[str], ...] = ()


def read_unknown(message: Message, found: Findings, used: frozenset[int]) -> UnknownReads:
    """Give what a customer asked for by a name or a time that is none; `used` was understood."""
    context = message.context
    is_foreign = normalised_tag(context.locale).partition("-")[0] != message.lexicon.language
    is_free = context.expecting is Expecting.ANSWER
    if context.speaker is Speaker.STAFF or is_free:
        return UnknownReads()
    abroad = [part for each in _runs(message, used) for part in _person_abroad(message, each)]
    if is_foreign or abroad:
        return UnknownReads(people=tuple(_as_read(message, each) for each in abroad))
    named = _names_beside(message, found, _runs(message, used))
    runs = [part for each in _runs(message, used) for part in _parted(each, named)]
    people = [each for each in runs if each[0] in named or _is_person(message, each)]
    # Asked for a name, an unknown word is one.
    others = [each for each in runs if each not in people and context.expecting not in _NAMES]
    things = [each for each in others if _is_thing(message, found, each)]
    return UnknownReads(
        people=tuple(_as_read(message, each) for each in people),
        services=tuple(_as_read(message, each) for each in things),
        times=tuple(_as_read(message, each) for each in _impossible_times(message, used)),
    )


def _as_read(message: Message, run: Run) -> Read[str]:
    start, end = message.tokens[run[0]].start, message.tokens[run[1] - 1].end
    return Read(message.text[start:end], _CERTAINTY, start, end)


def _runs(message: Message, used: frozenset[int]) -> list[Run]:
    """Give the stretches of words that were neither used nor mean anything in the language."""
    known = known_words(message.lexicon.language)
    runs: list[Run] = []
    for index, token in enumerate(message.tokens):
        if not token.is_word or index in used or token.form.replace("'", "") in known:
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return [each for each in runs if each[1] - each[0] <= _MOST_WORDS]


def _names_beside(message: Message, found: Findings, runs: list[Run]) -> frozenset[int]:
    """Give the one word with a capital behind a service, or what may be one: "haircut Peter"."""
    ends = {each.after for each in found.services}
    behind = set() if ends else {run[1] - 1 for run in runs if not _is_capital(message, run[0])}
    behind |= {run[0] for run in runs if run[0] in ends and run[1] - run[0] == 1}
    return frozenset(each for each in behind if _is_name(message, each))


def _is_name(message: Message, index: int) -> bool:
    return _is_capital(message, index) and not message.text.isupper()


def _is_capital(message: Message, index: int) -> bool:
    return message.text[message.tokens[index].start].isupper()


def _parted(run: Run, named: frozenset[int]) -> list[Run]:
    """Part "massage Peter" into a thing and a name."""
    first, after = run
    is_both = after - 1 in named and after - first > 1
    return [(first, after - 1), (after - 1, after)] if is_both else [run]


def _is_person(message: Message, run: Run) -> bool:
    """Tell "with Zoe"; in small letters a plural is more likely a thing ("with highlights")."""
    tokens, lexicon = message.tokens, message.lexicon
    first = run[0]
    if not first or tokens[first - 1].form not in lexicon.words["before_person"]:
        return False
    is_plural = tokens[run[1] - 1].form.endswith("s")
    is_named = _is_capital(message, first) or not is_plural
    return is_named and not is_refused(tokens, first, lexicon)


def _person_abroad(message: Message, run: Run) -> list[Run]:
    """Read "avec Peter" and "bei Peter": the words with a capital behind it.

    In German every noun has one, and "mit" leads to things as well.
    """
    first, after = run
    before = message.tokens[first - 1].form if first else ""
    is_led = before in message.lexicon.words["before_person_abroad"]
    is_german = normalised_tag(message.context.locale).startswith("de")
    if not is_led or (is_german and before not in message.lexicon.words["beside_person"]):
        return []
    capitals = takewhile(lambda index: _is_capital(message, index), range(first, after))
    count = len(list(capitals))
    return [(first, first + count)] if count else []


def _is_thing(message: Message, found: Findings, run: Run) -> bool:
    """Tell "a massage tomorrow" and "haircut and manicure" from words that are only chatter."""
    if found.services:
        return _is_joined_to_service(message, found, run)
    first, after = run
    leading = message.lexicon.words["before_thing"]
    following = message.tokens[after : after + 1]
    # "Peter, tomorrow at 3" begins with who speaks.
    is_beginning = not first and not any(each.shape == "mark" for each in following)
    is_led = is_beginning or (first > 0 and message.tokens[first - 1].form in leading)
    return is_led and not is_refused(message.tokens, first, message.lexicon)


def _is_joined_to_service(message: Message, found: Findings, run: Run) -> bool:
    for each in found.services:
        between = (
            message.tokens[each.after : run[0]]
            if each.after <= run[0]
            else message.tokens[run[1] : each.first]
        )
        # A comma alone may part who speaks from what is wanted: "Peter, a haircut".
        is_word_between = any(token.form not in {",", *ARTICLES} for token in between)
        if is_word_between and is_joined(between, message.lexicon.words["joining"]):
            return True
    return False


def is_joined(between: tuple[Token, ...], joining: frozenset[str]) -> bool:
    """Tell whether what stands between two things only joins them: "and a"."""
    forms = {token.form for token in between}
    return bool(forms - ARTICLES) and forms <= joining


def _impossible_times(message: Message, used: frozenset[int]) -> list[Run]:
    """Give what is written as a time of day and is none: "25:00", "25pm"."""
    tokens = message.tokens
    found: list[Run] = []
    for index, token in enumerate(tokens):
        if index in used:
            continue
        if token.shape == "clock":
            found.append((index, index + 1))
        elif token.shape == "number" and int(token.form) > _LAST_HOUR:
            terms = message.lexicon.found_at(tokens, index + 1) if index + 1 < len(tokens) else ()
            ends = [each.end for each in terms if each.category.startswith("HALF_OF_DAY")]
            found += [(index, ends[0])] if ends else []
    return found
