"""Tells what each time of a message is for: wanted, already booked, or refused."""

from dataclasses import replace
from enum import Enum
from itertools import pairwise

from language.kinds import Intent
from language.lexicon import Lexicon
from language.moments.scanning import Placed
from language.moments.values import Clock, Clocks, Days, Element
from language.tokens import HIDDEN, Token
from language.understanding import Guess
from language.when_wishes import DayRange


class Focus(Enum):
    """What the times of a message are about: a new time, an appointment there is, or a move."""

    NEW = "new"
    EXISTING = "existing"
    MOVE = "move"


_FEW_WORDS = 3
_OF_DAYS = {"WEEKDAY", "RELATIVE_DAY", "MONTH", "NEXT", "THIS", "TONIGHT"}


class Role(Enum):
    """What one wish is for."""

    WISHED = "wished"
    EXISTING = "existing"
    EXCLUDED = "excluded"


def split_moves(
    elements: tuple[Placed, ...], tokens: tuple[Token, ...], lexicon: Lexicon, focus: Focus
) -> list[Placed]:
    """Give the elements of a message, what reads as a stretch cut in two where it is a move.

    "Move it from 3:30 to 4" speaks of an old time and a new one, "my 4pm to Thursday" of an old
    time and a new day.
    """
    found: list[Placed] = []
    for each in elements:
        middle = _turn(each, tokens, lexicon) if focus is Focus.MOVE else None
        halves = None
        if middle:
            begins_with_day = _tells_day(tokens, range(each.first, middle), lexicon)
            halves = _halves(each.element, begins_with_day=begins_with_day)
        if halves and middle:
            found.append(Placed(halves[0], each.first, middle))
            found.append(Placed(halves[1], middle, each.after))
        else:
            found.append(each)
    return found


def _tells_day(tokens: tuple[Token, ...], within: range, lexicon: Lexicon) -> bool:
    found = {term.category for index in within for term in lexicon.found_at(tokens, index)}
    is_written = any(tokens[index].shape in ("date", "iso") for index in within)
    return is_written or bool(found & _OF_DAYS)


def _halves(element: Element, *, begins_with_day: bool) -> tuple[Element, Element] | None:
    clock, days = element.clock, element.days
    if isinstance(clock, Clock) and days and days.first:
        of_day, of_clock = replace(element, clock=None), replace(element, days=None)
        return (of_day, of_clock) if begins_with_day else (of_clock, of_day)
    if isinstance(clock, Clocks) and clock.start and clock.end:
        return replace(element, clock=clock.start), replace(element, clock=clock.end)
    if days and days.readings and days.first is None:
        first, last = days.readings[0].first_on, days.readings[0].last_on
        if first and last:
            before, after = (Days((DayRange.single(on),)) for on in (first, last))
            return Element(days=before), Element(days=after, clock=clock)
    return None


def _turn(placed: Placed, tokens: tuple[Token, ...], lexicon: Lexicon) -> int | None:
    inside = range(placed.first + 1, placed.after)
    return next((i for i in inside if tokens[i].form in lexicon.words["towards"]), None)


def roles_of(
    elements: list[Placed], tokens: tuple[Token, ...], lexicon: Lexicon, focus: Focus
) -> list[Role]:
    """Give what each element of a message is for.

    In a move, a time that turns into another, "4pm to 5pm", is the one it moves from. With "not on
    Monday or Tuesday" both are refused.
    """
    roles = [role_of(each, tokens, lexicon, focus) for each in elements]
    for place, (each, following) in enumerate(pairwise(elements)):
        if roles[place] is Role.EXCLUDED and _goes_on(each, following, tokens, lexicon):
            roles[place + 1] = Role.EXCLUDED
    for place, (each, following) in enumerate(pairwise(elements)):
        is_wished = focus is Focus.MOVE and roles[place : place + 2] == [Role.WISHED] * 2
        if is_wished and _turns_into(each, following, tokens, lexicon):
            roles[place] = Role.EXISTING
    return roles


def _goes_on(old: Placed, new: Placed, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Tell whether a day is named in one breath with the one before it: "28 April and 5 May"."""
    between = {token.form for token in tokens[old.after : new.first]} - {"on", "the"}
    are_days = all(each.element.days and not each.element.clock for each in (old, new))
    return are_days and bool(between) and between <= lexicon.words["in_one_breath"]


def _turns_into(old: Placed, new: Placed, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    led = {tokens[old.first].form, *(token.form for token in tokens[: old.first][-1:])}
    if old.element.shift or old.element.same or led & lexicon.words["towards"]:
        return False
    between = [token.form for token in tokens[old.after : new.first + 1]]
    return between[:1] == ["to"] and len(between) <= _FEW_WORDS


def role_of(placed: Placed, tokens: tuple[Token, ...], lexicon: Lexicon, focus: Focus) -> Role:
    """Give what an element of a message is for."""
    before = [token.form for token in tokens[max(0, placed.first - 3) : placed.first]]
    following = [token.form for token in tokens[placed.after : placed.after + 3]]
    is_apart = tokens[placed.first].form == ","
    if _is_refused(before, placed, lexicon, is_apart=is_apart) or lexicon.words["unsuitable"] & set(
        following[:2]
    ):
        return Role.EXCLUDED
    if focus is Focus.EXISTING:
        return Role.EXISTING
    if focus is Focus.NEW or placed.element.shift or placed.element.same:
        return Role.WISHED
    leading = {tokens[placed.first].form, *([each for each in before if each != "the"][-1:])}
    if leading & lexicon.words["towards"]:
        return Role.WISHED
    describes = (
        set(before) & lexicon.words["existing"] or set(following) & lexicon.words["appointment"]
    )
    # "The one on Thursday", "the haircut on Thursday": what was named is hidden from the grammar.
    is_of_a_thing = ("the", HIDDEN) in pairwise(before)
    is_existing = describes or is_of_a_thing or "from" in leading
    return Role.EXISTING if is_existing else Role.WISHED


def _is_refused(before: list[str], placed: Placed, lexicon: Lexicon, *, is_apart: bool) -> bool:
    words = [
        form for form in before if form not in ("on", "at", "the", "for", "any", "do", "in", "make")
    ]
    if words and words[-1] == "no":
        # "no, Thursday" and "no, Mondays" correct; "no Mondays" refuses.
        return not is_apart and bool(placed.element.days and placed.element.days.weekdays)
    return bool(words) and words[-1] in lexicon.words["negation"]


_ABOUT_EXISTING = {
    Intent.CANCEL_APPOINTMENT,
    Intent.MARK_ARRIVED,
    Intent.MARK_NO_SHOW,
    Intent.MARK_COMPLETED,
    Intent.RUNNING_LATE,
    Intent.HAND_OVER,
    Intent.REMOVE_ATTENDEE,
}


def focus_of(intents: tuple[Guess, ...]) -> Focus:
    """Tell from what is wanted most whether the times said are of an appointment there is."""
    first = intents[0].intent if intents else None
    asks_of_a_move = first is Intent.EXPLAIN and any(
        each.intent is Intent.RESCHEDULE for each in intents
    )
    if first is Intent.RESCHEDULE or asks_of_a_move:
        return Focus.MOVE
    return Focus.EXISTING if first in _ABOUT_EXISTING else Focus.NEW
