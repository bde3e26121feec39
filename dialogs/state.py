"""What a conversation remembers between turns: frozen records, stored as JSON with a version."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TypeVar

from cards.verbs import DraftField
from dialogs.codec import CannotDecode, decode, encode
from dialogs.hand_over_draft import HandOverDraft
from dialogs.series_draft import ShownPlan
from dialogs.visit_drafts import VisitDraft
from language.context import Expecting
from language.repeat_wishes import RepeatWish
from language.understanding import StaffWish
from language.when_wishes import WhenWish
from scheduling.series import SeriesScope
from scheduling.waitlist import WaitlistWish

STATE_VERSION = 1

T = TypeVar("T")


class Asked(Enum):
    """What the person was asked last."""

    SERVICE = "service"
    STAFF = "staff"
    DAY = "day"
    TIME = "time"
    CONTACT = "contact"
    ANSWERS = "answers"
    OPTION = "option"
    CONSENT = "consent"
    CONFIRMATION = "confirmation"
    RESUME = "resume"
    CANCEL = "cancel"
    CANCEL_MESSAGE = "cancelMessage"
    WHICH_APPOINTMENT = "whichAppointment"
    HAND_OVER = "handOver"
    LIFECYCLE = "lifecycle"
    REPEAT = "repeat"
    SERIES_PLAN = "seriesPlan"
    SERIES_SCOPE = "seriesScope"
    CANCEL_SERIES = "cancelSeries"
    LENGTH = "length"
    PEOPLE = "people"
    REMOVE = "remove"
    CAPACITY = "capacity"
    CANCEL_WHOLE = "cancelWhole"
    MOVE_WHOLE = "moveWhole"


_EXPECTING = {
    Asked.SERVICE: Expecting.SERVICE,
    Asked.STAFF: Expecting.STAFF,
    Asked.DAY: Expecting.DAY,
    Asked.TIME: Expecting.TIME,
    Asked.CONTACT: Expecting.CONTACT,
    Asked.ANSWERS: Expecting.ANSWER,
    Asked.OPTION: Expecting.CHOICE,
    Asked.CONSENT: Expecting.CONSENT,
    Asked.CONFIRMATION: Expecting.CONFIRMATION,
    Asked.RESUME: Expecting.CONFIRMATION,
    Asked.CANCEL: Expecting.CONFIRMATION,
    Asked.CANCEL_MESSAGE: Expecting.ANSWER,
    Asked.WHICH_APPOINTMENT: Expecting.CHOICE,
    Asked.HAND_OVER: Expecting.CONFIRMATION,
    Asked.LIFECYCLE: Expecting.CONFIRMATION,
    Asked.REPEAT: Expecting.REPEAT,
    Asked.SERIES_PLAN: Expecting.CONFIRMATION,
    Asked.SERIES_SCOPE: Expecting.CONFIRMATION,
    Asked.CANCEL_SERIES: Expecting.CONFIRMATION,
    Asked.LENGTH: Expecting.CHOICE,
    Asked.PEOPLE: Expecting.CHOICE,
    Asked.REMOVE: Expecting.CONFIRMATION,
    Asked.CAPACITY: Expecting.CONFIRMATION,
    Asked.CANCEL_WHOLE: Expecting.CHOICE,
    Asked.MOVE_WHOLE: Expecting.CHOICE,
}


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What is known so far of how somebody is called and reached."""

    name: str = ""
    email_address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTime:
    """A time the core holds for a draft, and what was wished when it was held.

    From `renew_from_at` on it is held anew; past `expires_at` anybody may have it.
    """

    service_id: str
    staff_member_id: str | None
    not_staff_member_ids: tuple[str, ...]
    start_at: datetime
    renew_from_at: datetime
    expires_at: datetime
    duration: timedelta | None = None
    attendees_count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An appointment in the making, or (`moves` set) on its way to another time.

    None means "not said yet". `start_at` is a time that was free when it was looked at; `when`
    is the wish it came from, `or_when` what would do as well, `not_when` and
    `not_staff_member_ids` what is not wanted. `keeps_time` where a new day was said and the hour
    of before is meant with it. `was_refused` where it was said already why the wish cannot be
    met, `told_start_at` is the time last said back. `trail` are the parts in the order they were
    filled, for "back". `held` is the time the core keeps for it. `duration` is one of the service's,
    `attendees_count` how many people come to a group; `others_count` is for how many more people one
    appointment each was asked for, and `maybe_people` where "for two" was taken for the hour. `repeats` is how often it shall come again, None for once,
    `plan` the series as it was shown. `scope` is how much of a series is moved, `moves_to_weekday` where each goes to that day of its
    own week. `visit` are the
    parts where several services or people are booked together, `attendee_name` is for whom else
    it is. `keeps_everybody` where several
    staff members have what is moved: all of them stay.
    """

    draft_id: str
    moves: str = ""
    version: int = 0
    keeps_everybody: bool = False
    moves_from_at: datetime | None = None
    moves_to_weekday: int | None = None
    service_id: str | None = None
    service_choices: tuple[str, ...] = ()
    staff: StaffWish | None = None
    not_staff_member_ids: tuple[str, ...] = ()
    when: WhenWish | None = None
    or_when: tuple[WhenWish, ...] = ()
    not_when: tuple[WhenWish, ...] = ()
    keeps_time: bool = False
    was_refused: bool = False
    start_at: datetime | None = None
    told_start_at: datetime | None = None
    contact: ContactDraft = ContactDraft()
    answers: tuple[tuple[str, str], ...] = ()
    skipped: tuple[str, ...] = ()
    has_consented: bool = False
    trail: tuple[DraftField, ...] = ()
    held: HeldTime | None = None
    repeats: RepeatWish | None = None
    plan: ShownPlan | None = None
    scope: SeriesScope = SeriesScope.THIS
    duration: timedelta | None = None
    attendees_count: int | None = None
    others_count: int = 0
    maybe_people: int | None = None
    visit: VisitDraft | None = None
    attendee_name: str = ""

    @property
    def staff_member_id(self) -> str | None:
        """The staff member wished for, or None where anyone may take it."""
        return self.staff.staff_member_id if self.staff else None

    @property
    def keeps_plan(self) -> bool:
        """Tell whether the plan that was shown is still what it wants."""
        plan = self.plan
        return plan is not None and (
            plan.start_at,
            plan.service_id,
            plan.staff_member_id,
            plan.repeats,
            plan.scope,
        ) == (self.start_at, self.service_id, self.staff_member_id, self.repeats, self.scope)

    @property
    def keeps_held(self) -> bool:
        """Tell whether what is held for it is still what it wants."""
        held = self.held
        return held is not None and (
            held.service_id,
            held.staff_member_id,
            held.not_staff_member_ids,
            held.start_at,
            held.duration,
            held.attendees_count,
        ) == (
            self.service_id,
            self.staff_member_id,
            self.not_staff_member_ids,
            self.start_at,
            self.duration,
            self.attendees_count,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationState:
    """Everything a conversation remembers. A new one remembers nothing.

    `waiting` is a booking that was left while an appointment is moved, to come back to.
    `offered` are the starts shown last, `days_from` is the first day after the days shown last, `listed` the ids of appointments or services shown last,
    for "the second one"; `listed_for` is what will be done with the chosen one, `wished` the time
    said for it, `message` what its customer is told. `focus` is the appointment talked about last. `finished` is the last
    draft that became an appointment, so that a second tap on its card gets the same answer.
    `seen` tells
    which occurrences it was asked whether to cancel. `earlier` are the drafts before each thing
    that was said, the last one last, for "back";
    `has_gone_back` within a turn that went there. `zone` is the one the customer asked for.
    `waitable` is what was refused last and may be waited for; `joining` is what somebody waits for
    as soon as they have told their name, `joining_when` what the draft wished for then. `tapped` is
    what was tapped last, where nothing came after it, and `tapped_at` when.
    """

    version: int = STATE_VERSION
    draft: Draft | None = None
    waiting: Draft | None = None
    is_paused: bool = False
    asked: Asked | None = None
    asked_question: str = ""
    offered: tuple[datetime, ...] = ()
    days_from: date | None = None
    listed: tuple[str, ...] = ()
    listed_for: str = ""
    wished: WhenWish | None = None
    message: str = ""
    focus: str = ""
    focus_version: int = 0
    finished_draft: str = ""
    finished_appointment: str = ""
    earlier: tuple[Draft, ...] = ()
    has_gone_back: bool = False
    zone: str = ""
    hand_over: HandOverDraft | None = None
    waitable: WaitlistWish | None = None
    joining: WaitlistWish | None = None
    joining_when: WhenWish | None = None
    seen: str = ""
    tapped: str = ""
    tapped_at: datetime | None = None

    @property
    def is_drafting(self) -> bool:
        """Tell whether a draft is being filled: there is one, and it was not put aside."""
        return self.draft is not None and not self.is_paused

    @property
    def expecting(self) -> Expecting | None:
        """What a bare answer means, in the words of the language room."""
        if self.asked is None:
            return None
        if self.asked is Asked.CONTACT and self.draft and not self.draft.contact.name:
            return Expecting.NAME
        return _EXPECTING[self.asked]

    @property
    def without_draft(self) -> "ConversationState":
        """The state when the draft is over: one that was waiting is the draft again."""
        return replace(self.asking(None), draft=self.waiting, waiting=None, is_paused=False)

    def asking(self, asked: Asked | None, **parts: object) -> "ConversationState":
        """Give the state after asking something; what was offered before is forgotten."""
        fresh = replace(self, asked=asked, asked_question="", offered=(), days_from=None)
        fresh = replace(fresh, listed=(), listed_for="", wished=None, message="", seen="")
        fresh = replace(fresh, waitable=None, joining=None, joining_when=None)
        return replace(fresh, **parts)  # type: ignore[arg-type]  # the names are this class's own


NOTHING_SAID = ConversationState()


def settled(value: T | None) -> T:
    """Give a part that an earlier step has settled. Raises ValueError, which is a fault of ours."""
    if value is None:
        raise ValueError("asked for before it was settled")
    return value


def to_json(state: ConversationState) -> str:
    """Write a state for storage."""
    return json.dumps({"v": STATE_VERSION, "state": encode(state)}, ensure_ascii=False)


def from_json(text: str | None) -> ConversationState:
    """Read a stored state; one of another version, or a damaged one, is a new conversation."""
    if not text:
        return NOTHING_SAID
    try:
        stored = json.loads(text)
        if stored["v"] != STATE_VERSION:
            return NOTHING_SAID
        return decode(ConversationState, stored["state"])
    except (CannotDecode, ValueError, KeyError, TypeError):
        return NOTHING_SAID
