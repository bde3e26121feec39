"""Who may do what: each use case asked by each role, by customers, by the house and by outsiders."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from scheduling.actors import (
    Actor,
    CustomerActor,
    OperatorActor,
    Principal,
    StaffActor,
    SystemActor,
)
from scheduling.errors import NotFound, NotPermitted, NotYours
from scheduling.service.asking import (
    AskAgenda,
    AskAppointment,
    AskBusiness,
    get_agenda,
    get_business,
    get_next_appointment,
    my_appointments,
    who_am_i,
)
from scheduling.service.day_checks import CheckDay, check_day
from scheduling.service.finding import FindDays, FindSlots, find_days, find_slots
from scheduling.service.handing_over.commands import HandOverCommand
from scheduling.service.handing_over.doing import hand_over
from scheduling.service.handing_over.planning import PlanHandOver, plan_hand_over
from scheduling.service.history import get_history
from scheduling.service.holding import HoldCommand, ReleaseCommand, hold, release
from scheduling.service.lapsing import (
    AskLapsed,
    EndLapsed,
    businesses_with_lapsed,
    end_lapsed_requests,
)
from scheduling.service.personal_calendars.keeping import (
    KeepPersonalCalendar,
    keep_personal_calendar,
    list_personal_calendars,
)
from scheduling.service.requesting import list_requests
from scheduling.service.waiting.commands import AskWaiting, LookForFreedTime
from scheduling.service.waiting.listing import list_waitlist, my_waitlist
from scheduling.service.waiting.offering import (
    businesses_waiting,
    is_time_freed,
    offer_freed_time,
)
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from tests.fakes.businesses import BUSINESS, EVE, HAIRCUT, at, customer, salon, staff
from tests.fakes.desk import MemoryDesk
from tests.fakes.periods import local_period

ACTORS: dict[str, Actor] = {
    "ana": staff("ana"),  # administrator
    "ben": staff("ben"),  # scheduler
    "tom": staff("tom"),  # team member
    "vic": staff("vic"),  # viewer
    "gus": staff("gus"),  # guest
    "dana": customer("dana"),  # the customer whose appointments they are
    "eve": customer("eve"),  # another one
    "operator": OperatorActor(),
    "system": SystemActor(),
}
OUTSIDERS: dict[str, tuple[Actor, str]] = {
    "staff of another business": (StaffActor("clinic", "ana"), "act in another business"),
    "a customer of another": (
        CustomerActor("clinic", Principal("directline", "", "dana")),
        "act in another business",
    ),
    "who has left": (StaffActor(BUSINESS, "left"), "act for a business one has left"),
}
HOUSE, STAFF_IDS, CUSTOMERS = "operator system", "ana ben tom vic gus", "dana eve"
TUESDAY = TimeRange(at(14, 0), at(15, 0))
DAY, ZONE = date(2026, 4, 14), "Europe/Berlin"
ASK = AskBusiness(BUSINESS)
ANYONE = Wish(business_id=BUSINESS, service_id="haircut")
Try = Callable[["Desk", Actor], object]


class Desk(MemoryDesk):
    """Dana has a haircut with each of Ana, Tom and Gus, and asked Ana and Tom for a colour."""

    def __init__(self) -> None:
        everybody = replace(HAIRCUT, staff_member_ids=("ana", "ben", "tom", "gus"))
        asked = replace(HAIRCUT, service_id="colour", needs_approval=True)
        super().__init__(salon(everybody, asked))
        self.of = {who: self.book(staff_member_id=who) for who in ("ana", "tom", "gus")}
        self.asked = {
            who: self.book(start_at=at(14, 12), staff_member_id=who, service_id="colour")
            for who in ("ana", "tom")
        }
        self.now = at(14, 8)


def of(who: str, act: Callable[[Desk, Actor, AppointmentView], object]) -> Try:
    return lambda desk, actor: act(desk, actor, desk.of[who])


def asked_of(who: str, act: Callable[[Desk, Actor, AppointmentView], object]) -> Try:
    return lambda desk, actor: act(desk, actor, desk.asked[who])


def does(use_case: Callable[..., Any], command: Any) -> Try:
    return lambda desk, actor: desk.do(use_case, actor, command)


def see(desk: Desk, actor: Actor, view: AppointmentView) -> object:
    return desk.see(view, actor)


def history(desk: Desk, actor: Actor, view: AppointmentView) -> object:
    return desk.do(get_history, actor, AskAppointment(BUSINESS, view.appointment_id))


def move(desk: Desk, actor: Actor, view: AppointmentView) -> object:
    return desk.move(view, actor, at(15, 10))


def cancel(desk: Desk, actor: Actor, view: AppointmentView) -> object:
    return desk.cancel(view, actor)


def mark(desk: Desk, actor: Actor, view: AppointmentView) -> object:
    return desk.mark(view, actor, AppointmentStatus.ARRIVED)


def accept(desk: Desk, actor: Actor, view: AppointmentView) -> object:
    return desk.accept(view, actor)


def decline(desk: Desk, actor: Actor, view: AppointmentView) -> object:
    return desk.decline(view, actor)


def book_with(who: str | None) -> Try:
    return lambda desk, actor: desk.book(actor, at(16, 10), staff_member_id=who, contact=EVE)


@dataclass(frozen=True)
class Rule:
    """Who may, whose it is hidden from, and what the rest are told they may not."""

    may: str
    hidden: str = ""
    refused_as: str = ""

    def outcome(self, name: str) -> str:
        if name in self.may.split():
            return "may"
        return "hidden" if name in self.hidden.split() else self.refused_as


RULES: dict[str, tuple[Try, Rule]] = {
    # One appointment: somebody else's, one's own, a guest's own
    "see Ana's": (of("ana", see), Rule(f"ana ben vic dana {HOUSE}", "tom gus eve")),
    "see Tom's": (of("tom", see), Rule(f"ana ben tom vic dana {HOUSE}", "gus eve")),
    "see Gus's": (of("gus", see), Rule(f"ana ben gus vic dana {HOUSE}", "tom eve")),
    "history of Ana's": (
        of("ana", history),
        Rule(f"ana ben vic {HOUSE}", "tom gus eve", "see who changed what"),
    ),
    "history of Tom's": (
        of("tom", history),
        Rule(f"ana ben vic {HOUSE}", "gus eve", "see who changed what"),
    ),
    "move Ana's": (of("ana", move), Rule(f"ana ben dana {HOUSE}", "tom gus eve", "reschedule")),
    "move Tom's": (of("tom", move), Rule(f"ana ben tom dana {HOUSE}", "gus eve", "reschedule")),
    "move Gus's": (of("gus", move), Rule(f"ana ben dana {HOUSE}", "tom eve", "reschedule")),
    "cancel Ana's": (of("ana", cancel), Rule(f"ana ben dana {HOUSE}", "tom gus eve", "cancel")),
    "cancel Tom's": (of("tom", cancel), Rule(f"ana ben tom dana {HOUSE}", "gus eve", "cancel")),
    "cancel Gus's": (of("gus", cancel), Rule(f"ana ben dana {HOUSE}", "tom eve", "cancel")),
    "mark Ana's": (of("ana", mark), Rule(f"ana ben {HOUSE}", "tom gus eve", "set status")),
    "mark Tom's": (of("tom", mark), Rule(f"ana ben tom {HOUSE}", "gus eve", "set status")),
    "mark Gus's": (of("gus", mark), Rule(f"ana ben gus {HOUSE}", "tom eve", "set status")),
    # Requests
    **{
        f"{act.__name__} {whose.title()}'s": (
            asked_of(whose, act),
            Rule(f"{may} {HOUSE}", hidden, "accept or decline a request"),
        )
        for act in (accept, decline)
        for whose, may, hidden in (
            ("ana", "ana ben", "tom gus eve"),
            ("tom", "ana ben tom", "gus eve"),
        )
    },
    "list requests": (
        does(list_requests, ASK),
        Rule(f"ana ben tom {HOUSE}", "", "accept or decline a request"),
    ),
    # Booking, and looking for a time to book
    "book with Ana": (book_with("ana"), Rule(f"ana ben {CUSTOMERS} {HOUSE}", "", "book")),
    "book with Tom": (book_with("tom"), Rule(f"ana ben tom {CUSTOMERS} {HOUSE}", "", "book")),
    "book with anyone": (book_with(None), Rule(f"ana ben tom {CUSTOMERS} {HOUSE}", "", "book")),
    **{
        name: (does(use_case, command), Rule(f"ana ben tom {CUSTOMERS} {HOUSE}", "", "book"))
        for name, use_case, command in (
            ("find slots", find_slots, FindSlots(ANYONE, TUESDAY)),
            ("find days", find_days, FindDays(ANYONE, DAY, ZONE)),
            ("check a day", check_day, CheckDay(ANYONE, DAY, ZONE)),
            ("hold", hold, HoldCommand(ANYONE, at(16, 10), "k")),
            ("release", release, ReleaseCommand(BUSINESS, "k")),
        )
    },
    # Days
    "own day": (
        does(get_agenda, AskAgenda(BUSINESS, DAY)),
        Rule(f"{STAFF_IDS} {HOUSE}", "", "see appointments"),
    ),
    "next": (
        does(get_next_appointment, ASK),
        Rule(f"{STAFF_IDS} {HOUSE}", "", "see appointments"),
    ),
    "own appointments": (
        does(my_appointments, ASK),
        Rule(CUSTOMERS, "", "list a customer's own appointments"),
    ),
    # The waitlist
    "own wishes": (does(my_waitlist, ASK), Rule(CUSTOMERS, "", "list a customer's own wishes")),
    "who waits": (
        does(list_waitlist, ASK),
        Rule(f"{STAFF_IDS} {HOUSE}", "", "see appointments"),
    ),
    # Handing over
    **{
        f"{name} {whose.title()}'s": (
            does(use_case, command(whose)),
            Rule(f"ana ben {also} {HOUSE}", "", "hand over"),
        )
        for name, use_case, command in (
            (
                "plan",
                plan_hand_over,
                lambda whose: PlanHandOver(
                    business_id=BUSINESS, staff_member_id=whose, within=TUESDAY
                ),
            ),
            (
                "hand over",
                hand_over,
                lambda whose: HandOverCommand(
                    business_id=BUSINESS,
                    staff_member_id=whose,
                    takings=(),
                    away=local_period(20, 9, 20, 17),
                    idempotency_key="h",
                ),
            ),
        )
        for whose, also in (("ana", ""), ("tom", "tom"))
    },
    # Personal calendars
    **{
        f"keep {whose.title()}'s calendar": (
            does(
                keep_personal_calendar,
                KeepPersonalCalendar(
                    business_id=BUSINESS, staff_member_id=whose, source="work", within=TUESDAY
                ),
            ),
            Rule(f"ana ben {also} {HOUSE}", "", "manage time off"),
        )
        for whose, also in (("ana", ""), ("tom", "tom"), ("gus", ""))
    },
    "list calendars": (
        does(list_personal_calendars, ASK),
        Rule(f"ana ben tom {HOUSE}", "", "manage time off"),
    ),
    # What anybody may know
    "the business": (does(get_business, ASK), Rule(" ".join(ACTORS))),
    "who am I": (does(who_am_i, ASK), Rule(" ".join(ACTORS))),
}
TEAM: dict[str, tuple[Try, Rule]] = {
    "the team's day": (
        does(get_agenda, AskAgenda(BUSINESS, DAY, is_team=True)),
        Rule(f"ana ben vic {HOUSE}", "", "see the team's appointments"),
    ),
    "Ben's day": (
        does(get_agenda, AskAgenda(BUSINESS, DAY, staff_member_id="ben")),
        Rule(f"ana ben vic {HOUSE}", "", "see a colleague's appointments"),
    ),
}
SYSTEM_S: dict[str, tuple[Try, str]] = {
    "where requests lapsed": (does(businesses_with_lapsed, AskLapsed()), "end what has lapsed"),
    "end lapsed": (does(end_lapsed_requests, EndLapsed(BUSINESS)), "end what has lapsed"),
    "where somebody waits": (does(businesses_waiting, AskWaiting()), "offer what has freed up"),
    "is time freed": (
        does(is_time_freed, LookForFreedTime(BUSINESS)),
        "offer what has freed up",
    ),
    "offer": (does(offer_freed_time, LookForFreedTime(BUSINESS)), "offer what has freed up"),
}


def outcome(act: Try, actor: Actor) -> str:
    """Say what becomes of it: may, hidden, or what they are told they may not."""
    try:
        act(Desk(), actor)
    except NotYours:
        return "hidden"
    except NotPermitted as refused:
        return refused.action
    return "may"


@pytest.mark.parametrize("name", RULES)
def test_each_may_do_what_the_table_says(name: str) -> None:
    act, rule = RULES[name]
    assert {who: outcome(act, actor) for who, actor in ACTORS.items()} == {
        who: rule.outcome(who) for who in ACTORS
    }


@pytest.mark.parametrize("name", TEAM)
def test_others_days_are_for_those_who_see_all(name: str) -> None:
    act, rule = TEAM[name]
    for who, actor in ACTORS.items():
        refused_as = "see appointments" if who in CUSTOMERS.split() else rule.outcome(who)
        assert outcome(act, actor) == refused_as, who


@pytest.mark.parametrize("name", SYSTEM_S)
def test_workers_work_for_the_system_alone(name: str) -> None:
    act, action = SYSTEM_S[name]
    for who, actor in ACTORS.items():
        assert outcome(act, actor) == ("may" if who == "system" else action), who


@pytest.mark.parametrize("outsider", OUTSIDERS)
@pytest.mark.parametrize("name", RULES | TEAM)
def test_who_does_not_belong_here_does_nothing_here(name: str, outsider: str) -> None:
    (act, _), (actor, action) = (RULES | TEAM)[name], OUTSIDERS[outsider]
    assert outcome(act, actor) == action


@pytest.mark.parametrize("act", [see, history, move, cancel, mark, accept, decline])
@pytest.mark.parametrize("nothing", ["", "a-9"])
def test_what_is_not_there_is_not_found(act: Any, nothing: str) -> None:
    desk = Desk()
    with pytest.raises(NotFound) as refused:
        act(desk, staff("ana"), replace(desk.of["ana"], appointment_id=nothing))
    assert (refused.value.kind, refused.value.identifier) == ("appointment", nothing)
    assert not isinstance(refused.value, NotYours)


def test_what_is_hidden_is_named_to_the_log_alone() -> None:
    desk = Desk()
    with pytest.raises(NotYours) as refused:
        desk.see(desk.of["ana"], customer("eve"))
    mine = desk.of["ana"].appointment_id
    assert (refused.value.kind, refused.value.identifier) == ("appointment", mine)
    assert str(refused.value) == "no such appointment"
