"""Administrators say who left, and delete, restore and copy services; others are told whom to ask."""

from typing import Any

import pytest

from scheduling.actors import OperatorActor
from scheduling.business import Catalog
from scheduling.service.administration import export_business
from scheduling.service.asking import AskBusiness
from scheduling.statuses import AppointmentStatus
from tests.dialogs.talking import Talker, customer, salon, staff
from tests.fakes.memory import MemoryTransactions
from tests.journeys.salon import BUSINESS
from tests.support.cards import actions_of


def catalog(transactions: MemoryTransactions) -> Catalog:
    question = AskBusiness(BUSINESS)
    return transactions.do(export_business, OperatorActor(), question).catalog


def names(transactions: MemoryTransactions) -> list[str]:
    return [each.display_name for each in catalog(transactions).services.values()]


async def booked(transactions: MemoryTransactions, wish: str = "haircut with Bo") -> Talker:
    """A customer with an appointment on Thursday at ten."""
    talker = customer(transactions)
    await talker.says(f"{wish} on Thursday at 10", "Peter Walsh, peter@example.com", "yes")
    assert len(transactions.state.appointments) == 1
    return talker


LEFT = (
    "Bo has left",
    "remove Bo",
    "Bo doesn't work here anymore",
    "please delete our colleague Bo",
    "Bo has just left the company",
    "Bo no longer works with us",
    "Bo quit yesterday",
)


@pytest.mark.parametrize("words", LEFT)
async def test_who_left_is_removed_once_that_is_confirmed(words: str) -> None:
    transactions = salon()
    ana = staff(transactions, "ana")
    asked = await ana.says(words)
    assert "Remove Bo from Salon Aurora? They have no appointments to come." in asked
    assert "bo" in catalog(transactions).staff_members
    assert "Bo is removed" in await ana.says("yes")
    after = catalog(transactions)
    assert "bo" not in after.staff_members
    assert after.services["haircut"].staff_member_ids == ("ana",)


@pytest.mark.parametrize("words", ["Bo left early", "Bo left a note", "the customer has left"])
async def test_other_leaving_removes_nobody(words: str) -> None:
    assert "Remove Bo" not in await staff(salon(), "ana").says(words)


@pytest.mark.parametrize("no", ["no", "never mind", "cancel", "no, keep it"])
async def test_nothing_is_done_on_a_no(no: str) -> None:
    transactions = salon()
    ana = staff(transactions, "ana")
    await ana.says("Bo has left", no)
    await ana.says("yes")
    assert "bo" in catalog(transactions).staff_members


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [
        ("keep them", AppointmentStatus.CONFIRMED, "One appointment needs somebody"),
        ("cancel them please", AppointmentStatus.CANCELLED, "its customer is told"),
    ],
)
async def test_what_becomes_of_their_appointments_is_asked(
    answer: str, status: AppointmentStatus, told: str
) -> None:
    transactions = salon()
    await booked(transactions)
    ana = staff(transactions, "ana")
    asked = await ana.says("Bo has left")
    assert "One appointment of theirs is to come" in asked
    assert "Haircut, Peter Walsh" in asked
    assert "keep them" in await ana.says("yes")
    assert told in await ana.says(answer)
    (appointment,) = transactions.state.appointments.values()
    assert appointment.status is status


async def test_an_appointment_kept_is_marked_as_needing_somebody() -> None:
    transactions = salon()
    await booked(transactions)
    ana = staff(transactions, "ana")
    await ana.says("Bo has left")
    await ana.taps("lifecycle.remove", aftermath="keep")
    assert "Needs somebody" in await ana.says("team on thursday")
    await ana.taps("staff.open")
    assert "Left without its staff member" in await ana.says("history")


async def test_what_was_booked_meanwhile_is_shown_before_anything_happens() -> None:
    transactions = salon()
    ana = staff(transactions, "ana")
    await ana.says("Bo has left")
    await booked(transactions)
    again = await ana.taps("lifecycle.remove")
    assert "One appointment of theirs is to come" in again
    assert "bo" in catalog(transactions).staff_members


async def test_a_second_tap_says_that_it_is_done() -> None:
    ana = staff(salon(), "ana")
    await ana.says("Bo has left")
    card = ana.cards()
    await ana.taps("lifecycle.remove")
    tap = next(each for each in _data(card) if each["verb"] == "lifecycle.remove")
    assert "removed already" in await ana.sends(tap)


def _data(cards: list[Any]) -> list[dict[str, Any]]:
    return list(actions_of(cards))


async def test_the_last_administrator_cannot_lock_everybody_out() -> None:
    transactions = salon()
    ana = staff(transactions, "ana")
    await ana.says("remove Ana")
    assert "Nobody else administrates" in await ana.says("yes")
    assert "ana" in catalog(transactions).staff_members


async def test_without_a_name_it_is_asked_who_left() -> None:
    ana = staff(salon(), "ana")
    assert "Who has left?" in await ana.says("a colleague has left")
    assert "Remove Gus" in await ana.taps("lifecycle.ask_remove", staff="gus")


DELETE = (
    "delete the service Colouring",
    "remove our service colour",
    "we no longer offer colouring",
    "stop offering colouring",
    "delete the colouring service",
)


@pytest.mark.parametrize("words", DELETE)
async def test_a_service_is_deleted_and_restored(words: str) -> None:
    transactions = salon()
    ana = staff(transactions, "ana")
    asked = await ana.says(words)
    assert "Delete the service Colouring?" in asked
    assert "30 days" in asked
    assert "gone for good, on Thursday 14 May" in await ana.says("yes")
    assert names(transactions) == ["Haircut"]
    listed = await ana.says("what was deleted?")
    assert "Colouring" in listed
    assert "gone for good on Thursday 14 May" in listed
    assert "Restore the service Colouring?" in await ana.says("bring back colouring")
    assert "Colouring is back" in await ana.says("yes")
    assert sorted(names(transactions)) == ["Colouring", "Haircut"]
    assert "Nothing deleted is kept" in await ana.says("show me the deleted services")


async def test_a_service_with_appointments_goes_with_them_only_when_that_is_said() -> None:
    transactions = salon()
    await booked(transactions)
    ana = staff(transactions, "ana")
    asked = await ana.says("delete the service Haircut")
    assert "One appointment is to come: it is cancelled" in asked
    await ana.taps("lifecycle.delete")
    assert [each.status for each in transactions.state.appointments.values()] == [
        AppointmentStatus.CANCELLED
    ]
    kinds = [each.kind.value for each in transactions.state.outbox.values()]
    assert "cancelled" in kinds


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("copy the service Haircut as Haircut for kids", "Haircut for kids"),
        ("duplicate haircut, called “Kids' cut”", "Kids' cut"),
        ("clone the haircut", "Haircut (copy)"),
    ],
)
async def test_a_service_is_copied_under_a_new_name_once(words: str, name: str) -> None:
    transactions = salon()
    ana = staff(transactions, "ana")
    assert "What shall the copy be called?" in await ana.says(words)
    tap = next(each for each in _data(ana.cards()) if each["verb"] == "lifecycle.copy")
    for _ in range(2):
        assert f"{name} is offered now" in await ana.sends({**tap, "name": name})
    assert names(transactions).count(name) == 1
    copied = next(
        each for each in catalog(transactions).services.values() if each.display_name == name
    )
    assert copied.staff_member_ids == ("ana", "bo")


@pytest.mark.parametrize("name", ["colouring", " "])
async def test_a_copy_under_a_name_that_cannot_be_is_asked_again(name: str) -> None:
    transactions = salon()
    before = catalog(transactions)
    ana = staff(transactions, "ana")
    await ana.says("copy the service Haircut")
    tap = next(each for each in _data(ana.cards()) if each["verb"] == "lifecycle.copy")
    assert "another service has it already" in await ana.sends({**tap, "name": name})
    assert catalog(transactions) == before
    assert "Trim is offered now" in await ana.sends({**tap, "name": "Trim"})


WISHES = (
    "Bo has left",
    "delete the service Haircut",
    "what was deleted?",
    "restore Haircut",
    "copy the service Haircut as Other",
)


@pytest.mark.parametrize("who", ["bo", "vic", "gus"])
@pytest.mark.parametrize("words", WISHES)
async def test_others_are_told_whom_to_ask(who: str, words: str) -> None:
    transactions = salon()
    before = catalog(transactions)
    assert "Please ask Ana" in await staff(transactions, who).says(words)
    assert catalog(transactions) == before


TAPS = (
    {"verb": "lifecycle.remove", "staff": "bo", "count": 0, "aftermath": "keep"},
    {"verb": "lifecycle.ask_remove", "staff": "bo"},
    {"verb": "lifecycle.delete", "service": "haircut", "count": 0},
    {"verb": "lifecycle.restore", "service": "haircut"},
    {"verb": "lifecycle.copy", "service": "haircut", "key": "k", "name": "Mine"},
    {"verb": "lifecycle.ask_copy", "service": "haircut"},
    {"verb": "lifecycle.deleted"},
)


@pytest.mark.parametrize("tap", TAPS)
async def test_a_forged_tap_opens_nothing(tap: dict[str, object]) -> None:
    transactions = salon()
    before = catalog(transactions)
    for talker in (customer(transactions), staff(transactions, "bo"), staff(transactions, "vic")):
        await talker.sends(tap)
        assert "not_permitted" in talker.reasons
    assert catalog(transactions) == before


@pytest.mark.parametrize("words", WISHES)
async def test_customers_change_nothing_by_such_words(words: str) -> None:
    transactions = salon()
    before = catalog(transactions)
    await customer(transactions).says(words, "yes")
    assert catalog(transactions) == before
