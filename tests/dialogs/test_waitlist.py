"""The waitlist in a conversation: joining by words and taps, offers, leaving; staff see who waits."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cards.verbs import Verb
from scheduling.actors import SystemActor
from scheduling.customers import Contact
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.changing import CancelCommand, cancel
from scheduling.service.waiting.commands import LookForFreedTime
from scheduling.service.waiting.offering import offer_freed_time
from scheduling.views import AppointmentView
from tests.dialogs.talking import Talker, customer, put, salon, staff
from tests.fakes.businesses import staff as staff_actor
from tests.fakes.memory import MemoryTransactions
from tests.journeys.salon import BUSINESS
from tests.journeys.studio import STUDIO

FRIDAY_TEN = datetime(2026, 4, 17, 8, tzinfo=UTC)
HOURS = (9, 10, 11, 13, 14, 15, 16, 17)
HALF_AN_HOUR = timedelta(minutes=30)


class Full:
    """A salon where Ana's Friday is booked out."""

    def __init__(self) -> None:
        self.transactions = salon()
        self.booked = {hour: self._book(hour) for hour in HOURS}

    def _book(self, hour: int) -> AppointmentView:
        command = BookCommand(
            business_id=BUSINESS,
            service_id="haircut",
            staff_member_id="ana",
            start_at=datetime(2026, 4, 17, hour - 2, tzinfo=UTC),
            contact=Contact(name="Tom Jones"),
            idempotency_key=f"full-{hour}",
        )
        return self.transactions.do(book, staff_actor("ana"), command)

    def free(self, hour: int = 10) -> datetime:
        seen = self.booked[hour]
        command = CancelCommand(
            business_id=BUSINESS,
            appointment_id=seen.appointment_id,
            version=seen.version,
            idempotency_key=f"free-{hour}",
        )
        self.transactions.do(cancel, staff_actor("ana"), command)
        self.look()
        return seen.start_at

    def look(self) -> None:
        self.transactions.do(offer_freed_time, SystemActor(), LookForFreedTime(BUSINESS))

    def entries(self) -> list[Any]:
        return sorted(self.transactions.state.waitlist.values(), key=lambda each: each.created_at)

    def offer_data(self, verb: Verb) -> dict[str, Any]:
        """Give what a button of the announced offer carries."""
        entry = next(each for each in self.entries() if each.offer_at(self.transactions.now))
        start = entry.offer.start_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        return {"verb": verb.value, "entry": entry.entry_id, "start": start}


@pytest.fixture
def full() -> Full:
    return Full()


async def joined(transactions: MemoryTransactions, who: str = "u1", name: str = "Peter") -> Talker:
    talker = customer(transactions, who)
    await talker.says("haircut with Ana on Friday")
    await talker.taps("waitlist.join")
    shown = await talker.says(f"my name is {name} Walsh")
    assert "You are on the waitlist: Haircut with Ana, Friday 17 April" in shown
    return talker


@pytest.mark.parametrize("said", ["haircut with Ana on Friday", "haircut with Ana on Friday at 10"])
async def test_what_is_not_free_can_be_waited_for_by_a_tap(full: Full, said: str) -> None:
    talker = customer(full.transactions)
    shown = await talker.says(said)
    assert "Put me on the waitlist" in shown
    shown = await talker.taps("waitlist.join")
    assert "Who shall I put on the waitlist?" in shown
    shown = await talker.taps("give.contact", name="Peter Walsh", email="", phone="")
    assert "You are on the waitlist: Haircut with Ana, Friday 17 April" in shown
    assert ("10:00" in shown) is ("at 10" in said)
    assert talker.state.draft is None
    assert {"waitlist.mine", "waitlist.leave"} <= {*talker.verbs()}


@pytest.mark.parametrize(
    "said",
    [
        "put me on the waitlist for a haircut with Ana on Friday afternoon",
        "let me know if something opens up on Friday afternoon with Ana for a haircut",
        "haircut with Ana, can I join the waiting list for Friday afternoon?",
    ],
)
async def test_it_is_joined_by_words(full: Full, said: str) -> None:
    talker = customer(full.transactions)
    await talker.says("I'm Peter Walsh")
    shown = await talker.says(said)
    assert "You are on the waitlist: Haircut with Ana, Friday 17 April, 12:00" in shown
    assert "18:00" in shown
    (entry,) = full.entries()
    assert (entry.wish.staff_member_id, entry.wish.from_on) == ("ana", date(2026, 4, 17))


@pytest.mark.parametrize(
    "said", ["put me on the waitlist", "waitlist please, put me on the waitlist then"]
)
async def test_what_was_just_refused_is_what_one_waits_for(full: Full, said: str) -> None:
    talker = customer(full.transactions)
    await talker.says("I'm Peter Walsh", "haircut with Ana on Friday at 10")
    shown = await talker.says(said)
    assert "You are on the waitlist: Haircut with Ana, Friday 17 April, 10:00" in shown


async def test_where_there_is_free_time_it_is_offered_instead(full: Full) -> None:
    talker = customer(full.transactions)
    await talker.says("I'm Peter Walsh")
    shown = await talker.says("put me on the waitlist for a haircut on Friday morning")
    assert "There is no need to wait" in shown
    assert "09:00" in shown
    assert not full.entries()
    shown = await talker.says("the first one")
    assert "Friday 17 April at 09:00" in shown


@pytest.mark.parametrize("said", ["put me on the waitlist", "can I join the waiting list?"])
async def test_whoever_only_wants_to_wait_is_asked_for_what(said: str) -> None:
    assert "Which service" in await customer().says(said)


async def test_without_a_service_it_is_asked_first(full: Full) -> None:
    talker = customer(full.transactions)
    shown = await talker.says("let me know if something frees up with Ana on Friday")
    assert "Which service" in shown
    shown = await talker.says("haircut")
    assert "Put me on the waitlist" in shown


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("haircut with Ana on Sunday", False),
        ("haircut with Ana yesterday", False),
        ("haircut with Ana on 1 May", False),
    ],
)
async def test_what_never_frees_up_is_not_waited_for(full: Full, said: str, days: bool) -> None:  # noqa: FBT001
    talker = customer(full.transactions)
    await talker.says(said)
    assert ("waitlist.join" in talker.verbs()) is days


async def test_who_says_another_day_instead_of_a_name_goes_on_booking(full: Full) -> None:
    talker = customer(full.transactions)
    await talker.says("haircut with Ana on Friday")
    await talker.taps("waitlist.join")
    shown = await talker.says("how much is it?")
    assert "Who shall I put on the waitlist?" in shown
    shown = await talker.says("Thursday at 10 then")
    assert "Thursday 16 April at 10:00" in shown
    await talker.says("Peter Walsh, peter@example.com")
    assert not full.entries()


async def test_an_offer_is_booked_the_ordinary_way(full: Full) -> None:
    talker = await joined(full.transactions)
    full.free()
    shown = await talker.sends(full.offer_data(Verb.TAKE_OFFER))
    assert "kept for you until Tuesday 14 April at 10:30" in shown
    assert "How can we reach you" in shown
    full.transactions.wait(timedelta(minutes=20))
    shown = await talker.says("peter@example.com")
    assert "Shall I book this for Friday 17 April at 10:00" in shown
    shown = await talker.says("yes")
    assert "is booked for Friday 17 April at 10:00" in shown
    assert "not on the waitlist" in await talker.says("my waitlist")


async def test_a_yes_where_nothing_is_asked_answers_the_offer(full: Full) -> None:
    talker = await joined(full.transactions)
    full.free()
    assert "kept for you until" in await talker.says("yes please")
    await talker.says("start over")
    other = await joined(full.transactions, "u2", "Sue")
    full.look()
    assert "You stay on the waitlist" in await talker.says("no thanks")
    full.look()
    assert "kept for you until" in await other.says("book it")


async def test_what_is_put_aside_is_still_offered_until_its_deadline(full: Full) -> None:
    talker = await joined(full.transactions)
    full.free()
    await talker.sends(full.offer_data(Verb.TAKE_OFFER))
    await talker.says("start over")
    shown = await talker.says("my waitlist")
    assert "Offered: Friday 17 April at 10:00" in shown
    assert "kept for you until" in await talker.taps("waitlist.take")


async def test_an_offer_that_is_over_says_so_and_what_is_nearest(full: Full) -> None:
    talker = await joined(full.transactions)
    full.free()
    data = full.offer_data(Verb.TAKE_OFFER)
    other = await joined(full.transactions, "u2", "Sue")
    full.transactions.wait(HALF_AN_HOUR)
    full.look()
    assert "kept for you until" in await other.sends(full.offer_data(Verb.TAKE_OFFER))
    shown = await talker.sends(data)
    assert "This offer is over" in shown
    assert "nearest free times" in shown
    assert "offer_over" in talker.reasons
    assert "pick.time" in talker.verbs()


async def test_one_that_is_over_but_free_can_still_be_booked(full: Full) -> None:
    talker = await joined(full.transactions)
    full.free()
    data = full.offer_data(Verb.TAKE_OFFER)
    full.transactions.wait(HALF_AN_HOUR)
    shown = await talker.sends(data)
    assert "This offer is over, but the time is still free" in shown
    assert "How can we reach you" in shown


async def test_leaving_is_one_tap_and_as_many_words_as_one_likes(full: Full) -> None:
    talker = await joined(full.transactions)
    shown = await talker.says("am I on the waitlist?")
    assert "Haircut with Ana" in shown
    shown = await talker.taps("waitlist.leave")
    assert "You have left the waitlist: Haircut with Ana" in shown
    assert "You are not on the waitlist" in await talker.says("leave the waitlist")
    await talker.says("put me on the waitlist for a haircut with Ana on Friday")
    await talker.says("put me on the waitlist for a haircut with Ana on Friday morning")
    assert "Which one" in await talker.says("take me off the waiting list")
    await talker.taps("waitlist.leave")
    assert "You have left the waitlist" in await talker.says("take me off the waiting list")


async def test_nothing_told_is_lost_when_the_list_is_asked_for_in_between(full: Full) -> None:
    talker = customer(full.transactions)
    await talker.says("haircut with Ana on Thursday")
    shown = await talker.says("my waitlist")
    assert "You are not on the waitlist" in shown
    assert "Ana has these times free on Thursday 16 April" in shown


async def test_what_is_refused_again_can_still_be_waited_for(full: Full) -> None:
    talker = customer(full.transactions)
    await talker.says("haircut with Ana on Friday at 10", "am I on the waitlist?")
    assert "waitlist.join" in talker.verbs()
    assert not talker.reasons


async def test_staff_put_somebody_on_the_list_and_see_who_waits(full: Full) -> None:
    await joined(full.transactions)
    ana = staff(full.transactions, "ana")
    shown = await ana.says("put Zoe Hill on the waitlist for a haircut with Ana on Friday")
    assert "Zoe Hill is on the waitlist" in shown
    assert "They have no chat here" in shown
    shown = await ana.says("put Peter Walsh on the waiting list, haircut with Ana Friday afternoon")
    assert "Peter Walsh is on the waitlist" in shown
    assert "offered to them in their chat" in shown
    shown = await ana.says("who is on the waitlist?")
    assert shown.index("Peter Walsh") < shown.index("Zoe Hill")
    assert "No chat here" in shown
    entry = next(each for each in full.entries() if each.wish.from_minute is None)
    shown = await ana.taps("waitlist.leave", entry=entry.entry_id)
    assert "is off the waitlist" in shown


@pytest.mark.parametrize(("who", "sees"), [("vic", True), ("gus", False)])
async def test_roles_see_what_they_may(full: Full, who: str, sees: bool) -> None:  # noqa: FBT001
    await joined(full.transactions)
    shown = await staff(full.transactions, who).says("waitlist")
    assert ("Peter Walsh" in shown) is sees
    assert "Take off" not in shown


@pytest.mark.parametrize(
    "data",
    [
        {"verb": "waitlist.join", "service": "haircut", "day": "2026-04-17", "to": "nonsense"},
        {"verb": "waitlist.join", "service": "haircut", "day": "9999-12-31", "to": "9999-12-31"},
        {"verb": "waitlist.join", "service": "x", "day": "2026-04-17", "to": "2026-04-17"},
        {
            "verb": "waitlist.join",
            "service": "haircut",
            "day": "2026-04-17",
            "to": "2026-04-17",
            "weekdays": "9",
        },
        {
            "verb": "waitlist.join",
            "service": "haircut",
            "day": "2026-04-17",
            "to": "2026-04-17",
            "staff": "nobody",
        },
        {"verb": "waitlist.join", "service": "haircut", "day": "2020-04-17", "to": "2020-04-17"},
        {"verb": "waitlist.leave", "entry": "never"},
        {"verb": "waitlist.take", "entry": "never", "start": "2026-04-17T08:00:00Z"},
        {"verb": "waitlist.take", "entry": "never", "start": "x"},
        {"verb": "waitlist.pass", "entry": "", "start": "2026-04-17T08:00:00Z"},
    ],
)
async def test_forged_cards_do_no_harm(full: Full, data: dict[str, Any]) -> None:
    talker = customer(full.transactions)
    await talker.sends(data)
    assert talker.reply.messages
    assert not full.entries()


def look(transactions: MemoryTransactions) -> list[Any]:
    """Offer what is free, and give the entries that have an offer."""
    transactions.do(offer_freed_time, SystemActor(), LookForFreedTime(BUSINESS))
    entries = transactions.state.waitlist.values()
    return [each for each in entries if each.offer_at(transactions.now)]


async def takes(talker: Talker, entry: Any) -> str:
    start = entry.offer.start_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    data = {"verb": Verb.TAKE_OFFER.value, "entry": entry.entry_id, "start": start}
    return await talker.sends(data)


async def test_places_in_a_group_are_waited_for_until_there_are_enough() -> None:
    studio = salon(STUDIO)
    there = [customer(studio, who) for who in ("a", "b")]
    for each in there:
        await each.says("yoga for 2 on Friday at 10", "I'm Eve Stone, e@x.org", "yes")
    talker = customer(studio, "c")
    assert "Put me on the waitlist" in await talker.says("yoga for 3 on Friday at 10")
    await talker.taps("waitlist.join")
    shown = await talker.says("I'm Peter Walsh")
    assert "You are on the waitlist: Yoga, 3 people, Friday 17 April, 10:00" in shown
    await there[0].says("cancel my appointment", "yes")
    assert not look(studio)
    await there[1].says("cancel my appointment", "yes")
    (entry,) = look(studio)
    await takes(talker, entry)
    assert "3 people" in await talker.says("p@x.org")
    assert "Your 3 places are booked" in await talker.says("yes")


@pytest.mark.parametrize("how", ["waitlist.join", "put me on the waitlist"])
async def test_a_length_is_waited_for_as_it_was_wished(how: str) -> None:
    studio = salon(STUDIO)
    other = customer(studio, "a")
    await other.says("facial with Ana tomorrow at 11", "I'm Eve Stone, e@x.org", "yes")
    talker = customer(studio, "b")
    await talker.says("I'm Peter Walsh, p@x.org", "a 90 minute massage tomorrow at 10")
    shown = await (talker.taps(how) if how == "waitlist.join" else talker.says(how))
    assert "Massage, 1 hour, 30 minutes, Wednesday 15 April, 10:00" in shown
    assert not look(studio)
    await other.says("cancel my appointment", "yes")
    (entry,) = look(studio)
    assert "11:30" in await takes(talker, entry)
    assert "11:30" in await talker.says("yes")


async def test_a_length_that_is_gone_stops_nobody() -> None:
    studio = salon(STUDIO)
    other = customer(studio, "a")
    await other.says("facial with Ana tomorrow at 11", "I'm Eve Stone, e@x.org", "yes")
    talker = customer(studio, "b")
    await talker.says("I'm Peter Walsh", "a 90 minute massage tomorrow at 10")
    await talker.says("put me on the waitlist")
    massage = replace(STUDIO.catalog.services["massage"], durations=())
    services = {**STUDIO.catalog.services, "massage": massage}
    put(studio, replace(STUDIO, catalog=replace(STUDIO.catalog, services=services)))
    assert not look(studio)
    assert "1 hour, 30 minutes" in await talker.says("my waitlist")


async def test_who_waits_for_days_that_are_not_open_yet_is_told_so() -> None:
    talker = customer(Full().transactions)
    asked = "put me on the waitlist for a haircut with Ana on 20 June"
    shown = await talker.says(asked, "Fay Low, fay@example.com")
    assert "times can be booked until Saturday 13 June; later days are offered" in shown
