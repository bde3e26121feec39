"""The first pass over a message: the things it names, before it is asked what they are for."""

from dataclasses import dataclass, replace
from itertools import pairwise

from language.contact_reading import read_code, read_contact
from language.context import Expecting
from language.fallback_dates import SHORTEST_WORD, find_with_dateparser
from language.lexicon import Lexicon
from language.locales import normalised_tag
from language.manners import is_courtesy
from language.measure_reading import read_bare_party, read_doubtful_party, read_length_of
from language.messages import Message, indexes, tokens_within
from language.moments.grammar import Chart
from language.moments.scanning import Placed, new_chart
from language.moments.values import Reference
from language.names import NameMatch, find_names
from language.party_reading import read_party
from language.people_reading import PeopleReads, read_people
from language.repeat_reading import RepeatReads, read_repeats
from language.tokens import Token
from language.understanding import ContactReads, LengthWish, Read
from language.when_elements import find_elements, is_month_first
from language.zone_offsets import read_offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a message names, and the tokens each was read from."""

    chart: Chart
    contact: ContactReads
    code: Read[str] | None
    party_size: Read[int] | None
    maybe_party: Read[int] | None
    length: Read[LengthWish] | None
    people: PeopleReads
    services: tuple[NameMatch, ...]
    shown: tuple[Token, ...]
    elements: tuple[Placed, ...]
    blocked: frozenset[int]
    of_contact: frozenset[int]
    repeats: RepeatReads

    @property
    def is_contact_told(self) -> bool:
        """Tell whether a name, a number or an address was given."""
        return bool(self.of_contact)

    @property
    def of_services(self) -> frozenset[int]:
        """The tokens that name services."""
        return indexes(self.services)

    @property
    def is_any(self) -> bool:
        """Tell whether anything was named that a wish is made of, times apart."""
        named = self.services or self.people.wished or self.party_size or self.length
        return bool(named or self.repeats.repeats or self.is_contact_told)


def find(message: Message) -> Findings:
    """Give what a message names; what is one thing is not read as another besides."""
    tokens, context, lexicon = message.tokens, message.context, message.lexicon
    now = context.now_local.replace(tzinfo=None)
    chart = new_chart(tokens, Reference(now, is_month_first=False, lexicon=lexicon))
    contact, of_contact = _contact(message)
    people = read_people(tokens, context.staff_members, lexicon, of_contact)
    party_size = read_party(tokens, chart, lexicon, of_contact | people.used)
    blocked = of_contact | people.used | tokens_within(tokens, party_size)
    named = find_names(tokens, context.services, lexicon, blocked)
    whole = tuple(each for each in named if each.is_whole)
    is_asked = context.is_series_open or context.expecting is Expecting.REPEAT
    repeats = read_repeats(tokens, chart, lexicon, now.date(), is_asked=is_asked)
    offset = read_offset(tokens)
    of_offset = range(offset.first, offset.after) if offset else ()
    used = blocked | indexes(whole) | repeats.hidden | frozenset(of_offset)
    length, of_lengths = read_length_of(message, chart, used)
    hidden = used | of_lengths | _things_called_one(tokens, lexicon)
    party_size = party_size or read_bare_party(message, chart, named, hidden, _elements)
    maybe_party = None if party_size else read_doubtful_party(message, chart, hidden)
    of_party = tokens_within(tokens, party_size)
    shown = message.shown(hidden | of_party)
    blocked |= of_party
    elements = _elements(message, shown)
    return Findings(
        chart=chart,
        contact=contact,
        code=read_code(message.text, tokens, lexicon),
        party_size=party_size,
        maybe_party=maybe_party,
        length=length,
        people=people,
        services=whole or (_apart_from_times(message, blocked, elements) if named else ()),
        shown=shown,
        elements=elements,
        blocked=blocked | of_lengths,
        of_contact=of_contact,
        repeats=repeats,
    )


def _elements(message: Message, shown: tuple[Token, ...]) -> tuple[Placed, ...]:
    """Find the times named; "good morning" names none."""
    context, lexicon = message.context, message.lexicon
    if is_courtesy(message.tokens, lexicon):
        return ()
    own, theirs = find_elements(shown, context, lexicon), _by_dateparser(message, shown)
    # Whoever writes in the bot's language, whatever their browser's is, names the day in it.
    if _name_a_day(own, shown) and not _name_a_day(theirs, shown):
        return own
    return _in_order(theirs, own)


def _name_a_day(found: tuple[Placed, ...], tokens: tuple[Token, ...]) -> bool:
    """Tell whether a day is named, by more than a short word that means something else elsewhere."""
    return any(
        each.element.days is not None
        and any(len(token.form) >= SHORTEST_WORD for token in tokens[each.first : each.after])
        for each in found
    )


def _contact(message: Message) -> tuple[ContactReads, frozenset[int]]:
    """Read the contact; the whole name of a service is no name of a person, though one was asked."""
    text, tokens, context, lexicon = (
        message.text,
        message.tokens,
        message.context,
        message.lexicon,
    )
    contact, used = read_contact(text, tokens, context, lexicon)
    of_name = tokens_within(tokens, contact.name)
    services = find_names(tokens, context.services, lexicon, used - of_name) if of_name else ()
    if of_name and of_name <= indexes(each for each in services if each.is_whole):
        return replace(contact, name=None), used - of_name
    return contact, used


def _things_called_one(tokens: tuple[Token, ...], lexicon: Lexicon) -> frozenset[int]:
    """Give the tokens of "the one" and "the second one", which are neither hours nor days."""
    words = lexicon.words
    found: set[int] = set()
    for index, (before, token) in enumerate(pairwise(tokens), start=1):
        following = tokens[index + 1].form if index + 1 < len(tokens) else ""
        if token.form != "one" or following in words["hour_words"]:
            continue
        if before.form in words["before_one"]:
            found |= {index - 1, index} if before.form not in ("the", "this", "that") else {index}
    return frozenset(found)


def _by_dateparser(message: Message, shown: tuple[Token, ...]) -> tuple[Placed, ...]:
    language = normalised_tag(message.context.locale).partition("-")[0]
    if not language or language == message.lexicon.language:
        return ()
    return find_with_dateparser(
        message.text,
        shown,
        language,
        message.context.now_local.replace(tzinfo=None, second=0, microsecond=0),
        is_month_first=is_month_first(message.context.locale),
    )


def _in_order(first: tuple[Placed, ...], others: tuple[Placed, ...]) -> tuple[Placed, ...]:
    taken = indexes(first)
    apart = [each for each in others if not taken & indexes([each])]
    return tuple(sorted((*first, *apart), key=lambda each: each.first))


def _apart_from_times(
    message: Message, blocked: frozenset[int], elements: tuple[Placed, ...]
) -> tuple[NameMatch, ...]:
    # Part of a name may be a word of time ("one-hour"); a length may tell of the service, a time not.
    of_times = indexes(each for each in elements if not each.element.length)
    return find_names(message.tokens, message.context.services, message.lexicon, blocked | of_times)
