"""Finds what a message says about when, and leaves out readings too weak to stand alone."""

from babel.dates import get_date_format

from language.context import Expecting, ReadingContext
from language.formats import cldr_locale
from language.lexicon import Lexicon
from language.moments.calendar_math import next_day_of_month
from language.moments.scanning import Placed, scan
from language.moments.values import Clock, Days, Element, Reference
from language.tokens import HIDDEN, Token
from language.when_wishes import DayRange

# Asked for a day or a time, people answer in a few words; a number in a long text is another.
_SHORT_ANSWER = 12
_NO_TIMES = (
    Expecting.CHOICE,
    Expecting.REPEAT,
    Expecting.ANSWER,
    Expecting.NAME,
    Expecting.CONTACT,
)


def find_elements(
    tokens: tuple[Token, ...], context: ReadingContext, lexicon: Lexicon
) -> tuple[Placed, ...]:
    """Give what a message says about when, without the readings too weak to stand alone."""
    now = context.now_local.replace(tzinfo=None, second=0, microsecond=0)
    placed = scan(
        tokens, Reference(now, is_month_first=is_month_first(context.locale), lexicon=lexicon)
    )
    if context.expecting is Expecting.DAY and not placed[1:]:
        placed = _bare_day(tokens, placed, context)
    if len(placed) == 1:
        return placed if _may_be_weak(placed[0], tokens, context, lexicon) else ()
    strong = tuple(each for each in placed if _is_strong(each, tokens, lexicon))
    return tuple(
        each
        for each in placed
        if each in strong or (strong and _is_how_long(each, tokens, lexicon))
    )


def _is_how_long(placed: Placed, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Tell "for one hour", which beside a day or a time says how long it shall take."""
    length = placed.element.length
    leads = (term.category for term in lexicon.found_at(tokens, placed.first))
    return length is not None and not length.is_of_days and "FOR" in leads


def _bare_day(
    tokens: tuple[Token, ...], placed: tuple[Placed, ...], context: ReadingContext
) -> tuple[Placed, ...]:
    # Asked for a day, "15" is one; said unasked it is an hour if anything.
    if len(tokens) != 1 or tokens[0].shape != "number" or len(tokens[0].form) > len("31"):
        return placed
    on = next_day_of_month(context.now_local.date(), int(tokens[0].form))
    return (Placed(Element(days=Days((DayRange.single(on),))), 0, 1),) if on else placed


def is_month_first(locale: str) -> bool:
    """Tell whether the month comes before the day in a locale's dates (CLDR)."""
    pattern = str(get_date_format("short", locale=cldr_locale(locale)).pattern)
    return pattern.find("M") < pattern.find("d")


def _is_weak(placed: Placed, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    forms = {token.form for token in tokens[placed.first : placed.after]} - lexicon.words["glue"]
    is_one_word = len(forms) == 1 and forms <= lexicon.weak_words
    return placed.element.is_weak or (is_one_word and not _is_in_a_month(placed, tokens, lexicon))


def _is_in_a_month(placed: Placed, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Tell "not in May" from "may I": behind that word it is the month."""
    from_before = range(max(0, placed.first - 1), placed.after - 1)
    return any(
        tokens[index].form in lexicon.words["before_a_month"]
        and any(term.category == "MONTH" for term in lexicon.found_at(tokens, index + 1))
        for index in from_before
    )


def _is_strong(placed: Placed, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    return not _is_weak(placed, tokens, lexicon)


def _may_be_weak(
    placed: Placed, tokens: tuple[Token, ...], context: ReadingContext, lexicon: Lexicon
) -> bool:
    if not _is_weak(placed, tokens, lexicon):
        return True
    if context.expecting in (Expecting.DAY, Expecting.TIME) and len(tokens) <= _SHORT_ANSWER:
        return True
    if _is_moved_to(placed, tokens, lexicon) or _is_other_hour(placed, tokens, context, lexicon):
        return True
    if context.expecting in _NO_TIMES:
        return False
    others = [
        token.form for index, token in enumerate(tokens) if not placed.first <= index < placed.after
    ]
    first = tokens[placed.first]
    is_number = first.shape == "number" or first.form in lexicon.words["numbers"]
    is_bare_number = is_number and placed.after - placed.first == 1
    return (
        not is_bare_number
        and not placed.element.length
        and all(form in lexicon.words["filler"] or form == HIDDEN for form in others)
    )


def _is_moved_to(placed: Placed, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Tell "change it to 10", where the bare number is what something is moved to."""
    leading = {tokens[placed.first].form, *(each.form for each in tokens[: placed.first][-1:])}
    before = {token.form for token in tokens[: placed.first]}
    is_towards = bool(leading & lexicon.words["towards"])
    return is_towards and bool(before & lexicon.words["moving"]) and not placed.element.length


def _is_other_hour(
    placed: Placed, tokens: tuple[Token, ...], context: ReadingContext, lexicon: Lexicon
) -> bool:
    """Tell "ok 11", said to a time that is to be confirmed: another hour of the same day."""
    if not context.confirms_time or not isinstance(placed.element.clock, Clock):
        return False
    others = (*tokens[: placed.first], *tokens[placed.after :])
    plain = lexicon.words["filler"] | lexicon.words["agreement"] | {","}
    return len(tokens) <= _SHORT_ANSWER and all(each.form in plain for each in others)
