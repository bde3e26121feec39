"""One turn as every step sees it: who talks, to which business, in whose words and zone."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from cards.channels import CardJson
from dialogs.desk import Desk
from dialogs.state import ConversationState
from dialogs.turns import Message, Reply, Turn
from language.texts import Texts
from scheduling.errors import InvalidValue
from scheduling.recurrence import instants_of, time_zone
from scheduling.service.asking import AskBusiness, get_business, who_am_i
from scheduling.views import BusinessView, PersonView

Outcome = tuple[ConversationState, Reply]
"""What every step gives: the state after it, and what is said."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A turn with everything a step needs to answer it.

    `zone` is the one times are read and shown in; `own_zone` is the customer's, "" where the
    channel does not tell it.
    """

    turn: Turn
    desk: Desk
    texts: Texts
    business: BusinessView
    person: PersonView
    zone: str
    own_zone: str = ""

    @property
    def is_staff(self) -> bool:
        """Tell whether a staff member of the business talks."""
        return self.person.staff_member is not None

    @property
    def may_choose_zone(self) -> bool:
        """Tell whether times may be shown in another zone: to customers, unless it is settled."""
        return not self.is_staff and not self.business.always_show_business_time_zone

    @property
    def customer_zone(self) -> str:
        """The IANA zone news go out in: the customer's own, else the business's; "" for staff."""
        if self.is_staff:
            return ""
        is_own = bool(self.own_zone) and self.may_choose_zone
        return self.own_zone if is_own else self.business.time_zone

    @property
    def now_local(self) -> datetime:
        """The instant of the turn on the wall clock of `zone`."""
        return self.turn.now.astimezone(time_zone(self.zone))

    @property
    def today(self) -> date:
        """The date of the turn in `zone`."""
        return self.now_local.date()

    @property
    def ahead(self) -> timedelta:
        """How far the clocks of `zone` are ahead of the business's, now."""
        there = self.turn.now.astimezone(time_zone(self.business.time_zone)).utcoffset()
        return (self.now_local.utcoffset() or timedelta()) - (there or timedelta())

    def when(self, at: datetime) -> str:
        """Write day, time and the zone.

        The zone is left out where everybody's clock is known to be the business's, for staff and
        for a customer whose channel says so, and the time does not happen twice.
        """
        wall = at.astimezone(time_zone(self.zone)).replace(tzinfo=None, fold=0)
        happens_twice = len(instants_of(wall, self.zone)) > 1
        if self._is_only_clock and not happens_twice:
            return self.texts.day_and_time(at, self.zone, self.today)
        return self.with_zone_named(at)

    @property
    def _is_only_clock(self) -> bool:
        own = self.business.time_zone if self.is_staff else self.own_zone
        return self.zone == self.business.time_zone == own

    def when_done(self, at: datetime) -> str:
        """Write the time of what was done: to a customer always with its zone."""
        return self.when(at) if self.is_staff else self.with_zone_named(at)

    def with_zone_named(self, at: datetime) -> str:
        """Write day, time and always the zone."""
        words = self.texts.day_and_time(at, self.zone, self.today)
        return self.texts.say("time-in-zone", when=words, zone=self.texts.zone(self.zone, at))


async def begin_talk(turn: Turn, desk: Desk, zone_said: str = "") -> Talk:
    """Look up the business and the person, and choose language and zone.

    `zone_said` is the zone a customer named earlier in the conversation, "" where none.
    """
    question = AskBusiness(turn.business_id)
    business = await desk.ask(get_business, question)
    person = await desk.ask(who_am_i, question)
    texts = Texts(turn.locale or business.language_tag)
    own_zone = _told_zone(turn)
    talk = Talk(turn, desk, texts, business, person, business.time_zone, own_zone)
    zone = (zone_said or own_zone) if talk.may_choose_zone else ""
    return replace(talk, zone=zone) if zone else talk


def _told_zone(turn: Turn) -> str:
    """Give the zone the channel tells, "" for none and for nonsense."""
    try:
        return time_zone(turn.time_zone).key if turn.time_zone else ""
    except InvalidValue:
        return ""


def shown(card: CardJson, name: str | None = None, reasons: tuple[str, ...] = ()) -> Reply:
    """Give a reply that is one card."""
    return Reply((Message(card=card, name=name, reasons=reasons),))


def after(first: Reply, then: Reply) -> Reply:
    """Give both replies, one after the other."""
    return Reply((*first.messages, *then.messages))


def says(reply: Reply, sentence: str) -> bool:
    """Tell whether a sentence stands in a reply, whatever a card escapes in it."""
    said = json.dumps([(each.text, each.card) for each in reply.messages], ensure_ascii=False)
    return _letters(sentence) in _letters(said)


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def with_reasons(reply: Reply, reasons: tuple[str, ...]) -> Reply:
    """Give the reply with the codes of why a wish was refused on its first message."""
    if not reasons or not reply.messages:
        return reply
    first = reply.messages[0]
    marked = replace(first, reasons=(*first.reasons, *reasons))
    return Reply((marked, *reply.messages[1:]))
