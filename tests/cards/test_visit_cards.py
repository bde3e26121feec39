"""What the cards of visits say: who comes, which part it is, what all of it costs."""

from dataclasses import replace

import pytest

from cards.channels import Channel
from cards.hand_over_parts import said_of
from cards.visit_summary import render_visit_summary
from cards.visits import VisitView, booked_for, part_note, render_visit, visits_together
from language.texts import Texts
from scheduling.views import GroupView
from tests.cards.facts import ZONE, appointment
from tests.cards.samples_of_visits import part, summary, visit
from tests.support.cards import actions_of, texts_of

TEXTS = Texts("en")


@pytest.mark.parametrize(("attendee", "said"), [("Mia", "Mia (booked by Dana)"), ("", "Dana")])
def test_staff_read_who_comes_and_who_booked(attendee: str, said: str) -> None:
    view = replace(appointment(), customer_name="Dana", group=GroupView(attendee_name=attendee))
    assert booked_for(view, TEXTS) == said


def test_a_plan_to_hand_over_names_nobody_for_a_group() -> None:
    view = replace(appointment(), customer_name="Dana", group=GroupView(3, 6, 3))
    assert said_of(view, ZONE, TEXTS).endswith(", 3 of 6")
    assert said_of(replace(view, group=GroupView()), ZONE, TEXTS).endswith(", Dana")


def test_a_part_says_which_of_the_visit_it_is() -> None:
    parts = visit(3)
    said = [part_note(each, parts, TEXTS) for each in parts]
    assert said == [f"Part of a visit, {number} of 3" for number in (1, 2, 3)]


def test_a_part_shown_alone_says_no_number() -> None:
    one = visit()[0]
    assert part_note(one, (one,), TEXTS) == "Part of a visit"
    assert part_note(appointment(), (appointment(),), TEXTS) == ""


def test_the_parts_of_a_visit_stand_beside_each_other() -> None:
    first, second = visit()
    between = replace(appointment(), appointment_id="x")
    ordered = [each.appointment_id for each in visits_together((first, between, second))]
    assert ordered == ["a0", "a1", "x"]


def test_the_summary_names_every_part_and_the_total() -> None:
    parts = (part("Haircut", "Ana", 0), part("Colouring", "Bo", 1))
    shown = texts_of(render_visit_summary(summary("So?", parts), TEXTS, Channel.DIRECT_LINE))
    for text in ("Haircut", "Colouring", "Together"):
        assert any(text in each for each in shown)
    assert any("80" in each for each in shown)


@pytest.mark.parametrize(("is_for_staff", "count"), [(False, 2), (True, 0)])
def test_only_its_customer_changes_a_visit_as_a_whole(*, is_for_staff: bool, count: int) -> None:
    view = VisitView(prompt="", appointments=visit(), time_zone=ZONE, is_for_staff=is_for_staff)
    actions = actions_of([render_visit(view, TEXTS, Channel.DIRECT_LINE)])
    assert len([each for each in actions if str(each["verb"]).startswith("visit.")]) == count
