"""Questions why a time is not to be had, in many words; and words that sound like it and are not."""

import pytest

from language.context import Speaker
from language.kinds import Intent
from tests.language.reading import told, understand

WHY = [
    ("why can't I book Ana on Friday at 5?", "2026-04-17 17:00", ["ana"], None),
    ("how come I can't book Camille on Friday at 17:00?", "2026-04-17 17:00", ["camille"], None),
    ("why won't it let me book 5pm on friday", "2026-04-17 17:00", [], None),
    ("why cant i have a beard trim with hugo at 9 am tomorrow", "2026-04-15 09:00", ["hugo"], "beard"),
    ("why can't Ana do Friday at 5?", "2026-04-17 17:00", ["ana"], None),
    ("why can Ana not do Friday?", "2026-04-17", ["ana"], None),
    ("tell me why Ana can't do 5 pm on Friday", "2026-04-17 17:00", ["ana"], None),
    ("why isn't 5 pm offered for balayage?", "17:00", [], "balayage"),
    ("why is 5pm not possible", "17:00", [], None),
    ("why can't I come at 8 pm?", "20:00", [], None),
    ("why is hugo busy at 5", "17:00", ["hugo"], None),
    ("why not Ana?", "", ["ana"], None),
    ("why not with Hugo at 5 on Friday", "2026-04-17 17:00", ["hugo"], None),
    ("Why not on Friday at 5?", "2026-04-17 17:00", [], None),
    ("what's wrong with Friday at 5", "2026-04-17 17:00", [], None),
    ("whats wrong with Ana on Friday?", "2026-04-17", ["ana"], None),
    ("is there a reason Ana isn't free at 5 tomorrow?", "2026-04-15 17:00", ["ana"], None),
    ("why is Friday empty?", "2026-04-17", [], None),
    ("Why is the calendar empty on Friday?", "2026-04-17", [], None),
    ("why is there nothing on Friday?", "2026-04-17", [], None),
    ("why isn't there anything on Friday", "2026-04-17", [], None),
    ("how come there's nothing on friday", "2026-04-17", [], None),
    ("how come Friday is full", "2026-04-17", [], None),
    ("why no slots tomorrow", "2026-04-15", [], None),
    ("why does Friday have no times", "2026-04-17", [], None),
    ("why don't you have anything on Friday?", "2026-04-17", [], None),
    ("why is nobody free on friday", "2026-04-17", [], None),
    ("why are you closed on Monday?", "2026-04-20", [], None),
    ("why doesn't Ana work on Friday?", "2026-04-17", ["ana"], None),
    ("explain Friday 5pm", "2026-04-17 17:00", [], None),
    ("what is blocking Ana at 5 on Friday", "2026-04-17 17:00", ["ana"], None),
    ("what happened to Friday?", "2026-04-17", [], None),
]  # fmt: skip


@pytest.mark.parametrize("speaker", [Speaker.CUSTOMER, Speaker.STAFF])
@pytest.mark.parametrize(("text", "when", "staff", "service"), WHY)
def test_why_is_understood_with_what_it_is_about(
    text: str, when: str, staff: list[str], service: str | None, speaker: Speaker
) -> None:
    found = understand(text, speaker=speaker)
    assert found.intent is Intent.EXPLAIN
    times = (*found.when, *found.excluded_when, *found.existing_when)
    assert [told(each.value) for each in times] == ([when] if when else [])
    assert [each.value for each in found.staff_members_named] == staff
    assert (found.service.value if found.service else None) == service


@pytest.mark.parametrize(
    "text",
    ["why?", "Why not?", "but why", "how come?", "why is that?", "ok, why not", "explain that please"],
)  # fmt: skip
def test_a_bare_why_is_about_what_was_said_last(text: str) -> None:
    assert understand(text).means(Intent.EXPLAIN_THAT)


@pytest.mark.parametrize(
    "text",
    [
        "why not, book it",
        "why not Friday, book it",
        "why don't we say Friday at 5?",
        "why don't you book me in at 5",
        "that is why I want to come on Friday",
        "why do you need my phone number?",
        "why is it so expensive",
        "why was my appointment cancelled?",
        "why can't I cancel my appointment on Friday?",
        "why can't I pay by card?",
        "why not a beard trim?",
        "book Ana on Friday at 5",
        "what do you have on Friday?",
        "is there anything wrong?",
        "I don't know why",
        "is Ana free at 4 tomorrow?",
    ],
)
def test_what_only_sounds_like_it_is_not_taken_for_it(text: str) -> None:
    found = understand(text)
    assert not found.means(Intent.EXPLAIN)
    assert not found.means(Intent.EXPLAIN_THAT)


@pytest.mark.parametrize(
    ("text", "when", "staff"),
    [
        ("is Ana free at 4 tomorrow?", "2026-04-15 16:00", ["ana"]),
        ("is Hugo available on Friday", "2026-04-17", ["hugo"]),
        ("is Friday at 3 free?", "2026-04-17 15:00", []),
        ("can Ana do Friday at 5?", "2026-04-17 17:00", ["ana"]),
        ("does Camille have time at 11 on Friday?", "2026-04-17 11:00", ["camille"]),
        ("is anyone free at 4 tomorrow?", "2026-04-15 16:00", []),
        ("who is free tomorrow at 4?", "2026-04-15 16:00", []),
    ],
)
def test_staff_ask_whether_somebody_is_free(text: str, when: str, staff: list[str]) -> None:
    found = understand(text, speaker=Speaker.STAFF)
    assert found.intent is Intent.CHECK_TIME
    assert [told(each.value) for each in found.when] == [when]
    assert [each.value for each in found.staff_members_named] == staff
    assert not understand(text).means(Intent.CHECK_TIME)
