"""The journeys of people at the stock Web Chat, in a real Chromium."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from scheduling.actors import OperatorActor
from scheduling.service.administration import export_business
from scheduling.service.asking import AskBusiness
from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.support.hosts import RunningHost, running_host
from tests.support.web_chat import Window

pytestmark = pytest.mark.browser

NewWindow = Callable[[], Awaitable[Window]]


@pytest_asyncio.fixture
async def salon(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The salon on a free port."""
    async with running_host(sqlite_url, tmp_path, SALON, NOW) as running:
        yield running


@pytest_asyncio.fixture
async def new_window(salon: RunningHost, browser: Browser) -> NewWindow:
    """Opens the browser of another person: cookies are theirs alone."""

    async def make() -> Window:
        context = await browser.new_context(
            viewport={"width": 480, "height": 900}, locale="en-GB", timezone_id="Europe/Paris"
        )
        return Window(await context.new_page(), salon.url)

    return make


# The texts of a grid's cells that do not fit their cell; the browser ends them with dots.
CUT_OFF = """
cells => cells.flatMap(cell => [...cell.querySelectorAll("*")])
    .filter(each => each.clientWidth > 0 && each.scrollWidth > each.clientWidth)
    .map(each => each.textContent)
"""


@pytest.mark.parametrize(("locale", "two"), [("en-US", "2:00\\sPM"), ("en-GB", "14:00")])
async def test_on_a_phone_every_time_is_shown_whole(
    salon: RunningHost, browser: Browser, locale: str, two: str
) -> None:
    context = await browser.new_context(
        viewport={"width": 375, "height": 812}, locale=locale, timezone_id="Europe/Paris"
    )
    phone = Window(await context.new_page(), salon.url)
    await phone.opens(f"/chat/{BUSINESS}")
    await phone.says("a haircut with Ana on Thursday afternoon")
    await phone.sees(two)
    times = phone.page.locator(".ac-columnSet .ac-selectable")
    assert await times.count() > 4
    assert await times.evaluate_all(CUT_OFF) == []


async def tap_to_the_times(window: Window, time: str) -> None:
    """Tap through to the free times of Ana on Thursday 16 April."""
    await window.opens(f"/chat/{BUSINESS}")
    await window.taps("Book an appointment")
    await window.taps("Haircut")
    await window.taps("Ana")
    await window.taps("Thursday 16 April")
    await window.sees(time)


async def book_by_tapping(window: Window, name: str, time: str) -> None:
    """Tap through to the question whether to book on Thursday 16 April with Ana."""
    await tap_to_the_times(window, time)
    await window.taps(time)
    await leave_contact(window, name)


async def leave_contact(window: Window, name: str) -> None:
    """Fill in the form and send it."""
    await window.fills("Your name", name)
    await window.fills("Email", "somebody@example.com")
    await window.taps("Continue")
    await window.sees("Shall I book this for Thursday 16 April")


async def test_a_customer_books_by_typing_then_by_tapping_and_staff_see_both(
    new_window: NewWindow,
) -> None:
    typing = await new_window()
    await typing.opens(f"/chat/{BUSINESS}")
    await typing.says("haircut with Ana on Thursday at 3pm")
    await typing.sees("What is your name")
    await typing.says("Peter Walsh, peter@example.com")
    await typing.sees("Shall I book this for Thursday 16 April at 15:00")
    await typing.says("yes")
    await typing.sees("is booked for Thursday 16 April at 15:00")
    tapping = await new_window()
    await book_by_tapping(tapping, "Tess Tapper", "10:00")
    await tapping.taps("Book it")
    await tapping.sees("is booked for Thursday 16 April at 10:00")
    staff = await new_window()
    await staff.opens(f"/chat/{BUSINESS}?as=staff:ana")
    await staff.says("my day on Thursday")
    await staff.sees("Peter Walsh")
    await staff.sees("Tess Tapper")
    await staff.taps("Tess Tapper", exact=False)
    await staff.taps("Cancel")
    await staff.sees("Cancel the appointment of Tess Tapper")


async def test_two_browsers_race_for_one_time_and_one_is_offered_others(
    new_window: NewWindow, salon: RunningHost
) -> None:
    first, second = await new_window(), await new_window()
    for each in (first, second):
        await tap_to_the_times(each, "11:00")
    await asyncio.gather(first.taps("11:00"), second.taps("11:00"))
    outcomes = await asyncio.gather(
        *(each.sees_one_of("What is your name", "is not free") for each in (first, second))
    )
    assert sorted(outcomes) == ["What is your name", "is not free"]
    loser = (first, second)[outcomes.index("is not free")]
    await loser.sees("nearest free times")
    winner = first if loser is second else second
    await leave_contact(winner, "First")
    await winner.taps("Book it")
    await winner.sees("is booked for")
    record = await salon.host.transactions.read(
        export_business, OperatorActor(), AskBusiness(BUSINESS)
    )
    assert len(record.appointments) == 1


async def test_a_confirmation_s_links_open_the_calendar_file_and_the_chat(
    new_window: NewWindow,
) -> None:
    window = await new_window()
    await book_by_tapping(window, "Peter Walsh", "10:00")
    await window.taps("Book it")
    await window.sees("is booked")
    file = await window.link_behind("Add to calendar")
    answer = await window.page.request.get(file)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "SUMMARY:Haircut" in await answer.text()
    link = await window.link_behind("Chat link")
    elsewhere = await new_window()
    await elsewhere.page.goto(link)
    await elsewhere.sees("Here is your appointment")
    await elsewhere.sees("Peter Walsh")


async def test_a_reload_comes_back_to_the_same_conversation(new_window: NewWindow) -> None:
    window = await new_window()
    await window.opens(f"/chat/{BUSINESS}")
    await window.says("a haircut with Bo")
    await window.sees("Which day")
    await window.page.reload()
    await window.sees("Which day")
    await window.says("Friday at 9")
    await window.sees("What is your name")
