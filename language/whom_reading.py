"""Reads for whom and for how many: "for my daughter Mia", "for me and my son", "for two at 10".

Their words are hidden from what is read then: "for two" is no time, and Mia is not who writes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from language.context import Expecting, NamedThing, Speaker
from language.messages import Message
from language.remainder import known_words
from language.tokens import Token, tokenise
from language.understanding import Read, Understanding

_WRITTEN = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS = {**_WRITTEN, **{str(each): each for each in _WRITTEN.values()}}
_FOR = "for"
_JOINING = frozenset({"and", "&", "+", ",", "plus"})
_COPULAS = frozenset({"it's", "its", "is", "that's", "thats", "this", "be", "actually", "no", ","})
_ALONE = frozenset({"just", "only"})
_MOST_NAME_WORDS = 3
_IN_TIMES = frozenset(
    {"am", "pm", "o'clock", "oclock", "hour", "hours", "minutes", "days", "weeks"}
)
_NAMES_EXPECTED = (Expecting.NAME, Expecting.CONTACT)


@dataclass(frozen=True, slots=True)
class Whom:
    """For whom else, for how many, and the stretches of the text that said so."""

    attendee: Read[str] | None = None
    party_size: Read[int] | None = None
    hidden: tuple[tuple[int, int], ...] = ()

    def hidden_in(self, message: Message) -> Message:
        """Give the message with spaces in place of what was read."""
        text = message.text
        for start, end in self.hidden:
            text = text[:start] + " " * (end - start) + text[end:]
        return replace(message, text=text, tokens=tokenise(text)) if self.hidden else message

    def told_in(self, understanding: Understanding, text: str) -> Understanding:
        """Add it to what the rest of the message was understood to mean."""
        party_size = understanding.party_size or self.party_size
        return replace(understanding, text=text, attendee=self.attendee, party_size=party_size)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody named in a row of people: how many they are, and how they are called."""

    after: int
    count: int = 1
    name: str = ""
    is_oneself: bool = False
    is_of_mine: bool = False


def read_whom(message: Message) -> Whom:
    """Give for whom a message is, beside the one who writes. Nothing is read of a free answer."""
    if message.context.expecting is Expecting.ANSWER:
        return Whom()
    for index in range(len(message.tokens)):
        found = _people_at(message, index) or _number_at(message, index)
        if found is not None:
            return found
    return Whom()


def _people_at(message: Message, index: int) -> Whom | None:
    tokens = message.tokens
    is_led = index > 0 and tokens[index - 1].form == _FOR
    row = _row(message, index)
    if not row:
        return None
    start, end = tokens[index - is_led].start, tokens[row[-1].after - 1].end
    if len(row) > 1 or row[0].count > 1:
        count = sum(each.count for each in row)
        is_ours = any(each.is_oneself or each.is_of_mine for each in row)
        is_party = is_ours and (is_led or len(row) > 1)
        size = Read(count, 0.9, start, end)
        return Whom(party_size=size, hidden=((start, end),)) if is_party else None
    is_alone = row[0].is_oneself and index > 0 and tokens[index - 1].form in _ALONE
    if not (is_led or is_alone) or message.context.speaker is Speaker.STAFF:
        return None
    return _one(message, index, row[0])


def _one(message: Message, index: int, who: _Person) -> Whom | None:
    """Give the one person somebody books for; a bare name counts where it says so plainly."""
    tokens = message.tokens
    start, end = tokens[index].start, tokens[who.after - 1].end
    if who.is_oneself:
        return Whom(attendee=Read("", 0.9, start, end))
    if not who.is_of_mine and not _is_plain(message, index, who):
        return None
    attendee = Read(who.name, 0.9 if who.is_of_mine else 0.8, start, end)
    return Whom(attendee=attendee, hidden=((tokens[index - 1].start, end),))


def _is_plain(message: Message, index: int, who: _Person) -> bool:
    """Tell "it's for Tom", "for Tom instead" and "a haircut for Tom" from "for Christmas"."""
    if message.context.expecting in _NAMES_EXPECTED or "@" in message.text:
        return False
    forms = [each.form for each in message.tokens]
    before, after = forms[: index - 1], forms[who.after : who.after + 1]
    leads = not before or set(before) <= _COPULAS | {"it", "sorry", "oh"}
    return leads or after == ["instead"] or message.text[message.tokens[index].start].isupper()


def _row(message: Message, index: int) -> list[_Person]:
    """Read people joined by "and": "me and my two kids"."""
    found: list[_Person] = []
    at: int | None = index
    while at is not None and at < len(message.tokens):
        person = _person(message, at)
        if person is None:
            break
        found.append(person)
        at = _past_joining(message.tokens, person.after)
    return found


def _past_joining(tokens: Sequence[Token], index: int) -> int | None:
    start = index
    while index < len(tokens) and tokens[index].form in _JOINING:
        index += 1
    return index if index > start else None


def _person(message: Message, index: int) -> _Person | None:
    words, tokens = message.lexicon.words, message.tokens
    form = tokens[index].form
    if form in words["oneself"]:
        return _Person(index + 1, is_oneself=True)
    if form not in words["of_mine"]:
        name, after = _name(message, index)
        return _Person(after, name=name) if name else None
    forms = [each.form for each in tokens[index + 1 : index + 3]]
    if len(forms) > 1 and forms[0] in _NUMBERS and forms[1] in words["relations"]:
        return _Person(index + 3, count=_NUMBERS[forms[0]], is_of_mine=True)
    if forms and forms[0] in words["relation"]:
        name, after = _name(message, _past_comma(tokens, index + 2))
        said = name or tokens[index + 1].form
        return _Person(after if name else index + 2, name=said, is_of_mine=True)
    return None


def _past_comma(tokens: Sequence[Token], index: int) -> int:
    return index + 1 if index < len(tokens) and tokens[index].form == "," else index


def _name(message: Message, index: int) -> tuple[str, int]:
    """Give the words with capitals from here on that can be a name, and the token after them."""
    tokens, known = message.tokens, known_words(message.lexicon.language)
    of_names = _words_of((*message.context.staff_members, *message.context.services))
    after = index
    while after < len(tokens) and after - index < _MOST_NAME_WORDS:
        token = tokens[after]
        is_capital = message.text[token.start].isupper()
        if not (token.is_word and is_capital) or token.form in known | of_names:
            break
        after += 1
    if after == index:
        return "", index
    return message.text[tokens[index].start : tokens[after - 1].end], after


def _words_of(things: Iterable[NamedThing]) -> frozenset[str]:
    names = (name for each in things for name in each.names)
    return frozenset(token.form for name in names for token in tokenise(name[:200]))


def _number_at(message: Message, index: int) -> Whom | None:
    """Read "for two" as people where another time of day is said: "for two tomorrow at 10"."""
    tokens = message.tokens
    forms = [each.form for each in tokens[index : index + 3]]
    if forms[:3] == ["both", "of", "us"]:
        start, end = tokens[index].start, tokens[index + 2].end
        return Whom(party_size=Read(2, 0.9, start, end), hidden=((start, end),))
    is_number = len(forms) > 1 and forms[0] == _FOR and forms[1] in _NUMBERS
    is_time = forms[2:] and (forms[2] in _IN_TIMES or tokens[index + 2].shape == "clock")
    if not is_number or is_time or not _says_time_besides(message, index + 1):
        return None
    start, end = tokens[index].start, tokens[index + 1].end
    return Whom(party_size=Read(_NUMBERS[forms[1]], 0.8, start, end), hidden=((start, end),))


def _says_time_besides(message: Message, place: int) -> bool:
    tokens = message.tokens
    others = [index for index in range(len(tokens)) if index != place]
    return any(
        tokens[each].shape == "clock"
        or (tokens[each].form == "morning")
        or (tokens[each].shape == "number" and each > 0 and tokens[each - 1].form == "at")
        or (tokens[each].form in ("am", "pm") and each - 1 != place)
        for each in others
    )
