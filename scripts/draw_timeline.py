"""Draws how a day's free time comes about: `python -m scripts.draw_timeline`.

The rows are worked out by the scheduling core for the example of docs/scheduling.md, so that the
picture cannot tell anything else than what the product does.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape

from scheduling.absences import LocalPeriod, TimeOff
from scheduling.availability import SlotQuery, free_starts
from scheduling.business import BookingBusiness, Catalog
from scheduling.busy_time import BusyTime
from scheduling.catalog import Service, StaffMember
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours, day_range, start_of
from scheduling.service_hours import AvailabilityType, ServiceAvailability
from scheduling.time_ranges import TimeRange
from scheduling.working_time import time_off_ranges, working_time
from scripts.commands import ROOT

PICTURE = ROOT / "docs" / "pictures" / "timeline.svg"
ZONE = "Europe/Paris"
DAY = date(2026, 4, 14)
_FIRST_HOUR, _LAST_HOUR = 8, 19
_LEFT, _HOUR_WIDTH, _ROW_HEIGHT = 200, 64, 34
_COLOURS = {"open": "#5b8def", "closed": "#c4c9d1", "busy": "#e0795b", "free": "#3f9d6b"}

Row = tuple[str, str, tuple[TimeRange, ...]]


def main() -> None:
    """Write the picture."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")


def picture() -> str:
    """Give the picture as SVG."""
    rows = example_rows()
    width = _LEFT + (_LAST_HOUR - _FIRST_HOUR) * _HOUR_WIDTH + 20
    height = (len(rows) + 1) * _ROW_HEIGHT + 20
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    style = ' font-family="sans-serif" font-size="14" role="img" aria-label="Layers of a day">'
    parts = [head + style, f'<rect width="{width}" height="{height}" fill="#ffffff"/>']
    parts += _hours(height)
    for number, row in enumerate(rows, 1):
        parts += _row(number, row)
    return "\n".join([*parts, "</svg>", ""])


def example() -> tuple[Catalog, BusyTime]:
    """Give the example: a colouring of an hour, and what Ana has on that Tuesday already."""
    nine_to_six = (DayPeriod(9 * 60, 13 * 60), DayPeriod(14 * 60, 18 * 60))
    ten_to_five = dict.fromkeys(Weekday, (DayPeriod(10 * 60, 17 * 60),))
    policy = SchedulingPolicy(
        time_slot_interval=timedelta(minutes=30),
        general_availability=ServiceAvailability(
            AvailabilityType.CUSTOM_WEEKLY_HOURS, WeeklyHours(ten_to_five)
        ),
    )
    service = Service(
        service_id="colour",
        display_name="Colour",
        default_duration=timedelta(hours=1),
        post_buffer=timedelta(minutes=15),
        staff_member_ids=("ana",),
        scheduling_policy=policy,
    )
    away = LocalPeriod(_wall(16), _wall(17))
    catalog = Catalog(
        business=BookingBusiness(
            business_id="salon",
            display_name="Salon",
            time_zone=ZONE,
            business_hours=WeeklyHours(dict.fromkeys(Weekday, nine_to_six)),
        ),
        services={"colour": service},
        staff_members={"ana": StaffMember(staff_member_id="ana", display_name="Ana")},
        time_off=(TimeOff("t-1", "ana", away),),
    )
    return catalog, BusyTime.of([TimeRange(_at(11 * 60), _at(11 * 60 + 45))])


def example_rows() -> tuple[Row, ...]:
    """Give the layers of the example, top to bottom."""
    catalog, busy = example()
    ana, service = catalog.staff_member("ana"), catalog.service("colour")
    policy, day = catalog.policy_of(service), day_range(DAY, ZONE)
    query = SlotQuery(service, (ana,), day)
    starts = free_starts(catalog, query, {"ana": busy}).of("ana")
    length = service.default_duration
    bookable = policy.service_hours.ranges(DAY, DAY, ZONE)
    return (
        ("1 hours of Ana", "open", working_time(catalog, ana, day).periods),
        ("2 hours of the service", "open", bookable.clipped(day).ranges),
        ("3 time off", "closed", time_off_ranges(catalog, ana)),
        ("4 busy, buffers included", "busy", busy.ranges().ranges),
        *(
            (label, "free", tuple(TimeRange(each, each + length) for each in chosen))
            for label, chosen in (("5 slots on offer", starts[::2]), ("", starts[1::2]))
        ),
    )


def _wall(hour: int) -> datetime:
    return datetime.combine(DAY, datetime.min.time()) + timedelta(hours=hour)


def _at(minute: int) -> datetime:
    return start_of(DAY, minute, ZONE)


def _hours(height: int) -> Iterator[str]:
    for hour in range(_FIRST_HOUR, _LAST_HOUR + 1):
        x = _LEFT + (hour - _FIRST_HOUR) * _HOUR_WIDTH
        yield f'<line x1="{x}" y1="24" x2="{x}" y2="{height - 8}" stroke="#e5e7eb"/>'
        yield f'<text x="{x}" y="18" text-anchor="middle" fill="#555">{hour}:00</text>'


def _row(number: int, row: Row) -> Iterable[str]:
    label, colour, ranges = row
    y = number * _ROW_HEIGHT
    yield f'<text x="8" y="{y + 18}" fill="#222">{escape(label)}</text>'
    for each in ranges:
        x = _x(each.start_at)
        size = f'width="{_x(each.end_at) - x:.0f}" height="{_ROW_HEIGHT - 10}" rx="4"'
        yield f'<rect x="{x:.0f}" y="{y}" {size} fill="{_COLOURS[colour]}" stroke="#ffffff"/>'


def _x(instant: datetime) -> float:
    hours = (instant - _at(0)) / timedelta(hours=1)
    within = min(max(hours, _FIRST_HOUR), _LAST_HOUR)
    return _LEFT + (within - _FIRST_HOUR) * _HOUR_WIDTH


if __name__ == "__main__":
    main()
