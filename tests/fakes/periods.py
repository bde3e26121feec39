"""Wall-clock periods of April 2026."""

from datetime import datetime

from scheduling.absences import LocalPeriod


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Give a wall-clock time of April 2026."""
    return datetime(2026, 4, day, hour, minute)  # noqa: DTZ001  # wall clock


def local_period(start_day: int, start_hour: int, end_day: int, end_hour: int) -> LocalPeriod:
    """Give a wall-clock period of April 2026."""
    return LocalPeriod(local(start_day, start_hour), local(end_day, end_hour))
