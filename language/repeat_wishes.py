"""How often somebody wants something again, and for how long: what was said of a series."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from language.moments.calendar_math import plus_months
from scheduling.recurrence import Weekday
from scheduling.series import MOST_OCCURRENCES, Frequency, SeriesRule


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatWish:
    """Every `interval` weeks or months; a part that was not said is None or 0.

    It ends after `count` occurrences, on `until_on`, or after a length of `lasting_months` and
    `lasting_days` from the first. `frequency` is None where only its end was told: "six times".
    `by_weekday` where a weekday was said with it, "every Tuesday", and so no date of its own.
    `weekdays` (Monday is 0) are several of a weekly series, or with `nth` the one of a monthly:
    "the first Monday", "the last". `left_out_on` are dates it shall not be on.
    """

    frequency: Frequency | None = None
    interval: int = 1
    count: int | None = None
    until_on: date | None = None
    lasting_months: int = 0
    lasting_days: int = 0
    by_weekday: bool = field(default=False, compare=False)
    weekdays: frozenset[int] = frozenset()
    nth: int = 0
    left_out_on: frozenset[date] = frozenset()

    @property
    def says_end(self) -> bool:
        """Tell whether anything was said of how long it goes on."""
        ends = (self.count, self.until_on, self.lasting_months, self.lasting_days)
        return any(ends)

    @property
    def is_whole(self) -> bool:
        """Tell whether it says both how often and how long."""
        return self.frequency is not None and self.says_end

    @property
    def every(self) -> tuple[Frequency | None, int]:
        """How often alone: weekly or monthly, and every how many of them."""
        return self.frequency, self.interval

    @property
    def endless(self) -> "RepeatWish":
        """The same days, with nothing said of how long it goes on."""
        return replace(self, count=None, until_on=None, lasting_months=0, lasting_days=0)

    @property
    def is_too_long(self) -> bool:
        """Tell whether more occurrences are wanted than a series may have."""
        return (self.count or 0) > MOST_OCCURRENCES

    def refined_by(self, newer: "RepeatWish") -> "RepeatWish":
        """Combine with a later wish: how often and how long are replaced each by itself."""
        often, ends = (newer if newer.frequency else self), (newer if newer.says_end else self)
        return RepeatWish(
            frequency=often.frequency,
            interval=often.interval,
            count=ends.count,
            until_on=ends.until_on,
            lasting_months=ends.lasting_months,
            lasting_days=ends.lasting_days,
            by_weekday=often.by_weekday,
            weekdays=often.weekdays,
            nth=often.nth,
            left_out_on=self.left_out_on | newer.left_out_on,
        )

    def rule(self, first_on: date) -> SeriesRule | None:
        """Give the rule of a series that begins on that date; None where a part is open."""
        if self.frequency is None or not self.says_end:
            return None
        count = None if self.count is None else min(self.count, MOST_OCCURRENCES)
        return SeriesRule(
            self.frequency,
            self.interval,
            count=count,
            until_on=None if count else self.until_on or self._last_on(first_on),
            weekdays=frozenset(Weekday(each) for each in self.weekdays),
            nth=self.nth,
            left_out_on=self.left_out_on,
        )

    def _last_on(self, first_on: date) -> date:
        later_on = plus_months(first_on, self.lasting_months) or first_on
        return later_on + timedelta(days=self.lasting_days - 1)
