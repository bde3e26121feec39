"""One turn as every step sees it: who talks, to which business, in whose words and zone."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from cards.channels import CardJson
from dialogs.desk import Desk
from dialogs.opening_hours import opening_hours
from dialogs.state import ConversationState
from dialogs.turns import Message, Reply, Turn
from language.context import NamedThing, ReadingContext, Speaker
from language.reader import read
from language.texts import Texts
from language.understanding import Understanding
from scheduling.errors import InvalidValue
from scheduling.recurrence import instants_of, time_zone
from scheduling.service.asking import AskBusiness, get_business, who_am_i
from scheduling.views import BusinessView, PersonView

Outcome = tuple[ConversationState, Reply]
"""What every step gives: the state after it, and what is said."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A turn with everything a step needs to answer it. `zone` is the one times are shown in."""

    turn: Turn
    desk: Desk
    texts: Texts
    business: BusinessView
    person: PersonView
    zone: str

    @property
    def is_staff(self) -> bool:
        """Tell whether a staff member of the business talks."""
        return self.person.staff_member is not None

    @property
    def now_local(self) -> datetime:
        """The instant of the turn on the wall clock of `zone`."""
        return self.turn.now.astimezone(time_zone(self.zone))

    @property
    def today(self) -> date:
        """The date of the turn in `zone`."""
        return self.now_local.date()

    def when(self, at: datetime) -> str:
        """Write day, time and, where it is not the business's or this time happens twice, the zone."""
        wall = at.astimezone(time_zone(self.zone)).replace(tzinfo=None, fold=0)
        happens_twice = len(instants_of(wall, self.zone)) > 1
        if self.zone == self.business.time_zone and not happens_twice:
            return self.texts.day_and_time(at, self.zone, self.today)
        return self.with_zone_named(at)

    def with_zone_named(self, at: datetime) -> str:
        """Write day, time and always the zone."""
        words = self.texts.day_and_time(at, self.zone, self.today)
        return self.texts.say("time-in-zone", when=words, zone=self.texts.zone(self.zone, at))


async def begin_talk(turn: Turn, desk: Desk) -> Talk:
    """Look up the business and the person, and choose language and zone."""
    question = AskBusiness(turn.business_id)
    business = await desk.ask(get_business, question)
    person = await desk.ask(who_am_i, question)
    texts = Texts(turn.locale or business.language_tag)
    return Talk(turn, desk, texts, business, person, _zone(turn, business, person))


def _zone(turn: Turn, business: BusinessView, person: PersonView) -> str:
    """Customers see their own zone where the channel tells it; staff see the business's."""
    if person.staff_member is not None or business.always_show_business_time_zone:
        return business.time_zone
    try:
        return time_zone(turn.time_zone).key if turn.time_zone else business.time_zone
    except InvalidValue:
        return business.time_zone


def understand(
    talk: Talk, state: ConversationState, speaker: Speaker | None = None
) -> Understanding:
    """Read the turn's text against the business's names, hours, and what was asked.

    `speaker` is who is taken to speak, where it is not the one who does.
    """
    known = Speaker.STAFF if talk.is_staff else Speaker.CUSTOMER
    business = talk.business
    context = ReadingContext(
        locale=talk.texts.locale,
        now_local=talk.now_local,
        services=tuple(
            NamedThing(each.service_id, (each.display_name, *each.aliases))
            for each in business.services
        ),
        staff_members=tuple(
            NamedThing(each.staff_member_id, (each.display_name,))
            for each in business.staff_members
        ),
        opening_hours=opening_hours(business.business_hours, _ahead(talk)),
        expecting=state.expecting,
        days_meant=state.draft.when.days if state.draft and state.draft.when else None,
        speaker=speaker or known,
    )
    return read(talk.turn.text, context)


def _ahead(talk: Talk) -> timedelta:
    """How far the clocks people see are ahead of the business's, now."""
    there = talk.turn.now.astimezone(time_zone(talk.business.time_zone)).utcoffset()
    return (talk.now_local.utcoffset() or timedelta()) - (there or timedelta())


def shown(card: CardJson, name: str | None = None, reasons: tuple[str, ...] = ()) -> Reply:
    """Give a reply that is one card."""
    return Reply((Message(card=card, name=name, reasons=reasons),))


def after(first: Reply, then: Reply) -> Reply:
    """Give both replies, one after the other."""
    return Reply((*first.messages, *then.messages))


def with_reasons(reply: Reply, reasons: tuple[str, ...]) -> Reply:
    """Give the reply with the codes of why a wish was refused on its first message."""
    if not reasons or not reply.messages:
        return reply
    first = reply.messages[0]
    marked = replace(first, reasons=(*first.reasons, *reasons))
    return Reply((marked, *reply.messages[1:]))
