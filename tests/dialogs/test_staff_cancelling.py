"""Staff cancel in writing: a yes, a no, words for the customer, and whether anybody hears them."""

import pytest

from tests.dialogs.openings import BOOKED
from tests.dialogs.talking import Talker, customer, salon, staff

BROKEN = "Sorry, the heating is broken"
QUOTED = "tell them \u201cSorry, the heating is broken\u201d"


async def ana() -> Talker:
    """Ana, with whom Peter Walsh has booked in the chat."""
    salon_ = salon()
    await customer(salon_).says(*BOOKED)
    return staff(salon_, "ana")


def ended(talker: Talker) -> list[tuple[str, str]]:
    found = talker.transactions.state.appointments.values()
    return [(each.status.value, each.cancellation_message) for each in found]


@pytest.mark.parametrize(
    ("texts", "end"),
    [
        (("cancel Peter Walsh", "yes"), ("cancelled", "")),
        (("cancel Peter Walsh", "no"), ("confirmed", "")),
        (("cancel Peter Walsh", "keep it", "no"), ("confirmed", "")),
        (("cancel Peter Walsh", "never mind"), ("confirmed", "")),
        (("cancel Peter Walsh", "back", "yes"), ("confirmed", "")),
        (("cancel Peter Walsh", "cancel", "yes"), ("cancelled", "")),
        (("cancel Peter Walsh", BROKEN), ("confirmed", "")),
        (("cancel Peter Walsh", BROKEN, "yes"), ("cancelled", BROKEN)),
        (("cancel Peter Walsh", BROKEN, "my day", "yes"), ("cancelled", BROKEN)),
        (("cancel Peter Walsh because Ana is ill", "yes"), ("cancelled", "Ana is ill")),
        (("cancel Peter Walsh and tell him we are closed", "yes"), ("cancelled", "we are closed")),
    ],
)
async def test_cancelling_is_answered_in_writing(
    texts: tuple[str, ...], end: tuple[str, str]
) -> None:
    talker = await ana()
    await talker.says(*texts)
    assert ended(talker) == [end]


async def test_the_words_for_the_customer_are_shown_before_they_are_sent() -> None:
    assert QUOTED in await (await ana()).says("cancel Peter Walsh", BROKEN)


async def test_a_yes_is_never_about_another_appointment() -> None:
    talker = await ana()
    await customer(talker.transactions, "u2").says(
        "haircut with Ana today at 1pm", "Tim Low, tim@example.com", "yes"
    )
    await talker.says("cancel Peter Walsh", "Tim Low has arrived", "yes")
    assert sorted(ended(talker)) == [("arrived", ""), ("confirmed", "")]


@pytest.mark.parametrize(
    ("contact", "shows"),
    [
        ("Kim Bo, kim@example.com", "please call or write to kim@example.com"),
        ("Kim Bo, +33 6 12 34 56 78", "please call or write to +33612345678"),
        ("Kim Bo", "please tell them yourself"),
    ],
)
async def test_who_has_no_chat_is_not_said_to_be_told(contact: str, shows: str) -> None:
    talker = staff(salon(), "ana")
    await talker.says("book a haircut with Ana on Friday at 10", contact, "yes")
    assert "They have no chat here" in await talker.says("cancel Kim Bo")
    shown = await talker.says("yes")
    assert "was not told" in shown
    assert shows in shown
