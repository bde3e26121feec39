"""For how long, and for how many: read where the words could be a time of day as well."""

from collections.abc import Callable

from language.length_reading import read_length, tokens_of_lengths
from language.messages import Message, tokens_within
from language.moments.grammar import Chart
from language.moments.scanning import Placed
from language.moments.values import Clock
from language.names import NameMatch
from language.party_reading import bare_parties
from language.tokens import Token
from language.understanding import LengthWish, Read

FindElements = Callable[[Message, tuple[Token, ...]], tuple[Placed, ...]]

_LARGEST_ASIDE = 9
"""Up to here "at 10 for 2" tells how many come to what is no group."""

_LARGEST_DOUBT = 6
"""Up to here "for 2" alone may be people, though it is taken for the hour."""


def read_length_of(
    message: Message, chart: Chart, blocked: frozenset[int]
) -> tuple[Read[LengthWish] | None, frozenset[int]]:
    """Read how long it shall take, where lengths are to be chosen here at all."""
    if not message.context.reads_lengths:
        return None, frozenset()
    tokens, lexicon = message.tokens, message.lexicon
    length = read_length(tokens, chart, lexicon, blocked)
    return length, tokens_of_lengths(tokens, chart, lexicon, blocked)


def read_bare_party(
    message: Message,
    chart: Chart,
    named: tuple[NameMatch, ...],
    hidden: frozenset[int],
    elements: FindElements,
) -> Read[int] | None:
    """Read "yoga for 3": people where a group attends, else where a time is told besides."""
    tokens, context = message.tokens, message.context
    meant = named[0].ids[0] if named else context.service_meant
    largest = context.largest_parties.get(meant, 0)
    most = max(largest, _LARGEST_ASIDE)
    corrects = any(each.form in message.lexicon.words["correction"] for each in tokens)
    for found in bare_parties(tokens, chart, message.lexicon, most):
        of_party = tokens_within(tokens, found)
        if of_party & hidden:
            continue
        finds_room = found.value <= largest or (context.is_hour_told and not corrects)
        others = elements(message, message.shown(hidden | of_party)) if not finds_room else ()
        if finds_room or any(isinstance(each.element.clock, Clock) for each in others):
            return found
    return None


def read_doubtful_party(message: Message, chart: Chart, hidden: frozenset[int]) -> Read[int] | None:
    """Read "haircut for two" as people too, though it was taken for a time of day."""
    found = bare_parties(message.tokens, chart, message.lexicon, _LARGEST_DOUBT)
    plain = (each for each in found if not tokens_within(message.tokens, each) & hidden)
    return next((each for each in plain if each.value > 1), None)
