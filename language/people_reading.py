"""Reads who is wished for, who is refused, and of which customer staff speak."""

from dataclasses import dataclass
from itertools import pairwise

from language.context import NamedThing
from language.lexicon import Found, Lexicon
from language.names import NameMatch, find_names
from language.tokens import Token
from language.understanding import ANYONE, SOMEBODY_ELSE, Read, StaffWish


@dataclass(frozen=True, slots=True)
class PeopleReads:
    """The staff members a message speaks of."""

    wished: Read[StaffWish] | None = None
    named: tuple[Read[str], ...] = ()
    excluded: tuple[Read[str], ...] = ()
    used: frozenset[int] = frozenset()


def is_refused(tokens: tuple[Token, ...], first: int, lexicon: Lexicon) -> bool:
    """Tell whether the words before a token refuse what follows: "not with", "except"."""
    before = [token.form for token in tokens[max(0, first - 3) : first]]
    # "No, with Hugo" corrects and does not refuse him.
    refusing = [form for form in before if form in lexicon.words["negation"] and form != "no"]
    return bool(refusing) or _is_excepted(before, lexicon)


def _is_excepted(before: list[str], lexicon: Lexicon) -> bool:
    # "Anyone but Ana": the two words together, for "tomorrow but with Ana" wants her.
    everybody, except_for = lexicon.words["everybody"], lexicon.words["except_for"]
    return any(one in everybody and two in except_for for one, two in pairwise(before))


def as_read(match: NameMatch, tokens: tuple[Token, ...]) -> Read[str]:
    """Give a match as a read of ids."""
    start, end = tokens[match.first].start, tokens[match.after - 1].end
    return Read(match.ids[0], match.certainty, start, end, match.ids[1:])


def read_people(
    tokens: tuple[Token, ...],
    staff_members: tuple[NamedThing, ...],
    lexicon: Lexicon,
    blocked: frozenset[int],
) -> PeopleReads:
    """Give the staff members named in a message, and the one wished for."""
    matches = [
        match
        for match in find_names(tokens, staff_members, lexicon, blocked)
        if _is_a_person(match, tokens, lexicon)
    ]
    refused = [match for match in matches if is_refused(tokens, match.first, lexicon)]
    wanted = [match for match in matches if match not in refused]
    used = frozenset(
        index
        for match in matches
        for index in range(_with_title(tokens, match.first, lexicon), match.after)
    )
    return PeopleReads(
        wished=_wish(wanted, tokens, lexicon),
        named=tuple(as_read(match, tokens) for match in matches),
        excluded=tuple(as_read(match, tokens) for match in refused),
        used=used,
    )


def _with_title(tokens: tuple[Token, ...], first: int, lexicon: Lexicon) -> int:
    before = first - 1
    if before > 0 and tokens[before].form == ".":
        before -= 1
    is_title = before >= 0 and tokens[before].form in lexicon.words["honorifics"]
    return before if is_title else first


def _is_a_person(match: NameMatch, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    if match.after - match.first > 1:
        return True
    form = tokens[match.first].form
    is_common = form in lexicon.terms or any(form in words for words in lexicon.words.values())
    if not is_common or len(tokens) == 1:
        return True
    before = tokens[match.first - 1].form if match.first else ""
    return before in lexicon.words["with"] | lexicon.words["honorifics"]


def _wish(
    wanted: list[NameMatch], tokens: tuple[Token, ...], lexicon: Lexicon
) -> Read[StaffWish] | None:
    if wanted:
        # A later name corrects an earlier one: "with Hugo, no, with Karim".
        match = wanted[-1]
        start, end = tokens[match.first].start, tokens[match.after - 1].end
        others = _choices_before(wanted, tokens, lexicon)
        wishes = tuple(StaffWish(each) for each in dict.fromkeys((*others, *match.ids)))
        return Read(wishes[0], match.certainty, start, end, wishes[1:])
    if len(tokens) == 1 and tokens[0].form in lexicon.words["bare_anyone"]:
        return Read(ANYONE, 0.8, tokens[0].start, tokens[0].end)
    for category, wish in (("SOMEBODY_ELSE", SOMEBODY_ELSE), ("ANYONE", ANYONE)):
        found = find_category(tokens, lexicon, category)
        if found:
            first, term = found
            return Read(wish, 0.95, tokens[first].start, tokens[term.end - 1].end)
    return None


def _choices_before(
    wanted: list[NameMatch], tokens: tuple[Token, ...], lexicon: Lexicon
) -> tuple[str, ...]:
    # "With Karim or Hugo": either will do.
    ids: list[str] = []
    for match, following in pairwise(wanted):
        between = {token.form for token in tokens[match.after : following.first]}
        if between and between <= lexicon.words["alternative"] | {"with"}:
            ids += match.ids
    return tuple(ids)


def find_category(
    tokens: tuple[Token, ...], lexicon: Lexicon, category: str
) -> tuple[int, Found] | None:
    """Give the first term of a category and the token it starts at."""
    for index in range(len(tokens)):
        for term in lexicon.found_at(tokens, index):
            if term.category == category:
                return index, term
    return None
