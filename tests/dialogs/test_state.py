"""What a conversation remembers is read back as it was written."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.codec import CannotDecode, decode, encode
from dialogs.state import (
    NOTHING_SAID,
    STATE_VERSION,
    Asked,
    ConversationState,
    Draft,
    from_json,
    to_json,
)
from language.when_wishes import DayRange, TimeSpan, WhenWish

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis adds the zone
TIMES = st.times(min_value=time(0), max_value=time(23, 59))
RANGES = st.tuples(DAYS, DAYS).map(lambda pair: DayRange(min(pair), max(pair)))
SPANS = TIMES.map(TimeSpan.at) | st.tuples(TIMES, TIMES).map(lambda pair: TimeSpan(*pair))

st.register_type_strategy(datetime, INSTANTS)
st.register_type_strategy(DayRange, RANGES)
st.register_type_strategy(TimeSpan, SPANS)
st.register_type_strategy(timedelta, st.integers(-10000, 10000).map(lambda n: timedelta(minutes=n)))

WISHES = st.builds(WhenWish, alternatives=st.just(()))
DRAFTS = st.builds(
    Draft,
    when=st.none() | WISHES,
    or_when=st.tuples(WISHES),
    not_when=st.tuples(WISHES),
)
STATES = st.builds(
    ConversationState,
    version=st.just(STATE_VERSION),
    draft=st.none() | DRAFTS,
    wished=st.none() | WISHES,
)


@given(STATES)
def test_every_state_is_read_back_as_it_was(state: ConversationState) -> None:
    assert from_json(to_json(state)) == state


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "",
        "no json",
        "[]",
        "{}",
        json.dumps({"v": STATE_VERSION + 1, "state": {}}),
        json.dumps({"v": STATE_VERSION, "state": {"asked": "something of a later version"}}),
        json.dumps({"v": STATE_VERSION, "state": {"unheard": 1}}),
        json.dumps({"v": STATE_VERSION, "state": {"listed": 7}}),
        json.dumps({"v": STATE_VERSION, "state": {"draft": {"draft_id": 7}}}),
    ],
)
def test_what_cannot_be_read_is_a_new_conversation(stored: str | None) -> None:
    assert from_json(stored) == NOTHING_SAID


def test_an_empty_state_takes_little_room() -> None:
    assert encode(NOTHING_SAID) == {}


@pytest.mark.parametrize(
    ("kind", "value"),
    [(int, "1"), (date, 5), (Asked, "nothing"), (DayRange, {"first_on": "x", "last_on": None})],
)
def test_a_value_of_another_kind_is_refused(kind: type, value: object) -> None:
    with pytest.raises(CannotDecode):
        decode(kind, value)


def test_asking_forgets_what_was_offered() -> None:
    offered = (datetime(2026, 4, 15, tzinfo=UTC),)
    before = ConversationState(asked=Asked.TIME, offered=offered, listed=("a",), listed_for="move")
    after = before.asking(Asked.CONTACT)
    assert (after.offered, after.listed, after.listed_for) == ((), (), "")
