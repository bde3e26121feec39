"""What staff write about handing over: of whom, what of theirs, and to whom."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from cards.card_views import ChoiceView, NoticeView
from cards.notices import render_notice
from cards.verbs import Field, Verb
from dialogs.hand_over_draft import HandOverDraft
from dialogs.hand_over_of_left import plan_of_left
from dialogs.hand_over_of_one import plan_one
from dialogs.handing_over import ask_whose, show_plan
from dialogs.staff_choosing import ask_which
from dialogs.staff_finding import appointments_meant, shows_team
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, shown
from language.kinds import Intent
from language.understanding import Understanding
from language.when_wishes import DayRange, TimeSpan, WhenWish
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach, reach_of
from scheduling.recurrence import end_of, start_of
from scheduling.views import AppointmentView

MOST_DAYS = 31
_OPEN_DAYS = 13
_ALL_OF_A_DAY = (Intent.MY_DAY, Intent.TEAM_DAY, Intent.MY_APPOINTMENTS)
_MIDNIGHT = time()


async def hand_over_wish(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome:
    """Plan what is to be handed over; where it is open what or whose, ask. Raises NotPermitted."""
    role = talk.person.role
    if role is None or reach_of(role, Action.HAND_OVER) is Reach.NONE:
        raise NotPermitted(Action.HAND_OVER.value)
    leaving = _leaving(understanding)
    of_left = await _of_who_left(talk, state, understanding) if leaving is None else None
    if of_left is not None:
        return of_left
    if _is_of_one(state, understanding):
        return await _one(talk, state, understanding)
    draft = _of_a_range(talk, understanding)
    if leaving is not None and len(leaving) > 1:
        return ask_whose(talk, state, draft, leaving)
    own = talk.person.staff_member
    whose = leaving[0] if leaving else (own.staff_member_id if own else "")
    return await show_plan(talk, state, replace(draft, staff_member_id=whose))


async def _of_who_left(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    says_when = understanding.existing_when or understanding.when
    draft = _of_a_range(talk, understanding) if says_when else None
    return await plan_of_left(talk, state, understanding, draft, _wanted(understanding))


def _leaving(understanding: Understanding) -> tuple[str, ...] | None:
    """Give whom of the staff a message speaks of as leaving theirs: several where a name is open."""
    to = understanding.handed_to
    named = [each for each in understanding.staff_members_named if each != to]
    return named[0].choices if named else None


def _wanted(understanding: Understanding) -> str:
    """Give who shall take it; where the name is open, the plan has everybody to choose from."""
    to = understanding.handed_to
    return to.value if to is not None and not to.is_ambiguous else ""


def _is_of_one(state: ConversationState, understanding: Understanding) -> bool:
    """Tell whether one appointment is meant: a customer's, that of an hour, the one talked about."""
    if understanding.is_absence:
        return False
    times = [each.value.time for each in understanding.existing_when]
    is_at_an_hour = any(each is not None and each.is_exact for each in times)
    if understanding.customer_name is not None or is_at_an_hour:
        return True
    is_all = any(understanding.means(each) for each in _ALL_OF_A_DAY)
    is_more = understanding.existing_when or _leaving(understanding) or is_all
    return bool(state.focus) and not is_more


async def _one(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    """Plan the one that is meant; where several could be, ask which."""
    leaving = _leaving(understanding) or ()
    found = await appointments_meant(talk, state, understanding)
    meant = [each for each in found if not leaving or set(leaving) & _staff_of(each)]
    own = talk.person.staff_member
    if not understanding.customer_name and not leaving and own is not None:
        mine = [each for each in meant if own.staff_member_id in _staff_of(each)]
        meant = mine or meant
    able = [each for each in meant if Action.HAND_OVER in each.may] or meant[:1]
    draft = HandOverDraft(wanted_id=_wanted(understanding))
    if not able:
        return _none(talk, state, understanding)
    if len(able) > 1:
        asked, reply = ask_which(talk, state, tuple(able), Intent.HAND_OVER)
        return replace(asked, hand_over=draft), reply
    return await plan_one(talk, state, able[0], draft, leaving[0] if len(leaving) == 1 else "")


def _staff_of(appointment: AppointmentView) -> set[str]:
    return {each.staff_member_id for each in appointment.staff_members}


def _none(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    name = understanding.customer_name
    key = "nobody-of-that-name" if name else "nobody-then"
    said = talk.texts.say(key, name=name.value) if name else talk.texts.say(key)
    day = ChoiceView(
        talk.texts.say("choice-my-day"), Verb.STAFF_DAY, {Field.TEAM.value: shows_team(talk)}
    )
    view = NoticeView(prompt=said, choices=(day,))
    return state, shown(render_notice(view, talk.texts, talk.turn.channel))


def _of_a_range(talk: Talk, understanding: Understanding) -> HandOverDraft:
    """Give the time that was said as a range, today where none was, with the time off for it."""
    said = (*understanding.existing_when, *understanding.when)
    wish = said[0].value if said else None
    first_on, last_on = _days(talk, wish, lasts_until=understanding.lasts_until)
    span = wish.time if wish is not None and first_on == last_on else None
    start, end = _edges(first_on, last_on, span)
    zone = talk.business.time_zone
    return HandOverDraft(
        from_at=start_of(start.date(), _minute(start), zone),
        to_at=end_of(end.date(), _minute(end), zone),
        wanted_id=_wanted(understanding),
        away_from=start,
        away_to=end,
    )


def _days(talk: Talk, wish: WhenWish | None, *, lasts_until: bool) -> tuple[date, date]:
    today = talk.today
    days = wish.days if wish and wish.days else DayRange.single(today)
    first_on = days.first_on or today
    last_on = days.last_on or first_on + timedelta(days=_OPEN_DAYS)
    if lasts_until and first_on == last_on:
        first_on = min(today, last_on)
    return first_on, min(last_on, first_on + timedelta(days=MOST_DAYS))


def _edges(first_on: date, last_on: date, span: TimeSpan | None) -> tuple[datetime, datetime]:
    """Give the wall-clock edges: whole days, or the part of one that was said."""
    start = datetime.combine(first_on, _MIDNIGHT)
    end = datetime.combine(last_on + timedelta(days=1), _MIDNIGHT)
    if span is None:
        return start, end
    start = datetime.combine(first_on, span.earliest or _MIDNIGHT)
    is_point = span.is_exact or span.latest is None or span.latest <= (span.earliest or _MIDNIGHT)
    return start, end if is_point else datetime.combine(last_on, span.latest or _MIDNIGHT)


def _minute(wall: datetime) -> int:
    return wall.hour * 60 + wall.minute
