"""What is said of the waitlist, in many wordings, and what only sounds like it."""

import pytest

from language.context import Speaker
from language.kinds import Intent
from tests.language.reading import understand

JOINING = [
    "put me on the waitlist",
    "please put me on the waiting list for Friday afternoon",
    "can you add me to the waitlist?",
    "I'd like to join the waiting list",
    "waitlist me for tomorrow please",
    "let me know if something opens up next week with Ana",
    "tell me when a slot frees up on Thursday",
    "notify me if anything becomes available",
    "could you text me if someone cancels tomorrow morning",
    "if a spot opens up on Friday please let me know",
    "keep me posted if there is a cancellation",
    "call me if somebody cancels",
    "sign me up for the waitlist",
    "get me on your wait list",
]
ASKING = [
    "my waitlist",
    "am I on the waitlist?",
    "waiting list",
    "show my waitlist",
    "what am I waiting for?",
    "do you have a waiting list?",
    "what is my place in line",
]
LEAVING = [
    "leave the waitlist",
    "take me off the waiting list",
    "remove me from the waitlist please",
    "I don't want to be on the waitlist any more",
    "cancel my waitlist",
    "stop waiting",
]


@pytest.mark.parametrize("text", JOINING)
def test_joining(text: str) -> None:
    assert understand(text).intent is Intent.JOIN_WAITLIST


@pytest.mark.parametrize("text", ASKING)
def test_asking(text: str) -> None:
    assert understand(text).intent is Intent.ASK_WAITLIST


@pytest.mark.parametrize("text", LEAVING)
def test_leaving(text: str) -> None:
    assert understand(text).intent is Intent.LEAVE_WAITLIST


@pytest.mark.parametrize(
    "text", ["waitlist", "who is on the waitlist?", "show the waiting list", "who is waiting"]
)
def test_staff_ask_who_waits(text: str) -> None:
    assert understand(text, speaker=Speaker.STAFF).intent is Intent.ASK_WAITLIST


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("let me know how much it is", Intent.ASK_PRICE),
        ("let me know if you are open on Sunday", Intent.ASK_HOURS),
        ("call me back please", Intent.TALK_TO_PERSON),
        ("cancel my appointment", Intent.CANCEL_APPOINTMENT),
        ("leave it", Intent.ABORT),
        ("I can't wait", None),
        ("put me down for Friday at 3", None),
        ("I will be waiting outside", None),
    ],
)
def test_what_only_sounds_like_it(text: str, intent: Intent | None) -> None:
    read = understand(text)
    waiting = (Intent.JOIN_WAITLIST, Intent.ASK_WAITLIST, Intent.LEAVE_WAITLIST)
    assert not any(read.means(each) for each in waiting)
    if intent is not None:
        assert read.means(intent)
