"""Back undoes what was said last: the draft is as it was before."""

import pytest

from tests.dialogs.openings import HAIRCUT, PETER
from tests.dialogs.talking import customer

FRIDAY = "haircut with Ana on Friday at 3pm"


@pytest.mark.parametrize(
    ("texts", "shown", "hidden"),
    [
        (("tomorrow afternoon", "with Ana", "haircut", "no, at 4"), "15:30", "09:00"),
        ((FRIDAY, PETER, "I would rather come on Monday"), "book this for Friday 17", "Monday 20"),
        ((FRIDAY, "no, Thursday", "no, at noon"), "free on Thursday 16 April at 15:00", "closed"),
        ((FRIDAY, PETER, "with Bo please"), "\nAna\n", "\nBo\n"),
        ((FRIDAY, PETER, "my email is new@example.com"), "peter@example.com", "new@"),
        ((FRIDAY, PETER, "actually colouring"), "Shall I book this for Friday", "Colouring"),
        ((FRIDAY, PETER), "What is your name", "peter@example.com"),
        (("a haircut with Ana", "Friday at 3pm"), "free on Friday 17 April", "Which day"),
    ],
)
async def test_what_was_said_last_is_undone(
    texts: tuple[str, ...], shown: str, hidden: str
) -> None:
    talker = customer()
    answer = await talker.says(*texts, "back")
    assert "One step back" in answer
    assert shown in answer
    assert hidden not in answer


async def test_each_step_back_goes_one_further() -> None:
    talker = customer()
    await talker.says(FRIDAY, PETER, "no, Monday", "with Bo please")
    for shown in ("Monday 20 April", "Friday 17 April at 15:00", "What is your name"):
        assert shown in await talker.says("back")
    for shown in ("free on Friday 17 April", "Which day", "With whom", "Which service"):
        assert shown in await talker.says("back")
    assert "We are at the beginning" in await talker.says("back")


async def test_what_is_said_after_a_step_back_is_undone_to_there() -> None:
    talker = customer()
    await talker.says(FRIDAY, PETER, "no, Monday", "back", "no, Thursday")
    assert "Thursday 16 April" in talker.shown()
    assert "Friday 17 April" in await talker.says("back")


async def test_a_question_in_between_is_no_step() -> None:
    talker = customer()
    await talker.says(FRIDAY, PETER, "no, Monday", "where are you?", "help")
    assert "Shall I book this for Friday 17 April at 15:00" in await talker.says("back")


async def test_a_tap_is_undone_like_a_text() -> None:
    talker = customer()
    await talker.says(FRIDAY, PETER)
    await talker.taps("change", field="day")
    assert "Shall I book this for Friday 17 April at 15:00" in await talker.says("back")


async def test_what_is_kept_to_go_back_to_has_an_end() -> None:
    talker = customer()
    await talker.says(HAIRCUT, *(("no, Thursday", "no, Friday") * 20))
    assert len(talker.state.earlier) == 12
    for _ in range(14):
        await talker.says("back")
    assert "free on" in talker.shown() or "Which" in talker.shown()


async def test_another_booking_does_not_go_back_into_the_one_before() -> None:
    talker = customer()
    await talker.says(FRIDAY, PETER, "yes", "a haircut with Bo")
    for _ in range(4):
        await talker.says("back")
    assert "We are at the beginning" in talker.shown()
