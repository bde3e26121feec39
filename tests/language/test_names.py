"""Names that are words besides, names beside numbers and addresses, and words that are no names."""

import pytest

from dialogs.drafts import contact_read
from language.context import Expecting
from language.kinds import Intent
from tests.language.reading import understand

NAME, CONTACT = Expecting.NAME, Expecting.CONTACT


@pytest.mark.parametrize(
    "name",
    [
        "An Nguyen",
        "Nguyen Van An",
        "Sun Li",
        "Sat Singh",
        "Mark Price",
        "Sunday Oliseh",
        "My Hoang",
        "Jan van der Berg",
        "April Marsh",
        "Dan Rather",
        "John Good",
        "Will Day",
        "AN NGUYEN",
    ],
)
@pytest.mark.parametrize("said", ["{}", "my name is {}", "{}, an@example.com", "{} please"])
def test_a_name_asked_for_may_be_made_of_words(name: str, said: str) -> None:
    understanding = understand(said.format(name), NAME)
    assert contact_read(understanding).name == name
    assert not understanding.when
    assert not understanding.means(Intent.ASK_PRICE)


@pytest.mark.parametrize("name", ["an nguyen", "sun li", "peter walsh"])
def test_a_name_may_be_written_small(name: str) -> None:
    assert contact_read(understand(name, NAME)).name == name


@pytest.mark.parametrize(
    "text",
    [
        "Opening Hours",
        "Start Over",
        "Thank You",
        "Good Morning",
        "Next Friday",
        "Friday Morning",
        "Friday Mroning",
        "With Hugo Please",
        "My Appointments",
        "How Much",
        "how much is it",
        "a massage",
        "massage please",
        "sunday morning",
        "saturday please",
        "sorry, tomorrow",
        "the first one",
        "an apointment",
        "no thanks",
        "later",
    ],
)
def test_what_means_something_else_is_no_name(text: str) -> None:
    assert contact_read(understand(text, NAME)).name == ""


@pytest.mark.parametrize("expecting", [None, NAME, CONTACT])
@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, phone 06.12.34.56.78",
        "Ann Lee, tel 0612345678",
        "Ann Lee phone: 0612345678",
        "Ann Lee (mobile 06 12 34 56 78)",
        "Ann Lee, my number is 0612345678",
        "you can call me on 0612345678, Ann Lee",
        "Please reach me at 0612345678. Ann Lee",
        "0612345678 is my phone number, Ann Lee",
    ],
)
def test_a_name_stands_beside_words_that_lead_to_a_number(
    text: str, expecting: Expecting | None
) -> None:
    understanding = understand(text, expecting)
    contact = contact_read(understanding)
    assert (contact.name, contact.phone) == ("Ann Lee", "+33612345678")
    assert not understanding.means(Intent.TALK_TO_PERSON)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, email ann@lee.com",
        "Ann Lee, e-mail: ann@lee.com",
        "balayage with hugo june 20 10am for Ann Lee, ann@lee.com",
        "balayage with hugo june 20 10am Ann Lee, ann@lee.com",
        "balayage with Hugo on June 20 at 10am, ann@lee.com, Ann Lee",
        "Book Ann Lee, ann@lee.com, for a balayage on Friday",
        "a balayage tomorrow, you can write to ann@lee.com, Ann Lee",
    ],
)
def test_a_name_stands_beside_an_address(text: str) -> None:
    contact = contact_read(understand(text))
    assert (contact.name, contact.email_address) == ("Ann Lee", "ann@lee.com")


@pytest.mark.parametrize(
    "text",
    [
        "balayage with Ana Ruiz, ann@lee.com",
        "Blow-Dry, ann@lee.com",
        "balayage on Friday, ann@lee.com",
        "my email is ann@lee.com",
        "Thanks, ann@lee.com",
    ],
)
def test_what_stands_beside_an_address_is_not_always_a_name(text: str) -> None:
    contact = contact_read(understand(text))
    assert (contact.name, contact.email_address) == ("", "ann@lee.com")


def test_who_gives_nothing_but_a_number_may_want_to_be_called() -> None:
    assert understand("please call me on 0612345678").means(Intent.TALK_TO_PERSON)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("call me Bill instead", "Bill"),
        ("no, my name is Bill Low actually", "Bill Low"),
        ("I'm Bill, sorry", "Bill"),
        ("this is Mark Price", "Mark Price"),
    ],
)
@pytest.mark.parametrize("expecting", [None, NAME, CONTACT])
def test_a_correction_is_no_part_of_a_name(
    text: str, name: str, expecting: Expecting | None
) -> None:
    assert contact_read(understand(text, expecting)).name == name


@pytest.mark.parametrize("locale", ["en", "fr", "de"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Balayage avec Camille", "camille"),
        ("Balayage bei Camille", "camille"),
        ("Balayage mit Hugo", "hugo"),
        ("chez Karim", "karim"),
        ("avec Inès", "ines"),
        ("mit Hugo", "hugo"),
        ("Balayage für Hugo", "hugo"),
    ],
)
def test_staff_named_in_french_and_german_are_known(text: str, expected: str, locale: str) -> None:
    found = understand(text, locale=locale)
    assert found.staff_member is not None
    assert found.staff_member.value.staff_member_id == expected
    assert (found.unknown_services, found.unknown_staff) == ((), ())


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("avec Peter", "fr", ["Peter"]),
        ("Balayage avec Peter Walsh demain", "fr", ["Peter Walsh"]),
        ("bei Peter", "de", ["Peter"]),
        ("mit Peter", "en", ["Peter"]),
        ("Balayage mit Farbe", "de", []),
        ("Balayage avec couleur", "fr", []),
        ("beard trim Peter tomorrow", "en", ["Peter"]),
        ("massage Peter tomorrow", "en", ["Peter"]),
        ("beard trim deluxe tomorrow", "en", []),
        ("BEARD TRIM PETER", "en", []),
    ],
)
def test_who_does_not_work_here_is_named(text: str, locale: str, expected: list[str]) -> None:
    found = understand(text, locale=locale)
    assert [each.value for each in found.unknown_staff] == expected
    assert "Peter" not in " ".join(each.value for each in found.unknown_services)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("je m'appelle Paul Durand", "Paul Durand"),
        ("Mon nom est Paul Durand", "Paul Durand"),
        ("ich heiße Jan Meier", "Jan Meier"),
        ("Mein Name ist Jan Meier", "Jan Meier"),
    ],
)
def test_a_name_is_told_in_french_and_german(text: str, expected: str) -> None:
    name = understand(text, Expecting.NAME).contact.name
    assert name is not None
    assert name.value == expected


@pytest.mark.parametrize(
    "expecting", [None, Expecting.NAME, Expecting.CONTACT, Expecting.CONFIRMATION, Expecting.TIME]
)
@pytest.mark.parametrize("text", ["Eve Stone, eve@example.com", "May Parker 0612345678"])
def test_a_name_that_is_a_word_of_time_stays_a_name(text: str, expecting: Expecting | None) -> None:
    found = understand(text, expecting)
    assert found.contact.name is not None
    assert found.contact.name.value in text
    assert found.when == ()
