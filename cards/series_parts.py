"""How a series looks wherever it is shown: its dates in a list, its mark, and what to do with it."""

from datetime import datetime

from cards.actions import ActionStyle, Tap
from cards.elements import Spacing, StrictElement
from cards.layout import quiet, rich, run, section
from cards.verbs import Field, Verb
from language.texts import Texts
from scheduling.series import SeriesScope
from scheduling.views import AppointmentView

ROWS_SHOWN = 20

_SCOPES = {
    SeriesScope.FOLLOWING: "card-scope-following",
    SeriesScope.ALL: "card-scope-all",
}


def series_rows(starts: tuple[datetime, ...], zone: str, texts: Texts) -> list[StrictElement]:
    """List the starts of a series, day and time each, with how many there are; none for no series."""
    if not starts:
        return []
    rows = [
        rich(run(texts.day_and_time(each, zone)), spacing=Spacing.NONE)
        for each in starts[:ROWS_SHOWN]
    ]
    return [
        section(texts.say("card-series-count", count=len(starts))),
        *rows,
        *more_rows(len(starts), texts),
    ]


def more_rows(count: int, texts: Texts) -> list[StrictElement]:
    """Say how many rows are not shown, where there are any."""
    left = count - ROWS_SHOWN
    return [rich(quiet(texts.say("card-series-more", count=left)))] if left > 0 else []


def series_mark(view: AppointmentView, texts: Texts) -> list[StrictElement]:
    """Mark an appointment as one of a series."""
    if not view.series_id:
        return []
    return [rich(quiet(f"↻ {texts.say('card-of-series')}"), spacing=Spacing.NONE)]


def whole_series(view: AppointmentView, texts: Texts) -> list[Tap]:
    """Give the button that shows the whole series, for one of it."""
    if not view.series_id:
        return []
    data = {Field.APPOINTMENT.value: view.appointment_id}
    return [Tap(texts.say("card-whole-series"), Verb.SHOW_SERIES, {**data})]


def scope_taps(view: AppointmentView, verb: Verb, texts: Texts) -> list[Tap]:
    """Give the buttons that do something to the following or to all, for one of a series."""
    if not view.series_id:
        return []
    return [
        Tap(
            texts.say(key),
            verb,
            {Field.APPOINTMENT: view.appointment_id, Field.SCOPE: scope.value},
            ActionStyle.DESTRUCTIVE,
        )
        for scope, key in _SCOPES.items()
    ]
