"""Reads what staff say of handing over: who takes it, until when somebody is away, and who is ill."""

from dataclasses import dataclass

from language.context import Speaker
from language.kinds import Intent
from language.lexicon import Lexicon
from language.messages import Message
from language.tokens import Token
from language.understanding import Read
from language.when_wishes import WhenWish

_BEFORE_A_NAME = 2
_AFTER_A_NAME = 2
"""The verb stands after the name, or one word on: "can take", "will cover"."""


@dataclass(frozen=True, slots=True)
class HandOverReads:
    """What a message about handing over tells besides who is named and when."""

    handed_to: Read[str] | None = None
    lasts_until: bool = False
    is_absence: bool = False


def read_hand_over(
    message: Message,
    intent: Intent | None,
    named: tuple[Read[str], ...],
    times: tuple[Read[WhenWish], ...],
) -> HandOverReads:
    """Read a message of staff about handing over; of any other nothing is read."""
    if intent is not Intent.HAND_OVER or message.context.speaker is not Speaker.STAFF:
        return HandOverReads()
    tokens, lexicon = message.tokens, message.lexicon
    takers = [each for each in named if _takes(each, tokens, lexicon)]
    return HandOverReads(
        handed_to=takers[-1] if takers else None,
        lasts_until=any(_is_last(each, tokens, lexicon) for each in times),
        is_absence=any(each.form in lexicon.words["absence"] for each in tokens),
    )


def _takes(person: Read[str], tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Tell who takes from who leaves: "to Ben", "Ben takes"; not "Ana's", nor "cover for Ana"."""
    before = [each.form for each in tokens if each.end <= person.start][-_BEFORE_A_NAME:]
    after = [each.form for each in tokens if each.start >= person.end][:_AFTER_A_NAME]
    if before and before[-1] in lexicon.words["handing_to"]:
        return True
    is_led = len(before) > 1 and before[-1] in lexicon.words["honorifics"]
    if is_led and before[0] in lexicon.words["handing_to"]:
        return True
    return bool(lexicon.words["taking_over"] & {*after})


def _is_last(said: Read[WhenWish], tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    within = [each.form for each in tokens if said.start <= each.start < said.end][:1]
    before = [each.form for each in tokens if each.end <= said.start][-1:]
    return bool(lexicon.words["lasting_until"] & {*within, *before})
