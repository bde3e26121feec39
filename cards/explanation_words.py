"""How each rule is said: what it is, its value, and the name of the setting it comes from."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cards.moments import local_date, time_range
from cards.wording import line
from language.texts import Texts
from scheduling.explanation_views import ReasonView, ServiceName
from scheduling.time_ranges import TimeRange
from scheduling.views import StaffMemberView

_DAY = timedelta(days=1)
_NONE = "none"
_LONGEST = 40
"""Names stand in every line of these cards: longer ones are cut."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """Says the rules of one explanation: of which day, in which zone, for which service."""

    texts: Texts
    zone: str
    on: date
    service: ServiceName

    def reason(self, reason: ReasonView, staff_member: StaffMemberView) -> str:
        """Say the rule with its value; a rule that has no words yet is said by its code."""
        key = f"explain-{reason.reason.name.lower().replace('_', '-')}"
        if key == "explain-taken" and reason.time_range is None:
            key = "explain-taken-plain"
        if not self.texts.has(key):
            return self.texts.say("explain-other", code=reason.reason.value)
        return self.texts.say(
            key,
            staff=line(staff_member.display_name, _LONGEST),
            service=line(self.service.display_name, _LONGEST),
            range=self.span(reason.time_range),
            title=line(reason.title, _LONGEST),
            titled="yes" if reason.title else "no",
            hours=self.hours(reason.hours),
            limit=self.texts.duration(reason.limit) if reason.limit is not None else "",
            starts=self._starts(reason),
            count=reason.count or 0,
            maximum=reason.maximum or 0,
            scope=scope_of(reason.setting),
            providers=self._names(reason.providers),
            **{"from": self._edge(reason, is_end=False), "until": self._edge(reason, is_end=True)},
        )

    def setting(self, path: str, staff_member: StaffMemberView) -> str:
        """Name the setting a rule comes from, with its path in the business file."""
        key = f"explain-setting-{_kebab(property_of(path))}"
        if not self.texts.has(key):
            return path
        name = self.texts.say(
            key,
            scope=scope_of(path),
            service=line(self.service.display_name, _LONGEST),
            staff=line(staff_member.display_name, _LONGEST),
        )
        return self.texts.say("explain-path", name=name, path=path)

    def hours(self, hours: tuple[TimeRange, ...]) -> str:
        """Write periods of a day, or "none", which the sentences tell apart."""
        written = [time_range(self.texts, each.start_at, each.end_at, self.zone) for each in hours]
        return self.texts.list(written) if written else _NONE

    def span(self, covered: TimeRange | None) -> str:
        """Write a range of time as seen from the day: its hours, or its days where it is longer."""
        if covered is None:
            return ""
        first, last = (local_date(at, self.zone) for at in (covered.start_at, covered.end_at))
        if self._is_midnight(covered.start_at) and self._is_midnight(covered.end_at):
            last -= _DAY
            days = [self.texts.short_day(each) for each in (first, last)]
            is_this_day = first == last == self.on
            whole = self.texts.say("explain-range-days", first=days[0], last=days[1])
            return self.texts.say("explain-range-all-day") if is_this_day else whole
        if first == last == self.on:
            return time_range(self.texts, covered.start_at, covered.end_at, self.zone)
        start, end = (self._day_and_time(at) for at in (covered.start_at, covered.end_at))
        return self.texts.say("explain-range-long", start=start, end=end)

    def _day_and_time(self, at: datetime) -> str:
        return f"{self.texts.short_day(local_date(at, self.zone))} {self.texts.time(at, self.zone)}"

    def _is_midnight(self, at: datetime) -> bool:
        local = at.astimezone(ZoneInfo(self.zone))
        return (local.hour, local.minute) == (0, 0)

    def _starts(self, reason: ReasonView) -> str:
        written = [self.texts.time(each, self.zone) for each in reason.near_starts]
        return self.texts.list(written) if written else _NONE

    def _edge(self, reason: ReasonView, *, is_end: bool) -> str:
        window = reason.window
        if window is None:
            return ""
        at = window.end_at if is_end else window.start_at
        return self.texts.day_and_time(at, self.zone)

    def _names(self, people: tuple[StaffMemberView, ...]) -> str:
        return (
            self.texts.list([line(each.display_name, _LONGEST) for each in people])
            if people
            else _NONE
        )


def scope_of(path: str) -> str:
    """Say whose setting a path is: "services", "staffMembers", or the business's ("business")."""
    head = path.partition("[")[0]
    return head if head in ("services", "staffMembers") else "business"


def property_of(path: str) -> str:
    """Give the name of the property a path ends with: "minimumLeadTime"."""
    return re.sub(r"\[[^\]]*\]$", "", path.rpartition(".")[2] if "." in path else path)


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()
