"""Every sentence the dialogs can say is in the catalogue, composed keys too."""

import ast
from pathlib import Path

import pytest

from dialogs.own_appointments import CANCEL, MOVE
from dialogs.refusals import refusal_key
from dialogs.staff_changes import marked_key
from dialogs.state import Asked
from language.texts import Texts
from scheduling.errors import Reason
from scheduling.statuses import AppointmentStatus
from tests.dialogs.openings import OPENINGS
from tests.dialogs.talking import customer

DIALOGS = Path(__file__).parents[2] / "dialogs"
TEXTS = Texts("en")
FOR_BOTH = ("welcome", "started-over", "nothing-changed", "not-understood-welcome", "let-go")


def _written() -> set[str]:
    """Give the keys written out in the dialogs: those of `say`, `welcome` and of tables of keys."""
    found = set()
    for path in DIALOGS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    whole = (each for each in found if each == each.strip("-"))
    return {each for each in whole if each.islower() and "-" in each and " " not in each}


@pytest.mark.parametrize("key", sorted(_written()))
def test_a_key_that_is_written_is_in_the_catalogue(key: str) -> None:
    assert TEXTS.has(key)


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_a_sentence(reason: Reason) -> None:
    words = dict.fromkeys(("when", "service", "limit", "title", "staff"), "x")
    facts: dict[str, str | int] = {**words, "titled": "no", "left": 2, "count": 3}
    key = refusal_key(reason)
    assert TEXTS.say(key, **facts)
    if TEXTS.has(f"{key}-staff"):
        assert "x" in TEXTS.say(f"{key}-staff", **facts)


@pytest.mark.parametrize(
    "reason", [Reason.STAFF_NOT_WORKING, Reason.TIME_OFF, Reason.TAKEN, Reason.NOT_OFFERED_BY_STAFF]
)
def test_what_concerns_a_staff_member_names_them(reason: Reason) -> None:
    facts = {"when": "then", "service": "it", "limit": "", "title": "", "titled": "no"}
    assert "Ana" in TEXTS.say(f"{refusal_key(reason)}-staff", staff="Ana", **facts)


@pytest.mark.parametrize(
    "key",
    [
        *(
            marked_key(each)
            for each in AppointmentStatus
            if each not in (AppointmentStatus.CANCELLED, AppointmentStatus.REQUESTED)
        ),
        *(f"error-{each}" for each in ("name", "email", "phone")),
        *(f"which-to-{each}" for each in (MOVE, CANCEL)),
        *(f"{each}-staff" for each in (*FOR_BOTH, "booked", "moved", "not-permitted")),
    ],
)
def test_a_composed_key_is_in_the_catalogue(key: str) -> None:
    assert TEXTS.has(key)


async def test_each_detail_that_cannot_be_right_is_explained() -> None:
    talker = customer()
    await talker.says("haircut with Ana tomorrow at 3pm")
    shown = await talker.taps("give.contact", name="Peter", email="nonsense", phone="12")
    assert TEXTS.say("error-email") in shown
    assert TEXTS.say("error-phone") in shown


@pytest.mark.parametrize("question", OPENINGS)
async def test_no_question_shows_a_key_or_a_placeable(question: Asked) -> None:
    talker = customer()
    await talker.opens()
    for text in OPENINGS[question]:
        shown = await talker.says(text)
        assert not set("{}$") & set(shown)
        assert "((" not in shown
        assert "))" not in shown
