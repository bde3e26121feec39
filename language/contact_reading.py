"""Reads how to reach a person: name, mail address, telephone number; and invitation codes."""

import re
from dataclasses import dataclass
from typing import Final

from language.context import Expecting, ReadingContext
from language.lexicon import Lexicon
from language.name_reading import read_name
from language.names import find_names
from language.names_beside import read_name_beside
from language.tokens import Token
from language.understanding import ContactReads, Read

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?![\w-])", re.IGNORECASE
)
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[ ().\-/]{0,2}\d){6,14}(?!\w)")
_CODE: Final = re.compile(
    # Four groups of four, as our invitations are written, or any longer word with a digit in it.
    r"(?<!\w)(?:(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}"
    r"|(?=[A-Z0-9_-]*\d)[A-Z0-9](?:[A-Z0-9_-]{4,62})[A-Z0-9])(?!\w)",
    re.IGNORECASE,
)
# As people copy it by hand, without the hyphens: four groups after a leading word, and no more.
_SPACED_CODE: Final = re.compile(r"(?<=\s)(?:[A-Z0-9]{4}[ -]){3}[A-Z0-9]{4}(?=\W*$)", re.IGNORECASE)
_DATE_LIKE: Final = re.compile(r"\d{4}[-./ ]\d\d?[-./ ]\d\d?(?: .*)?|\d\d?[-./]\d\d?[-./]\d{4}.*")
# Digits of a number: at most fifteen (ITU-T E.164); shorter ones are dates and amounts more often.
_LONGEST_NUMBER: Final = 15
_SHORTEST_INTERNATIONAL: Final = 8
_SHORTEST_LOCAL: Final = 9
_SHORTEST_ASKED_FOR: Final = 7
# ITU-T E.164 country codes of the regions local numbers are completed for, and their trunk prefix.
_REGIONS: Final = {
    "FR": ("33", "0"), "DE": ("49", "0"), "AT": ("43", "0"), "CH": ("41", "0"), "GB": ("44", "0"),
    "IE": ("353", "0"), "ES": ("34", ""), "IT": ("39", ""), "PT": ("351", ""), "NL": ("31", "0"),
    "BE": ("32", "0"), "LU": ("352", ""), "US": ("1", "1"), "CA": ("1", "1"), "BR": ("55", "0"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a text: text[start:end]."""

    start: int
    end: int

    def covers(self, token: Token) -> bool:
        """Tell whether a token lies within."""
        return self.start < token.end and token.start < self.end


def read_email(text: str) -> Read[str] | None:
    """Give the first mail address of a text, as written but for the case of its domain."""
    match = _EMAIL.search(text)
    if match is None:
        return None
    mailbox, _, domain = match.group().rstrip(".").rpartition("@")
    return Read(
        f"{mailbox}@{domain.lower()}",
        0.99,
        match.start(),
        match.start() + len(mailbox) + 1 + len(domain),
    )


def read_phone(text: str, context: ReadingContext) -> Read[str] | None:
    """Give the first telephone number of a text, as in E.164 where the country is known."""
    for match in _PHONE.finditer(text):
        written = match.group()
        digits = re.sub(r"\D", "", written)
        if _is_international(written):
            if _SHORTEST_INTERNATIONAL <= len(digits) <= _LONGEST_NUMBER:
                return Read(_e164(digits, written, context), 0.95, *match.span())
        elif _is_local_number(written, digits, context):
            return Read(_e164(digits, written, context), 0.85, *match.span())
    return None


def _is_international(written: str) -> bool:
    return written.startswith(("+", "00"))


def _is_local_number(written: str, digits: str, context: ReadingContext) -> bool:
    least = _SHORTEST_ASKED_FOR if context.expecting is Expecting.CONTACT else _SHORTEST_LOCAL
    return not _DATE_LIKE.fullmatch(written) and least <= len(digits) <= _LONGEST_NUMBER


def _e164(digits: str, written: str, context: ReadingContext) -> str:
    if written.startswith("+"):
        return "+" + digits
    if written.startswith("00"):
        return "+" + digits[2:]
    known = _REGIONS.get((context.phone_region or "").upper())
    if known is None:
        return digits
    code, trunk = known
    return f"+{code}{digits.removeprefix(trunk) if trunk else digits}"


def read_contact(
    text: str, tokens: tuple[Token, ...], context: ReadingContext, lexicon: Lexicon
) -> tuple[ContactReads, frozenset[int]]:
    """Give what a message tells of its writer, and the tokens that told it."""
    email, phone = read_email(text), read_phone(text, context)
    stretches = [Stretch(each.start, each.end) for each in (email, phone) if each]
    used = frozenset(
        index for index, token in enumerate(tokens) if any(each.covers(token) for each in stretches)
    )
    used |= _with_leads(tokens, used, lexicon)
    name = read_name(text, tokens, lexicon, context.expecting, used)
    if name is None and used:
        people = find_names(tokens, context.staff_members, lexicon, used)
        of_staff = frozenset(index for each in people for index in range(each.first, each.after))
        name = read_name_beside(text, tokens, lexicon, used, of_staff)
    if name:
        within = Stretch(name.start, name.end)
        used |= {index for index, token in enumerate(tokens) if within.covers(token)}
    return ContactReads(name, email, phone), used


def _with_leads(
    tokens: tuple[Token, ...], used: frozenset[int], lexicon: Lexicon
) -> frozenset[int]:
    """Give the tokens that lead to numbers and addresses: "phone:", "you can call me on"."""
    firsts = [index for index in used if index - 1 not in used]
    afters = [index + 1 for index in used if index + 1 not in used]
    found: set[int] = set()
    for first in firsts:
        found |= _leads(tokens, range(first - 1, -1, -1), lexicon)
    for after in afters:
        follows = after < len(tokens) and tokens[after].form in lexicon.words["after_a_contact"]
        found |= _leads(tokens, range(after, len(tokens)), lexicon) if follows else set()
    return frozenset(found)


def _leads(tokens: tuple[Token, ...], places: range, lexicon: Lexicon) -> set[int]:
    """Give the places that surely speak of a number or an address, from the nearest on."""
    passed: list[int] = []
    sure = 0
    for index in places:
        form = tokens[index].form.replace("'", "")
        if tokens[index].shape != "mark" and form not in lexicon.words["contact_lead"]:
            break
        passed.append(index)
        if form in lexicon.words["contact_word"] or (sure and tokens[index].is_word):
            sure = len(passed)
    return set(passed[:sure])


def read_code(text: str, tokens: tuple[Token, ...], lexicon: Lexicon) -> Read[str] | None:
    """Give an invitation code: after a word that leads to one, or alone in the message."""
    for match in (*_CODE.finditer(text[:300]), *_SPACED_CODE.finditer(text[:300])):
        before = [index for index, token in enumerate(tokens) if token.end <= match.start()]
        is_alone = match.group() == text.strip() and " " not in match.group()
        is_led = any(
            term.category == "CODE_LEAD"
            for index in before
            for term in lexicon.found_at(tokens, index)
        )
        if is_led or (
            is_alone and not _PHONE.search(text) and re.search("[A-Za-z]", match.group())
        ):
            return Read(match.group(), 0.9 if is_led else 0.7, match.start(), match.end())
    return None
