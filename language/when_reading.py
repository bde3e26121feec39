"""Reads the wishes about when out of a message: which are wanted, which exist, which are refused."""

from dataclasses import dataclass, replace
from itertools import pairwise

from language.context import ReadingContext
from language.lexicon import Lexicon
from language.moments.clock import in_part
from language.moments.resolving import Surroundings, resolved
from language.moments.scanning import Placed
from language.moments.values import Clock, DayPart, Days, Element
from language.tokens import Token
from language.understanding import Read
from language.when_roles import Focus, Role, roles_of, split_moves
from language.when_wishes import WhenWish


@dataclass(frozen=True, slots=True)
class WhenReads:
    """The wishes found, by role, and which tokens they were read from."""

    wished: tuple[Read[WhenWish], ...] = ()
    existing: tuple[Read[WhenWish], ...] = ()
    excluded: tuple[Read[WhenWish], ...] = ()
    used: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Wish:
    placed: Placed
    role: Role


def read_when(
    elements: tuple[Placed, ...],
    tokens: tuple[Token, ...],
    context: ReadingContext,
    lexicon: Lexicon,
    focus: Focus,
) -> WhenReads:
    """Give the wishes that the elements of a message make, each with its role."""
    parts = split_moves(elements, tokens, lexicon, focus)
    roles = roles_of(parts, tokens, lexicon, focus)
    wishes = [_Wish(each, role) for each, role in zip(parts, roles, strict=True)]
    merged = _merged(wishes, tokens, lexicon)
    now = context.now_local.replace(tzinfo=None)
    around = Surroundings(now, context.opening_hours, context.days_meant)
    reads = [(wish.role, _as_read(wish.placed, tokens, around)) for wish in merged]
    used = frozenset(index for each in elements for index in range(each.first, each.after))
    by_role = {role: tuple(read for each, read in reads if each is role) for role in Role}
    return WhenReads(by_role[Role.WISHED], by_role[Role.EXISTING], by_role[Role.EXCLUDED], used)


def _as_read(placed: Placed, tokens: tuple[Token, ...], around: Surroundings) -> Read[WhenWish]:
    wish = resolved(placed.element, around)
    certainty = 0.95 if not wish.alternatives else 0.75
    return Read(wish, certainty, tokens[placed.first].start, tokens[placed.after - 1].end)


def _merged(wishes: list[_Wish], tokens: tuple[Token, ...], lexicon: Lexicon) -> list[_Wish]:
    found: list[_Wish] = []
    for wish in wishes:
        partner = next((index for index, each in enumerate(found) if each.role is wish.role), None)
        last = found[-1] if found and found[-1].role is wish.role else None
        if last and partner is not None:
            between = {
                token.form for token in tokens[last.placed.after - 1 : wish.placed.first + 1]
            }
            together = _together(last.placed, wish.placed, between, lexicon)
            if together:
                found[-1] = _Wish(together, wish.role)
                continue
        found.append(wish)
    return _sharing_times(_sharing_days(found, tokens, lexicon))


def _together(first: Placed, second: Placed, between: set[str], lexicon: Lexicon) -> Placed | None:
    old, new = first.element, second.element
    if _completes(old, new):
        return Placed(_joined(old, new), first.first, second.after)
    if between & lexicon.words["correction"]:
        return Placed(_joined(old, new), first.first, second.after)
    return None


def _completes(old: Element, new: Element) -> bool:
    if old.moment or new.moment or (old.shift and new.shift) or (old.same and new.same):
        return False
    if (old.shift and new.days) or (new.shift and old.days):
        return False
    kinds = {type(old.clock), type(new.clock)}
    refines = kinds == {DayPart, Clock}
    both_days = old.days is not None and new.days is not None and not _narrows(old.days, new.days)
    both_clocks = old.clock is not None and new.clock is not None and not refines
    return not (both_days or both_clocks)


def _narrows(old: Days, new: Days) -> bool:
    # "This weekend, Sunday morning": the Sunday is of that weekend.
    if not old.readings or new.first is None or old.first is not None:
        return False
    return old.readings[0].includes(new.first)


def _joined(old: Element, new: Element) -> Element:
    if new.moment or old.moment:
        return new
    clock = new.clock or old.clock
    if isinstance(old.clock, DayPart) and isinstance(new.clock, Clock):
        clock = in_part(new.clock, old.clock)
    elif isinstance(new.clock, DayPart) and isinstance(old.clock, Clock) and not new.days:
        clock = in_part(old.clock, new.clock)
    return Element(
        days=new.days or old.days,
        clock=clock,
        order=new.order or old.order,
        length=new.length or old.length,
        shift=new.shift or (None if new.days else old.shift),
        same=new.same or (None if new.clock else old.same),
    )


def _sharing_days(wishes: list[_Wish], tokens: tuple[Token, ...], lexicon: Lexicon) -> list[_Wish]:
    # "At 3 or 4pm tomorrow": the day is for both.
    pairs = pairwise([*wishes, *wishes[-1:]])
    return [_with_days(each, following, tokens, lexicon) for each, following in pairs]


def _with_days(wish: _Wish, following: _Wish, tokens: tuple[Token, ...], lexicon: Lexicon) -> _Wish:
    old, new = wish.placed.element, following.placed.element
    between = {token.form for token in tokens[wish.placed.after : following.placed.first]}
    is_either = bool(between) and between <= lexicon.words["alternative"]
    is_bare = isinstance(old.clock, Clock) and isinstance(new.clock, Clock) and not old.days
    if not (is_either and is_bare and wish.role is following.role):
        return wish
    return replace(wish, placed=replace(wish.placed, element=replace(old, days=new.days)))


def _sharing_times(wishes: list[_Wish]) -> list[_Wish]:
    # "Thursday or Friday at 3": the time is for both, but not for what is moved from Thursday.
    last = wishes[-1].placed.element if wishes else None
    if last is None or last.clock is None or not wishes[1:]:
        return wishes
    role = wishes[-1].role
    return [_with_clock(each, last) if each.role is role else each for each in wishes]


def _with_clock(wish: _Wish, last: Element) -> _Wish:
    element = wish.placed.element
    if element.clock is not None or element.days is None:
        return wish
    return replace(wish, placed=replace(wish.placed, element=replace(element, clock=last.clock)))
