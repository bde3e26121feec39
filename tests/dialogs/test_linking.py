"""Staff link their account by an invitation, and are told how where they have not yet."""

import pytest

from cards.channels import Channel
from scheduling.actors import OperatorActor, Principal
from scheduling.service.identities import Invite, invite
from tests.dialogs.talking import changed, customer, salon, staff
from tests.journeys.salon import BUSINESS

TEAMS = Principal("msteams", "directory", "somebody")
NOT_A_CODE = "does not look like an invitation code"


@pytest.mark.parametrize("text", ["link {}", "link {spaced}", "{}", "my code is {}"])
async def test_a_code_links_however_it_is_typed(text: str) -> None:
    salon_ = salon()
    code = salon_.do(invite, OperatorActor(), Invite(BUSINESS, "bo"))
    typed = text.format(code, spaced=code.replace("-", " ").lower())
    assert "Welcome, Bo!" in await customer(salon_).says(typed)


async def test_who_is_linked_already_may_take_another_invitation() -> None:
    salon_ = salon()
    code = salon_.do(invite, OperatorActor(), Invite(BUSINESS, "bo"))
    ana = staff(salon_, "ana")
    ana.principal = TEAMS
    assert "Welcome, Bo!" in await ana.says(f"link {code}")
    assert salon_.state.links[BUSINESS, TEAMS].staff_member_id == "bo"


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("link AAAA-BBBB-CCCC", NOT_A_CODE),
        ("link AAAA BBBB CCCC", NOT_A_CODE),
        ("I have an invitation code", NOT_A_CODE),
        ("link AAAA-BBBB-CCCC-DDDD", "not valid"),
        ("link AAAA BBBB CCCC DDDD", "not valid"),
    ],
)
async def test_a_code_that_is_not_right_is_said_to_be_so(text: str, shows: str) -> None:
    assert shows in await customer().says(text)


@pytest.mark.parametrize(
    ("channel", "text", "is_told"),
    [
        (Channel.TEAMS, "my day", True),
        (Channel.TEAMS, "my day tomorrow", True),
        (Channel.TEAMS, "who is next?", True),
        (Channel.TEAMS, "team today", True),
        (Channel.TEAMS, "my appointments", False),
        (Channel.TEAMS, "a haircut tomorrow", False),
        (Channel.DIRECT_LINE, "my day", False),
    ],
)
async def test_staff_not_linked_yet_are_told_how_to_be(
    channel: Channel, text: str, *, is_told: bool
) -> None:
    shown = await customer(channel=channel).says(text)
    assert ("This account is not linked to a staff member yet" in shown) is is_told


@pytest.mark.parametrize("text", ["", "   "])
async def test_a_message_without_words_is_answered_with_help(text: str) -> None:
    assert "You can write" in await customer().says(text)
    shown = await customer().says("a haircut with Ana", text)
    assert "You can write" in shown
    assert "Which day suits you?" in shown


async def test_staff_are_asked_for_the_customer_s_name() -> None:
    shown = await staff(salon(), "ana").says("book a haircut with Ana on Friday at 10")
    assert "Customer\u2019s name" in shown
    assert "Your name" not in shown


@pytest.mark.parametrize("rest", ["", " on Wednesday at 3pm for Kim", " with Ana"])
async def test_a_team_member_is_told_at_once_what_is_not_theirs_to_book(rest: str) -> None:
    bo = staff(salon(), "bo")
    shown = await bo.says(f"book a colouring{rest}")
    assert "your own calendar only, and Colouring is not among what you offer" in shown
    assert shown.count("your own calendar only") == 1
    assert "Which service would you like with Bo" in shown
    picks = [each for each in bo.verbs() if each.startswith("pick")]
    assert picks == ["pick.service"]


async def test_who_offers_nothing_is_told_so() -> None:
    bo = staff(salon(changed("haircut", staff_member_ids=("ana",))), "bo")
    assert "You offer no service" in await bo.says("book a colouring for Kim")
    assert bo.state.draft is None


async def test_a_team_member_never_books_to_anyone() -> None:
    bo = staff(salon(), "bo")
    await bo.says("book a haircut for Kim on Friday at 10", "back", "back", "Friday at 10")
    assert bo.state.draft is not None
    assert bo.state.draft.staff_member_id == "bo"
