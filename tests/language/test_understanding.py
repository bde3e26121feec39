"""Services, people, contacts, answers, corrections and intents."""

import pytest

from language.context import Expecting, Speaker
from language.kinds import AnswerKind, Intent
from language.understanding import ANYONE, SOMEBODY_ELSE, Answer
from tests.language.reading import told, understand


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("a men's cut please", ("men",)),
        ("mens haircut", ("men",)),
        ("Blow dry tomorrow", ("dry",)),
        ("blowdry", ("dry",)),
        ("beard trims", ("beard",)),
        ("I need a balyage", ("balayage",)),
        ("womens haricut", ("women",)),
        ("I want a trim", ("beard",)),
        ("haircut with Ana", ("women", "men")),
        ("I need a hair cut", ("women", "men")),
        ("beard trim in 20 minutes", ("beard",)),
    ],
)
def test_services_by_name_alias_part_and_misspelling(text: str, services: tuple[str, ...]) -> None:
    read = understand(text).service
    assert read is not None
    assert read.choices == services


@pytest.mark.parametrize("text", ["hello", "in one hour", "I want to come tomorrow", "a massage"])
def test_no_service_is_read_where_none_is_named(text: str) -> None:
    assert understand(text).service is None


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("with Ana", "ana"),
        ("with ana ruiz please", "ana"),
        ("with Ines", "ines"),
        ("camile", "camille"),
        ("Dr Patel", "patel"),
        ("doctor patel if possible", "patel"),
        ("with Hugo, no, with Karim", "karim"),
        ("with May", "may"),
    ],
)
def test_staff_by_name(text: str, identifier: str) -> None:
    read = understand(text).staff_member
    assert read is not None
    assert read.value.staff_member_id == identifier


def test_a_month_is_not_the_staff_member_called_so() -> None:
    assert understand("a men's cut on 3 may").staff_member is None


@pytest.mark.parametrize("text", ["anyone", "no preference", "whoever is free", "anyone is fine"])
def test_anyone(text: str) -> None:
    read = understand(text).staff_member
    assert read is not None
    assert read.value == ANYONE


def test_anyone_else_is_not_anyone() -> None:
    read = understand("anyone else then, same time").staff_member
    assert read is not None
    assert read.value == SOMEBODY_ELSE


def test_a_person_can_be_refused() -> None:
    found = understand("not with Hugo please")
    assert found.staff_member is None
    assert [read.value for read in found.excluded_staff_members] == ["hugo"]


def test_either_of_two() -> None:
    read = understand("with Karim or Hugo").staff_member
    assert read is not None
    assert [wish.staff_member_id for wish in read.choices] == ["karim", "hugo"]


def test_contact_details_are_read_together() -> None:
    contact = understand("my name is Ana Ruiz, ana@Example.com, 06 12 34 56 78").contact
    assert [each and each.value for each in (contact.name, contact.email, contact.phone)] == [
        "Ana Ruiz", "ana@example.com", "+33612345678",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expecting", "name"),
    [
        ("I'm Peter Walsh", None, "Peter Walsh"),
        ("Ana Ruiz", Expecting.NAME, "Ana Ruiz"),
        ("Bob Smith 0612345678 bob@x.org", None, "Bob Smith"),
        ("it's jean-luc o'neill", Expecting.NAME, "jean-luc o'neill"),
        ("Peter Walsh, +33 6 39 98 00 23", Expecting.NAME, "Peter Walsh"),
        ("I'm late", None, None),
        ("I'm looking for a haircut", None, None),
        ("cancel", Expecting.NAME, None),
        ("it's Sunday morning", None, None),
        ("book me an appointment for Monday", None, None),
    ],
)
def test_names(text: str, expecting: Expecting | None, name: str | None) -> None:
    read = understand(text, expecting).contact.name
    assert (read.value if read else None) == name


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("+33 6 39 98 00 23", "+33639980023"),
        ("0033639980023", "+33639980023"),
        ("(06) 39.98.00.23", "+33639980023"),
        ("2026-04-14", None),
        ("tomorrow at 10:30", None),
    ],
)
def test_phone_numbers(text: str, phone: str | None) -> None:
    read = understand(text).contact.phone
    assert (read.value if read else None) == phone


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", Answer(AnswerKind.YES)),
        ("ok yes", Answer(AnswerKind.YES)),
        ("sounds good", Answer(AnswerKind.YES)),
        ("no thanks", Answer(AnswerKind.NO)),
        ("the second one", Answer(AnswerKind.ORDINAL, 2)),
        ("the last one", Answer(AnswerKind.ORDINAL, -1)),
        ("2", Answer(AnswerKind.NUMBER, 2)),
        ("option 3 please", Answer(AnswerKind.NUMBER, 3)),
        ("what do you mean?", None),
    ],
)
def test_short_answers(text: str, answer: Answer | None) -> None:
    read = understand(text, Expecting.CHOICE).answer
    assert (read.value if read else None) == answer


@pytest.mark.parametrize(
    ("text", "size"), [("for 2 people", 2), ("a table for 4", 4), ("at 3", None)]
)
def test_party_size(text: str, size: int | None) -> None:
    read = understand(text).party_size
    assert (read.value if read else None) == size


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("no, Thursday", "2026-04-16"),
        ("tomorrow, no, Thursday at 3", "2026-04-16 15:00"),
        ("sorry, I meant the 20th", "2026-04-20"),
        ("actually make it 4pm", "16:00"),
    ],
)
def test_corrections(text: str, when: str) -> None:
    found = understand(text)
    assert (found.is_correction, told(found.wish)) == (True, when)


def test_a_correction_can_keep_the_time() -> None:
    wish = understand("oh no wait, Thursday instead, same time").wish
    assert wish is not None
    assert (told(wish), wish.keeps_time) == ("2026-04-16", True)


@pytest.mark.parametrize("text", ["not on Monday", "any time except Monday", "I can't on Monday"])
def test_refused_days_are_no_wishes(text: str) -> None:
    found = understand(text)
    assert found.when == ()
    assert [told(read.value) for read in found.excluded_when] == ["2026-04-20"]


@pytest.mark.parametrize(
    ("text", "refused"), [("6pm is too late", "18:00"), ("nothing before 10", "-10:00")]
)
def test_refused_times_are_no_wishes(text: str, refused: str) -> None:
    found = understand(text)
    assert found.when == ()
    assert [told(read.value) for read in found.excluded_when] == [refused]


def test_several_wishes_stay_several() -> None:
    assert [told(read.value) for read in understand("Thursday or Friday at 3").when] == [
        "2026-04-16 15:00", "2026-04-17 15:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "existing", "wished"),
    [
        ("move my 3pm appointment to 5pm", "15:00", "17:00"),
        ("move it from Thursday to Friday", "2026-04-16", "2026-04-17"),
        ("reschedule my appointment to Friday at 2", "", "2026-04-17 14:00"),
        ("cancel my appointment on Thursday", "2026-04-16", ""),
        ("push my appointment back an hour", "", "shift"),
        ("move the 4pm to 17:00", "16:00", "17:00"),
        ("move the 3 pm appointment to Friday", "15:00", "2026-04-17"),
        ("move my 4pm to Thursday", "16:00", "2026-04-16"),
        ("move the 16:00 to Thursday 17:00", "16:00", "2026-04-16 17:00"),
        ("move 4pm to 5pm", "16:00", "17:00"),
        ("move Friday's 4pm to 5pm", "2026-04-17 16:00", "2026-04-17 17:00"),
        ("move my appointment on Friday to 3pm", "2026-04-17", "15:00"),
        ("move it to the 4pm", "", "16:00"),
        ("move it to Thursday to 4pm", "", "2026-04-16 16:00"),
        ("cancel the 4pm", "16:00", ""),
        ("cancel the 4 o'clock", "16:00", ""),
        ("cancel the 4th", "2026-05-04", ""),
    ],
)
def test_the_time_that_is_and_the_time_that_shall_be(text: str, existing: str, wished: str) -> None:
    found = understand(text)
    was = found.existing_when[0].value if found.existing_when else None
    assert (told(was), told(found.wish)) == (existing, wished)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello", Intent.GREET),
        ("thanks a lot", Intent.THANK),
        ("goodbye", Intent.GOODBYE),
        ("help", Intent.HELP),
        ("what can you do?", Intent.HELP),
        ("start over", Intent.START_OVER),
        ("go back", Intent.BACK),
        ("cancel", Intent.ABORT),
        ("never mind", Intent.ABORT),
        ("haircut with Ana tomorrow at 3pm", Intent.BOOK),
        ("I'd like to book a beard trim", Intent.BOOK),
        ("do you have time tomorrow?", Intent.ASK_AVAILABILITY),
        ("Any chance of a beard trim on Friday at 5?", Intent.ASK_AVAILABILITY),
        ("when are my appointments again?", Intent.MY_APPOINTMENTS),
        ("my appointments", Intent.MY_APPOINTMENTS),
        ("move my appointment to Friday", Intent.RESCHEDULE),
        ("cancel my appointment", Intent.CANCEL_APPOINTMENT),
        ("how much is a haircut?", Intent.ASK_PRICE),
        ("what are your opening hours?", Intent.ASK_HOURS),
        ("are you open on Sunday?", Intent.ASK_HOURS),
        ("where are you?", Intent.ASK_ADDRESS),
        ("what services do you offer?", Intent.ASK_SERVICES),
        ("how long does a balayage take?", Intent.ASK_DURATION),
        ("who works there?", Intent.ASK_STAFF),
        ("what is your cancellation policy?", Intent.ASK_POLICY),
        ("can I talk to a person?", Intent.TALK_TO_PERSON),
        ("tomorrow", Intent.INFORM),
        ("yes please", Intent.AFFIRM),
        ("no thanks", Intent.DENY),
        ("what's the weather like?", Intent.OUT_OF_SCOPE),
    ],
)
def test_what_customers_want(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("my day", Intent.MY_DAY),
        ("tomorrow", Intent.INFORM),
        ("anything tomorrow?", Intent.MY_DAY),
        ("what is on tomorrow", Intent.MY_DAY),
        ("book a haircut with anyone on Friday at 10am for Kim", Intent.BOOK),
        ("team today", Intent.TEAM_DAY),
        ("who is next?", Intent.WHO_IS_NEXT),
        ("Alice has arrived", Intent.MARK_ARRIVED),
        ("no-show", Intent.MARK_NO_SHOW),
        ("Grace Kim didn't show up", Intent.MARK_NO_SHOW),
        ("done with Peter", Intent.MARK_COMPLETED),
        ("started", Intent.MARK_IN_PROGRESS),
        ("we have started", Intent.MARK_IN_PROGRESS),
        ("Peter Walsh has started", Intent.MARK_IN_PROGRESS),
        ("requests", Intent.LIST_REQUESTS),
        ("show me the open requests", Intent.LIST_REQUESTS),
        ("any requests?", Intent.LIST_REQUESTS),
        ("are there any requests waiting?", Intent.LIST_REQUESTS),
        ("which requests are waiting?", Intent.LIST_REQUESTS),
        ("accept", Intent.ACCEPT_REQUEST),
        ("please accept it", Intent.ACCEPT_REQUEST),
        ("approve Alice Martin's request", Intent.ACCEPT_REQUEST),
        ("decline", Intent.DECLINE_REQUEST),
        ("reject the request of Alice Martin", Intent.DECLINE_REQUEST),
        ("turn it down", Intent.DECLINE_REQUEST),
        ("history", Intent.SHOW_HISTORY),
        ("who moved it?", Intent.SHOW_HISTORY),
        ("show the history", Intent.SHOW_HISTORY),
        ("I'm 15 minutes late", Intent.RUNNING_LATE),
        ("block tomorrow 2-4", Intent.BLOCK_TIME),
        ("hand my 3 o'clock to Karim", Intent.HAND_OVER),
        ("find customer Alice Martin", Intent.FIND_CUSTOMER),
        ("who's free at 4?", Intent.CHECK_TIME),
        ("invite ABCD-1234", Intent.LINK_INVITATION),
    ],
)
def test_what_staff_want(text: str, intent: Intent) -> None:
    assert understand(text, speaker=Speaker.STAFF).intent is intent


def test_staff_phrases_are_not_read_from_customers() -> None:
    assert not understand("tomorrow").means(Intent.MY_DAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("find alice martin", "alice martin"),
        ("mark Grace Kim as no-show", "Grace Kim"),
        ("cancel Alice Martin's appointment tomorrow", "Alice Martin"),
        ("cancel Eve Stone", "Eve Stone"),
        ("my day", None),
    ],
)
def test_the_customer_staff_speak_of(text: str, name: str | None) -> None:
    read = understand(text, speaker=Speaker.STAFF).customer_name
    assert (read.value if read else None) == name


def test_a_price_question_carries_the_service_and_books_nothing() -> None:
    found = understand("how much is a men's cut?")
    assert found.service is not None
    assert (found.service.value, found.means(Intent.BOOK)) == ("men", False)


def test_a_free_answer_is_kept_as_it_was_written() -> None:
    assert understand("  Allergic to latex, no perfume ", Expecting.ANSWER).free_text == (
        "Allergic to latex, no perfume"
    )


@pytest.mark.parametrize("text", ["help", "cancel", "go back", "start over"])
def test_ways_out_are_no_free_answers(text: str) -> None:
    assert understand(text, Expecting.ANSWER).free_text is None


def test_what_was_not_understood_is_told() -> None:
    assert understand("tomorrow xylophone quux at 3pm").not_understood == ("xylophone quux",)
