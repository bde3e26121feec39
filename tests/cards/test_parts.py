"""The parts cards are made of: words made safe, elements that refuse, taps by channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.actions import ActionStyle, OpenLink, Tap, is_openable
from cards.channels import Channel, JsonValue
from cards.documents import Document, TooManyActions, to_json
from cards.elements import InputText, Style, TextRun, UnknownProperty
from cards.layout import run
from cards.verbs import DraftField, Field, Input, Verb, answer_input, answered_question
from cards.wording import (
    cut_before_expansion,
    line,
    markdown,
    paragraphs,
    spoken,
    title,
    unexpanded,
)
from tests.cards.walking import nodes

DRAFT: dict[str, JsonValue] = {Field.DRAFT: "7"}


@given(st.text())
def test_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(cut_before_expansion(text)) == text
    assert not [each for each in cut_before_expansion(text) if "{{" in each]


@given(st.text())
def test_no_text_is_expanded(text: str) -> None:
    assert "{{" not in unexpanded(text)
    assert "{{" not in markdown(text)
    assert not set("<>&{}") & set(spoken(text))


@given(st.text(), st.integers(min_value=2, max_value=90))
def test_a_line_is_one_line_and_bounded(text: str, longest: int) -> None:
    # Two more for the marks around a text that runs from right to left.
    assert len(line(text, longest)) <= longest + 2
    assert len(line(text, longest).splitlines()) <= 1
    assert len(line(text, longest).encode()) <= 4 * longest


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ana  Ruiz\n", "Ana Ruiz"),
        ("a\r\nb\rc\u2028d", "a b c d"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("\x1b[31mred\x00", "[31mred"),
        ("\u05d3\u05df", "\u2068\u05d3\u05df\u2069"),
        ("👩🏽\u200d🔬", "👩🏽\u200d🔬"),
    ],
)
def test_a_line_shows_what_can_be_seen(written: str, shown: str) -> None:
    assert line(written) == shown


def test_a_long_text_is_cut_before_a_joined_sign() -> None:
    assert line("a" * 18 + "👩\u200d🔬zzz", 21) == "a" * 18 + "👩…"
    assert title("x" * 99, 10) == "xxxxxxxxx…"


def test_paragraphs_are_the_lines_people_wrote() -> None:
    assert paragraphs("one\r\n\n two \u2029three") == ["one", "two", "three"]


def test_markdown_shows_what_was_written() -> None:
    assert markdown("**a** [b](c) <d>") == r"\*\*a\*\* \[b\](c) \<d\>"


def test_a_run_keeps_its_look_in_every_piece() -> None:
    pieces = run("a{{DATE(x)}}", is_subtle=True)
    assert [each.text for each in pieces] == ["a{", "{DATE(x)}}"]
    assert all(each.is_subtle for each in pieces)


@pytest.mark.parametrize("name", ["isRequired", "requierd", "items"])
def test_an_element_refuses_what_it_does_not_know(name: str) -> None:
    with pytest.raises(UnknownProperty):
        InputText(**{name: True})


def test_an_element_refuses_a_value_of_another_kind() -> None:
    with pytest.raises(TypeError):
        TextRun(text="x", color="purple")
    with pytest.raises(TypeError):
        InputText(style=Style)


def test_a_card_shows_no_more_buttons_than_have_room() -> None:
    with pytest.raises(TooManyActions) as refused:
        Document(body=[], said=["x"], actions=[Tap("x", Verb.HELP)] * 7)
    assert refused.value.count == 7


def test_a_tap_executes_on_teams_and_submits_elsewhere() -> None:
    tap = Tap("Book", Verb.CONFIRM, DRAFT, ActionStyle.POSITIVE, ignores_inputs=True)
    submit = {
        "type": "Action.Submit",
        "data": {"verb": "confirm", "draft": "7"},
        "title": "Book",
        "style": "positive",
        "associatedInputs": "none",
    }
    assert tap.on(Channel.DIRECT_LINE) == submit
    teams = tap.on(Channel.TEAMS)
    assert teams == {**submit, "type": "Action.Execute", "verb": "confirm", "fallback": submit}


def test_a_link_is_the_same_everywhere() -> None:
    link = OpenLink("Open", "https://x.example")
    assert link.on(Channel.TEAMS) == link.on(Channel.DIRECT_LINE)


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://x.example", True),
        ("tel:+4930", True),
        ("mailto:a@x.example", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//x.example", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_addresses_that_run_no_script_open(url: str, opens: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_openable(url) is opens


def test_what_has_no_place_in_a_card_is_refused() -> None:
    with pytest.raises(TypeError):
        to_json(Document(body=[object()], said=["x"]), Channel.TEAMS)  # type: ignore[list-item]  # the fault under test


def test_every_word_for_clients_without_cards_is_literal() -> None:
    card = to_json(Document(body=[], said=["[a](b)", "<c>"]), Channel.TEAMS)
    assert card["fallbackText"] == "\\[a\\](b)\n\n\\<c\\>"
    assert card["speak"] == "[a](b). c"
    assert len(list(nodes(card))) == 1


def test_the_input_of_a_question_names_it() -> None:
    assert answered_question(answer_input("q:1")) == "q:1"
    assert answered_question(Input.NAME) is None


def test_no_two_verbs_fields_or_inputs_are_the_same() -> None:
    for words in (Verb, Field, Input, DraftField):
        assert len({each.value for each in words}) == len(words.__members__)
