"""The first cards a person sees."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.actions import ActionStyle, Tap
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.layout import heading, named, prose, quiet, rich
from cards.verbs import Field, Verb
from language.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeView:
    """The first card a customer sees."""

    prompt: str
    business_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWelcomeView:
    """The first card a staff member sees. `shows_team` where they may see the team's day."""

    prompt: str
    business_name: str
    staff_name: str
    shows_team: bool = True


def render_welcome(view: WelcomeView, texts: Texts, channel: Channel) -> CardJson:
    """Render a customer's first card."""
    actions = (
        Tap(texts.say("card-book"), Verb.BOOK, style=ActionStyle.POSITIVE),
        Tap(texts.say("card-my-appointments"), Verb.MY_APPOINTMENTS),
        Tap(texts.say("card-help"), Verb.HELP),
    )
    name = named(view.business_name)
    return _greeting(name, "", view.prompt, actions, channel)


def render_staff_welcome(view: StaffWelcomeView, texts: Texts, channel: Channel) -> CardJson:
    """Render a staff member's first card."""
    team = Tap(texts.say("card-team-today"), Verb.STAFF_DAY, {Field.TEAM: True})
    mine = Tap(texts.say("card-my-day"), Verb.STAFF_DAY, {Field.TEAM: False}, ActionStyle.POSITIVE)
    actions = (
        mine,
        *((team,) if view.shows_team else ()),
        Tap(texts.say("card-who-is-next"), Verb.STAFF_NEXT),
        Tap(texts.say("card-help"), Verb.HELP),
    )
    name = named(view.business_name)
    return _greeting(name, named(view.staff_name), view.prompt, actions, channel)


def _greeting(
    business_name: str,
    staff_name: str,
    prompt: str,
    actions: Sequence[Tap],
    channel: Channel,
) -> CardJson:
    note = [rich(quiet(staff_name))] if staff_name else []
    document = Document(
        body=[heading(business_name), *note, *prose(prompt)],
        said=[business_name, prompt],
        actions=actions,
    )
    return to_json(document, channel)
