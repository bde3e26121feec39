"""Choosing a day and a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.actions import Tap
from cards.card_views import DayPickerView, NearestTimesView, TimePickerView
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.elements import StrictElement, Style
from cards.grids import Cell, grid, label_cell, plain_cell
from cards.layout import Runs, prose, quiet, rich, section, strong, tile_lines
from cards.moments import Zones, iso_instant, local_date, local_hour, zone_names
from cards.people import places_left
from cards.verbs import Field, Verb
from cards.wording import title
from language.texts import Texts
from scheduling.views import DayView, SlotView

DAYS_SHOWN = 20
TIMES_SHOWN = 40
TIMES_OF_GROUPS_SHOWN = 28
"""Each of these tells how many places are left besides: a card has a size in bytes."""
NEAREST_SHOWN = 6
_DAY_COLUMNS = 4
_NEAREST_COLUMNS = 2
_SHORT_TIME = 5
"""How many characters "15:00" has: three of them fit the width of a phone, of "2:00 PM" two."""

_PARTS_OF_DAY = (("card-morning", 0, 12), ("card-afternoon", 12, 17), ("card-evening", 17, 24))


def render_day_picker(view: DayPickerView, texts: Texts, channel: Channel) -> CardJson:
    """Render the days to choose from."""
    shown = view.days[:DAYS_SHOWN]
    free = [texts.day(each.on) for each in shown if each.slots_count]
    document = Document(
        body=[
            *prose(view.prompt),
            *grid([_day_cell(each, view.draft_id, texts) for each in shown], _DAY_COLUMNS),
        ],
        said=[view.prompt, *free],
        actions=_more_days(view, texts),
    )
    return to_json(document, channel)


def render_time_picker(view: TimePickerView, texts: Texts, channel: Channel) -> CardJson:
    """Render the times of one day."""
    slots = view.slots[view.first : view.first + _most(view)]
    zones = Zones(view.time_zone, view.business_time_zone)
    offer = _Offer(view.draft_id, view.staff_member_id, view.time_zone, texts)
    starts = [each.start_at for each in slots]
    said = [_time_said(each, view.time_zone, texts) for each in slots]
    on = [strong(texts.day(view.on)), *(_zone_run(texts, zones, each) for each in starts[:1])]
    document = Document(
        body=[
            *prose(view.prompt),
            rich(*on),
            *_by_part_of_day(offer, slots),
        ],
        said=[
            view.prompt,
            texts.list(said),
            *(zone_names(texts, zones, each) for each in starts[:1]),
        ],
        actions=[*_more_times(view, texts), _other_day(view.draft_id, texts)],
    )
    return to_json(document, channel)


def render_nearest_times(view: NearestTimesView, texts: Texts, channel: Channel) -> CardJson:
    """Render the times nearest to a refused wish."""
    slots = view.slots[:NEAREST_SHOWN]
    zones = Zones(view.time_zone, view.business_time_zone)
    offer = _Offer(view.draft_id, view.staff_member_id, view.time_zone, texts)
    cells = [offer.day_and_time_cell(each) for each in slots]
    starts = [each.start_at for each in slots]
    document = Document(
        body=[
            *prose(view.prompt),
            *grid(cells, _NEAREST_COLUMNS),
            *(rich(_zone_run(texts, zones, each)) for each in starts[:1]),
        ],
        said=[view.prompt, *(texts.day_and_time(each, view.time_zone) for each in starts)],
        actions=[
            _other_day(view.draft_id, texts),
            *(Tap(title(each.title), each.verb, each.data) for each in view.choices),
        ],
    )
    return to_json(document, channel)


def _most(view: TimePickerView) -> int:
    is_group = any(each.open_attendees_count is not None for each in view.slots)
    return TIMES_OF_GROUPS_SHOWN if is_group else TIMES_SHOWN


@dataclass(frozen=True, slots=True)
class _Offer:
    """What every time offered on one card has in common."""

    draft_id: str
    staff_member_id: str | None
    zone: str
    texts: Texts

    def tap(self, start_at: datetime, title: str) -> Tap:
        data: dict[str, JsonValue] = {Field.DRAFT: self.draft_id}
        data[Field.START] = iso_instant(start_at)
        if self.staff_member_id is not None:
            data[Field.STAFF] = self.staff_member_id
        return Tap(title, Verb.PICK_TIME, data)

    def label(self, start_at: datetime) -> str:
        return self.texts.time(start_at, self.zone)

    def time_cell(self, slot: SlotView, *, happens_twice: bool) -> Cell:
        """Give one time; where clocks go back over it, its offset tells which of the two it is.

        Of a group it tells how many places are left.
        """
        start_at, label = slot.start_at, self.label(slot.start_at)
        zone = self.texts.zone(self.zone, start_at) if happens_twice else ""
        left = places_left(slot.open_attendees_count, self.texts)
        notes = [each for each in (zone, left) if each]
        if notes:
            return label_cell(
                label, self.tap(start_at, ", ".join((label, *notes))), " · ".join(notes)
            )
        return plain_cell(label, self.tap(start_at, label))

    def day_and_time_cell(self, slot: SlotView) -> Cell:
        day = self.texts.short_day(local_date(slot.start_at, self.zone))
        left = places_left(slot.open_attendees_count, self.texts)
        when = self.texts.day_and_time(slot.start_at, self.zone)
        title = ", ".join(each for each in (when, left) if each)
        note = " · ".join(each for each in (day, left) if each)
        return label_cell(self.label(slot.start_at), self.tap(slot.start_at, title), note)


def _zone_run(texts: Texts, zones: Zones, at: datetime) -> Runs:
    return quiet(f"  {zone_names(texts, zones, at)}")


def _time_said(slot: SlotView, zone: str, texts: Texts) -> str:
    left = places_left(slot.open_attendees_count, texts)
    time = texts.time(slot.start_at, zone)
    return f"{time} ({left})" if left else time


def _by_part_of_day(offer: _Offer, slots: Sequence[SlotView]) -> list[StrictElement]:
    labels = Counter(offer.label(each.start_at) for each in slots)
    is_short = all(len(label) <= _SHORT_TIME for label in labels)
    columns_count = 3 if is_short else 2
    body: list[StrictElement] = []
    for key, begins, ends in _PARTS_OF_DAY:
        cells = [
            offer.time_cell(each, happens_twice=labels[offer.label(each.start_at)] > 1)
            for each in slots
            if begins <= local_hour(each.start_at, offer.zone) < ends
        ]
        if cells:
            body += [section(offer.texts.say(key)), *grid(cells, columns_count)]
    return body


def _day_cell(day: DayView, draft_id: str, texts: Texts) -> Cell:
    short_day = texts.short_day(day.on)
    if not day.slots_count:
        return Cell(tile_lines(short_day, is_subtle=True), style=Style.DEFAULT)
    data: dict[str, JsonValue] = {Field.DRAFT: draft_id, Field.DAY: day.on.isoformat()}
    return Cell(tile_lines(short_day), Tap(texts.day(day.on), Verb.PICK_DAY, data))


def _more_days(view: DayPickerView, texts: Texts) -> list[Tap]:
    beyond = view.days[DAYS_SHOWN].on if len(view.days) > DAYS_SHOWN else view.more_from
    if beyond is None:
        return []
    data: dict[str, JsonValue] = {Field.DRAFT: view.draft_id, Field.FROM: beyond.isoformat()}
    return [Tap(texts.say("card-more-days"), Verb.MORE_DAYS, data)]


def _more_times(view: TimePickerView, texts: Texts) -> list[Tap]:
    following = view.first + _most(view)
    if following >= len(view.slots):
        return []
    data: dict[str, JsonValue] = {
        Field.DRAFT: view.draft_id,
        Field.DAY: view.on.isoformat(),
        Field.FROM: following,
    }
    return [Tap(texts.say("card-more-times"), Verb.MORE_TIMES, data)]


def _other_day(draft_id: str, texts: Texts) -> Tap:
    return Tap(texts.say("card-other-day"), Verb.OTHER_DAY, {Field.DRAFT: draft_id})
