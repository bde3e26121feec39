"""A group, as staff see it: who attends, taking one of them out, and how many a service takes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cards.verbs import Verb
from dialogs.state import Asked
from scheduling.announcements import AnnouncementKind
from tests.dialogs.talking import Talker, customer, salon, staff
from tests.fakes.memory import MemoryTransactions
from tests.journeys.studio import STUDIO, YOGA

NO_ONE_ELSE = "Nobody else of the group is told"


@pytest.fixture
async def studio() -> MemoryTransactions:
    """The studio, where Eve comes to yoga with two others and Dana alone."""
    transactions = salon(STUDIO)
    for who, text, contact in (
        ("u1", "yoga for 3 tomorrow at 10", "Eve Stone, eve@example.com"),
        ("u2", "yoga tomorrow at 10", "Dana Fox, dana@example.com"),
    ):
        await customer(transactions, who).says(text, contact, "yes")
    return transactions


def names(studio: MemoryTransactions) -> list[str]:
    return [
        each.contact.name
        for group in studio.state.appointments.values()
        for each in group.customers
    ]


async def test_the_agenda_tells_how_many_attend(studio: MemoryTransactions) -> None:
    shown = await staff(studio, "ana").says("tomorrow")
    assert "Yoga\n4 of 4" in shown
    assert "Eve" not in shown


async def test_the_card_lists_who_attends(studio: MemoryTransactions) -> None:
    ana = staff(studio, "ana")
    await ana.says("tomorrow")
    shown = await ana.taps("staff.open")
    assert "Attendees, 4 of 4" in shown
    assert "Eve Stone, 3 people\neve@example.com" in shown
    assert "Dana Fox\ndana@example.com" in shown
    assert ana.verbs().count(Verb.REMOVE_ATTENDEE) == len(names(studio))


async def test_who_may_not_see_contacts_sees_names_only(studio: MemoryTransactions) -> None:
    vic = staff(studio, "vic")
    await vic.says("team tomorrow")
    shown = await vic.taps("staff.open")
    assert "Dana Fox" in shown
    assert "dana@example.com" not in shown
    assert Verb.REMOVE_ATTENDEE not in vic.verbs()


@pytest.mark.parametrize(
    "text",
    [
        "remove Dana from yoga tomorrow at 10",
        "take dana fox out of yoga tomorrow",
        "cancel Dana",
        "Dana can't come to yoga tomorrow",
    ],
)
async def test_one_is_removed_in_words(studio: MemoryTransactions, text: str) -> None:
    ana = staff(studio, "ana")
    shown = await ana.says(text)
    assert "Remove Dana Fox from Yoga on Wednesday 15 April at 10:00?" in shown
    assert NO_ONE_ELSE in shown
    assert "Dana Fox is removed" in await ana.says("yes")
    assert names(studio) == ["Eve Stone"]


async def test_a_name_that_is_a_word_is_found_too(studio: MemoryTransactions) -> None:
    ana = staff(studio, "ana")
    shown = await ana.says("remove Eve from yoga")
    assert "Remove Eve Stone and who comes with them, 3 people" in shown
    await ana.says("yes please")
    assert names(studio) == ["Dana Fox"]


async def test_one_is_removed_by_tapping(studio: MemoryTransactions) -> None:
    ana = staff(studio, "ana")
    await ana.says("tomorrow")
    await ana.taps("staff.open")
    assert "Remove Eve Stone" in await ana.taps("staff.remove")
    shown = await ana.taps("staff.remove_confirm")
    assert "Attendees, 1 of 4" in shown
    assert "Eve Stone is removed" in shown


@pytest.mark.parametrize("text", ["no", "leave it as it is", "no, keep it"])
async def test_everybody_may_stay(studio: MemoryTransactions, text: str) -> None:
    ana = staff(studio, "ana")
    await ana.says("remove Dana from yoga")
    assert "everybody stays" in await ana.says(text)
    assert len(names(studio)) > 1


async def test_removing_twice_does_no_harm(studio: MemoryTransactions) -> None:
    ana = staff(studio, "ana")
    await ana.says("remove Dana from yoga")
    asked = ana.reply
    await ana.taps("staff.remove_confirm")
    ana.reply = asked
    assert "Dana" not in names(studio)
    await ana.taps("staff.remove_confirm")
    assert names(studio) == ["Eve Stone"]


async def test_it_is_asked_again_where_others_came_meanwhile(studio: MemoryTransactions) -> None:
    ana, other = staff(studio, "ana"), staff(studio, "ana")
    await ana.says("remove Dana from yoga")
    await other.says("remove Eve from yoga", "yes")
    shown = await ana.says("yes")
    assert "changed in the meantime" in shown
    assert "Dana Fox is removed" in await ana.says("yes")


async def test_who_does_not_attend_is_not_found(studio: MemoryTransactions) -> None:
    shown = await staff(studio, "ana").says("remove Zoe from yoga tomorrow")
    assert "nobody called Zoe" in shown


@pytest.mark.parametrize("text", ["move Dana to Friday at 10", "Dana has arrived"])
async def test_what_would_concern_everybody_is_not_done_for_one(
    studio: MemoryTransactions, text: str
) -> None:
    ana = staff(studio, "ana")
    assert "concerns all of them" in await ana.says(text)
    assert not ana.state.is_drafting


async def test_a_colleague_s_group_is_not_theirs_to_change(studio: MemoryTransactions) -> None:
    bo = staff(studio, "bo")
    (group,) = studio.state.appointments.values()
    eve = group.customers[0].customer_id
    sent = {"verb": "staff.remove", "appointment": group.appointment_id, "customer": eve}
    assert "cannot find that" in await bo.sends(sent)
    confirmed = {**sent, "verb": "staff.remove_confirm", "version": group.version}
    assert "cannot find that" in await bo.sends(confirmed)
    assert len(names(studio)) > 1


async def test_customers_remove_nobody(studio: MemoryTransactions) -> None:
    (group,) = studio.state.appointments.values()
    sent = {
        "verb": "staff.remove_confirm",
        "appointment": group.appointment_id,
        "version": group.sequence + 1,
        "customer": group.customers[0].customer_id,
    }
    await customer(studio, "u2").sends(sent)
    assert len(names(studio)) > 1


async def test_cancelling_the_group_names_how_many_it_concerns(studio: MemoryTransactions) -> None:
    ana = staff(studio, "ana")
    shown = await ana.says("cancel the one tomorrow at 10")
    assert "Cancel Yoga on Wednesday 15 April at 10:00 for everybody?" in shown
    assert "People who attend: 4" in shown
    assert "everybody who attends is told" in await ana.says("yes")


async def test_staff_add_somebody_by_booking() -> None:
    transactions = salon(STUDIO)
    await customer(transactions).says("yoga tomorrow at 10", "Eve Stone, eve@example.com", "yes")
    ana = staff(transactions, "ana")
    await ana.says("book yoga for Dana Fox tomorrow at 10")
    shown = await ana.says("yes")
    assert "The place is booked: Yoga, Wednesday 15 April at 10:00" in shown
    assert "Attendees, 2 of 4" in shown
    assert names(transactions) == ["Eve Stone", "Dana Fox"]


async def test_staff_are_told_who_comes_and_goes(studio: MemoryTransactions) -> None:
    kinds = [each.kind for each in studio.state.outbox.values()]
    assert AnnouncementKind.ATTENDEE_JOINED in kinds


async def test_the_group_of_a_day_is_found_by_its_service(studio: MemoryTransactions) -> None:
    await customer(studio, "u3").says("haircut with Ana tomorrow at 11", "Al Ito, al@x.com", "yes")
    ana = staff(studio, "ana")
    shown = await ana.says("move the yoga of tomorrow to Friday")
    assert "Shall I move it to Friday 17 April at 10:00" in shown
    assert "Yoga is moved to Friday 17 April at 10:00" in await ana.says("yes")


# How many a service takes


@pytest.mark.parametrize("text", ["yoga takes 8 people", "set the capacity of yoga to 8"])
async def test_an_administrator_changes_the_capacity(studio: MemoryTransactions, text: str) -> None:
    ana = staff(studio, "ana")
    assert "Yoga takes up to 4 people. From now on, let 8 attend?" in await ana.says(text)
    assert "Yoga now takes up to 8 people" in await ana.says("yes")
    assert studio.state.catalogs["salon"].services["yoga"].maximum_attendees_count == 8


async def test_it_is_changed_by_a_tap_and_may_stay(studio: MemoryTransactions) -> None:
    ana = staff(studio, "ana")
    await ana.says("yoga takes 8 people")
    assert "stays as it is" in await ana.taps("staff.capacity_keep")
    await ana.says("yoga takes 8 people")
    assert "now takes up to 8" in await ana.taps("staff.capacity")


async def test_a_question_in_between_does_not_lose_it(studio: MemoryTransactions) -> None:
    ana = staff(studio, "ana")
    shown = await ana.says("yoga takes 8 people", "who is next?")
    assert "let 8 attend?" in shown
    assert ana.state.asked is Asked.CAPACITY


async def test_less_than_attend_is_refused_with_the_appointments(
    studio: MemoryTransactions,
) -> None:
    ana = staff(studio, "ana")
    shown = await ana.says("yoga takes 2 people", "yes")
    assert "More than 2 people attend this appointment of Yoga already" in shown
    assert "4 of 4, Yoga, Wednesday 15 April at 10:00" in shown
    assert ana.reasons == ["capacity_below_filled"]
    assert "Attendees, 4 of 4" in await ana.taps("staff.open")


@pytest.mark.parametrize("who", ["bo", "vic", "gus"])
async def test_others_are_told_whom_to_ask(studio: MemoryTransactions, who: str) -> None:
    talker = staff(studio, who)
    assert "up to the administrators" in await talker.says("yoga takes 8 people")
    sent = {"verb": "staff.capacity", "service": "yoga", "count": 9}
    assert "not allowed in your role" in await talker.sends(sent)
    assert studio.state.catalogs["salon"].services["yoga"].maximum_attendees_count == 4


async def test_a_customer_changes_no_capacity(studio: MemoryTransactions) -> None:
    sent = {"verb": "staff.capacity", "service": "yoga", "count": 9}
    await customer(studio).sends(sent)
    assert studio.state.catalogs["salon"].services["yoga"].maximum_attendees_count == 4


@pytest.mark.parametrize("text", ["massage takes 3 people", "set the capacity of massage to 3"])
async def test_what_cannot_be_a_group_is_said(studio: MemoryTransactions, text: str) -> None:
    assert "cannot be one that a group attends" in await staff(studio, "ana").says(text, "yes")


async def test_a_long_list_is_shown_in_parts() -> None:
    services = {**STUDIO.catalog.services, "yoga": replace(YOGA, maximum_attendees_count=30)}
    record = replace(STUDIO, catalog=replace(STUDIO.catalog, services=services))
    transactions = salon(record)
    ana: Talker = staff(transactions, "ana")
    for place in range(14):
        name = f"Guest {chr(ord('A') + place)}lpha"
        await ana.says("start over", f"book yoga for {name} tomorrow at 10", "yes")
    (group,) = transactions.state.appointments.values()
    assert group.time_range.start_at == datetime(2026, 4, 15, 8, 0, tzinfo=UTC)
    opened = {"verb": "staff.open", "appointment": group.appointment_id}
    shown = await ana.sends(opened)
    assert group.customers[0].contact.name in shown
    assert group.customers[12].contact.name not in shown
    shown = await ana.taps("staff.open", **{"from": 12})
    assert group.customers[12].contact.name in shown
