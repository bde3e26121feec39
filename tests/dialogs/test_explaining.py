"""Why a time is not offered, asked in the chat: by customers, by staff, in the middle of a draft."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from language.texts import Texts
from scheduling.absences import LocalPeriod, TimeOff
from scheduling.errors import Reason
from scheduling.layers import Explanation
from scheduling.policies import SchedulingPolicy
from scheduling.service.explaining.asked import plain_reason
from tests.dialogs.openings import BOOKED, BOOKED_TWICE, OPENINGS, QUESTIONS
from tests.dialogs.talking import changed, customer, put, salon, staff
from tests.fakes.memory import MemoryTransactions
from tests.journeys.salon import SALON
from tests.journeys.studio import STUDIO

OTHER = "u9"


async def busy_salon() -> MemoryTransactions:
    """Open a salon where Peter Walsh is with Ana on Wednesday at three, and Ana away on Thursday."""
    salon_ = salon()
    await customer(salon_).says(*BOOKED)
    day = LocalPeriod(datetime(2026, 4, 16), datetime(2026, 4, 17))  # noqa: DTZ001  # local time
    off = (TimeOff("t-1", "ana", day, "Surgery"),)
    put(salon_, replace(SALON, catalog=replace(SALON.catalog, time_off=off)))
    return salon_


@pytest.mark.parametrize(
    ("text", "shows", "code"),
    [
        ("why can't I come at 8 pm?", "On Tuesday we are open 09:00", "closed_day"),
        ("why is there nothing on Saturday?", "We are closed on Saturday 18 April", "closed_day"),
        ("why are you closed on 1 May?", "closed on Friday 1 May: Labour Day", "closed_day"),
        ("why can't I have colouring with Bo on Friday at 10?", "Ana can do it", "not_offered"),
        ("why can't I have a haircut with Ana on Wednesday at 3pm?", "Ana is not free", "taken"),
        ("why can't I have a haircut with Ana on Thursday at 3pm?", "Ana is not free", "taken"),
        ("how come Ana isn't free on Thursday?", "Ana is not free on Thursday 16 April", "taken"),
        ("why can't I have a haircut in October?", "at most 60 days ahead", "beyond_max_lead"),
        ("why can't I have a haircut at 10:30 today?", "at least 1 hour ahead", "under_min_lead"),
        ("why was nothing free yesterday?", "is already over", "in_the_past"),
        (
            "why isn't a haircut possible on Friday at 10:10?",
            "does not begin at just that time",
            "off_grid",
        ),
        ("what's wrong with Friday at 10?", "can be booked on Friday 17 April at 10:00", ""),
        ("why not Ana?", "Ana can be booked for Haircut", ""),
        ("why can't I come in 20 minutes?", "at least 1 hour ahead", "under_min_lead"),
    ],
)
async def test_a_customer_hears_one_plain_reason_and_the_nearest_times(
    text: str, shows: str, code: str
) -> None:
    talker = customer(await busy_salon(), OTHER)
    shown = await talker.says(text)
    assert shows in shown
    assert code in "".join(talker.reasons)
    assert "why.take" in talker.verbs()
    assert not [each for each in ("Peter", "Surgery", "away", "businessHours") if each in shown]


async def test_what_nobody_can_tell_is_asked() -> None:
    assert "Which day or time do you mean?" in await customer().says("why is it full?")


async def test_who_is_there_is_not_the_customers_to_choose() -> None:
    policy = SchedulingPolicy(allow_staff_selection=False)
    talker = customer(salon(changed("haircut", scheduling_policy=policy)))
    shown = await talker.says("why can't I have a haircut with Bo on Friday at 10?")
    assert "For Haircut we decide who is there for you" in shown
    assert "does not do" not in shown


async def test_a_bare_why_is_about_the_time_that_was_refused() -> None:
    talker = customer(await busy_salon(), OTHER)
    await talker.says("haircut with Ana", "wednesday at 3pm")
    assert "Ana is not free on Wednesday 15 April at 15:00" in await talker.says("why?")
    assert "What is your name" in await talker.says("the first one")


@pytest.mark.parametrize("text", ["why not", "ok, why not", "why not, book it"])
async def test_without_a_refusal_why_not_is_a_yes(text: str) -> None:
    talker = customer()
    assert "Shall I book this" in await talker.says(*BOOKED[:-1])
    assert "is booked" in await talker.says(text)


async def test_the_button_why_explains_what_was_refused() -> None:
    talker = customer(await busy_salon(), OTHER)
    await talker.says("haircut with Ana", "thursday")
    shown = await talker.taps("why.explain")
    assert "Ana is not free on Thursday 16 April" in shown
    assert talker.state.draft is not None


async def test_staff_tap_why_and_see_the_rules() -> None:
    talker = staff(await busy_salon(), "ana")
    await talker.says("book a haircut with Ana for Joe on Thursday at 3pm")
    shown = await talker.taps("why.explain")
    assert "No. Haircut with Ana cannot be booked on Thursday 16 April at 15:00." in shown
    assert "Away all day: Surgery" in shown
    assert talker.state.draft is not None


async def test_a_customer_is_not_told_that_somebody_is_away() -> None:
    shown = await customer(await busy_salon(), OTHER).says("haircut with Ana on Thursday at 3pm")
    assert "Ana is not free on Thursday 16 April at 15:00" in shown
    assert "away" not in shown


async def test_where_nothing_at_all_is_free_why_is_offered_too() -> None:
    salon_ = salon()
    far = LocalPeriod(datetime(2026, 4, 1), datetime(2026, 12, 1))  # noqa: DTZ001  # local time
    off = tuple(TimeOff(f"t-{who}", who, far) for who in ("ana", "bo"))
    put(salon_, replace(SALON, catalog=replace(SALON.catalog, time_off=off)))
    talker = customer(salon_, OTHER)
    assert "no other free time" in await talker.says("haircut with anyone on Thursday")
    shown = await talker.taps("why.explain")
    assert "Nobody is free for Haircut on Thursday 16 April." in shown
    assert "I found no free time nearby." in shown


@pytest.mark.parametrize("asked", [each for each in QUESTIONS if each.value not in ("day", "time")])
async def test_no_question_is_lost_by_asking_why(asked: object) -> None:
    talker = customer()
    await talker.says(*OPENINGS[asked])  # type: ignore[index]  # the keys of both are the same
    before = talker.state.draft
    shown = await talker.says("why are you closed on 1 May?")
    assert "Labour Day" in shown
    assert QUESTIONS[asked] in shown  # type: ignore[index]
    assert talker.state.draft == before


async def test_what_is_known_from_the_draft_is_used() -> None:
    talker = customer()
    await talker.says("colouring with Ana on Friday")
    assert "Ana does not work on Friday 17 April at 20:00" not in await talker.says("thanks")
    shown = await talker.says("why can't I come at 5:30 pm?")
    assert "Friday 17 April at 17:30" in shown
    assert talker.state.draft is not None
    assert talker.state.draft.service_id == "colouring"


async def test_a_time_beside_an_explanation_is_taken_with_all_that_is_known() -> None:
    talker = customer(await busy_salon(), OTHER)
    await talker.says("why can't I have a haircut with Ana on Wednesday at 3pm?")
    shown = await talker.taps("why.take", start="2026-04-15T14:00:00Z")
    assert "Ana is free on Wednesday 15 April at 16:00" in shown
    assert talker.state.draft is not None
    assert (talker.state.draft.service_id, talker.state.draft.staff_member_id) == ("haircut", "ana")


@pytest.mark.parametrize(
    "data",
    [
        {"service": "x", "start": "2026-04-15T14:00:00Z"},
        {"service": "haircut", "staff": "x", "start": "2026-04-15T14:00:00Z"},
        {"service": "haircut", "start": "never"},
        {"service": "haircut"},
        {"service": 7, "start": "2026-04-15T14:00:00Z"},
    ],
)
async def test_a_forged_tap_takes_nothing(data: dict[str, object]) -> None:
    talker = customer()
    for verb in ("why.take", "why.explain"):
        await talker.sends({"verb": verb, **data})
        assert talker.state.draft is None


async def test_staff_see_every_rule_with_where_to_change_it() -> None:
    talker = staff(await busy_salon(), "ana")
    shown = await talker.says("why can't I book Ana on Wednesday at 3?")
    assert "No. Ana cannot be booked on Wednesday 15 April at 15:00, whatever the service." in shown
    assert "15:45 · Peter Walsh, Haircut · 15:00" in shown
    shown = await talker.says("why can't Bo do colouring on Friday at 7 pm?")
    assert "Does not provide Colouring; it is provided by Ana" in shown
    assert "Change it in: Who provides Colouring (services[colouring].staffMemberIds)" in shown
    assert "Works 09:00" in shown
    assert "Change it in: Business hours (businessHours)" in shown
    assert talker.reasons == ["not_offered_by_staff", "staff_not_working"]


async def test_staff_open_what_is_in_the_way() -> None:
    talker = staff(await busy_salon(), "ana")
    await talker.says("why can't I book Ana on Wednesday at 3?")
    assert "peter@example.com" in await talker.taps("staff.open")


async def test_staff_see_what_took_a_day() -> None:
    shown = await staff(await busy_salon(), "ana").says("why is Thursday empty for Ana?")
    assert "Thursday 16 April: nothing is left for Haircut with Ana." in shown
    assert "Away all day: Surgery · Change it in: Time off of Ana (timeOff[t-1])" in shown
    assert " 8 hours" in shown


@pytest.mark.parametrize(
    ("who", "shows", "hides"),
    [
        ("ana", ("Peter Walsh", "Change it in"), ()),
        ("vic", ("Peter Walsh", "Set in"), ("Change it in", "peter@example.com")),
        ("bo", ("Busy 15:00",), ("Peter", "Set in", "Change it in")),
        ("gus", ("not allowed in your role",), ("Peter", "Busy")),
    ],
)
async def test_each_role_is_told_what_it_may_know(
    who: str, shows: tuple[str, ...], hides: tuple[str, ...]
) -> None:
    talker = staff(await busy_salon(), who)
    shown = await talker.says("why can't I book Ana on Wednesday at 3?")
    shown += await talker.says("why can't I book Ana on Friday at 7 pm?")
    shown += await talker.says("why is Thursday empty for Ana?")
    assert [each for each in shows if each not in shown] == []
    assert [each for each in (*hides, "Surgery") if each in shown and who in ("bo", "gus")] == []
    assert [each for each in hides if each in shown] == []


@pytest.mark.parametrize(("who", "may"), [("ana", True), ("vic", False), ("bo", False)])
async def test_times_are_to_tap_for_who_may_book_for_that_calendar(who: str, may: bool) -> None:  # noqa: FBT001  # a column of the table
    talker = staff(await busy_salon(), who)
    await talker.says("why can't I book Ana on Wednesday at 3?")
    assert ("why.take" in talker.verbs()) is may


async def test_staff_ask_whether_somebody_is_free_and_book_it() -> None:
    talker = staff(await busy_salon(), "ana")
    shown = await talker.says("is Bo free at 4 tomorrow?")
    assert "Yes. Bo is free on Wednesday 15 April at 16:00: for Haircut." in shown
    shown = await talker.taps("why.take", start="2026-04-15T14:00:00Z")
    assert "Customer" in shown
    assert talker.state.draft is not None
    assert talker.state.draft.staff_member_id == "bo"


async def test_the_whole_day_is_a_tap_away() -> None:
    talker = staff(await busy_salon(), "ana")
    await talker.says("why can't I book Ana for a haircut on Wednesday at 3?")
    shown = await talker.taps("why.explain", day="2026-04-15")
    assert "Appointments with their buffers" in shown
    assert "11 times" in shown


async def test_staff_are_asked_what_they_mean() -> None:
    talker = staff(salon(), "ana")
    assert "Which day or time do you mean?" in await talker.says("why is it empty?")


async def test_nothing_is_remembered_of_a_question_and_nothing_booked() -> None:
    salon_ = await busy_salon()
    before = dict(salon_.state.appointments)
    talker = staff(salon_, "ana")
    state = talker.state
    await talker.says("why can't I book Ana on Wednesday at 3?", "why is Thursday empty?")
    assert talker.state == state
    assert salon_.state.appointments == before


@pytest.mark.parametrize("reason", [each for each in Reason if each is not Reason.NO_SUCH_DAY])
def test_there_is_a_sentence_for_every_reason_a_customer_may_hear(reason: Reason) -> None:
    told = plain_reason(Explanation(reason)).reason
    key = f"why-{told.name.lower().replace('_', '-')}"
    assert Texts("en").has(key)


async def test_a_room_in_use_and_a_full_group_are_explained() -> None:
    studio = salon(STUDIO)
    await customer(studio, "u1").says("facial with Ana tomorrow at 10", "Eve Stone, e@x.org", "yes")
    await customer(studio, "u1").says("yoga for 3 on Friday at 10", "yes")
    talker = customer(studio, OTHER)
    await talker.says("facial with Bo tomorrow at 10")
    shown = await talker.says("why?")
    assert "The room or equipment for Facial is not free on Wednesday 15 April at 10:00" in shown
    assert "Eve" not in shown
    await talker.says("start over", "yoga for 2 on Friday at 10")
    assert "has too few places left" in await talker.says("why?")
    await talker.says("why can't I do yoga for 2 on Friday at 10?")
    assert talker.reasons == ["group_full"]
    assert "can be booked" in await talker.says("why can't I do yoga for 1 person on Friday at 10?")


async def test_why_is_asked_of_the_length_that_was_wished_for() -> None:
    studio = salon(STUDIO)
    await customer(studio).says("facial with Ana tomorrow at 11", "Eve Stone, e@x.org", "yes")
    talker = customer(studio, OTHER)
    await talker.says("a 90 minute massage tomorrow at 10")
    assert "is not free on Wednesday 15 April at 10:00" in await talker.says("why?")
    shown = await talker.says("why can't I have a 30 minute massage tomorrow at 10?")
    assert "can be booked on Wednesday 15 April at 10:00" in shown


async def test_after_the_explanation_there_is_still_something_to_wait_for() -> None:
    talker = customer(await busy_salon(), OTHER)
    await talker.says("haircut with Ana", "wednesday at 3pm", "why?")
    assert "waitlist.join" in talker.verbs()


async def test_a_bare_why_at_a_series_is_about_its_first_clash() -> None:
    talker = customer(await busy_salon(), OTHER)
    shown = await talker.says("haircut with Ana every Thursday at 3pm for 2 weeks")
    assert "cannot be had" in shown
    shown = await talker.says("haircut with Bo every other Friday at 3pm until June", "why?")
    assert "closed on Friday 1 May" in shown
    assert talker.state.draft is not None
    assert talker.state.draft.repeats is not None


@pytest.mark.parametrize(
    ("text", "told", "reason"),
    [
        (
            "why can't I move it to 8pm?",
            "We are closed on Wednesday 15 April at 20:00",
            "closed_day",
        ),
        ("why can't I move it to Sunday?", "We are closed on Sunday 19 April", "closed_day"),
        ("why can I not move my haircut to 5?", "Ana is not free on Wednesday 15 April", "taken"),
        ("why couldn't I change it to 1 May?", "Labour Day", "closed_day"),
    ],
)
async def test_why_an_appointment_cannot_move_is_said_with_times_to_move_it_to(
    text: str, told: str, reason: str
) -> None:
    other = customer(None, "u2")
    await other.says("haircut with Ana on Wednesday at 5pm", "Eve Stone, eve@example.com", "yes")
    talker = customer(other.transactions)
    shown = await talker.says(*BOOKED, text)
    assert told in shown
    assert "Eve" not in shown
    assert talker.reasons == [reason]
    shown = await talker.says("on Thursday at 4pm")
    assert "Shall I move it to Thursday 16 April at 16:00" in shown


async def test_where_nothing_is_in_the_way_it_is_moved() -> None:
    talker = customer()
    shown = await talker.says(*BOOKED, "why can't I move it to 5?")
    assert "Shall I move it to Wednesday 15 April at 17:00" in shown
    await talker.says("yes")
    (found,) = talker.transactions.state.appointments.values()
    assert f"{found.time_range.start_at:%H:%M}" == "15:00"


async def test_too_late_to_move_is_said_as_such() -> None:
    talker = customer()
    await talker.says(*BOOKED)
    talker.transactions.now += timedelta(days=1, hours=4, minutes=30)
    shown = await talker.says("why can't I move it to 5?")
    assert "That can no longer be changed here" in shown
    assert talker.state.draft is None


async def test_of_several_it_is_asked_which_to_move() -> None:
    talker = customer()
    shown = await talker.says(*BOOKED_TWICE, "start over", "why can't I move it to 8pm?")
    assert "Which appointment would you like to move" in shown
    assert "We are closed" in await talker.says("the first one")


async def test_staff_are_told_the_rules_against_a_move() -> None:
    talker = customer()
    await talker.says(*BOOKED)
    boss = staff(talker.transactions, "ana")
    await boss.says("who is next?")
    boss.state = replace(boss.state, focus=next(iter(talker.transactions.state.appointments))[1])
    shown = await boss.says("why can't I move it to 8pm?")
    assert "No. Haircut with Ana cannot be booked on Wednesday 15 April at 20:00" in shown
