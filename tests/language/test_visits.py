"""Several services for one visit, parties, and appointments for somebody else, as they are said."""

import pytest

from language.context import Expecting, Speaker
from tests.language.reading import told, understand

TWO = (
    ("balayage plus beard trim", "balayage beard"),
    ("hair colour and a blow-dry tomorrow morning", "color dry"),
    ("a men's cut, then a beard trim", "men beard"),
    ("hair colour followed by a blow-dry on Friday", "color dry"),
    ("blow-dry after a balayage", "balayage dry"),
    ("I'd like a beard trim at 10 and also a men's cut", "beard men"),
    ("men's cut & beard trim please", "men beard"),
    ("balayage, blow-dry and a beard trim", "balayage dry beard"),
    ("men's cut along with a beard trim", ""),
    ("beard trim or balayage", ""),
    ("a beard trim, no, a balayage", ""),
    ("balayage tomorrow, not a beard trim", ""),
    ("balayage", ""),
    ("balayage with Hugo", ""),
    ("tomorrow and Friday", ""),
    ("thanks and bye", ""),
)


@pytest.mark.parametrize(("text", "wanted"), TWO)
def test_several_services_make_a_visit(text: str, wanted: str) -> None:
    visit = understand(text).visit
    found = [each.service.value for each in visit.parts] if visit else []
    assert " ".join(found) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("balayage and a blow-dry with Hugo", "hugo hugo"),
        ("with Hugo a balayage and a blow-dry", "hugo hugo"),
        ("balayage, then a blow-dry with Hugo", "- hugo"),
        ("balayage, then a blow-dry, both with Hugo", "hugo hugo"),
        ("balayage with Camille and a blow-dry with Hugo", "camille hugo"),
        ("balayage with Camille, then a blow-dry", "camille -"),
        ("balayage and a blow-dry", "- -"),
    ],
)
def test_who_is_named_for_which_part(text: str, wanted: str) -> None:
    visit = understand(text).visit
    assert visit is not None
    assert " ".join(each.staff_member_id or "-" for each in visit.parts) == wanted


@pytest.mark.parametrize(
    ("text", "adds"),
    [
        ("and a beard trim", True),
        ("add a beard trim", True),
        ("also a beard trim please", True),
        ("a beard trim too", True),
        ("a beard trim", None),
        ("rather a beard trim", None),
        ("and tomorrow", None),
    ],
)
def test_a_service_is_added(text: str, *, adds: bool | None) -> None:
    visit = understand(text).visit
    assert (visit.adds if visit else None) is adds


@pytest.mark.parametrize(
    ("text", "count", "when"),
    [
        ("beard trim for two tomorrow at 10", 2, "2026-04-15 10:00"),
        ("beard trim for three at 10:30 tomorrow", 3, "2026-04-15 10:30"),
        ("beard trim for 2 tomorrow morning", 2, "2026-04-15 08:00-12:00"),
        ("beard trim for me and my son", 2, ""),
        ("my son and I need a beard trim", 2, ""),
        ("me and my two kids need a beard trim on Friday", 3, "2026-04-17"),
        ("a beard trim for my son and my daughter", 2, ""),
        ("three of us need a beard trim", 3, ""),
        ("beard trim for both of us on Friday", 2, "2026-04-17"),
        ("beard trim for two", None, "14:00"),
        ("beard trim for 3 pm", None, "15:00"),
        ("beard trim for me", None, ""),
        ("beard trim for my son", None, ""),
        ("beard trim for Friday at 10", None, "2026-04-17 10:00"),
    ],
)
def test_how_many_come(text: str, count: int | None, when: str) -> None:
    found = understand(text)
    assert (found.party_size.value if found.party_size else None) == count
    assert told(found.wish) == when


@pytest.mark.parametrize(
    ("text", "attendee"),
    [
        ("book a beard trim for my daughter Mia", "Mia"),
        ("a balayage for my wife on Friday at 10", "wife"),
        ("for my wife on Friday at 10", "wife"),
        ("it's for Tom", "Tom"),
        ("for Tom instead", "Tom"),
        ("for my husband, Tom Miller", "Tom Miller"),
        ("actually it's for my mum", "mum"),
        ("beard trim for Tom tomorrow", "Tom"),
        ("it's for me", ""),
        ("for myself", ""),
        ("it's for Friday", None),
        ("for Hugo", None),
        ("a slot for Monday", None),
        ("for my appointment", None),
        ("for my beard", None),
        ("beard trim for Ann Lee, ann@lee.com", None),
    ],
)
def test_for_whom_it_is(text: str, attendee: str | None) -> None:
    found = understand(text).attendee
    assert (found.value if found else None) == attendee


def test_staff_name_the_customer_and_not_somebody_else() -> None:
    assert understand("beard trim for Tom Jones", speaker=Speaker.STAFF).attendee is None


def test_a_free_answer_stays_as_it_was_written() -> None:
    found = understand("it's for my wife", Expecting.ANSWER)
    assert (found.free_text, found.attendee) == ("it's for my wife", None)
