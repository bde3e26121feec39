"""What is tapped and typed about a series in the making: how often, and what of its clashes."""

from dataclasses import replace

from cards.verbs import Field, Input
from dialogs.questions import proceed
from dialogs.series_booking import move_series
from dialogs.series_draft import ShownPlan
from dialogs.series_plans import ask_repeat
from dialogs.short_answers import agrees, says_no, tells_something
from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk
from dialogs.tap import Tap
from language.kinds import AnswerKind, Intent
from language.repeat_wishes import RepeatWish
from language.understanding import Understanding
from scheduling.errors import InvalidValue
from scheduling.series import MOST_INTERVAL, MOST_OCCURRENCES, ClashPolicy, Frequency, SeriesScope

_LONGEST_COUNT = 6
_FEWEST = 2


async def repeat(tap: Tap) -> Outcome:
    """Show the form for how often and how many times."""
    if tap.draft.service_id is None or tap.draft.start_at is None or tap.draft.moves:
        return await proceed(tap.talk, tap.state)
    return ask_repeat(tap.talk, tap.state)


async def give_repeat(tap: Tap) -> Outcome:
    """Take how often and how many times from the form, saying what is wrong with it."""
    often = _often(tap.text(Input.EVERY))
    count = _count(tap.text(Input.COUNT).strip())
    before = tap.draft.repeats
    is_same = before is not None and before.every == often.every
    often = before.endless if before is not None and is_same else often
    said = often if count is None else replace(often, count=count)
    state = replace(tap.state, draft=replace(tap.draft, repeats=said, plan=None))
    if count is None:
        error = tap.talk.texts.say("error-count", most=MOST_OCCURRENCES)
        return ask_repeat(tap.talk, state, error=error)
    return await proceed(tap.talk, state)


def _often(written: str) -> RepeatWish:
    """Read "weekly-2". Raises InvalidValue for what no form offers."""
    name, _, interval = written.partition("-")
    frequency = next((each for each in Frequency if each.value == name), None)
    is_number = interval.isascii() and interval.isdigit() and len(interval) <= _LONGEST_COUNT
    if frequency is None or not is_number or not 1 <= int(interval) <= MOST_INTERVAL:
        raise InvalidValue(Input.EVERY, "is none of the choices")
    return RepeatWish(frequency=frequency, interval=int(interval))


def _count(written: str) -> int | None:
    is_number = written.isascii() and written.isdigit() and len(written) <= _LONGEST_COUNT
    count = int(written) if is_number else 0
    return count if _FEWEST <= count <= MOST_OCCURRENCES else None


async def once(tap: Tap) -> Outcome:
    """Book it just once after all."""
    return await proceed(tap.talk, _just_once(tap.state, tap.draft))


def _just_once(state: ConversationState, draft: Draft) -> ConversationState:
    return replace(state, draft=replace(draft, repeats=None, plan=None))


async def take_series(tap: Tap) -> Outcome:
    """Take a plan as it was shown; one that is no longer the last is shown anew."""
    clashes = next((each for each in ClashPolicy if each.value == tap.text(Field.CLASHES)), None)
    plan = tap.draft.plan
    if clashes is None or plan is None or plan.seen != tap.text(Field.SEEN):
        opened = replace(tap.state, draft=replace(tap.draft, plan=None))
        return await proceed(tap.talk, opened)
    return await take(tap.talk, tap.state, clashes)


async def take(talk: Talk, state: ConversationState, clashes: ClashPolicy) -> Outcome:
    """Go on with the plan that was shown: a series to book is summed up, one that moves moves."""
    draft = settled(state.draft)
    plan = draft.plan
    if plan is None or not draft.keeps_plan or not plan.chosen(clashes):
        return await proceed(talk, state)
    chosen = replace(state, draft=replace(draft, plan=replace(plan, clashes=clashes)))
    return await (move_series(talk, chosen) if draft.moves else proceed(talk, chosen))


async def answer_plan(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take "yes", "skip those" and "move them"; with clashes a yes does not say which."""
    plan = state.draft.plan if state.draft else None
    if plan is None:
        return None
    # "Move them all to 11" is another time, and "skip the 24th" a date.
    if understanding.clashes is not None and not understanding.when:
        return await _take_or_not(talk, state, plan, understanding.clashes)
    if agrees(understanding, Intent.BOOK, Intent.RESCHEDULE):
        if not plan.has_clashes:
            return await take(talk, state, ClashPolicy.SKIP)
        return await proceed(talk, state, talk.texts.say("series-skip-or-move"))
    if says_no(understanding) and not tells_something(understanding):
        return await _other(talk, state)
    return None


async def _take_or_not(
    talk: Talk, state: ConversationState, plan: ShownPlan, clashes: ClashPolicy
) -> Outcome:
    """Go on; but "leave out the second one" is no yes where nothing is in the way."""
    if plan.has_clashes:
        return await take(talk, state, clashes)
    return await proceed(talk, state, talk.texts.say("series-no-clashes"))


async def _other(talk: Talk, state: ConversationState) -> Outcome:
    what = talk.texts.say("what-to-change")
    draft = settled(state.draft)
    if draft.moves:
        opened = replace(draft, when=None, or_when=(), start_at=None, plan=None)
        return await proceed(talk, replace(state, draft=opened), what)
    return ask_repeat(talk, state, what)


async def answer_repeat(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take "6", "until the end of May" and "just once"; "weekly, 6 times" fills as it does always."""
    draft = state.draft
    if draft is None or (understanding.repeats and understanding.repeats.value.frequency):
        return None
    if understanding.scope is SeriesScope.THIS or says_no(understanding):
        return await proceed(talk, _just_once(state, draft))
    ends = _end_said(understanding)
    if ends is None:
        return None
    before = draft.repeats or RepeatWish()
    filled = replace(state, draft=replace(draft, repeats=before.refined_by(ends), plan=None))
    return await proceed(talk, filled)


def _end_said(understanding: Understanding) -> RepeatWish | None:
    if understanding.repeats is not None:
        return understanding.repeats.value
    answer = understanding.answer.value if understanding.answer else None
    if answer is not None and answer.kind is AnswerKind.NUMBER and answer.number:
        return RepeatWish(count=answer.number)
    wish = understanding.wish
    days = wish.days if wish is not None and not wish.says_time else None
    return RepeatWish(until_on=days.last_on) if days is not None and days.last_on else None
