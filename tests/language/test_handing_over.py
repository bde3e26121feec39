"""Who takes over, until when somebody is away, and who is ill."""

import pytest

from language.context import Speaker
from language.kinds import Intent
from tests.language.reading import understand

HANDING_OVER: list[tuple[str, str | None, bool, bool]] = [
    ("hand my 3 o'clock to Karim", "karim", False, False),
    ("hand over Hugo's day to Karim", "karim", False, False),
    ("Karim can take my 3pm", "karim", False, False),
    ("can Karim cover Hugo's 3pm?", "karim", False, False),
    ("swap with Karim", "karim", False, False),
    ("Hugo is ill today", None, False, True),
    ("Hugo is sick until Wednesday: hand over", None, True, True),
    ("hand over Hugo's appointments until Friday", None, True, False),
    ("cover for Hugo tomorrow", None, False, False),
    ("who could take Hugo's appointments today?", None, False, False),
    ("can anyone cover my 3pm?", None, False, False),
    ("I'm not feeling well", None, False, True),
]


@pytest.mark.parametrize(("text", "taker", "lasts", "absent"), HANDING_OVER)
def test_who_takes_over_until_when_and_why(
    text: str, taker: str | None, *, lasts: bool, absent: bool
) -> None:
    found = understand(text, speaker=Speaker.STAFF)
    assert found.intent is Intent.HAND_OVER
    assert (found.handed_to.value if found.handed_to else None) == taker
    assert (found.lasts_until, found.is_absence) == (lasts, absent)


@pytest.mark.parametrize(
    "text", ["Hugo is well", "is Hugo ill?", "Peter Ill has arrived", "cancel Grace, she is ill"]
)
def test_not_every_ill_is_a_colleague_s_absence(text: str) -> None:
    assert understand(text, speaker=Speaker.STAFF).intent is not Intent.HAND_OVER


@pytest.mark.parametrize("text", ["I'm ill", "sorry, I am really sick", "I have the flu"])
def test_a_customer_who_is_ill_asks_for_theirs(text: str) -> None:
    assert understand(text).means(Intent.MY_APPOINTMENTS)
