"""Reads several services for one visit: "a cut, then a beard trim with Ben"."""

from itertools import pairwise

from language.findings import Findings
from language.messages import Message, indexes
from language.names import NameMatch, find_names
from language.people_reading import as_read, is_refused
from language.understanding import PartRead, VisitRead

_REVERSED = "after"


def read_visit(message: Message, found: Findings) -> VisitRead | None:
    """Give the services that are wanted together; None where one alone is, or either of them.

    One service is given where it is added to those told before: "and a beard trim".
    """
    tokens, lexicon = message.tokens, message.lexicon
    named = _named(message, found)
    wished = [each for each in named if not is_refused(tokens, each.first, lexicon)]
    adds = _adds(message, wished)
    if not all(_are_linked(message, found, *each) for each in pairwise(wished)):
        return None
    if len(wished) < 2 and not (wished and adds):  # noqa: PLR2004  # two make a visit
        return None
    parts = tuple(
        PartRead(as_read(each, tokens), _staff_of(message, found, wished, place))
        for place, each in enumerate(wished)
    )
    is_reversed = len(wished) == 2 and _is_reversed(message, *wished)  # noqa: PLR2004
    return VisitRead(parts[::-1] if is_reversed else parts, adds)


def _named(message: Message, found: Findings) -> tuple[NameMatch, ...]:
    """Give the services named; beside one by its whole name, others by a part of theirs."""
    times = indexes(found.elements)
    blocked = found.blocked | (times - found.of_services)
    every = find_names(message.tokens, message.context.services, message.lexicon, blocked)
    return every if len(every) > len(found.services) else found.services


def _adds(message: Message, wished: list[NameMatch]) -> bool:
    if not message.tokens or not wished:
        return False
    forms = [each.form for each in message.tokens]
    after = set(forms[wished[-1].after :])
    adding = message.lexicon.words["adding"]
    return forms[0] in adding or "add" in forms[: wished[0].first] or "too" in after


def _between(message: Message, found: Findings, before: NameMatch, after: NameMatch) -> set[str]:
    """Give the words between two services, those of people and times left out."""
    others = found.people.used | indexes(found.elements)
    places = range(before.after, after.first)
    return {message.tokens[each].form for each in places if each not in others}


def _are_linked(message: Message, found: Findings, before: NameMatch, after: NameMatch) -> bool:
    words = message.lexicon.words
    forms = _between(message, found, before, after)
    return bool(forms & words["connecting"]) and forms <= words["linking"]


def _is_reversed(message: Message, before: NameMatch, after: NameMatch) -> bool:
    """Tell "colour after a haircut" from "colour, after that a haircut"."""
    forms = [each.form for each in message.tokens[before.after : after.first]]
    return _REVERSED in forms and "that" not in forms


def _staff_of(message: Message, found: Findings, wished: list[NameMatch], place: int) -> str | None:
    """Give who was named for a part: beside it, or for everything."""
    excluded = {each.start for each in found.people.excluded}
    named = [each for each in found.people.named if each.start not in excluded]
    if not named or (found.people.wished is not None and found.people.wished.is_ambiguous):
        return None
    if len(named) == 1 and _is_for_all(message, found, wished, named[0].start):
        return named[0].value
    starts = [message.tokens[each.first].start for each in wished]
    following = starts[place + 1] if place + 1 < len(starts) else len(message.text) + 1
    own = [each.value for each in named if starts[place] < each.start < following]
    return own[-1] if own else None


def _is_for_all(message: Message, found: Findings, wished: list[NameMatch], named_at: int) -> bool:
    """Tell "a haircut and colour with Ana" from "a haircut, then colour with Ana"."""
    words, tokens = message.lexicon.words, message.tokens
    first, last = tokens[wished[0].first].start, tokens[wished[-1].first].start
    if named_at < first or len(wished) == 1:
        return True
    if any(each.form in words["everything"] for each in tokens):
        return True
    is_in_turn = bool(_between(message, found, *wished[-2:]) & words["in_turn"])
    return named_at > last and not is_in_turn
