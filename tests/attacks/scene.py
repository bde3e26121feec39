"""What the attacks need again and again: a card to confirm, a forged tap, and what is booked."""

from typing import Any

from scheduling.actors import OperatorActor
from scheduling.appointments import Appointment
from scheduling.service.administration import export_business
from scheduling.service.asking import AskBusiness
from tests.journeys.salon import BUSINESS
from tests.journeys.tables import PETER
from tests.support.cards import actions_of, chosen_button
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost

APOLOGY = "something went wrong on our side"
NOT_FOUND = ("not_found",)


async def appointments_of(
    running: RunningHost, business_id: str = BUSINESS
) -> tuple[Appointment, ...]:
    """Every appointment of a business, as the operator's export tells."""
    record = await running.host.transactions.read(
        export_business, OperatorActor(), AskBusiness(business_id)
    )
    return record.appointments


async def reach_summary(
    talker: DirectLineTalker, wish: str = "haircut with Ana on Thursday at 10"
) -> dict[str, Any]:
    """Talk until all is said; the data of the button that books it."""
    await talker.opens()
    await talker.says(wish)
    if any(each["verb"] == "give.contact" for each in actions_of(talker.cards())):
        await talker.taps("give.contact", **PETER)
    return chosen_button(talker.cards(), "confirm", {})


async def book(
    talker: DirectLineTalker, wish: str = "haircut with Ana on Thursday at 10"
) -> dict[str, Any]:
    """Talk until it is booked; the data of the button that cancels it."""
    confirm = await reach_summary(talker, wish)
    await forge(talker, confirm)
    assert "is booked" in talker.shown()
    return chosen_button(talker.cards(), "appointment.cancel", {})


async def forge(talker: DirectLineTalker, data: dict[str, Any]) -> str:
    """Send a tap no card offered; what is shown then."""
    await talker.sends({"type": "message", "value": data, "channelData": {"postBack": True}})
    assert APOLOGY not in talker.shown()
    return talker.shown()
