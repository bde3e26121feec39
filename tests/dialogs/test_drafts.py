"""How wishes fill, correct and open a draft again: pure functions."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from cards.verbs import DraftField
from dialogs.drafts import (
    contact_read,
    with_answers,
    with_contact,
    with_day,
    with_staff,
    with_start,
    with_when,
)
from dialogs.exclusions import without_people, without_times
from dialogs.state import ContactDraft, Draft
from dialogs.trails import one_step_back, without
from language.context import Expecting
from language.understanding import ANYONE, SOMEBODY_ELSE, StaffWish
from language.when_wishes import WhenWish
from tests.language.reading import told, understand

PARIS = "Europe/Paris"
EMPTY = Draft(draft_id="d")
THREE_PM = datetime(2026, 4, 15, 13, 0, tzinfo=UTC)
"""15:00 in Paris on Wednesday 15 April 2026; it is Tuesday."""


def wish(text: str) -> WhenWish:
    """Read a wish as a message would say it."""
    found = understand(text).wish
    assert found is not None
    return found


def unwanted(text: str) -> tuple[WhenWish, ...]:
    """Read what is not wanted."""
    return tuple(each.value for each in understand(text).excluded_when)


def after(*texts: str) -> Draft:
    """Give a draft after these wishes."""
    draft = EMPTY
    for text in texts:
        draft = with_when(draft, wish(text), PARIS)
    return draft


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (("tomorrow", "3pm"), "2026-04-15 15:00"),
        (("3pm", "tomorrow"), "2026-04-15 15:00"),
        (("tomorrow at 3pm", "no, Thursday"), "2026-04-16 15:00"),
        (("tomorrow at 3pm", "same time on Friday"), "2026-04-17 15:00"),
        (("tomorrow at 3pm", "half an hour later"), "2026-04-15 15:30"),
        (("next week", "in the afternoon"), "2026-04-20/2026-04-26 12:00-18:00"),
        (("tomorrow at 3pm", "as soon as possible"), "earliest"),
        (("as soon as possible", "on Friday"), "2026-04-17"),
    ],
)
def test_a_later_wish_refines_an_earlier_one(texts: tuple[str, ...], meant: str) -> None:
    assert told(after(*texts).when) == meant


@pytest.mark.parametrize(
    ("texts", "keeps"),
    [
        (("tomorrow at 3pm", "no, Thursday"), True),
        (("tomorrow at 3pm", "no, Thursday at 4"), False),
        (("tomorrow", "Thursday"), False),
        (("tomorrow in the afternoon", "Thursday"), False),
    ],
)
def test_an_hour_of_before_is_known_to_be_kept(texts: tuple[str, ...], *, keeps: bool) -> None:
    assert after(*texts).keeps_time is keeps


def test_the_same_day_said_again_after_a_refusal_asks_for_the_day() -> None:
    refused = replace(after("tomorrow at 3pm"), was_refused=True)
    assert told(with_when(refused, wish("tomorrow"), PARIS).when) == "2026-04-15"
    assert told(with_when(refused, wish("Thursday"), PARIS).when) == "2026-04-16 15:00"


def test_a_changed_wish_may_be_refused_anew() -> None:
    refused = replace(after("tomorrow at 3pm"), was_refused=True)
    assert not with_when(refused, wish("Thursday"), PARIS).was_refused
    assert not with_staff(refused, StaffWish("bo")).was_refused
    assert with_contact(refused, ContactDraft("Peter")).was_refused


def test_a_chosen_time_is_what_is_wished_for() -> None:
    chosen = with_start(after("tomorrow in the afternoon"), THREE_PM, PARIS)
    assert told(chosen.when) == "2026-04-15 15:00"
    assert told(with_when(chosen, wish("on Friday"), PARIS).when) == "2026-04-17 15:00"
    assert with_when(chosen, wish("on Friday"), PARIS).start_at is None


def test_a_move_without_a_day_stays_on_its_day() -> None:
    moving = replace(EMPTY, moves="a-1", moves_from_at=THREE_PM)
    assert told(with_when(moving, wish("at 4pm"), PARIS).when) == "2026-04-15 16:00"
    assert told(with_when(moving, wish("an hour later"), PARIS).when) == "2026-04-15 16:00"


@pytest.mark.parametrize(
    ("said", "not_wanted", "left"),
    [
        ("on Monday at 3pm", "not on Monday", "15:00"),
        ("on Monday", "not on Monday", ""),
        ("on Monday at 3pm", "no Mondays", "15:00"),
        ("next week", "not on Monday", "2026-04-20/2026-04-26"),
        ("tomorrow at 9am", "not in the morning", "2026-04-15"),
        ("tomorrow at 3pm", "not in the morning", "2026-04-15 15:00"),
    ],
)
def test_what_is_not_wanted_opens_the_wish_again(said: str, not_wanted: str, left: str) -> None:
    draft = without_times(after(said), unwanted(not_wanted))
    assert told(draft.when) == left
    assert draft.not_when == unwanted(not_wanted)


def test_a_day_asked_for_by_name_is_wanted_again() -> None:
    draft = without_times(EMPTY, unwanted("not on Monday") + unwanted("not in the morning"))
    again = with_when(draft, wish("on Monday"), PARIS)
    assert again.not_when == unwanted("not in the morning")


def test_somebody_else_is_anybody_but_the_one_talked_about() -> None:
    draft = with_staff(EMPTY, StaffWish("ana"))
    other = with_staff(draft, SOMEBODY_ELSE)
    assert (other.staff, other.not_staff_member_ids) == (ANYONE, ("ana",))
    assert with_staff(other, SOMEBODY_ELSE) == other
    assert with_staff(other, StaffWish("ana")).not_staff_member_ids == ()
    assert with_staff(other, ANYONE).not_staff_member_ids == ()


def test_ruling_others_out_leaves_the_one_wished_for() -> None:
    draft = without_people(with_staff(EMPTY, StaffWish("ana")), ("bo",))
    assert draft.staff_member_id == "ana"


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Peter Walsh, peter@example.com", ContactDraft("Peter Walsh", "peter@example.com")),
        ("bye", ContactDraft()),
        ("whoever", ContactDraft()),
        ("later", ContactDraft()),
        ("skip", ContactDraft()),
        ("Grace", ContactDraft("Grace")),
    ],
)
def test_a_courtesy_is_no_name(text: str, contact: ContactDraft) -> None:
    assert contact_read(understand(text, Expecting.NAME)) == contact


def test_a_corrected_detail_leaves_the_others() -> None:
    draft = with_contact(EMPTY, ContactDraft("Peter", "a@example.com", "0612345678"))
    corrected = with_contact(draft, ContactDraft("", "b@example.com"))
    assert corrected.contact == ContactDraft("Peter", "b@example.com", "0612345678")


STEPS = {
    DraftField.STAFF: lambda draft: with_staff(draft, StaffWish("ana")),
    DraftField.DAY: lambda draft: with_day(draft, date(2026, 4, 15)),
    DraftField.TIME: lambda draft: with_start(draft, THREE_PM, PARIS),
    DraftField.CONTACT: lambda draft: with_contact(draft, ContactDraft("Peter", "a@b.co")),
    DraftField.ANSWERS: lambda draft: with_answers(draft, {"q": "yes"}, ("r",)),
}
ORDERS = [
    tuple(STEPS),
    tuple(reversed(STEPS)),
    (DraftField.CONTACT, DraftField.DAY, DraftField.STAFF, DraftField.TIME, DraftField.ANSWERS),
    (DraftField.ANSWERS, DraftField.CONTACT, DraftField.DAY, DraftField.TIME, DraftField.STAFF),
]


@pytest.mark.parametrize("order", ORDERS)
def test_back_forgets_the_parts_in_the_order_they_were_filled(
    order: tuple[DraftField, ...],
) -> None:
    draft = EMPTY
    for part in order:
        draft = STEPS[part](draft)
    assert draft.trail[-1] is order[-1]
    while draft.trail:
        last = draft.trail[-1]
        draft = one_step_back(draft)
        assert last not in draft.trail
    assert (draft.staff, draft.when, draft.start_at) == (None, None, None)
    assert (draft.contact, draft.answers, draft.skipped) == (ContactDraft(), (), ())


@pytest.mark.parametrize("part", DraftField)
def test_a_part_forgotten_is_as_if_never_said(part: DraftField) -> None:
    assert without(EMPTY, part) == EMPTY


def test_a_time_forgotten_keeps_its_day() -> None:
    chosen = with_start(EMPTY, THREE_PM, PARIS)
    opened = without(chosen, DraftField.TIME)
    assert (told(opened.when), opened.start_at) == ("2026-04-15", None)


def test_an_exact_shift_is_meant_from_the_chosen_time() -> None:
    chosen = with_start(EMPTY, THREE_PM, PARIS)
    later = with_when(chosen, wish("an hour later"), PARIS)
    assert later.when is not None
    assert later.when.time is not None
    assert later.when.time.earliest == time(16, 0)
